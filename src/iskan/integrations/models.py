"""The receipt of each exchange with another body's register."""

from django.db import models

from iskan.integrations.enums import ExchangeOutcome


class Exchange(models.Model):
    """Who asked which register about whom, when, why, and what came back. The database adds rows, never changes one."""

    register = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    subject_cpr = models.CharField(max_length=9)
    asked_by_id = models.BigIntegerField(null=True)
    asked_as = models.CharField(max_length=40)
    case_reference = models.CharField(max_length=40, blank=True)
    purpose_code = models.CharField(max_length=60)
    purpose_ar = models.TextField()
    purpose_en = models.TextField()
    legal_ground_ar = models.TextField()
    legal_ground_en = models.TextField()
    request_id = models.UUIDField(unique=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=ExchangeOutcome.choices)
    http_status = models.PositiveSmallIntegerField(null=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    request_hash = models.CharField(max_length=88, blank=True)
    attempts = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_cpr", "-asked_at"], name="exchange_by_subject"),
            models.Index(fields=["case_reference", "-asked_at"], name="exchange_by_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=ExchangeOutcome.values), name="exchange_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__gte=models.F("asked_at")), name="exchange_answered_after_asked"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=ExchangeOutcome.ANSWERED) | ~models.Q(answer_digest=""),
                name="exchange_answer_has_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.register}.{self.service} {self.outcome}"
