"""Lists handed in for a draw: every fault named by its row, nothing frozen before they are right."""

from datetime import timedelta

import pytest
from tests.apps.conftest import AT
from tests.factories.cast import citizen
from tests.factories.draws import DAY, PROJECT, DrawOffice, make_draw_office, plain_cases
from tests.factories.stock import make_project

from iskan.apps.cases.models import Case
from iskan.apps.draws.models import Draw, DrawDraft
from iskan.apps.draws.operations import draw_drafts, draws
from iskan.apps.draws.operations.draw_refusals import ListsOutdated, TooSoon
from iskan.apps.draws.queries import draw_drafts as queries
from iskan.apps.housing_stock.enums import UnitState
from iskan.core.refusal import NotForThisRole
from iskan.foundation.scope import OutOfScope


@pytest.fixture
def office(db: None) -> DrawOffice:  # noqa: ARG001 -- a fixture is asked for by name
    return make_draw_office(AT)


@pytest.fixture
def cases(office: DrawOffice) -> list[Case]:
    return plain_cases(citizen("850312407", at=office.at), 2, office.at)


def hand_in(office: DrawOffice, candidates: str, units: str) -> queries.DraftLists:
    scope = office.scope(office.supervisor)
    made = draw_drafts.draft_from_sheets(
        scope=scope, project_code="salman-3", project_name=PROJECT, draws_at=office.draws_at,
        candidates=candidates.encode(), units=units.encode(), at=AT,
    )  # fmt: skip
    return queries.draft_for(scope, made.pk)


@pytest.fixture
def homes(db: None) -> None:  # noqa: ARG001 -- a fixture is asked for by name
    make_project("salman-3", units={"house-4br": 2, "house-3br": 1}, state=UnitState.READY)


@pytest.mark.usefixtures("homes")
def test_right_lists_are_frozen_and_the_draft_is_gone(office: DrawOffice, cases: list[Case]) -> None:
    written = "".join(f"{case.reference.lower().replace('-', ' ')},house-4br\n" for case in cases)
    draft = hand_in(office, written, "SALMAN-3-0001,house-4br\n")
    assert draft.faults == ()
    assert [(one.candidates, one.units) for one in draft.classes] == [(2, 1)]
    scope = office.scope(office.supervisor)
    assert queries.drafts(scope) == (draft,)
    draw = draw_drafts.freeze_draft(scope=scope, draft_id=draft.id, at=AT)
    assert draw.candidate_count == 2
    assert not DrawDraft.objects.exists()


def test_every_fault_is_named_by_its_row(office: DrawOffice, cases: list[Case]) -> None:
    one = cases[0].reference
    draft = hand_in(office, f"{one}\tf4\n{one}\tf4\nnobody\tf4\n", "U 1\tf4\nU-2\tF 4\nU-2\tf3\n")
    told = " | ".join(fault.en for fault in draft.faults)
    assert "Row 3 (nobody): No case has this number" in told
    assert f"Row 2 ({one}): Appears twice" in told
    assert "Row 1 (U 1): Not a unit's code" in told
    assert "Row 2 (U-2): Not a class: “F 4”" in told
    assert "Row 3 (U-2): Appears twice" in told
    with pytest.raises(OutOfScope):
        draw_drafts.freeze_draft(scope=office.scope(office.supervisor), draft_id=draft.id, at=AT)
    assert not Draw.objects.exists()


def test_a_class_without_units_is_named(office: DrawOffice, cases: list[Case]) -> None:
    draft = hand_in(office, f"{cases[0].reference}\thouse-5br\n", "U-1\thouse-4br\n")
    assert [fault.en for fault in draft.faults] == [
        "A class with candidates and no unit: House, 5 bedrooms (house-5br)"
    ]
    assert "no candidates" in hand_in(office, "", "").faults[0].en


def test_lists_of_cases_and_units_are_taken(office: DrawOffice) -> None:
    scope = office.scope(office.supervisor)
    made = draw_drafts.draft_from_lists(
        scope=scope,
        project_code="nowhere",
        project_name=PROJECT,
        draws_at=office.draws_at,
        candidates=[],
        units=[("U-1", "house-4br")],
        at=AT,
    )
    assert queries.draft_for(scope, made.pk).units == 1
    assert queries.draft_for(scope, made.pk).candidates == 0
    draw_drafts.discard_draft(scope=scope, draft_id=made.pk)
    with pytest.raises(OutOfScope):
        queries.draft_for(scope, made.pk)


def test_only_those_who_conduct_draws(office: DrawOffice) -> None:
    member = office.scope(office.members["citizens"])
    with pytest.raises(NotForThisRole):
        draw_drafts.discard_draft(scope=member, draft_id=1)
    with pytest.raises(OutOfScope):
        queries.draft_for(member, 1)
    assert queries.drafts(member) == ()


@pytest.mark.usefixtures("homes")
def test_lists_are_held_to_the_records(office: DrawOffice, cases: list[Case]) -> None:
    one, other = cases
    Case.objects.filter(pk=other.pk).update(stage="rejected")
    written = f"{one.reference}\thouse-4br\n{other.reference}\thouse-4br\n"
    draft = hand_in(office, written, "SALMAN-3-0001\thouse-4br\nSALMAN-3-0003\thouse-4br\nNOWHERE-1\thouse-4br\n")
    assert [fault.en for fault in draft.faults] == [
        f"{other.reference}: this application is not granted",
        "SALMAN-3-0003: its class on record is house-3br, not house-4br",
        "NOWHERE-1: not one of this project's units that are ready",
    ]
    with pytest.raises(OutOfScope):
        draw_drafts.freeze_draft(scope=office.scope(office.supervisor), draft_id=draft.id, at=AT)


@pytest.mark.usefixtures("homes")
def test_what_changed_since_lists_were_handed_in_keeps_them_from_being_frozen(
    office: DrawOffice, cases: list[Case]
) -> None:
    scope = office.scope(office.supervisor)
    lists = f"{cases[0].reference}\thouse-4br\n", "SALMAN-3-0001\thouse-4br\n"
    draft = hand_in(office, *lists)
    Case.objects.filter(pk=cases[0].pk).update(stage="rejected")
    with pytest.raises(ListsOutdated):
        draw_drafts.freeze_draft(scope=scope, draft_id=draft.id, at=AT)
    Case.objects.filter(pk=cases[0].pk).update(stage="approved")
    draw_drafts.freeze_draft(scope=scope, draft_id=draft.id, at=AT)
    again = hand_in(office, f"{cases[1].reference}\thouse-4br\n", lists[1])
    assert [fault.en for fault in again.faults] == ["SALMAN-3-0001: on the list of another draw not yet held"]


def test_a_case_that_is_none_is_named_by_its_number(office: DrawOffice) -> None:
    scope = office.scope(office.supervisor)
    made = draw_drafts.draft_from_lists(
        scope=scope, project_code="p", project_name=PROJECT, draws_at=office.draws_at, candidates=[(0, "house-4br")],
        units=[("U-1", "house-4br")], at=AT,
    )  # fmt: skip
    assert "There is no case of internal number 0" in [fault.en for fault in queries.draft_for(scope, made.pk).faults]


@pytest.mark.usefixtures("homes")
def test_a_candidate_and_a_home_stand_in_one_open_draw(office: DrawOffice, cases: list[Case]) -> None:
    one, other = cases
    scope = office.scope(office.supervisor)
    first = hand_in(office, f"{one.reference}\thouse-4br\n", "SALMAN-3-0001\thouse-4br\n")
    second = hand_in(
        office, f"{one.reference}\thouse-4br\n{other.reference}\thouse-4br\n", "SALMAN-3-0002\thouse-4br\n"
    )
    assert second.faults == ()
    draw = draw_drafts.freeze_draft(scope=scope, draft_id=first.id, at=AT)

    with pytest.raises(ListsOutdated):
        draw_drafts.freeze_draft(scope=scope, draft_id=second.id, at=AT)
    told = hand_in(office, f"{one.reference}\thouse-4br\n", "SALMAN-3-0001\thouse-4br\n").faults
    assert [fault.en for fault in told] == [
        f"{one.reference}: a candidate of another draw not yet held",
        "SALMAN-3-0001: on the list of another draw not yet held",
    ]
    draws.cancel_draw(scope=scope, reference=draw.reference, reason="خطأ", at=AT)
    assert draw_drafts.freeze_draft(scope=scope, draft_id=second.id, at=AT).candidate_count == 2


@pytest.mark.usefixtures("homes")
def test_lists_are_frozen_only_as_long_ahead_as_a_draw_is_announced(office: DrawOffice, cases: list[Case]) -> None:
    draft = hand_in(office, f"{cases[0].reference}\thouse-4br\n", "SALMAN-3-0001\thouse-4br\n")
    scope, latest = office.scope(office.supervisor), office.draws_at - DAY
    with pytest.raises(TooSoon, match="Bahrain time"):
        draw_drafts.freeze_draft(scope=scope, draft_id=draft.id, at=latest + timedelta(minutes=1))
    assert draw_drafts.freeze_draft(scope=scope, draft_id=draft.id, at=latest).unit_count == 1
