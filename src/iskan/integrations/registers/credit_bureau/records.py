"""What the credit reference bureau answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FinanceKind(StrEnum):
    ISLAMIC = "islamic"
    COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFinanceRecord:
    kind: FinanceKind
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRecord:
    """The home finance a person has or had, and nothing else of their credit history."""

    cpr: str
    holder_name: str
    home_finance: tuple[HomeFinanceRecord, ...]

    @property
    def has_home_finance(self) -> bool:
        return bool(self.home_finance)
