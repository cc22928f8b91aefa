"""A twin of the land register over the synthetic population."""

from typing import Final

from iskan.integrations.land_registry.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "properties": Population.properties,
    },
)
