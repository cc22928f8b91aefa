"""Which synthetic population a process works with: seed and size from the environment."""

import os
from collections.abc import Callable
from datetime import date
from typing import Final

from iskan.integrations.synthetic.population import Population

SEED: Final = "2026"
# As many as the demonstration knows: a country whose waiting list is as long as Bahrain's.
PEOPLE: Final = "360000"


def setting(name: str, default: str) -> str:
    """Return a variable of the environment, or its default."""
    return os.environ.get(name, default)


def from_environment(*, today: Callable[[], date]) -> Population:
    """Return the population of ``ISKAN_SYNTHETIC_SEED`` and ``ISKAN_SYNTHETIC_PEOPLE``."""
    return Population(
        seed=int(setting("ISKAN_SYNTHETIC_SEED", SEED)),
        people=int(setting("ISKAN_SYNTHETIC_PEOPLE", PEOPLE)),
        today=today,
    )
