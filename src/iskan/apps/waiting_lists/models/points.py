"""Policy trials: what another rule would do to a list, kept with the parameters it was tried with."""

from django.conf import settings
from django.db import models

from iskan.apps.waiting_lists.enums import TrialKind, TrialStatus


class PolicyTrial(models.Model):
    """A rule tried on a whole list; it changes nobody's place. ``sheet`` is every household's row, compressed."""

    kind = models.CharField(max_length=10, choices=TrialKind.choices)
    programme = models.CharField(max_length=30)
    parameters = models.JSONField()
    status = models.CharField(max_length=10, choices=TrialStatus.choices, default=TrialStatus.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.JSONField(null=True)
    sheet = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="trials_newest")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.programme}"
