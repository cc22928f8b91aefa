"""Choices of the notifications app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Route(models.TextChoices):
    """The way a message goes out; every message also lies in the in-app inbox."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")


class DeliveryStatus(models.TextChoices):
    """How far a message has come. A failed one may still be tried again: see the delivery's ``next_try_at``."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")

    @property
    def has_left(self) -> bool:
        """Say whether the carrier has taken the message."""
        return self in {DeliveryStatus.SENT, DeliveryStatus.DELIVERED}


class Reaching(models.TextChoices):
    """What came of somebody messages did not reach."""

    REACHED = "reached", _("Reached, the details are right")
    CORRECTED = "corrected", _("Reached, the details are being corrected")
    IN_VAIN = "in_vain", _("Tried in vain")
    ARRIVED = "arrived", _("A later message arrived")


class DeliveryFault(models.TextChoices):
    """Why an attempt did not succeed."""

    UNAVAILABLE = "unavailable", _("The carrier did not answer")
    REFUSED = "refused", _("The carrier refused the message")
    NO_ADDRESS = "no_address", _("The person has no address for this way")
    UNDELIVERABLE = "undeliverable", _("The carrier could not reach the telephone")
