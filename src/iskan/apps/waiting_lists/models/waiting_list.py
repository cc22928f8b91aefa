"""The waiting list: one for each programme, ordered by the instant of filing, then by lot."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.waiting_lists.enums import EntryStatus


class WaitingListEntry(models.Model):
    """A granted application's place. The places are set by one ranking of the whole list, at the standing's time.

    ``seniority_at`` is the instant of filing, or the beginning of the day where no more is on record; ``lot`` orders
    those of one instant (`core.seniority`). The database fills in both where nobody says them, and the ``applicant``,
    whose one live place it is; of two that waited before there was this rule, only the elder bears it.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="waiting_list_entry")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    governorate = models.CharField(max_length=5, blank=True)
    seniority_on = models.DateField()
    seniority_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=16)
    lot = models.CharField(max_length=64, blank=True, default="", db_default="")
    status = models.CharField(max_length=10, choices=EntryStatus.choices, default=EntryStatus.WAITING)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    renewed_on = models.DateField(null=True, blank=True)
    place = models.PositiveIntegerField(null=True)
    place_in_governorate = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="place_while_waiting",
                condition=Q(status=EntryStatus.WAITING, place__isnull=False, place_in_governorate__isnull=False)
                | Q(status=EntryStatus.LEFT, place__isnull=True, place_in_governorate__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(status=EntryStatus.WAITING), name="one_live_place_an_applicant"
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "seniority_at", "lot"],
                name="list_in_order",
                condition=Q(status=EntryStatus.WAITING),
            ),
            models.Index(
                fields=["programme", "governorate", "seniority_at", "lot"],
                name="governorate_in_order",
                condition=Q(status=EntryStatus.WAITING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} on {self.programme}"


class ListStanding(models.Model):
    """How long a list was when last ranked and how far its turn has come; no governorate means the whole list."""

    programme = models.CharField(max_length=30)
    governorate = models.CharField(max_length=5, blank=True)
    waiting_count = models.PositiveIntegerField()
    reached_on = models.DateField(null=True)
    ranked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "governorate"], name="one_standing_a_list")]

    def __str__(self) -> str:
        return f"{self.programme} {self.governorate}: {self.waiting_count} waiting"
