"""The versions services had, and what officials have added to the shipped figures, circulars and branches."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ServiceVersion(models.Model):
    """A service as it was declared, known by the digest of its substance; the cases filed under it keep it."""

    code = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    declaration = models.JSONField()
    in_force_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "digest"], name="service_version_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.digest[:12]}"


class PublishedFigure(models.Model):
    """A new version of a figure: proposed by one official, approved or declined by another, or withdrawn.

    ``instrument_copy`` is the id of an uploaded document: documents stand above the catalogue, and ask it.
    """

    figure = models.CharField(max_length=60)
    value = models.JSONField()
    first_day = models.DateField()
    instrument_ar = models.CharField(max_length=200)
    instrument_en = models.CharField(max_length=200)
    article = models.CharField(max_length=60, blank=True)
    past_reason = models.CharField(max_length=500, blank=True, db_default="")
    instrument_copy = models.UUIDField(null=True, unique=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figure_has_four_eyes",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="figure_declined_by_another",
                condition=Q(declined_by__isnull=True) | ~Q(declined_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="figure_declined_with_a_reason",
                condition=Q(declined_at__isnull=True) | (Q(declined_by__isnull=False) & ~Q(decline_reason="")),
            ),
            models.CheckConstraint(
                name="figure_withdrawn_unsettled",
                condition=Q(withdrawn_at__isnull=True) | Q(approved_at__isnull=True, declined_at__isnull=True),
            ),
            models.CheckConstraint(
                name="figure_settled_one_way", condition=Q(approved_at__isnull=True) | Q(declined_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} from {self.first_day}"


class EnteredCircular(models.Model):
    """A circular of holidays or working hours two officials entered, perhaps in place of another; never changed."""

    replaces = models.CharField(max_length=60, blank=True)
    terms = models.JSONField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["replaces"], condition=~Q(replaces=""), name="circular_replaced_once")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"entered-{self.pk}"


class EnteredBranch(models.Model):
    """A branch of the ministry as two officials stated it: the newest version holds; never changed."""

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    terms = models.JSONField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="branch_version_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
