"""What was said to an applicant and by them outside the system, written down by the official who heard it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.cases.enums import SpokenBy
from iskan.apps.cases.models.case import Case


class ContactEntry(models.Model):
    """A call or a visit: when, who spoke, what was said, and what was promised until which day. It is added only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    way = models.CharField(max_length=10, choices=SpokenBy.choices)
    spoken_at = models.DateTimeField()
    spoke_with = models.CharField(max_length=160)
    said = models.TextField()
    promised = models.TextField(default="", blank=True)
    promised_on = models.DateField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(promised="", promised_on=None) | (~Q(promised="") & Q(promised_on__isnull=False)),
                name="a_promise_has_its_day",
            )
        ]
        indexes = [models.Index(fields=["promised_on"], condition=Q(promised_on__isnull=False), name="promises_by_day")]

    def __str__(self) -> str:
        return f"contact {self.pk} in case {self.case_id}"


class KeptPromise(models.Model):
    """That what was promised to an applicant has been done: by whom and when."""

    entry = models.OneToOneField(ContactEntry, on_delete=models.PROTECT, related_name="kept")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"kept: {self.entry_id}"
