"""Choices of the anomalies app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnomalyKind(models.TextChoices):
    """What is unlike an official's work."""

    MANY_READS = "many_reads", _("Read far more files than officials like them")
    NO_TASK = "no_task", _("Read files they had no task in")
    SEARCHES = "searches", _("Searched for people in bulk")
    REFUSED = "refused", _("Was refused again and again")
    OUT_OF_HOURS = "out_of_hours", _("Read files outside working hours")
    OWN_FAMILY = "own_family", _("Read their own or their family's file")
