"""People as the population register knows them, as far as a case needs it, and the households they declare."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from iskan.apps.households.enums import Governorate, MemberRelation, SexCode


class Person(models.Model):
    """A person named in a case. ``name_search`` holds the keys of both names (`core.names`)."""

    cpr = models.CharField(max_length=9, unique=True)
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    name_search = SearchVectorField(null=True, editable=False)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=SexCode.choices)
    nationality = models.CharField(max_length=2)
    governorate = models.CharField(max_length=5, choices=Governorate.choices, blank=True)
    address = models.JSONField(default=dict)
    died_on = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["name_search"], name="person_by_name")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Household(models.Model):
    """Those who would be housed together, as the head confirmed or corrected them on a day."""

    head = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="households_headed")
    declared_at = models.DateTimeField()
    objection = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["head", "-declared_at"], name="household_by_head")]

    def __str__(self) -> str:
        return f"household {self.pk}"


class HouseholdMember(models.Model):
    """A person's part in a household."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    relation = models.CharField(max_length=10, choices=MemberRelation.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["household", "person"], name="member_once_in_household")]

    def __str__(self) -> str:
        return f"{self.relation} in household {self.household_id}"
