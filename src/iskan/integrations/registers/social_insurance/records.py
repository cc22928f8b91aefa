"""What the social insurance register answers."""

from dataclasses import dataclass
from datetime import date

from iskan.core.money import Money
from iskan.core.people import Employment
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceRecord:
    name: Text
    amount: Money
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WageRecord:
    """The insured wage or pension on a day; ``holder_name`` is the name as this register spells it."""

    cpr: str
    holder_name: str
    employment: Employment
    employer: Text | None
    basic: Money
    allowances: tuple[AllowanceRecord, ...]
    insured: bool
    as_of: date
