"""What allocation remembers; each file beside this one holds one part."""

from iskan.apps.allocation.models.distribution import (
    Distribution,
    DistributionColumns,
    DistributionPool,
    DistributionRound,
    Nomination,
    ReserveTurn,
)
from iskan.apps.allocation.models.offers import (
    Handover,
    HandoverAppointment,
    HandoverSlot,
    NominationCheck,
    Offer,
    OfferEvent,
    Snag,
)

__all__ = [
    "Distribution",
    "DistributionColumns",
    "DistributionPool",
    "DistributionRound",
    "Handover",
    "HandoverAppointment",
    "HandoverSlot",
    "Nomination",
    "NominationCheck",
    "Offer",
    "OfferEvent",
    "ReserveTurn",
    "Snag",
]
