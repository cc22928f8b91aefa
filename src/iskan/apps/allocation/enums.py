"""Choices of the allocation app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryStatus(models.TextChoices):
    """Whether a household waits."""

    WAITING = "waiting", _("On the waiting list")
    LEFT = "left", _("No longer on the list")


class ChangeKind(models.TextChoices):
    """Whether somebody came to a list or left it."""

    ENTERED = "entered", _("Entered the list")
    LEFT = "left", _("Left the list")


class ChangeGround(models.TextChoices):
    """Why somebody came to a list or left it."""

    GRANTED = "granted", _("Application granted")
    REVIVED = "revived", _("Application revived")
    HOUSED = "housed", _("Received a home")
    WITHDRAWN = "withdrawn", _("Withdrew")
    CANCELLED = "cancelled", _("Cancelled by a formal decision")


class CancellationGround(models.TextChoices):
    """The basic condition lost; unemployment or hardship alone is none."""

    NOT_RESIDENT = "not_resident", _("No longer lives permanently in Bahrain")
    NOT_A_FAMILY = "not_a_family", _("No longer a family as the Housing System defines it")
    OWNS_PROPERTY = "owns_property", _("Owns property that counts")
    HOUSING_LOAN = "housing_loan", _("Has had a housing loan")
    NATIONALITY_LOST = "nationality_lost", _("Bahraini nationality lost")

    @property
    def may_be_revived(self) -> bool:
        """Say whether the law lets an application cancelled on this ground be revived."""
        return self is not CancellationGround.NATIONALITY_LOST


class CancellationOutcome(models.TextChoices):
    """What the second official decided."""

    APPROVED = "approved", _("Cancelled")
    DECLINED = "declined", _("Not cancelled")


class TrialKind(models.TextChoices):
    """What a policy trial tries."""

    SCHEME = "scheme", _("A points scheme")
    CEILING = "ceiling", _("An income ceiling")


class TrialStatus(models.TextChoices):
    """How far a trial is."""

    QUEUED = "queued", _("Waiting to be computed")
    RUNNING = "running", _("Being computed")
    DONE = "done", _("Computed")
    FAILED = "failed", _("Could not be computed")


class DrawStatus(models.TextChoices):
    """How far a draw is; it follows from what was added to the draw, and is kept nowhere."""

    FROZEN = "frozen", _("Frozen, not yet announced")
    ANNOUNCED = "announced", _("Announced")
    DRAWN = "drawn", _("Drawn")
    CANCELLED = "cancelled", _("Cancelled")


class BeaconSource(models.TextChoices):
    """How a beacon's round came here; either way its signature was verified."""

    FETCHED = "fetched", _("Fetched from the beacon")
    PASTED = "pasted", _("Pasted by an official")


class RevealVerdict(models.TextChoices):
    """What became of a reveal."""

    COUNTED = "counted", _("Matches the commitment")
    MISMATCH = "mismatch", _("Does not match the commitment")
    LATE = "late", _("Came too late")


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

    CHECKING = "checking", _("Income being checked again")
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
