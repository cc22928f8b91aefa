"""How each waiting household was last known, what happened to it since, and officials' words on that."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.documents.models import Document
from iskan.core.household_life import LifeEventKind

POPULATION = "civil_registry"


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


class RegisterPass(models.Model):
    """How far one register has been held against the waiting households.

    What it has changed since ``told_until`` is asked about those up to ``reached``; then, at ``done_at``, the next pass
    asks what it has changed since this one ``began_at``.
    """

    register = models.CharField(max_length=40, unique=True)
    told_until = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    reached = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.register} since {self.began_at:%Y-%m-%d}"


class RegisterKnown(models.Model):
    """What a register was last found to say of a household, where that is other than what it said at filing."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="registers_known")
    register = models.CharField(max_length=40)
    facts = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "register"], name="one_known_answer_a_register")]

    def __str__(self) -> str:
        return f"{self.register} of {self.case_id}, {self.at:%Y-%m-%d}"


class HouseholdSetAside(models.Model):
    """A household whose comparison failed: it stopped no other's, and is tried again each night until it succeeds.

    ``fault`` names the kind of failure, and nothing of the household.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=40)
    fault = models.CharField(max_length=60)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "register"], name="set_aside_once_a_register")]

    def __str__(self) -> str:
        return f"{self.case_id} set aside since {self.first_at:%Y-%m-%d}"


class HouseholdEvent(models.Model):
    """One thing that happened to one person of a waiting household, and who says so; added only.

    ``source`` is a register's code, or says that a citizen declared it (``document`` is then the declaring case's
    reference) or an official recorded it, with what it rests on, their words, and a ``file`` where they had one.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="household_events")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in LifeEventKind])
    cpr = models.CharField(max_length=9)
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True)
    source = models.CharField(max_length=40, default=POPULATION, db_default=POPULATION)
    document = models.CharField(max_length=200, blank=True, default="", db_default="")
    words = models.TextField(blank=True, default="", db_default="")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
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
    """What an official decided on an event, in words; added only.

    ``category`` is the family category the application was moved to, where it was; ``is_mistake`` says that what an
    official had recorded did not happen.
    """

    event = models.OneToOneField(HouseholdEvent, on_delete=models.PROTECT, related_name="settlement")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    category = models.CharField(max_length=2, blank=True, default="", db_default="")
    is_mistake = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.CheckConstraint(name="settlement_is_explained", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"event {self.event_id} settled {self.at:%Y-%m-%d}"
