"""A twin of the personal status register over the synthetic population."""

from typing import Final

from iskan.integrations.justice.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "personal-status": Population.personal_status,
    },
)
