"""Choices of the allocation app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryStatus(models.TextChoices):
    """Whether a household waits."""

    WAITING = "waiting", _("On the waiting list")
    LEFT = "left", _("No longer on the list")
