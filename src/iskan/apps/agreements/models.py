"""An act proposed by one official, and what a second one decided on it."""

from django.db import models
from django.db.models import F, Q

from iskan.apps.agreements.enums import ActOutcome


class ProposedAct(models.Model):
    """What would be done to what: ``act`` is a code of the table in `policy.acts`, ``subject`` a code or an id.

    ``terms`` holds what the act needs besides its subject, in plain JSON and without a citizen's personal values.
    """

    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    terms = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=ActOutcome.choices, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "subject"], condition=Q(outcome=""), name="one_open_proposal"),
            models.CheckConstraint(
                name="decided_means_by_somebody",
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(outcome=ActOutcome.OVERTAKEN, decided_by__isnull=True, decided_at__isnull=False)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="agreed_by_another", condition=~Q(outcome=ActOutcome.AGREED) | ~Q(decided_by=F("proposed_by"))
            ),
        ]
        indexes = [models.Index(fields=["-proposed_at"], name="acts_newest_first")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
