"""The audit trail and its hash chain, the shared rate counters."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform


class AuditEntry(models.Model):
    """One line of the audit trail: who did or read what, when. The database refuses to change or delete it.

    ``at`` is when it was done, as the operation was told; ``recorded_at`` and ``recorded_by`` are the database's own
    clock and the database user of the connection, set by a trigger whatever the statement says.
    """

    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=63)
    actor_id = models.BigIntegerField(null=True)
    actor_role = models.CharField(max_length=120)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject", "-id"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "at", "id"], name="audit_by_actor_day"),
            models.Index(fields=["action", "at", "id"], name="audit_by_action"),
            models.Index(fields=["at", "id"], name="audit_by_time"),
            GinIndex(KeyTransform("shown", "detail"), name="audit_shown", condition=Q(detail__has_key="shown")),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_kind} {self.subject}"


class AuditLink(models.Model):
    """The link a committing transaction adds to one lane of the hash chain for each of its entries.

    There are several lanes so that transactions do not wait for each other's commit; each digest covers the one
    before it in its lane.
    """

    id = models.BigAutoField(primary_key=True)
    lane = models.PositiveSmallIntegerField()
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="link")
    digest = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["lane", "id"], name="audit_lanes")]

    def __str__(self) -> str:
        return f"{self.pk}: {bytes(self.digest).hex()}"


class RateCount(models.Model):
    """How often something was tried within one window; shared by all web processes."""

    key = models.CharField(max_length=100, primary_key=True)
    window_starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
