"""Decisions with two pairs of eyes, and the exceptions register."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, ExceptionStatus, Outcome, Overtaking
from iskan.apps.cases.models.case import Case
from iskan.apps.documents.models import Document


class Decision(models.Model):
    """A recommendation and the second official's decision on it; where one official decides, the decision alone.

    ``replaced_at`` marks a recommendation returned for more work.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    recommendation = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField(null=True)
    recommendation_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    findings = models.JSONField(default=list)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_has_four_eyes", condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("recommended_by"))
            ),
            models.CheckConstraint(
                name="recommendation_has_its_official",
                condition=Q(recommendation="", recommended_by__isnull=True, recommended_at__isnull=True)
                & ~Q(outcome="")
                | ~Q(recommendation="") & Q(recommended_by__isnull=False, recommended_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(replaced_at__isnull=True), name="one_standing_decision"
            ),
        ]
        indexes = [
            models.Index(
                fields=["decided_at"],
                include=["case", "decided_by"],
                condition=Q(replaced_at__isnull=True, decided_at__isnull=False),
                name="decisions_by_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome or self.recommendation} of {self.case_id}"


class ExceptionEntry(models.Model):
    """One use of discretion: what it moved past, on which ground and document, who decided, who approved.

    Where the case was decided first there is no second official: ``overtaken_by`` says what it came to.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exceptions")
    kind = models.CharField(max_length=10, choices=ExceptionKind.choices)
    criterion = models.CharField(max_length=60, blank=True)
    ground = models.CharField(max_length=12, choices=ExceptionGround.choices)
    explanation = models.TextField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=ExceptionStatus.choices, default=ExceptionStatus.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    second_reason = models.TextField(blank=True)
    overtaken_by = models.CharField(max_length=20, choices=Overtaking.choices, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exception_has_four_eyes", condition=Q(second_by__isnull=True) | ~Q(second_by=F("decided_by"))
            ),
            models.CheckConstraint(name="criterion_named", condition=Q(kind=ExceptionKind.ORDER) | ~Q(criterion="")),
            models.CheckConstraint(name="exception_is_explained", condition=~Q(explanation="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.case_id} on {self.ground}"
