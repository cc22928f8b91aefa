"""Choices of the households app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SexCode(models.TextChoices):
    MALE = "m", _("Male")
    FEMALE = "f", _("Female")


class MemberRelation(models.TextChoices):
    """What a member is to the head of the household."""

    HEAD = "head", _("Head of household")
    SPOUSE = "spouse", _("Spouse")
    CHILD = "child", _("Son or daughter")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Brother or sister")
    OTHER = "other", _("Other relative")


class Governorate(models.TextChoices):
    """The four governorates by ISO 3166-2."""

    CAPITAL = "BH-13", _("Capital Governorate")
    SOUTHERN = "BH-14", _("Southern Governorate")
    MUHARRAQ = "BH-15", _("Muharraq Governorate")
    NORTHERN = "BH-17", _("Northern Governorate")
