"""The file of one household: its people, and the visible cases of each of them."""

from dataclasses import dataclass

from django.db.models import F, Q

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import case_for, visible_cases
from iskan.apps.households.queries import DeclaredHousehold, household_of
from iskan.foundation.scope import OutOfScope, Scope

# Of the members' cases; a household of more is looked through case by case.
MOST_CASES = 20
_RELATIONS = ("applicant", "application", "person", "assignee", "department")


@dataclass(frozen=True, slots=True)
class FamilyFile:
    """A household as declared, the newest declaration first, and the cases of its people, open ones first."""

    case: Case
    households: tuple[DeclaredHousehold, ...]
    cases: tuple[Case, ...]

    def references_of(self, cpr: str) -> tuple[str, ...]:
        """Return the cases a person applied in, as they are in the file."""
        return tuple(case.reference for case in self.cases if case.applicant.cpr == cpr or _is_about(case, cpr))


def _is_about(case: Case, cpr: str) -> bool:
    return case.person is not None and case.person.cpr == cpr


def family_file(scope: Scope, reference: str) -> FamilyFile:
    """Return the file of the household of a visible case's applicant, as far as an official sees its cases.

    Raises:
        OutOfScope: the case is not there for the viewer, or the viewer is no official.
    """
    case = case_for(scope, reference)
    if not scope.is_official:
        raise OutOfScope(reference)
    visible = visible_cases(scope)
    declared = visible.filter(Q(pk=case.pk) | Q(household__members__person=case.person_id), household__isnull=False)
    ids = sorted(set(declared.values_list("household_id", flat=True)), reverse=True)
    households = tuple(household_of(scope, pk) for pk in ids)
    people = {member.person.id for household in households for member in household.members}
    theirs = Q(pk=case.pk) | Q(applicant=case.applicant_id) | Q(person__in=people) | Q(household__in=ids)
    open_first = visible.filter(theirs).order_by(F("closed_at").desc(nulls_first=True), "-filed_at")
    return FamilyFile(case, households, tuple(open_first.select_related(*_RELATIONS)[:MOST_CASES]))
