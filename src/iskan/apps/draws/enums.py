"""Choices of the draws."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
