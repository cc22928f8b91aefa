"""The reads written out by hand open the same cases, and bring the same, as the ORM's."""

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import case_for, visible_cases, visible_where
from iskan.foundation.scope import OutOfScope, Role, Scope

ROLES = (
    "head", "delegate", "stranger", "reviewer", "approver", "supervisor", "auditor", "administrator", "outsider",
    "anonymous", "system",
)  # fmt: skip
RELATIONS = ("applicant", "application", "person", "assignee", "department")


@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    """One's own, one's own of a service without delegates, another's, a draft, and one elsewhere."""
    own, alone, other, draft, elsewhere = (
        inserted_case(number, cast.finance if number == 5 else cast.requests) for number in range(1, 6)
    )
    Case.objects.filter(pk=alone.pk).update(service_code="contact_details")
    Case.objects.filter(pk=draft.pk).update(filed_at=None, person=None, department=None, due_on=None)
    Case.objects.filter(pk=other.pk).update(assignee=cast.reviewer)
    Case.objects.filter(pk__in=[own.pk, alone.pk, draft.pk]).update(applicant=cast.head)
    return [own, alone, other, draft, elsewhere]


@pytest.mark.parametrize("role", ROLES)
def test_both_open_the_same_cases(cast: Cast, cases: list[Case], role: str) -> None:
    scope = cast.scope(role)
    where, values = visible_where(scope)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id FROM cases_case c WHERE {where}", values)  # noqa: S608 -- our own condition
        by_hand = {pk for (pk,) in cursor.fetchall()}
    assert by_hand == set(visible_cases(scope).values_list("pk", flat=True))
    for case in cases:
        if case.pk in by_hand:
            assert case_for(scope, case.reference) == case
        else:
            with pytest.raises(OutOfScope):
                case_for(scope, case.reference)


@pytest.mark.parametrize("departments", [(), ("requests",), ("requests", "finance")])
def test_both_open_the_cases_of_however_many_departments(
    cast: Cast, cases: list[Case], departments: tuple[str, ...]
) -> None:
    ids = frozenset(getattr(cast, name).pk for name in departments)
    scope = Scope(user_id=cast.reviewer.pk, roles=frozenset({Role.REVIEWER}), department_ids=ids)
    where, values = visible_where(scope)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id FROM cases_case c WHERE {where}", values)  # noqa: S608 -- our own condition
        by_hand = {pk for (pk,) in cursor.fetchall()}
    assert by_hand == set(visible_cases(scope).values_list("pk", flat=True))
    kept = Case.objects.filter(pk__in=[case.pk for case in cases], filed_at__isnull=False)
    assert {case.pk for case in cases if case.pk in by_hand} == {case.pk for case in kept if case.department_id in ids}


def test_a_case_comes_with_all_that_hangs_on_it_in_one_read(cast: Cast, cases: list[Case]) -> None:
    for case, scope in ((cases[2], cast.scope("reviewer")), (cases[3], cast.scope("head"))):
        with CaptureQueriesContext(connection) as read:
            found = case_for(scope, case.reference)
            brought = {name: getattr(found, name) for name in RELATIONS}
        assert len(read) == 1
        expected = Case.objects.get(pk=case.pk)
        assert model_to_dict(found) == model_to_dict(expected)
        for name, part in brought.items():
            known = getattr(expected, name)
            assert part == known
            assert part is None or model_to_dict(part) == model_to_dict(known)
    assert found.application.answers == {}
