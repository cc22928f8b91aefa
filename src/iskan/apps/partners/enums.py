"""Choices of the partners app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HookEvent(models.TextChoices):
    """What a body's system is told of."""

    SENT = "request.sent", _("A request was sent")
    ENDED = "request.ended", _("An answer is no longer awaited")
