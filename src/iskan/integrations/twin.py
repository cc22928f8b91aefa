"""What every register's twin consists of: the register it stands for, and an answer for each service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from iskan.integrations.synthetic.population import Population
from iskan.integrations.xroad import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """``needs`` names what a question must hold besides the personal number."""

    register: Register
    answers: Mapping[str, Callable[[Population, str], object]]
    needs: tuple[str, ...] = ()
