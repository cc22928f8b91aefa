"""What a sheet of units would do to the stock as it stands, and which rows it forbids."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from iskan.apps.housing_stock.enums import UnitState, UnitType
from iskan.apps.housing_stock.models import Building, Phase, Project, Unit
from iskan.apps.housing_stock.queries.gates import open_gates
from iskan.apps.housing_stock.sheets.rows import CellFault, UnitRow, fault_at
from iskan.core.text import Text

ADDRESS: Final = ("house", "road", "block")
KEPT: Final = ("rooms", "area", "floor", "accessible", "latitude", "longitude", *ADDRESS)
PLACE: Final = frozenset({"latitude", "longitude", *ADDRESS})
NO_PROJECT = Text(ar="لا يوجد مشروع بهذا الرمز", en="No project has this code")
NO_PHASE = Text(ar="ليست في المشروع مرحلة بهذا الرقم", en="The project has no phase of this number")
OTHER_PROJECT = Text(ar="الوحدة مسجلة في مشروع آخر: {code}", en="The unit belongs to another project: {code}")
IS_GIVEN = Text(
    ar="رُشّحت لهذه الوحدة أسرة، فلا يُعدَّل فيها إلا موقعها وعنوانها",
    en="A household stands behind this unit; only its place and address may change",
)
NOT_SO_FAR = Text(
    ar="لا تنتقل الوحدة إلى هذه الحالة من حالتها الحالية", en="The unit cannot pass to this state from the one it is in"
)
GATES_OPEN = Text(
    ar="لم تُنجز بعد مرافق البنية التحتية المطلوبة للمشروع أو المرحلة",
    en="Required infrastructure of the project or phase is not done yet",
)
FLOOR_OF_FLATS = Text(ar="الطابق للشقق فقط", en="Only flats have a floor")
ROOMS_NOT_OF_PLOTS = Text(ar="ليس للقسيمة غرف", en="A plot has no rooms")
NO_BUILDING = Text(ar="أدخل رمز المبنى الذي هذا موقعه", en="Enter the code of the building that stands here")
OTHER_PLACE = Text(ar="للمبنى نفسه موقع آخر في الصف {row}", en="Row {row} gives the same building another place")
BOTH_OR_NEITHER = Text(ar="أدخل خط العرض وخط الطول معًا", en="Enter latitude and longitude together")


Place = tuple[Decimal, Decimal]


@dataclass(slots=True)
class Judgement:
    """What the rows would create and change, and every cell that forbids it; with a fault nothing would be done."""

    created: list[tuple[UnitRow, dict[str, Any]]] = field(default_factory=list)
    changed: list[tuple[UnitRow, dict[str, Any]]] = field(default_factory=list)
    sources: dict[str, UnitState] = field(default_factory=dict)
    unchanged_count: int = 0
    buildings: set[tuple[int, str]] = field(default_factory=set)
    places: dict[tuple[int, str], Place] = field(default_factory=dict)
    said_places: dict[tuple[int, str], tuple[int, Place]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    @property
    def classes(self) -> Mapping[tuple[str, str], int]:
        """Return how many units would be created of each class in each project."""
        return Counter((row.project, row.unit_class) for row, _ in self.created)


@dataclass(frozen=True, slots=True)
class _Stock:
    """The part of the stock a sheet speaks of."""

    projects: Mapping[str, int]
    phases: Mapping[tuple[int, int], int]
    gates: Mapping[int, Sequence[object]]
    buildings: Mapping[tuple[int, str], tuple[Decimal | None, Decimal | None]]
    units: Mapping[str, Unit]


def judge(rows: Sequence[UnitRow]) -> Judgement:
    """Return what the rows would do."""
    stock, judgement = _stock(rows), Judgement()
    for row in rows:
        _judge(row, stock, judgement)
    return judgement


def _stock(rows: Sequence[UnitRow]) -> _Stock:
    projects = dict(Project.objects.filter(code__in={row.project for row in rows}).values_list("code", "pk"))
    phases = {
        (project_id, number): pk
        for project_id, number, pk in Phase.objects.filter(project__in=projects.values()).values_list(
            "project_id", "number", "pk"
        )
    }
    named = Building.objects.filter(project__in=projects.values())
    buildings = named.values_list("project_id", "code", "latitude", "longitude")
    units = Unit.objects.filter(code__in=[row.code for row in rows]).select_related("project", "building")
    return _Stock(
        projects=projects,
        phases=phases,
        gates=open_gates(phases.values()),
        buildings={(project_id, code): (north, east) for project_id, code, north, east in buildings},
        units={unit.code: unit for unit in units.defer("project__boundary")},
    )


def _judge(row: UnitRow, stock: _Stock, judgement: Judgement) -> None:
    project_id = stock.projects.get(row.project)
    if project_id is None:
        judgement.faults.append(fault_at(row, "project", NO_PROJECT))
        return
    phase_id = stock.phases.get((project_id, row.phase))
    if phase_id is None:
        judgement.faults.append(fault_at(row, "phase", NO_PHASE))
        return
    unit = stock.units.get(row.code)
    values = _merged(row, unit, {"project_id": project_id, "phase_id": phase_id})
    faults = [
        *_crossed(row, values),
        *_forbidden(row, unit, values),
        *_unreachable(row, unit, stock.gates.get(phase_id)),
        *_misplaced(row, project_id, judgement),
    ]
    judgement.faults += faults
    if not faults:
        _count(row, unit, values, stock, judgement)


def _count(row: UnitRow, unit: Unit | None, values: dict[str, Any], stock: _Stock, judgement: Judgement) -> None:
    if row.building and (values["project_id"], row.building) not in stock.buildings:
        judgement.buildings.add((values["project_id"], row.building))
    _place_building(row, values["project_id"], stock, judgement)
    if unit is None:
        judgement.created.append((row, values))
    elif _differs(unit, row, values):
        judgement.changed.append((row, values))
        judgement.sources[row.code] = UnitState(unit.state)
    else:
        judgement.unchanged_count += 1


def _place_building(row: UnitRow, project_id: int, stock: _Stock, judgement: Judgement) -> None:
    """Note where a building would stand, unless it stands there already."""
    if row.building is None or row.building_north is None or row.building_east is None:
        return
    place = (row.building_north, row.building_east)
    if stock.buildings.get((project_id, row.building)) != place:
        judgement.places[project_id, row.building] = place


def _merged(row: UnitRow, unit: Unit | None, ids: dict[str, int]) -> dict[str, Any]:
    """Return the unit's values as they would be: the row's, and where a cell is empty those kept."""
    values: dict[str, Any] = {**ids, "type": row.type, "unit_class": row.unit_class}
    for name in KEPT:
        said = getattr(row, name)
        values[name] = said if said is not None or unit is None else getattr(unit, name)
    values |= {name: values[name] or "" for name in ADDRESS}
    if values["accessible"] is None:
        values["accessible"] = "accessible" in row.unit_class.split("-")
    values["state"] = row.state or (UnitState(unit.state) if unit else UnitState.PLANNED)
    values["building_id"] = unit.building_id if unit else None
    values["state_since"] = unit.state_since if unit and unit.state == values["state"] else None
    return values


def _crossed(row: UnitRow, values: Mapping[str, Any]) -> list[CellFault]:
    faults = []
    if values["floor"] is not None and row.type != UnitType.FLAT:
        faults.append(fault_at(row, "floor", FLOOR_OF_FLATS))
    if values["rooms"] is not None and row.type == UnitType.PLOT:
        faults.append(fault_at(row, "rooms", ROOMS_NOT_OF_PLOTS))
    if (values["latitude"] is None) is not (values["longitude"] is None):
        faults.append(fault_at(row, "longitude", BOTH_OR_NEITHER))
    return faults


def _misplaced(row: UnitRow, project_id: int, judgement: Judgement) -> list[CellFault]:
    """Find a building's place that is half said, said of no building, or said otherwise by an earlier row."""
    north, east = row.building_north, row.building_east
    if (north is None) is not (east is None):
        return [fault_at(row, "building_east", BOTH_OR_NEITHER)]
    if north is None or east is None:
        return []
    if row.building is None:
        return [fault_at(row, "building", NO_BUILDING)]
    first, place = judgement.said_places.setdefault((project_id, row.building), (row.number, (north, east)))
    return [] if place == (north, east) else [fault_at(row, "building_north", OTHER_PLACE.format(row=str(first)))]


def _forbidden(row: UnitRow, unit: Unit | None, values: Mapping[str, Any]) -> list[CellFault]:
    if unit is None:
        return []
    if unit.project_id != values["project_id"]:
        return [fault_at(row, "code", OTHER_PROJECT.format(code=unit.project.code))]
    if UnitState(unit.state).is_given and _differs(unit, row, values, besides=PLACE):
        return [fault_at(row, "code", IS_GIVEN)]
    return []


def _unreachable(row: UnitRow, unit: Unit | None, gates: Sequence[object] | None) -> list[CellFault]:
    target = row.state
    if target is None or (unit is not None and unit.state == target):
        return []
    if unit is not None and target not in UnitState(unit.state).next_states:
        return [fault_at(row, "state", NOT_SO_FAR)]
    return [fault_at(row, "state", GATES_OPEN)] if gates and target.waits_for_gates else []


def _differs(unit: Unit, row: UnitRow, values: Mapping[str, Any], besides: AbstractSet[str] = frozenset()) -> bool:
    if row.building is not None and (unit.building is None or unit.building.code != row.building):
        return True
    return any(getattr(unit, name) != value for name, value in values.items() if name not in besides)
