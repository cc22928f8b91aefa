"""The case, the citizen's answers inside it, and its trail."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse

from iskan.apps.accounts.models import Department
from iskan.apps.cases.enums import EventKind
from iskan.apps.catalogue.models import ServiceVersion
from iskan.apps.households.models import Household, Person
from iskan.core.catalogue import Channel
from iskan.core.promises import Alarm


class Case(models.Model):
    """One citizen's use of one service.

    ``stage`` repeats the newest transition of the trail, for lists; ``subject`` is what the case is about, as
    `core.subjects` writes it, or empty where the service names none; where that is an earlier case of the applicant's,
    ``about`` is it. ``channel`` is the way it came in; what a machine
    filed, no person ``filed_by``. Once ``sealed_at``, only the officials of ``sealed_readers`` find it.
    """

    reference = models.CharField(max_length=16, unique=True)
    service_code = models.CharField(max_length=60)
    service_version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="cases")
    programme = models.CharField(max_length=30, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    about = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later_cases")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases")
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel], default=Channel.WEB.value)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="cases")
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="cases")
    governorate = models.CharField(max_length=5, blank=True)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="cases")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="assigned_cases"
    )
    stage = models.CharField(max_length=30)
    stage_since = models.DateTimeField()
    created_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    alarm = models.PositiveSmallIntegerField(choices=[(a.value, a.name) for a in Alarm], default=Alarm.CALM)
    version = models.PositiveIntegerField(default=1)
    sealed_at = models.DateTimeField(null=True)
    sealed_readers = ArrayField(models.BigIntegerField(), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "service_code"],
                condition=Q(filed_at__isnull=True, closed_at__isnull=True),
                name="one_draft_a_service",
            ),
            models.UniqueConstraint(
                fields=["applicant", "service_code", "subject"],
                condition=Q(filed_at__isnull=False, closed_at__isnull=True),
                name="one_open_case_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(filed_at__isnull=True) | Q(department__isnull=False), name="filed_with_a_department"
            ),
            models.CheckConstraint(condition=~Q(about=F("pk")), name="case_is_not_about_itself"),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, sealed_readers__isnull=True)
                | Q(sealed_at__isnull=False, sealed_readers__isnull=False),
                name="sealed_to_readers",
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "-created_at"], name="case_by_applicant"),
            models.Index(
                fields=["department", "stage", "due_on", "id"],
                name="worklist_by_stage",
                condition=Q(filed_at__isnull=False),
            ),
            models.Index(
                fields=["department", "due_on", "id"],
                name="worklist_open",
                condition=Q(filed_at__isnull=False, closed_at__isnull=True),
            ),
            models.Index(
                fields=["department", "due_on", "id"],
                name="worklist_free",
                condition=Q(filed_at__isnull=False, closed_at__isnull=True, assignee__isnull=True),
            ),
            # What is open is counted from this index alone.
            models.Index(
                fields=["department", "stage"],
                include=["id", "assignee", "sealed_at", "sealed_readers"],
                name="worklist_counted",
                condition=Q(filed_at__isnull=False, closed_at__isnull=True),
            ),
            models.Index(
                fields=["assignee", "due_on", "id"],
                name="worklist_mine",
                condition=Q(assignee__isnull=False, closed_at__isnull=True),
            ),
            models.Index(fields=["person"], name="case_by_person"),
            models.Index(OpClass(Reverse("reference"), "text_pattern_ops"), name="case_by_last_digits"),
            models.Index(fields=["subject"], name="case_by_subject", condition=~Q(subject="")),
            models.Index(fields=["department", "filed_at", "id"], name="worklist_by_filing"),
            models.Index(
                fields=["department", "filed_at", "id"],
                name="worklist_open_by_filing",
                condition=Q(filed_at__isnull=False, closed_at__isnull=True),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="open_by_due_day",
                condition=Q(filed_at__isnull=False, closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Application(models.Model):
    """The citizen's answers.

    ``steps`` keeps for each step its version, who last saved it, and whether it is complete, so that nobody
    overwrites what another has saved meanwhile.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="application")
    answers = models.JSONField(default=dict)
    objections = models.JSONField(default=dict)
    steps = models.JSONField(default=dict)
    edited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"application of {self.case_id}"


class CaseEvent(models.Model):
    """A line of the trail, added only: what, when, who. Lines marked ``public`` the citizen sees."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    code = models.CharField(max_length=40)
    source = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=30, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    public = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="trail")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class ClockPause(models.Model):
    """Days the promise clock stood still because the ministry waited for the citizen."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_on__isnull=True), name="one_open_pause_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.started_on} to {self.ended_on}"


class CaseNote(models.Model):
    """Words between officials; the citizen does not see them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class DeclarationMade(models.Model):
    """A declaration made for a case: on one's own sign-in, or aloud to an official, who is then its ``made_by``.

    Of what was declared through a machine of another body, nobody is.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    code = models.CharField(max_length=60)
    cpr = models.CharField(max_length=9)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "code", "cpr"], name="declared_once")]

    def __str__(self) -> str:
        return f"{self.code} for {self.case_id}"


class ErasureHold(models.Model):
    """A reason why nothing of a case is erased until it is lifted, such as a dispute before a court."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField()
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(lifted_at__isnull=True), name="one_hold_a_case"),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_is_explained"),
        ]

    def __str__(self) -> str:
        return f"hold on {self.case_id}"
