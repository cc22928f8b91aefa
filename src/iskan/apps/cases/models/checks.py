"""What registers were asked for a case, what they said, and what the criteria made of it."""

from django.db import models

from iskan.apps.cases.enums import CheckStatus
from iskan.apps.cases.models.case import Case


class RegisterRun(models.Model):
    """One register's question for one case, from waiting to answered; ``unread`` names what could not be read."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="register_runs")
    register = models.CharField(max_length=30)
    status = models.CharField(max_length=10, choices=CheckStatus.choices, default=CheckStatus.PENDING)
    attempt_count = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    last_tried_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=60, blank=True)
    unread = models.JSONField(default=list, db_default=[])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "register"], name="one_run_a_register")]
        indexes = [
            models.Index(fields=["asked_at"], condition=models.Q(answered_at__isnull=True), name="run_unanswered")
        ]

    def __str__(self) -> str:
        return f"{self.register} for {self.case_id}"


class RegisterAnswer(models.Model):
    """What one register said about one person at one time, whole as it was read, for officials to open.

    The database adds rows, and lets them go where the case is closed: retention erases them, a draft forgets them.
    """

    # The index below begins with the case.
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="register_answers", db_index=False)
    register = models.CharField(max_length=30)
    cpr = models.CharField(max_length=9)
    at = models.DateTimeField()
    answers = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["case", "register", "-at"], name="answers_of_register")]

    def __str__(self) -> str:
        return f"answer of {self.register} for {self.case_id}"


class CaseFact(models.Model):
    """A fact the decision needs, with the register or declaration it came from and when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="facts")
    code = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    register = models.CharField(max_length=30, blank=True)
    source_ar = models.CharField(max_length=120)
    source_en = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="one_value_a_fact")]

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"


class CaseAssessment(models.Model):
    """All findings on one day with the facts and figures they rest on, kept so that the decision replays."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    at = models.DateTimeField()
    on_day = models.DateField()
    verdict = models.CharField(max_length=12)
    facts = models.JSONField()
    findings = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="assessment_latest")]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.on_day}"
