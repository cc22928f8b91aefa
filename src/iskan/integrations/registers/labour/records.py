"""What the labour register answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iskan.core.text import Text


class WorkStatus(StrEnum):
    EMPLOYED = "employed"
    JOBSEEKER = "jobseeker"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourRecord:
    cpr: str
    status: WorkStatus
    employer: Text | None
    since: date | None
