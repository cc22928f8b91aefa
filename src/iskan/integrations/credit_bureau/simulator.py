"""A twin of the credit reference bureau over the synthetic population; it too wants the declaration."""

from typing import Final

from iskan.integrations.credit_bureau.port import REGISTER
from iskan.integrations.synthetic.population import Population
from iskan.integrations.twin import Twin

TWIN: Final = Twin(
    register=REGISTER,
    answers={
        "home-finance": Population.home_finance,
    },
    needs=("declaration", "declared_at"),
)
