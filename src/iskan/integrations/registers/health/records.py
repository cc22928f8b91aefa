"""What the disability register answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DisabilityType(StrEnum):
    PHYSICAL = "physical"
    VISUAL = "visual"
    HEARING = "hearing"
    INTELLECTUAL = "intellectual"
    AUTISM = "autism"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisabilityRecord:
    cpr: str
    has_disability: bool
    type: DisabilityType | None
    registered_on: date | None
