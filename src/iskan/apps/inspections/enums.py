"""Choices of the inspections app."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InspectionState(TextChoices):
    """How an inspection stands."""

    ORDERED = "ordered", _("Awaiting an appointment")
    APPOINTED = "appointed", _("Visit appointed")
    REPORTED = "reported", _("Reported on")
    CALLED_OFF = "called_off", _("Called off")

    @property
    def is_open(self) -> bool:
        """Whether a visit is still to be made."""
        return self in {InspectionState.ORDERED, InspectionState.APPOINTED}


class VisitEnd(TextChoices):
    """What became of a visit that was appointed."""

    MADE = "made", _("Visited")
    MISSED = "missed", _("Nobody was there")
    MOVED = "moved", _("Another day was asked for")
    CALLED_OFF = "called_off", _("Called off")
