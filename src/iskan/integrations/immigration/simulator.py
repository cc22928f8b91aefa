"""A twin of the nationality and residence register over the synthetic population."""

from typing import Final

from iskan.integrations.immigration.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "residence": Population.residence,
    },
)
