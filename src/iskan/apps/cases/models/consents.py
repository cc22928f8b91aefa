"""What other people than the applicant were asked to agree to, and what they answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.models.case import Case


class ConsentRequest(models.Model):
    """A consent or a declaration one person was asked for by name, and their answer, which then stands.

    ``version`` is how often the application had been saved when they were asked: they agree to what it said then, and
    are asked again once it says something else. An answer nobody gave is that of a last day which has passed. Where it
    was given at the counter, ``answered_by`` is the official who took it and ``identification`` how they knew the
    person. ``after_grant`` is of somebody who became an adult of the household once the application was granted.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consent_requests")
    code = models.CharField(max_length=60)
    cpr = models.CharField(max_length=9)
    version = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, choices=ConsentAnswer.choices, blank=True)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    after_grant = models.BooleanField(default=False, db_default=False)
    identification = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "code", "cpr", "version"], name="asked_once_for_what_it_says"),
            models.CheckConstraint(
                name="consent_answered_at_an_instant",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="consent_answered_by_somebody",
                condition=Q(answer__in=["", ConsentAnswer.LAPSED]) | Q(answered_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["cpr"], condition=Q(answer=""), name="consent_unanswered")]

    def __str__(self) -> str:
        return f"{self.code} for {self.case_id}"
