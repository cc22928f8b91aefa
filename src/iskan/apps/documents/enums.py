"""Choices of the documents app."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scan(models.TextChoices):
    """What the virus scanner said."""

    NOT_CONFIGURED = "not_configured", _("Not scanned")
    CLEAN = "clean", _("Clean")


class IssueStatus(models.TextChoices):
    """Whether an issued document still speaks for the ministry."""

    VALID = "valid", _("Valid")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class FeminineIssueStatus(models.TextChoices):
    """The same of a document whose name is feminine in Arabic, as a card's: the words agree with the name."""

    VALID = IssueStatus.VALID.value, pgettext_lazy("of a feminine noun", "Valid")
    REPLACED = IssueStatus.REPLACED.value, pgettext_lazy("of a feminine noun", "Replaced")
    REVOKED = IssueStatus.REVOKED.value, pgettext_lazy("of a feminine noun", "Revoked")


ShownStatus = IssueStatus | FeminineIssueStatus


class PreviewSize(models.IntegerChoices):
    """How wide a picture of a page is, in pixels."""

    THUMBNAIL = 240
    PAGE = 1600
