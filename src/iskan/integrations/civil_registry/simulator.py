"""A twin of the population register over the synthetic population."""

from typing import Final

from iskan.integrations.civil_registry.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "person": Population.person,
        "household": Population.household,
    },
)
