"""What officials do around a case: who has it open."""

from django.conf import settings
from django.db import models

from iskan.apps.cases.models.case import Case


class CasePresence(models.Model):
    """An official who has a case open: since when, and when that was last heard of. Soon stale, and then cleared."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="presences")
    official = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "official"], name="present_once")]

    def __str__(self) -> str:
        return f"official {self.official_id} on case {self.case_id}"
