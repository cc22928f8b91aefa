"""How a case came in where its applicant did not file it on this site."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.accounts.models import ApiClient
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models.case import Case


class Filing(models.Model):
    """Who files a case: an official who identified the citizen, a machine, or the citizen through a program of theirs.

    ``key`` is the caller's own name for the filing, so that asked twice it is filed once.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="filing")
    official = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="filings")
    client = models.ForeignKey(ApiClient, null=True, on_delete=models.PROTECT, related_name="filings")
    identified_by = models.CharField(max_length=10, choices=Identified.choices, blank=True)
    identification = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="filed_once_a_key"),
            models.CheckConstraint(
                name="official_identified_the_citizen",
                condition=Q(official__isnull=True) | (~Q(identified_by="") & ~Q(identification="") & Q(client=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"filing of {self.case_id}"
