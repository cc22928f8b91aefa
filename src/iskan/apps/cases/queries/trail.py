"""What lines of the audit trail are about a family: its cases, its papers, its people and their accounts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case, EvidenceItem
from iskan.apps.cases.queries.sealing import sealed_from
from iskan.apps.households.models import HouseholdMember, Person
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Duty, OutOfScope, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyInTrail:
    """A person with those of their households, as the trail names them; ``references`` are their filed cases."""

    name: Text
    references: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]


def person_in_trail(scope: Scope, cpr: str) -> int:
    """Return the number a person goes by in addresses, or raise `OutOfScope`: a personal number stands in none."""
    _only_auditors(scope)
    found = Person.objects.filter(cpr=cpr).values_list("pk", flat=True).first()
    if found is None:
        raise OutOfScope
    return found


def family_in_trail(scope: Scope, person_id: int) -> FamilyInTrail:
    """Return what the trail says of a person's family is filed under, or raise `OutOfScope`.

    Of a case sealed from the viewer nothing tells whose it is.
    """
    _only_auditors(scope)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise OutOfScope
    households = set(HouseholdMember.objects.filter(person=person).values_list("household_id", flat=True))
    members = HouseholdMember.objects.filter(household_id__in=households).values_list("person_id", "person__cpr")
    people = {person.pk: person.cpr, **dict(members)}
    references = _references(scope, households, people)
    accounts = User.objects.filter(cpr__in=people.values()).values_list("pk", flat=True)
    documents = EvidenceItem.objects.filter(case__reference__in=references).values_list("document_id", flat=True)
    return FamilyInTrail(
        name=Text(ar=person.name_ar, en=person.name_en or person.name_ar),
        references=references,
        subjects=(
            *_named(audit.CASE, references),
            *_named("document", documents),
            *_named("household", households),
            *_named(audit.PERSON, people),
            *_named("user", accounts),
            *_named("account", accounts),
        ),
    )


def _references(scope: Scope, households: Iterable[int], people: dict[int, str]) -> tuple[str, ...]:
    theirs = Q(household_id__in=households) | Q(person_id__in=people) | Q(applicant__cpr__in=people.values())
    found = Case.objects.filter(theirs, filed_at__isnull=False).order_by("pk").values_list("reference", flat=True)
    sealed = sealed_from(scope, found)
    return tuple(reference for reference in found if reference not in sealed)


def _named(kind: str, subjects: Iterable[object]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, str(subject)) for subject in subjects)


def _only_auditors(scope: Scope) -> None:
    if not scope.may(Duty.AUDIT):
        raise OutOfScope
