"""Documents attached to a case and what the ministry asks of the citizen."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from iskan.apps.cases.enums import ContestFinding, EvidenceVerdict, Identified, RequestEnding
from iskan.apps.cases.models.case import Case
from iskan.apps.documents.models import Document


class EvidenceItem(models.Model):
    """A document the citizen attached to a case as a kind of evidence, and an official's word on it.

    The citizen states the day of issue where it matters, and the official who accepts the document confirms it in
    ``issued_on``. A document given in an earlier case and used again is ``reused_from`` it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    code = models.CharField(max_length=60)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="evidence_items")
    reused_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reused_as")
    stated_issued_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    verdict = models.CharField(max_length=10, choices=EvidenceVerdict.choices, default=EvidenceVerdict.PENDING)
    reason = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code", "document"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="a_document_stands_once_in_a_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"

    @property
    def day_of_issue(self) -> date | None:
        """The day it was issued: as confirmed, or else as stated."""
        return self.issued_on or self.stated_issued_on


class CitizenRequest(models.Model):
    """What an official asked the citizen for, in words and by kinds of evidence, until its last day or an answer.

    ``answered_at`` is when it ended, however that was; one ended before endings were kept was answered. An answer the
    citizen gave by telephone or at the counter is ``taken_by`` the official who knew them as ``identified_by``; the
    citizen may have ``contested`` it in their words, which one official looks into as ``contest_owner`` and settles.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    text = models.TextField()
    evidence_codes = ArrayField(models.CharField(max_length=60), default=list)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=RequestEnding.choices, blank=True, default="", db_default="")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    identified_by = models.CharField(max_length=10, choices=Identified.choices, blank=True, default="", db_default="")
    identification = models.CharField(max_length=300, blank=True, default="", db_default="")
    contested = models.TextField(blank=True, default="", db_default="")
    contested_at = models.DateTimeField(null=True)
    contest_owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    contest_finding = models.CharField(
        max_length=10, choices=ContestFinding.choices, blank=True, default="", db_default=""
    )
    contest_words = models.TextField(blank=True, default="", db_default="")
    contest_settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    contest_settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at__isnull=True), name="one_open_request_a_case"
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], name="request_due", condition=models.Q(answered_at__isnull=True)),
            models.Index(
                fields=["case"],
                name="answer_contested",
                condition=models.Q(contested_at__isnull=False, contest_settled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
