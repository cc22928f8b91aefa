"""Each official's day in counts, what was unlike their work, and the auditor's word on it; all of it added only."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from iskan.apps.anomalies.enums import AnomalyKind


class OfficialDay(models.Model):
    """What an official looked at on a day, in counts: the days of others are what a day is held against."""

    official = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    roles = models.CharField(max_length=120)
    reads = models.PositiveIntegerField()
    searches = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["official", "day"], name="official_day_once")]
        indexes = [models.Index(fields=["roles", "day"], name="days_of_like_officials")]

    def __str__(self) -> str:
        return f"{self.official_id} on {self.day}: {self.reads}"


class Anomaly(models.Model):
    """One official, one day, one thing unlike their work: how often, against what is usual, and the trail's lines."""

    kind = models.CharField(max_length=12, choices=AnomalyKind.choices)
    official = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    roles = models.CharField(max_length=120)
    day = models.DateField()
    count = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    usual = models.FloatField(null=True)
    lines = ArrayField(models.BigIntegerField())
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "official", "day"], name="anomaly_found_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.official_id} on {self.day}"


class AnomalyClosure(models.Model):
    """An auditor's word on an anomaly: what it was."""

    anomaly = models.OneToOneField(Anomaly, on_delete=models.PROTECT, related_name="closure")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.anomaly_id} closed {self.at:%Y-%m-%d}"
