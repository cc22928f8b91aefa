"""What was done with backups and what came of it, added only."""

from typing import Any, ClassVar

from django.db import models

from iskan.apps.backups.enums import RunKind


class BackupRun(models.Model):
    """A backup, a drill or a pruning: of which sets, how long it took, and the fault where there was one."""

    kind = models.CharField(max_length=10, choices=RunKind.choices)
    at = models.DateTimeField()
    seconds = models.FloatField()
    sets = models.JSONField()
    size = models.BigIntegerField(default=0)
    # Of a drill: what would be lost were this set all that is left.
    lost_minutes = models.FloatField(null=True)
    fault = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["kind", "-at"], name="backup_run_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M} {self.fault or 'done'}"
