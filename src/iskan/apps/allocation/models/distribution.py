"""A distribution as it was prepared, with all it rests on, and the nominations that came of its approval."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from iskan.apps.allocation.enums import DistributionState, NominationState
from iskan.apps.cases.models import Case, ExceptionEntry

S = DistributionState


class Distribution(models.Model):
    """One run over a list and a stock; ``parameters`` keeps each figure with its source.

    Digests of what went in and what came out hold whoever recomputes it to the same answer.
    """

    reference = models.SlugField(max_length=16, unique=True)
    state = models.CharField(max_length=12, choices=DistributionState.choices, default=S.PREPARED)
    on_day = models.DateField()
    projects = ArrayField(models.CharField(max_length=40))
    lots = models.JSONField()
    parameters = models.JSONField()
    rules = models.JSONField()
    inputs_digest = models.CharField(max_length=64)
    outcome_digest = models.CharField(max_length=64)
    applications_count = models.PositiveIntegerField()
    units_count = models.PositiveIntegerField()
    nominated_count = models.PositiveIntegerField()
    exceptions_count = models.PositiveIntegerField()
    reached = models.JSONField()
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    recommended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField(null=True)
    recommendation = models.TextField(blank=True)
    approved_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancellation_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="distribution_has_four_eyes",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("recommended_by")),
            ),
            models.CheckConstraint(
                name="distribution_in_order",
                condition=Q(state=S.PREPARED, recommended_by__isnull=True, approved_by__isnull=True)
                | Q(state=S.RECOMMENDED, recommended_by__isnull=False, approved_by__isnull=True)
                | Q(state=S.APPROVED, recommended_by__isnull=False, approved_by__isnull=False)
                | (
                    Q(state=S.CANCELLED, cancelled_by__isnull=False, approved_by__isnull=True)
                    & ~Q(cancellation_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DistributionColumns(models.Model):
    """The applications a distribution had before it and who came out nominated, to the number."""

    distribution = models.OneToOneField(Distribution, on_delete=models.PROTECT, related_name="columns")
    applications = models.BinaryField()
    nominated = models.BinaryField()

    def __str__(self) -> str:
        return f"columns of {self.distribution_id}"


class DistributionPool(models.Model):
    """What became of one pool: its homes, who asked for it, and how far the turn came."""

    distribution = models.ForeignKey(Distribution, on_delete=models.PROTECT, related_name="pools")
    project_code = models.CharField(max_length=40)
    governorate = models.CharField(max_length=5)
    kind = models.CharField(max_length=10)
    unit_class = models.CharField(max_length=32)
    units = models.PositiveIntegerField()
    set_aside = models.PositiveIntegerField()
    candidates = models.PositiveIntegerField()
    nominated = models.PositiveIntegerField()
    from_set_aside = models.PositiveIntegerField()
    by_exception = models.PositiveIntegerField()
    in_reserve = models.PositiveIntegerField()
    reached_on = models.DateField(null=True)
    reached_local_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["distribution", "project_code", "unit_class"], name="one_pool_a_class"),
            models.CheckConstraint(name="no_home_twice", condition=Q(nominated__lte=F("units"))),
        ]

    def __str__(self) -> str:
        return f"{self.project_code} {self.unit_class}"


class Nomination(models.Model):
    """A household chosen for a class of home in a project; the place is by claim, exceptions are named."""

    distribution = models.ForeignKey(Distribution, on_delete=models.PROTECT, related_name="nominations")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nominations")
    project_code = models.CharField(max_length=40)
    unit_class = models.CharField(max_length=32)
    place = models.PositiveIntegerField()
    set_aside = models.BooleanField()
    exception = models.ForeignKey(ExceptionEntry, null=True, on_delete=models.PROTECT, related_name="nominations")
    round = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=NominationState.choices, default=NominationState.NOMINATED)
    state_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[NominationState.NOMINATED, NominationState.HOUSED]),
                name="one_standing_nomination",
            ),
            models.UniqueConstraint(
                fields=["exception"], condition=Q(exception__isnull=False), name="an_exception_nominates_once"
            ),
        ]
        indexes = [models.Index(fields=["project_code", "state", "unit_class"], name="nomination_by_project")]

    def __str__(self) -> str:
        return f"{self.case_id} for {self.project_code}"


class ReserveTurn(models.Model):
    """A household's turn in a pool's reserve as it was approved."""

    distribution = models.ForeignKey(Distribution, on_delete=models.PROTECT, related_name="reserve")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reserve_turns")
    project_code = models.CharField(max_length=40)
    unit_class = models.CharField(max_length=32)
    turn = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["distribution", "project_code", "unit_class", "turn"], name="one_household_a_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.turn}"


class DistributionRound(models.Model):
    """A later filling of homes given up: who was left out and what stood, so that it too can be recomputed."""

    distribution = models.ForeignKey(Distribution, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    without = ArrayField(models.BigIntegerField())
    settled = models.JSONField()
    filled_count = models.PositiveIntegerField()
    outcome_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["distribution", "number"], name="one_round_a_number")]

    def __str__(self) -> str:
        return f"round {self.number} of {self.distribution_id}"
