"""Choices of the accounts app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Assurance(models.TextChoices):
    """How surely the national sign-in knows a person."""

    STANDARD = "standard", _("Standard eKey")
    ADVANCED = "advanced", _("Advanced eKey")


class GatedAct(models.TextChoices):
    """What a citizen may be asked an advanced eKey for; the settings say which."""

    CONTACT = "contact", _("A change of telephone, e-mail or bank account")
    CONSENT = "consent", _("A consent or a declaration")
    SUBMISSION = "submission", _("The filing of an application")
    COPY = "copy", _("A copy of everything held of one")


class Language(models.TextChoices):
    """The language a person is written to in."""

    ARABIC = "ar", "العربية"
    ENGLISH = "en", "English"


class ContactOutcome(models.TextChoices):
    """What became of a change of contact details."""

    APPLIED = "applied", _("In effect")
    STOPPED = "stopped", _("Stopped by its owner")
    REPLACED = "replaced", _("Replaced by a later one")


class DelegationEnd(models.TextChoices):
    """How a delegation ended."""

    REVOKED = "revoked", _("Ended by whoever gave it")
    GIVEN_BACK = "given_back", _("Given back by the delegate")
    EXPIRED = "expired", _("Its last day is over")
    NOT_ACCEPTED = "not_accepted", _("Not accepted in time")
