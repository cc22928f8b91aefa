"""Choices of the waiting lists."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# The document of a case that says it waits on a list.
CARD: Final = "entitlement_card"


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
    CHANGED = "changed", _("Changed service")


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
    OVERTAKEN = "overtaken", _("Closed without a second official")


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
