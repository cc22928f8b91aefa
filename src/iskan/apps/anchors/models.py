"""Anchors of the trail, what became of each outside, and what each verification found; all of it added only."""

from django.conf import settings
from django.db import models


class AuditAnchor(models.Model):
    """The head of the trail at an instant: the statement as it is published, and its digest."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    link = models.BigIntegerField()
    statement = models.TextField()
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.number}: {self.digest}"


class AnchoredDraw(models.Model):
    """A head of a draw, with the first anchor made after there was one."""

    anchor = models.ForeignKey(AuditAnchor, on_delete=models.PROTECT, related_name="draws")
    draw = models.CharField(max_length=16)
    what = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "what"], name="draw_head_anchored_once")]

    def __str__(self) -> str:
        return f"{self.draw} {self.what}"


class AnchorStamp(models.Model):
    """A time-stamping authority's token over an anchor's digest, as it was received."""

    anchor = models.OneToOneField(AuditAnchor, on_delete=models.PROTECT, related_name="stamp")
    token = models.BinaryField()
    stamped_at = models.DateTimeField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.anchor_id} stamped {self.stamped_at:%Y-%m-%d %H:%M}"


class AnchorMailing(models.Model):
    """An anchor that left for an auditor's address."""

    anchor = models.ForeignKey(AuditAnchor, on_delete=models.PROTECT, related_name="mailings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["anchor", "user"], name="anchor_mailed_once")]

    def __str__(self) -> str:
        return f"{self.anchor_id} to {self.user_id}"


class ChainVerification(models.Model):
    """What a verification found; one that found a fault is an alarm until an auditor has closed it."""

    at = models.DateTimeField()
    lines = models.BigIntegerField()
    anchors = models.PositiveIntegerField()
    seal = models.CharField(max_length=90)
    seconds = models.FloatField()
    fault = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.fault or 'intact'}"


class AlarmClosure(models.Model):
    """An auditor's word on an alarm: what it was, and that it was looked into."""

    verification = models.OneToOneField(ChainVerification, on_delete=models.PROTECT, related_name="closure")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.verification_id} closed {self.at:%Y-%m-%d}"
