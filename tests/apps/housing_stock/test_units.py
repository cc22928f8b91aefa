"""Units pass from state to state together or not at all, behind their gates, and each leaves a line in its trail."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.stock import make_project, make_units

from iskan.apps.housing_stock.enums import GateKind, UnitState, UnitType
from iskan.apps.housing_stock.models import Gate, Phase, Unit, UnitEvent
from iskan.apps.housing_stock.operations.units import (
    GatesOpen,
    NoSuchUnits,
    UnitsGiven,
    UnlawfulUnitMove,
    set_unit_states,
)
from iskan.apps.housing_stock.queries import units
from iskan.core.refusal import NotForThisRole
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def codes_of(project_id: int) -> list[str]:
    return list(Unit.objects.filter(project_id=project_id).order_by("code").values_list("code", flat=True))


def test_units_move_together_and_leave_a_trail(cast: Cast) -> None:
    project = make_project(units={"house-4br": 2, "flat-3br": 1})
    codes = codes_of(project.pk)

    assert set_unit_states(scope=cast.scope("supervisor"), codes=codes, state=UnitState.READY, at=AT) == 3
    assert set_unit_states(scope=SYSTEM, codes=codes[:1], state=UnitState.READY, at=AT) == 0

    assert units.units_for_draw(project.code) == tuple(zip(codes, ("house-4br", "house-4br", "flat-3br"), strict=True))
    (line,) = units.trail_of(codes[0])
    assert (line.source, line.target, line.at, line.by_id) == ("building", "ready", AT, cast.supervisor.pk)
    entry = AuditEntry.objects.get(action="unit.ready")
    assert (entry.subject, entry.detail) == (str(project.pk), {"unit_count": 3})


@pytest.mark.parametrize("gate", GateKind)
def test_no_unit_is_ready_while_a_required_gate_is_open(gate: GateKind) -> None:
    project = make_project(open_gates=(gate,))
    with pytest.raises(GatesOpen) as refused:
        set_unit_states(scope=SYSTEM, codes=codes_of(project.pk), state=UnitState.READY, at=AT)
    assert refused.value.gates == (gate,)
    assert "{" not in refused.value.text.ar + refused.value.text.en
    assert not UnitEvent.objects.exists()


def test_a_gate_of_one_phase_holds_that_phase_alone() -> None:
    project = make_project()
    second = Phase.objects.create(project=project, number=2)
    Gate.objects.create(project=project, phase=second, kind=GateKind.SEWAGE)
    later = make_units(second, {"house-4br": 1}, state=UnitState.BUILDING)

    first = [code for code in codes_of(project.pk) if code != later[0].code]
    assert set_unit_states(scope=SYSTEM, codes=first, state=UnitState.READY, at=AT) == 3
    with pytest.raises(GatesOpen):
        set_unit_states(scope=SYSTEM, codes=[later[0].code], state=UnitState.READY, at=AT)


def test_a_gate_that_is_not_required_holds_nothing() -> None:
    project = make_project(open_gates=(GateKind.TELECOM,))
    Gate.objects.filter(kind=GateKind.TELECOM).update(is_required=False)
    assert set_unit_states(scope=SYSTEM, codes=codes_of(project.pk), state=UnitState.READY, at=AT) == 3


def test_handover_waits_for_a_gate_opened_again() -> None:
    project = make_project(state=UnitState.ALLOCATED)
    Gate.objects.filter(kind=GateKind.WATER).update(done_on=None)
    with pytest.raises(GatesOpen):
        set_unit_states(scope=SYSTEM, codes=codes_of(project.pk), state=UnitState.HANDED_OVER, at=AT)


def test_every_move_is_the_one_declared_or_refused() -> None:
    make_project(units={"house-4br": 1})
    unit = Unit.objects.get()
    for source in UnitState:
        for target in set(UnitState) - {source}:
            Unit.objects.update(state=source)
            if target in source.next_states:
                assert set_unit_states(scope=SYSTEM, codes=[unit.code], state=target, at=AT) == 1
            else:
                with pytest.raises(UnlawfulUnitMove):
                    set_unit_states(scope=SYSTEM, codes=[unit.code], state=target, at=AT)


def test_all_or_none() -> None:
    project = make_project()
    codes = codes_of(project.pk)
    with pytest.raises(NoSuchUnits) as refused:
        set_unit_states(scope=SYSTEM, codes=[*codes, "NOWHERE-1"], state=UnitState.READY, at=AT)
    assert refused.value.codes == ("NOWHERE-1",)
    Unit.objects.filter(code=codes[0]).update(state=UnitState.HANDED_OVER)
    with pytest.raises(UnlawfulUnitMove):
        set_unit_states(scope=SYSTEM, codes=codes, state=UnitState.READY, at=AT)
    assert not UnitEvent.objects.exists()


KEEPERS = {"supervisor"}


@pytest.mark.parametrize(
    "role", ["reviewer", "approver", "supervisor", "auditor", "administrator", "head", "anonymous"]
)
def test_who_moves_units(cast: Cast, role: str) -> None:
    codes = codes_of(make_project().pk)
    if role in KEEPERS:
        assert set_unit_states(scope=cast.scope(role), codes=codes, state=UnitState.READY, at=AT) == 3
    else:
        with pytest.raises(NotForThisRole):
            set_unit_states(scope=cast.scope(role), codes=codes, state=UnitState.READY, at=AT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (before, after)
        for before in UnitState
        for after in sorted(before.next_states)
        if before.is_given or after.is_given
    ],
)
def test_no_official_moves_a_unit_towards_a_household_or_away_from_one(
    cast: Cast, before: UnitState, after: UnitState
) -> None:
    codes = codes_of(make_project().pk)
    Unit.objects.update(state=before)
    for role, refusal in (("supervisor", UnitsGiven), ("approver", NotForThisRole), ("reviewer", NotForThisRole)):
        with pytest.raises(refusal):
            set_unit_states(scope=cast.scope(role), codes=codes, state=after, at=AT)
    assert set(Unit.objects.values_list("state", flat=True)) == {before}


def test_the_trail_cannot_be_changed() -> None:
    project = make_project(units={"house-4br": 1})
    set_unit_states(scope=SYSTEM, codes=codes_of(project.pk), state=UnitState.READY, at=AT)
    for change in ("UPDATE housing_stock_unitevent SET reason = 'x'", "DELETE FROM housing_stock_unitevent"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "east-sitra-0001"},
        {"unit_class": "villa-4br"},
        {"unit_class": "flat-3br"},
        {"area": 0},
        {"floor": 2},
        {"type": UnitType.PLOT, "unit_class": "plot-standard", "rooms": 4},
        {"latitude": None},
        {"latitude": 52},
        {"state": "sold"},
    ],
)
def test_the_database_refuses_a_unit_that_cannot_be(wrong: dict[str, object]) -> None:
    make_project(units={"house-4br": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.update(**wrong)


def test_a_unit_is_read_with_its_place() -> None:
    project = make_project(units={"house-4br-accessible": 1})
    line = units.unit_line(codes_of(project.pk)[0])
    assert (line.project_code, line.phase, line.type, line.accessible) == ("east-sitra", 1, UnitType.HOUSE, True)
    assert units.unit_lines([line.code, "NOWHERE-1"]) == {line.code: line}
    with pytest.raises(units.NoSuchUnit):
        units.unit_line("NOWHERE-1")


def test_units_are_listed_page_by_page() -> None:
    project = make_project(units={"house-4br": units.PAGE, "flat-3br": 1})
    first = units.units_of(project.code, units.UnitFilter())
    rest = units.units_of(project.code, units.UnitFilter(), after=first.next_after)
    assert (len(first.lines), len(rest.lines), rest.next_after) == (units.PAGE, 1, "")
    flats = units.units_of(project.code, units.UnitFilter(unit_class="flat-3br", state="building"))
    assert [line.code for line in flats.lines] == [rest.lines[0].code]
    assert not units.units_of(project.code, units.UnitFilter(state="ready")).lines


def test_a_project_cannot_lie_outside_time(cast: Cast) -> None:
    del cast
    project = make_project()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(project).objects.update(planned_on=date(2020, 1, 1))
