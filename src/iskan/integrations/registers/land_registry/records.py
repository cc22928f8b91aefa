"""What the land register answers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from iskan.core.text import Text


class AcquiredBy(StrEnum):
    PURCHASE = "purchase"
    GIFT = "gift"
    INHERITANCE = "inheritance"
    GRANT = "grant"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRecord:
    """One property the person holds, or held, alone (``separate``) or with others."""

    reference: str
    holder_name: str
    area_m2: Decimal
    share_numerator: int
    share_denominator: int
    acquired_by: AcquiredBy
    acquired_on: date
    disposed_on: date | None
    uninhabitable: bool
    separate: bool
    block: str
    area: Text
    governorate: str

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        if not 0 < self.share_numerator <= self.share_denominator:
            raise ValueError("share")
