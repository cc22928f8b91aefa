"""The inbox and the worklist leave out an official's own household's cases; their file stays there to be read."""

from dataclasses import replace

import pytest
from tests.apps.cases.conftest import FiledCase, FileOnce
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case
from tests.factories.module_rows import ModuleRows

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.taking import take_next
from iskan.apps.cases.queries import lists, waiting
from iskan.apps.cases.queries.counts import tab_counts
from iskan.apps.cases.queries.impartial import workable_cases
from iskan.apps.cases.queries.lists import WorklistFilter
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import own_case_ids
from iskan.apps.households.models import HouseholdMember
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import waiting_counts, waiting_parts
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers")
UNIT = {"programme": "unit", "family_category": "1"}
EVERYTHING = WorklistFilter()


@pytest.fixture(scope="module")
def rows(file_once: FileOnce) -> ModuleRows[tuple[Cast, FiledCase]]:
    return file_once(personas.QUALIFIES_FOR_UNIT, UNIT)


@pytest.fixture
def both(db: None, rows: ModuleRows[tuple[Cast, FiledCase]]) -> tuple[Cast, FiledCase]:  # noqa: ARG001 -- what a test changes is undone
    return rows.copy()


@pytest.fixture
def cast(both: tuple[Cast, FiledCase]) -> Cast:
    return both[0]


@pytest.fixture
def filed(both: tuple[Cast, FiledCase]) -> FiledCase:
    return both[1]


def _kin(case: Case, relation: str) -> str:
    """Return the personal number of one of the household of a case."""
    found: str = case.household.members.get(relation=relation).person.cpr  # type: ignore[union-attr]  # filed with one
    return found


def _scope(cast: Cast, role: str, cpr: str) -> Scope:
    return replace(cast.scope(role), own_cpr=cpr)


def _listed(scope: Scope) -> set[str]:
    return {line.reference for line in lists.worklist(scope, EVERYTHING).lines}


@pytest.mark.parametrize("relation", ["head", "spouse"])
def test_the_worklist_and_its_numbers_leave_it_out(cast: Cast, filed: FiledCase, relation: str) -> None:
    case, other = filed[0], inserted_case(1, cast.requests, stage="in_review")
    own = _scope(cast, "supervisor", _kin(case, relation))
    assert own_case_ids(own) == {case.pk}
    assert _listed(cast.scope("supervisor")) == {case.reference, other.reference}
    assert _listed(own) == {other.reference}
    assert lists.filtered_count(own, EVERYTHING) == 1
    assert tab_counts(own, ())["all"] == 1
    assert sum(lists.stage_counts(own).values()) == sum(lists.alarm_counts(own).values()) == 1
    assert [line.reference for batch in lists.every_line(own, EVERYTHING) for line in batch] == [other.reference]
    assert set(visible_cases(own)) - set(workable_cases(own)) == {case}


def test_an_auditor_who_decides_on_nobody_lists_everything(cast: Cast, filed: FiledCase) -> None:
    own = _scope(cast, "auditor", _kin(filed[0], "head"))
    assert _listed(own) == {filed[0].reference}
    assert set(workable_cases(own)) == set(visible_cases(own))


def test_it_is_not_taken_next(cast: Cast, filed: FiledCase) -> None:
    own = _scope(cast, "reviewer", _kin(filed[0], "spouse"))
    assert take_next(scope=own, at=AT) is None
    other = inserted_case(1, cast.requests)
    assert take_next(scope=own, at=AT) == other


def test_the_inbox_counts_it_for_others_alone(cast: Cast, filed: FiledCase) -> None:
    case = filed[0]
    Case.objects.filter(pk=case.pk).update(assignee=None, stage="in_review")
    for role in ("reviewer", "approver", "supervisor"):
        own = _scope(cast, role, _kin(case, "spouse"))
        assert sum(waiting_counts(own, waiting_parts(), AT).values()) == 0
    assert waiting_counts(cast.scope("supervisor"), (waiting.CASES_TO_HAND_OUT,), AT)[waiting.CASES_TO_HAND_OUT] == 1


def test_what_a_relative_of_another_household_asks_stays(cast: Cast, filed: FiledCase) -> None:
    own = _scope(cast, "reviewer", _kin(filed[0], "spouse"))
    HouseholdMember.objects.filter(person__cpr=own.own_cpr).delete()
    assert _listed(own) == {filed[0].reference}
