"""A twin of the social insurance register over the synthetic population."""

from typing import Final

from iskan.integrations.social_insurance.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "wage": Population.wage,
    },
)
