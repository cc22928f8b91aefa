"""What allocation remembers; each file beside this one holds one part."""

from iskan.apps.allocation.models.changes import Cancellation, ListChange
from iskan.apps.allocation.models.draws import (
    Draw,
    DrawAnnouncement,
    DrawBeacon,
    DrawCancellation,
    DrawCommitment,
    DrawFile,
    DrawOutcome,
    DrawResult,
    DrawReveal,
    DrawTicket,
    PartyMember,
)
from iskan.apps.allocation.models.forecasts import CalibrationRun, Forecast, ForecastProject, ForecastRun
from iskan.apps.allocation.models.points import PolicyTrial
from iskan.apps.allocation.models.waiting_list import ListStanding, WaitingListEntry

__all__ = [
    "CalibrationRun",
    "Cancellation",
    "Draw",
    "DrawAnnouncement",
    "DrawBeacon",
    "DrawCancellation",
    "DrawCommitment",
    "DrawFile",
    "DrawOutcome",
    "DrawResult",
    "DrawReveal",
    "DrawTicket",
    "Forecast",
    "ForecastProject",
    "ForecastRun",
    "ListChange",
    "ListStanding",
    "PartyMember",
    "PolicyTrial",
    "WaitingListEntry",
]
