"""Inspections, the visits appointed for them, and what was reported: a report is added to only."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from iskan.apps.accounts.models import Department
from iskan.apps.catalogue.models import ServiceVersion
from iskan.apps.documents.models import Document
from iskan.apps.inspections.enums import InspectionState, VisitEnd
from iskan.core.inspections import InspectionResult

OPEN = (InspectionState.ORDERED, InspectionState.APPOINTED)


class OrderedInspection(models.Model):
    """A place to be looked at for a case, as its service declares it under ``code``; ``citizen`` is whom it concerns.

    Where it is was written down when it was ordered, in words; ``block`` orders the visits of a day.
    """

    reference = models.CharField(max_length=16, unique=True)
    case_reference = models.CharField(max_length=16, db_index=True)
    service_version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    citizen = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inspections")
    place_ar = models.CharField(max_length=300)
    place_en = models.CharField(max_length=300)
    block = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=InspectionState.choices, default=InspectionState.ORDERED)
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_reference", "code"], condition=Q(state__in=OPEN), name="one_open_inspection_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at__isnull=True) | ~Q(state__in=OPEN) & Q(ended_at__isnull=False),
                name="an_inspection_is_open_until_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.APPOINTED) | Q(inspector__isnull=False),
                name="somebody_makes_an_appointed_visit",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["department", "ordered_at"], name="inspections_open", condition=Q(state__in=OPEN))
        ]

    def __str__(self) -> str:
        return self.reference


class Visit(models.Model):
    """A day and hours at which an inspector comes; it stands until it ends in one of the ways of `VisitEnd`.

    ``asked_words`` are those of a citizen who asks for another day.
    """

    inspection = models.ForeignKey(OrderedInspection, on_delete=models.PROTECT, related_name="visits")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    from_time = models.TimeField()
    until_time = models.TimeField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    asked_words = models.CharField(max_length=300, blank=True)
    end = models.CharField(max_length=12, choices=VisitEnd.choices, blank=True)
    end_words = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(ended_at__isnull=True), name="one_visit_stands_at_a_time"
            ),
            models.CheckConstraint(condition=Q(from_time__lt=F("until_time")), name="a_visit_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(end="", ended_at__isnull=True) | ~Q(end="") & Q(ended_at__isnull=False),
                name="a_visit_ends_in_a_way",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["inspector", "day"], name="visits_of_a_day", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} on {self.day}"


class InspectionReport(models.Model):
    """What an inspector found; a correction is a further report that names the one it corrects."""

    inspection = models.ForeignKey(OrderedInspection, on_delete=models.PROTECT, related_name="reports")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="reports")
    result = models.CharField(max_length=12, choices=[(one.value, one.value) for one in InspectionResult])
    answers = models.JSONField()
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(corrects__isnull=True), name="one_first_report_an_inspection"
            ),
            models.CheckConstraint(
                condition=Q(result=InspectionResult.IN_ORDER.value) | ~Q(words=""), name="faults_are_said_in_words"
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.inspection_id}"


class ReportPicture(models.Model):
    """A picture an inspector took, in the order they were sent."""

    report = models.ForeignKey(InspectionReport, on_delete=models.PROTECT, related_name="pictures")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"picture {self.document_id}"
