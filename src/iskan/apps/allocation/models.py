"""The waiting list: one for each programme, ordered by seniority date, then reference."""

from django.db import models

from iskan.apps.allocation.enums import EntryStatus


class WaitingListEntry(models.Model):
    """A granted application's place. The places are set by one ranking of the whole list, at ``ranked_at``."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="waiting_list_entry")
    programme = models.CharField(max_length=30)
    governorate = models.CharField(max_length=5, blank=True)
    seniority_on = models.DateField()
    reference = models.CharField(max_length=16)
    status = models.CharField(max_length=10, choices=EntryStatus.choices, default=EntryStatus.WAITING)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    place = models.PositiveIntegerField(null=True)
    place_in_governorate = models.PositiveIntegerField(null=True)
    ranked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["programme", "seniority_on", "reference"],
                name="list_in_order",
                condition=models.Q(status=EntryStatus.WAITING),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} on {self.programme}"
