"""The registers' stand-in within the process, for as long as stories are played."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import httpx

from iskan.integrations.registry import asked_over
from iskan.integrations.simulators.exchange import make_app
from iskan.integrations.synthetic.population import Population


def registers_of(population: Population, *, now: Callable[[], datetime]) -> AbstractContextManager[None]:
    """Let the registers know a population for the length of a block, by a clock of the caller's."""
    return asked_over(httpx.WSGITransport(make_app(population)), now=now)
