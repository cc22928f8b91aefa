"""A sheet is examined with nothing done, confirmed whole or not at all, ten thousand rows as well."""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from tests.apps.housing_stock.test_sheets import ENGLISH, comma_separated, workbook
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.stock import make_project

from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.models import Building, Gate, StockImport, Unit, UnitEvent
from iskan.apps.housing_stock.operations import importing
from iskan.apps.housing_stock.operations.importing import (
    Examination,
    ImportForbidden,
    confirm_import,
    examine_sheet,
    examined,
)
from iskan.apps.housing_stock.queries import importing as judging
from iskan.core.refusal import NotForThisRole
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope

pytestmark = pytest.mark.django_db
NEW = ["east-sitra", 1, "B1", "ES-1", "flat-3br-accessible", 3, 140, 2, None, 26.152, 50.632, "building", None, None,
       12, 1204, 840]  # fmt: skip
SECOND = ["east-sitra", 1, "B1", "ES-2", "flat-3br", None, None, None, None, None, None, None]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def examine(cast: Cast, *rows: Sequence[Any], role: str = "supervisor") -> Examination:
    file = io.BytesIO(comma_separated(ENGLISH, *rows))
    return examine_sheet(scope=cast.scope(role), file=file, name="units.csv", at=AT)


def confirm(cast: Cast, examination: Examination) -> StockImport:
    assert examination.import_id is not None
    return confirm_import(scope=cast.scope("supervisor"), import_id=examination.import_id, at=AT)


def test_examining_does_nothing_and_confirming_does_it_all(cast: Cast) -> None:
    make_project(units={"house-4br": 1})
    found = examine(cast, NEW, SECOND)
    assert (found.row_count, found.faults, len(found.judgement.created)) == (2, [], 2)
    assert found.judgement.classes == {("east-sitra", "flat-3br-accessible"): 1, ("east-sitra", "flat-3br"): 1}
    assert Unit.objects.count() == 1

    done = confirm(cast, found)
    assert (done.created_count, done.changed_count) == (2, 0)
    unit = Unit.objects.get(code="ES-1")
    assert unit.building is not None
    assert (unit.building.code, unit.accessible, unit.area, unit.state) == ("B1", True, Decimal(140), "building")
    assert Unit.objects.get(code="ES-2").state == UnitState.PLANNED
    assert set(UnitEvent.objects.values_list("source", "target")) == {("", "building"), ("", "planned")}
    assert AuditEntry.objects.get(action="stock.import").detail == {"created": 2, "changed": 0}
    with pytest.raises(OutOfScope):
        confirm(cast, found)


def test_sending_the_same_again_changes_nothing(cast: Cast) -> None:
    make_project()
    confirm(cast, examine(cast, NEW, SECOND))
    again = examine(cast, NEW, SECOND)
    assert (again.judgement.unchanged_count, again.judgement.created, again.judgement.changed) == (2, [], [])


def test_an_empty_cell_leaves_what_is_kept(cast: Cast) -> None:
    make_project()
    confirm(cast, examine(cast, NEW))
    before = Unit.objects.get(code="ES-1")
    moved = examine(cast, ["east-sitra", 1, None, "ES-1", "flat-3br", None, 150, *[None] * 5])
    confirm(cast, moved)
    after = Unit.objects.get(code="ES-1")
    assert (after.pk, after.building_id, after.rooms, after.floor) == (before.pk, before.building_id, 3, 2)
    assert (after.unit_class, after.area, after.state_since) == ("flat-3br", Decimal(150), before.state_since)
    assert (after.house, after.road, after.block) == ("12", "1204", "840")
    assert UnitEvent.objects.count() == 1
    assert Building.objects.count() == 1


def test_a_state_in_a_sheet_is_a_move_with_its_trail(cast: Cast) -> None:
    make_project()
    confirm(cast, examine(cast, NEW))
    confirm(cast, examine(cast, changed(state="ready")))
    assert list(UnitEvent.objects.order_by("id").values_list("source", "target")) == [
        ("", "building"),
        ("building", "ready"),
    ]


def faults_of(found: Examination) -> list[tuple[int, str, str]]:
    assert found.import_id is None
    assert not StockImport.objects.exists()
    return [(fault.row, fault.column.en, fault.why.en) for fault in found.faults]


def changed(**cells: Any) -> list[Any]:
    return [cells.get(heading.lower(), cell) for heading, cell in zip(ENGLISH, NEW, strict=True)]


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"project": "nowhere"}, "Project", judging.NO_PROJECT),
        ({"phase": 7}, "Phase", judging.NO_PHASE),
        ({"class": "house-4br"}, "Floor", judging.FLOOR_OF_FLATS),
        ({"class": "plot-standard", "floor": None}, "Rooms", judging.ROOMS_NOT_OF_PLOTS),
        ({"longitude": None}, "Longitude", judging.BOTH_OR_NEITHER),
        ({"unit": "EAST-HIDD-0001", "state": None}, "Unit", judging.OTHER_PROJECT.format(code="east-hidd")),
        ({"unit": "EAST-SITRA-0001", "class": "house-5br", "floor": None, "state": None}, "Unit", judging.IS_GIVEN),
        (
            {"unit": "EAST-SITRA-0002", "class": "house-4br", "floor": None, "state": "ready"},
            "State",
            judging.NOT_SO_FAR,
        ),
    ],
)
def test_a_row_the_stock_forbids_is_named(cast: Cast, cells: dict[str, Any], column: str, why: Any) -> None:
    make_project(units={"house-4br": 2})
    make_project("east-hidd")
    Unit.objects.filter(code="EAST-SITRA-0001").update(state=UnitState.ALLOCATED)
    Unit.objects.filter(code="EAST-SITRA-0002").update(state=UnitState.PLANNED)
    assert faults_of(examine(cast, SECOND, changed(**cells))) == [(3, column, why.en)]


def test_only_the_place_and_address_of_a_given_unit_may_change(cast: Cast) -> None:
    make_project()
    confirm(cast, examine(cast, NEW))
    Unit.objects.filter(code="ES-1").update(state=UnitState.HANDED_OVER)
    found = examine(cast, ["east-sitra", 1, None, "ES-1", NEW[4], *[None] * 4, 26.2, 50.6, *[None] * 4, 1206])
    assert confirm(cast, found).changed_count == 1
    unit = Unit.objects.get(code="ES-1")
    assert (unit.latitude, unit.house, unit.road, unit.block) == (Decimal("26.2"), "12", "1206", "840")


def test_no_unit_is_imported_as_ready_behind_an_open_gate(cast: Cast) -> None:
    make_project(open_gates=(GateKind.WATER,))
    assert faults_of(examine(cast, changed(state="ready"))) == [(2, "State", judging.GATES_OPEN.en)]


def test_what_became_impossible_meanwhile_is_refused_whole(cast: Cast) -> None:
    make_project()
    found = examine(cast, SECOND, changed(state="ready"))
    Gate.objects.filter(kind=GateKind.WATER).update(done_on=None)
    with pytest.raises(ImportForbidden) as refused:
        confirm(cast, found)
    assert [fault.row for fault in refused.value.cells] == [3]
    assert not Unit.objects.filter(code__startswith="ES-").exists()
    assert found.import_id is not None
    assert examined(scope=cast.scope("supervisor"), import_id=found.import_id).faults


def test_a_sheet_waits_for_its_sender_alone(cast: Cast) -> None:
    make_project()
    first, second = examine(cast, NEW), examine(cast, SECOND)
    with pytest.raises(OutOfScope):
        confirm(cast, first)
    assert second.import_id is not None
    with pytest.raises(NotForThisRole):
        confirm_import(scope=cast.scope("reviewer"), import_id=second.import_id, at=AT)
    with pytest.raises(NotForThisRole):
        examined(scope=cast.scope("auditor"), import_id=second.import_id)
    with pytest.raises(NotForThisRole):
        examine(cast, NEW, role="administrator")


def test_ten_thousand_rows_come_in_whole(cast: Cast) -> None:
    make_project()
    rows = [
        [
            "east-sitra",
            1,
            f"B{number % 90}",
            f"ES-{number:05}",
            "flat-3br",
            3,
            140,
            number % 9,
            "no",
            26.1,
            50.6,
            "building",
        ]
        for number in range(10_000)
    ]
    content = workbook(ENGLISH, *rows)
    found = examine_sheet(scope=cast.scope("supervisor"), file=io.BytesIO(content), name="units.xlsx", at=AT)
    done = confirm(cast, found)
    assert (done.created_count, Unit.objects.filter(building__isnull=False).count()) == (10_000, 10_000)


@pytest.mark.parametrize("step", ["_trail", "_building_ids", "lock_projects"])
def test_an_import_that_breaks_off_leaves_nothing_behind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    make_project()
    found = examine(cast, NEW, SECOND)

    def break_off(*_args: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(importing, step, break_off)
        with pytest.raises(ConnectionError):
            confirm(cast, found)
    assert not Unit.objects.filter(code__startswith="ES-").exists()
    assert not Building.objects.exists()
    assert confirm(cast, found).created_count == 2


def placed(code: str, building: str | None, north: float | str | None, east: float | None) -> list[Any]:
    return ["east-sitra", 1, building, code, "flat-3br", *[None] * 7, north, east]


def test_buildings_are_put_where_the_sheet_says(cast: Cast) -> None:
    project = make_project()
    Building.objects.create(project=project, code="B2", latitude="26.150000", longitude="50.620000")
    rows = [placed("ES-1", "B1", 26.153, 50.634), placed("ES-2", "B1", None, None), placed("ES-3", "B2", 26.15, 50.62)]
    found = examine(cast, *rows)
    assert (found.faults, list(found.judgement.places)) == ([], [(project.pk, "B1")])
    assert not Building.objects.filter(code="B1").exists()
    confirm(cast, found)
    told = AuditEntry.objects.get(action="stock.import").detail
    assert told == {"created": 3, "changed": 0, "placed": 1}
    again = examine(cast, placed("ES-1", "B1", 26.154, 50.634))
    assert (again.judgement.unchanged_count, len(again.judgement.places)) == (1, 1)
    confirm(cast, again)
    assert Building.objects.get(code="B1").latitude == Decimal("26.154")


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([placed("ES-1", None, 26.15, 50.63)], (2, "Building", judging.NO_BUILDING.en)),
        ([placed("ES-1", "B1", 26.15, None)], (2, "Building longitude", judging.BOTH_OR_NEITHER.en)),
        (
            [placed("ES-1", "B1", 26.15, 50.63), placed("ES-2", "B1", 26.16, 50.63)],
            (3, "Building latitude", judging.OTHER_PLACE.en.format(row="2")),
        ),
        (
            [placed("ES-1", "B1", 27.5, 50.63)],
            (2, "Building latitude", "Expected: a latitude within Bahrain, such as 26.152"),
        ),
        (
            [placed("ES-1", "B1", "north", 50.63)],
            (2, "Building latitude", "Expected: a latitude within Bahrain, such as 26.152"),
        ),
    ],
)
def test_a_buildings_place_that_cannot_be_is_named(cast: Cast, rows: Any, fault: Any) -> None:
    make_project()
    assert faults_of(examine(cast, *rows)) == [fault]
    assert not StockImport.objects.exists()
