"""How each waiting household was last known, what happened to it since, and officials' words on that."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.core.household_life import LifeEventKind


class HouseholdWatch(models.Model):
    """A household as the register told it at ``known_at``; ``compared_at`` is when it was last looked at.

    The two differ where the register's answer could not be read: it is asked again from ``known_at`` on.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="household_watch")
    known = models.JSONField()
    known_at = models.DateTimeField()
    compared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"household of {self.case_id}, {self.known_at:%Y-%m-%d}"


class HouseholdEvent(models.Model):
    """One thing that happened to one person of a waiting household, as a register told it; added only."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="household_events")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in LifeEventKind])
    cpr = models.CharField(max_length=9)
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True)
    asks_decision = models.BooleanField()
    found_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-found_at"], name="household_events_of_case"),
            models.Index(fields=["found_at"], condition=Q(asks_decision=True), name="household_events_to_decide"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class EventSettlement(models.Model):
    """What an official decided on an event, in words; added only."""

    event = models.OneToOneField(HouseholdEvent, on_delete=models.PROTECT, related_name="settlement")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(name="settlement_is_explained", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"event {self.event_id} settled {self.at:%Y-%m-%d}"
