"""Who entered and left the lists, and formal decisions to cancel."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from iskan.apps.waiting_lists.enums import CancellationGround, CancellationOutcome, ChangeGround, ChangeKind
from iskan.apps.waiting_lists.models.waiting_list import WaitingListEntry


class ListChange(models.Model):
    """A line for each entering or leaving, added only: everyone's place on any day follows from these."""

    programme = models.CharField(max_length=30)
    governorate = models.CharField(max_length=5, blank=True)
    seniority_on = models.DateField()
    seniority_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=16)
    lot = models.CharField(max_length=64, blank=True, default="", db_default="")
    kind = models.CharField(max_length=7, choices=ChangeKind.choices)
    ground = models.CharField(max_length=12, choices=ChangeGround.choices)
    at = models.DateTimeField()

    class Meta:
        # All that a place's moves are counted from, so that no row is looked up for it.
        indexes = [
            models.Index(
                fields=["programme", "at"],
                include=["kind", "ground", "governorate", "seniority_at", "lot"],
                name="list_changes_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.kind}: {self.ground}"


class Cancellation(models.Model):
    """A proposal to cancel an application on a named ground, and the second official's decision on it."""

    entry = models.ForeignKey(WaitingListEntry, on_delete=models.PROTECT, related_name="cancellations")
    ground = models.CharField(max_length=20, choices=CancellationGround.choices)
    explanation = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=CancellationOutcome.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cancellation_has_four_eyes",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(name="cancellation_is_explained", condition=~Q(explanation="")),
            models.CheckConstraint(
                name="cancellation_is_decided_by_someone",
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(outcome=CancellationOutcome.OVERTAKEN, decided_by__isnull=True, decided_at__isnull=False)
                | (~Q(outcome="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.UniqueConstraint(fields=["entry"], condition=Q(outcome=""), name="one_open_cancellation"),
        ]

    def __str__(self) -> str:
        return f"cancellation of {self.entry_id}: {self.outcome or 'proposed'}"
