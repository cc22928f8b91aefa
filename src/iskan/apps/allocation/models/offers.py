"""From the nomination to the keys: certificate, offer, answer, appointment, handover, snags."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models.distribution import Nomination
from iskan.apps.cases.models import Case
from iskan.policy.judged_again import JudgedAt


class Offer(models.Model):
    """One household's way from its nomination to its keys; ``state`` repeats the trail's newest line, for lists."""

    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="offer")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=12, choices=OfferState.choices, default=OfferState.CHECKING)
    state_since = models.DateTimeField()
    opened_at = models.DateTimeField()
    answer_due_on = models.DateField(null=True)
    unit_code = models.CharField(max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_code"], condition=~Q(unit_code=""), name="one_offer_a_unit"),
            models.CheckConstraint(
                name="offered_until_a_day", condition=~Q(state=OfferState.OFFERED) | Q(answer_due_on__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["state", "state_since", "id"], name="offer_by_state"),
            models.Index(fields=["case", "-id"], name="offer_by_case"),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}: {self.state}"


class OfferEvent(models.Model):
    """A line of an offer's trail, added only: what, when, who; the citizen sees those marked ``public``."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="events")
    code = models.CharField(max_length=30)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    public = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["offer", "at", "id"], name="trail_of_offer")]

    def __str__(self) -> str:
        return f"{self.code} of {self.offer_id}"


class NominationCheck(models.Model):
    """Conditions judged again before a step: the day, the facts, and the findings under the figures of that day."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="checks")
    judged_at = models.CharField(
        max_length=10,
        choices=[(step.value, step.value) for step in JudgedAt],
        default=JudgedAt.NOMINATION.value,
        db_default=JudgedAt.NOMINATION.value,
    )
    on_day = models.DateField()
    verdict = models.CharField(max_length=12)
    facts = models.JSONField()
    findings = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.verdict} on {self.on_day}"


class HandoverSlot(models.Model):
    """An hour at which so many households of a project may come for their keys."""

    project_code = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project_code", "starts_at"], name="one_slot_an_hour"),
            models.CheckConstraint(name="slot_has_room", condition=Q(capacity__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.project_code} {self.starts_at}"


class HandoverAppointment(models.Model):
    """The hour a household chose, until it chooses another."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="appointments")
    slot = models.ForeignKey(HandoverSlot, on_delete=models.PROTECT, related_name="appointments")
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer"], condition=Q(cancelled_at__isnull=True), name="one_appointment_an_offer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} at {self.slot_id}"


class Handover(models.Model):
    """The keys given: when, by whom, the meters read, and from when to when the builder answers for the home."""

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="handover")
    on_day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    keys_count = models.PositiveSmallIntegerField()
    electricity_reading = models.PositiveIntegerField()
    water_reading = models.PositiveIntegerField()
    defects_until = models.DateField(null=True)
    structure_until = models.DateField(null=True)
    flat_due_on = models.DateField(null=True)
    flat_returned_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_flat_returned_was_due",
                condition=Q(flat_returned_on__isnull=True) | Q(flat_due_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"handover {self.on_day}"


class Snag(models.Model):
    """A defect seen at the handover, until the builder has mended it."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="snags")
    where = models.CharField(max_length=120)
    what = models.CharField(max_length=500)
    mended_on = models.DateField(null=True)
    mended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"snag {self.pk}"
