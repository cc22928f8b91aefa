"""Choices of the documents app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scan(models.TextChoices):
    """What the virus scanner said."""

    NOT_CONFIGURED = "not_configured", _("Not scanned")
    CLEAN = "clean", _("Clean")


class IssueStatus(models.TextChoices):
    """Whether an issued document still speaks for the ministry."""

    VALID = "valid", _("Valid")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class PreviewSize(models.IntegerChoices):
    """How wide a picture of a page is, in pixels."""

    THUMBNAIL = 240
    PAGE = 1600
