"""Choices of the notifications app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    """The way a message goes out; every message also lies in the in-app inbox."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")


class DeliveryStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")
