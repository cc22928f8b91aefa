"""What the nationality and residence register answers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceRecord:
    """Where a person lives in law: permanent residence, days abroad, and a foreigner's permit."""

    cpr: str
    nationality: str
    permanently_resident: bool
    days_abroad_last_year: int
    permit_valid_until: date | None
    as_of: date
