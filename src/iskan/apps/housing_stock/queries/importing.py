"""What a sheet of units would do to the stock as it stands, and which rows it forbids."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from iskan.apps.housing_stock.enums import UnitState, UnitType
from iskan.apps.housing_stock.models import Building, Phase, Project, Unit
from iskan.apps.housing_stock.queries.gates import open_gates
from iskan.apps.housing_stock.sheets.rows import CellFault, UnitRow, fault_at
from iskan.core.text import Text

KEPT: Final = ("rooms", "area", "floor", "accessible", "latitude", "longitude")
PLACE: Final = frozenset({"latitude", "longitude"})
NO_PROJECT = Text(ar="لا يوجد مشروع بهذا الرمز", en="No project has this code")
NO_PHASE = Text(ar="ليست في المشروع مرحلة بهذا الرقم", en="The project has no phase of this number")
OTHER_PROJECT = Text(ar="الوحدة مسجلة في مشروع آخر: {code}", en="The unit belongs to another project: {code}")
IS_GIVEN = Text(
    ar="رُشِّحت لهذه الوحدة أسرة، فلا يُعدَّل فيها إلا موقعها",
    en="A household stands behind this unit; only its place may change",
)
NOT_SO_FAR = Text(
    ar="لا تنتقل الوحدة إلى هذه الحالة من حالتها الحالية", en="The unit cannot pass to this state from the one it is in"
)
GATES_OPEN = Text(
    ar="لم تُنجز بعد خدمات البنية التحتية المطلوبة للمشروع أو المرحلة",
    en="Required infrastructure of the project or phase is not done yet",
)
FLOOR_OF_FLATS = Text(ar="الطابق للشقق فقط", en="Only flats have a floor")
ROOMS_NOT_OF_PLOTS = Text(ar="ليس للقسيمة غرف", en="A plot has no rooms")
BOTH_OR_NEITHER = Text(ar="اكتب خط العرض وخط الطول معًا", en="Write latitude and longitude together")


@dataclass(slots=True)
class Judgement:
    """What the rows would create and change, and every cell that forbids it; with a fault nothing would be done."""

    created: list[tuple[UnitRow, dict[str, Any]]] = field(default_factory=list)
    changed: list[tuple[UnitRow, dict[str, Any]]] = field(default_factory=list)
    sources: dict[str, UnitState] = field(default_factory=dict)
    unchanged_count: int = 0
    buildings: set[tuple[int, str]] = field(default_factory=set)
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
    buildings: Mapping[tuple[int, str], int]
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
    buildings = Building.objects.filter(project__in=projects.values()).values_list("project_id", "code", "pk")
    units = Unit.objects.filter(code__in=[row.code for row in rows]).select_related("project", "building")
    return _Stock(
        projects=projects,
        phases=phases,
        gates=open_gates(phases.values()),
        buildings={(project_id, code): pk for project_id, code, pk in buildings},
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
    ]
    judgement.faults += faults
    if not faults:
        _count(row, unit, values, stock, judgement)


def _count(row: UnitRow, unit: Unit | None, values: dict[str, Any], stock: _Stock, judgement: Judgement) -> None:
    if row.building and (values["project_id"], row.building) not in stock.buildings:
        judgement.buildings.add((values["project_id"], row.building))
    if unit is None:
        judgement.created.append((row, values))
    elif _differs(unit, row, values):
        judgement.changed.append((row, values))
        judgement.sources[row.code] = UnitState(unit.state)
    else:
        judgement.unchanged_count += 1


def _merged(row: UnitRow, unit: Unit | None, ids: dict[str, int]) -> dict[str, Any]:
    """Return the unit's values as they would be: the row's, and where a cell is empty those kept."""
    values: dict[str, Any] = {**ids, "type": row.type, "unit_class": row.unit_class}
    for name in KEPT:
        said = getattr(row, name)
        values[name] = said if said is not None or unit is None else getattr(unit, name)
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
