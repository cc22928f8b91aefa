"""What allocation remembers; each file beside this one holds one part."""

from iskan.apps.allocation.models.changes import Cancellation, ListChange
from iskan.apps.allocation.models.distribution import (
    Distribution,
    DistributionColumns,
    DistributionPool,
    DistributionRound,
    Nomination,
    ProjectWish,
    ReserveTurn,
)
from iskan.apps.allocation.models.draws import (
    Draw,
    DrawAnnouncement,
    DrawBeacon,
    DrawCancellation,
    DrawCommitment,
    DrawDraft,
    DrawFile,
    DrawOutcome,
    DrawResult,
    DrawReveal,
    DrawTicket,
    PartyMember,
)
from iskan.apps.allocation.models.forecasts import CalibrationRun, Forecast, ForecastProject, ForecastRun
from iskan.apps.allocation.models.offers import (
    Handover,
    HandoverAppointment,
    HandoverSlot,
    NominationCheck,
    Offer,
    OfferEvent,
    Snag,
)
from iskan.apps.allocation.models.points import PolicyTrial
from iskan.apps.allocation.models.waiting_list import ListStanding, WaitingListEntry

__all__ = [
    "CalibrationRun",
    "Cancellation",
    "Distribution",
    "DistributionColumns",
    "DistributionPool",
    "DistributionRound",
    "Draw",
    "DrawAnnouncement",
    "DrawBeacon",
    "DrawCancellation",
    "DrawCommitment",
    "DrawDraft",
    "DrawFile",
    "DrawOutcome",
    "DrawResult",
    "DrawReveal",
    "DrawTicket",
    "Forecast",
    "ForecastProject",
    "ForecastRun",
    "Handover",
    "HandoverAppointment",
    "HandoverSlot",
    "ListChange",
    "ListStanding",
    "Nomination",
    "NominationCheck",
    "Offer",
    "OfferEvent",
    "PartyMember",
    "PolicyTrial",
    "ProjectWish",
    "ReserveTurn",
    "Snag",
    "WaitingListEntry",
]
