"""Choices of the documents app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ScanResult(models.TextChoices):
    """What the virus scanner said."""

    NOT_CONFIGURED = "not_configured", _("Not scanned")
    CLEAN = "clean", _("Clean")


class IssueStatus(models.TextChoices):
    """What an official last did to an issued document."""

    VALID = "valid", _("Valid")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class Validity(models.TextChoices):
    """Whether an issued document speaks for the ministry on a day."""

    NOT_YET = "not_yet", _("Not valid yet")
    VALID = "valid", _("Valid")
    LAPSED = "lapsed", _("Lapsed")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class FeminineValidity(models.TextChoices):
    """The same of a document whose name is feminine in Arabic, as a card's: the words agree with the name."""

    NOT_YET = Validity.NOT_YET.value, pgettext_lazy("of a feminine noun", "Not valid yet")
    VALID = Validity.VALID.value, pgettext_lazy("of a feminine noun", "Valid")
    LAPSED = Validity.LAPSED.value, pgettext_lazy("of a feminine noun", "Lapsed")
    REPLACED = Validity.REPLACED.value, pgettext_lazy("of a feminine noun", "Replaced")
    REVOKED = Validity.REVOKED.value, pgettext_lazy("of a feminine noun", "Revoked")


ShownValidity = Validity | FeminineValidity


class LeftOut(models.TextChoices):
    """What the shown copy of a PDF lacks, or what was mended in it."""

    ACTIVE = "active", _("scripts and actions that run by themselves")
    ATTACHMENTS = "attachments", _("other files attached to it")
    XFA = "xfa", _("a program for filling it in")
    ENCRYPTED = "encrypted", _("a lock against printing or copying")
    DAMAGED = "damaged", _("faults in how the file is built")
    CRUMBS = "crumbs", _("stray characters around the document")


class PreviewSize(models.IntegerChoices):
    """How wide a picture of a page is, in pixels."""

    THUMBNAIL = 240
    PAGE = 1600
    FULL = 2480  # A4 at 300 dots an inch
