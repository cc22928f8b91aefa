"""A twin of the disability register over the synthetic population."""

from typing import Final

from iskan.integrations.health.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "disability": Population.disability,
    },
)
