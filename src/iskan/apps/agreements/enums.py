"""Choices of the agreements app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActOutcome(models.TextChoices):
    """What became of a proposed act."""

    AGREED = "agreed", _("Agreed and carried out")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")
    OVERTAKEN = "overtaken", _("Closed without a second official")
