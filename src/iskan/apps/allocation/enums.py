"""Choices of the allocation app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DistributionState(models.TextChoices):
    """How far a distribution is."""

    PREPARED = "prepared", _("Prepared")
    RECOMMENDED = "recommended", _("Awaiting the second official")
    APPROVED = "approved", _("Approved")
    CANCELLED = "cancelled", _("Called off")


class NominationState(models.TextChoices):
    """What became of a nomination."""

    NOMINATED = "nominated", _("Nominated")
    HOUSED = "housed", _("Received the keys")
    REFUSED = "refused", _("Refused the offer")
    EXPIRED = "expired", _("Did not answer in time")
    DROPPED = "dropped", _("Nomination withdrawn")


class OfferState(models.TextChoices):
    """Where a household stands between its nomination and its keys."""

    CHECKING = "checking", _("Conditions being checked again")
    DOUBTFUL = "doubtful", _("An official must decide on the second check")
    CERTIFIED = "certified", _("Nomination certificate issued")
    OFFERED = "offered", _("Offer awaits an answer")
    ACCEPTED = "accepted", _("Accepted, awaiting the draw")
    DRAWN = "drawn", _("Home drawn, contract being prepared")
    CONTRACTED = "contracted", _("Contract issued, appointment to be chosen")
    APPOINTED = "appointed", _("Appointment made")
    HANDED_OVER = "handed_over", _("Keys handed over")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired unanswered")
    DROPPED = "dropped", _("Withdrawn")

    @property
    def is_over(self) -> bool:
        """Say whether nothing more follows."""
        return self in {self.HANDED_OVER, self.REFUSED, self.EXPIRED, self.DROPPED}
