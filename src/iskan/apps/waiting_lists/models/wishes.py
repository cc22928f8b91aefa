"""Where a waiting household would rather live."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from iskan.apps.cases.models import Case


class ProjectWish(models.Model):
    """The projects a household would rather live in, dearest first; ``only`` these, or others too when they run out."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="project_wish")
    projects = ArrayField(models.CharField(max_length=40), size=3)
    only = models.BooleanField(default=False)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wishes of {self.case_id}"
