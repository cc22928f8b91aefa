"""Documents laid to a case and what the ministry asks of the citizen."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from iskan.apps.cases.enums import EvidenceVerdict
from iskan.apps.cases.models.case import Case
from iskan.apps.documents.models import Document


class EvidenceItem(models.Model):
    """A document the citizen laid to a case as a kind of evidence, and an official's word on it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    code = models.CharField(max_length=60)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="evidence_item")
    verdict = models.CharField(max_length=10, choices=EvidenceVerdict.choices, default=EvidenceVerdict.PENDING)
    reason = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"


class CitizenRequest(models.Model):
    """What an official asked the citizen for, in words and by kinds of evidence, until answered."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    text = models.TextField()
    evidence_codes = ArrayField(models.CharField(max_length=60), default=list)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at__isnull=True), name="one_open_request_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
