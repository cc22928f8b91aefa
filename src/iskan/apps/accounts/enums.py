"""Choices of the accounts app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Assurance(models.TextChoices):
    """How surely the national sign-in knows a person."""

    STANDARD = "standard", _("Standard eKey")
    ADVANCED = "advanced", _("Advanced eKey")


class Language(models.TextChoices):
    """The language a person is written to in."""

    ARABIC = "ar", "العربية"
    ENGLISH = "en", "English"


class ContactOutcome(models.TextChoices):
    """What became of a change of contact details."""

    APPLIED = "applied", _("In effect")
    STOPPED = "stopped", _("Stopped by its owner")
    REPLACED = "replaced", _("Replaced by a later one")
