"""A twin of the labour register over the synthetic population."""

from typing import Final

from iskan.integrations.labour.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "work": Population.work,
    },
)
