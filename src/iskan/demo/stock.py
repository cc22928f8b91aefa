"""Laying the demonstration's projects: phases, gates, monthly progress, buildings, and every unit with its place."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final

from django.db.backends.utils import CursorWrapper
from django.utils.timezone import make_aware

from iskan.apps.housing_stock.enums import GateKind, UnitType
from iskan.apps.housing_stock.models import (
    Building,
    Gate,
    Phase,
    ProgressReport,
    Project,
    ProjectBoundary,
    Unit,
    UnitEvent,
)
from iskan.core.text import Text
from iskan.demo.copying import advance_ids, copy_models, copy_rows, first_free_id
from iskan.demo.estates import ESTATES, Estate, EstatePhase

ABOUT: Final = Text(
    ar="أعداد الوحدات كما نُشرت في الصحافة؛ أما التواريخ ونسب الإنجاز ومواقع الوحدات في هذه النسخة فموضوعة للتجربة.",
    en="Unit counts as published in the press; dates, progress and places in this demonstration are made up.",
)
UNIT_COLUMNS: Final = (
    "id", "code", "project_id", "phase_id", "building_id", "type", "unit_class", "rooms", "area", "floor", "accessible",
    "state", "state_since", "latitude", "longitude", "house", "road", "block",
)  # fmt: skip
EVENT_COLUMNS: Final = ("unit_id", "source", "target", "at", "by_id", "reason")
FLATS_A_FLOOR, FLOORS = 4, 6
# A house stands every 24 m, a building of flats every 60 m.
STEP, BLOCK_STEP = 0.000_22, 0.000_55
AREAS: Final = {UnitType.HOUSE: Decimal(220), UnitType.FLAT: Decimal(145), UnitType.PLOT: Decimal(300)}
ROOMS: Final = {UnitType.HOUSE: 4, UnitType.FLAT: 3, UnitType.PLOT: None}
# Houses of one side of a road, their numbers two apart.
HOUSES_A_ROAD, FIRST_HOUSE = 40, 101
REPORT_EVERY: Final = timedelta(days=91)


@dataclass(slots=True)
class _Ground:
    """Where the next phase of a project is laid out, and the corners reached so far."""

    north: float
    east: float
    corners: list[tuple[float, float]] = field(default_factory=list)

    def place(self, count: int, step: float) -> list[tuple[Decimal, Decimal]]:
        """Return places side by side in as square a field as may be, and move on eastward past it."""
        width = max(1, math.ceil(math.sqrt(count * 1.4)))
        places = [
            (self.north - (index // width) * step, self.east + (index % width) * step * 1.1) for index in range(count)
        ]
        self.corners += places
        self.east += (width + 4) * step * 1.1
        return [(_degrees(north), _degrees(east)) for north, east in places]

    def boundary(self) -> dict[str, Any]:
        """Return the field around everything placed, its corners cut."""
        norths, easts = [n for n, _ in self.corners], [e for _, e in self.corners]
        low, high, west, east = min(norths) - 0.001, max(norths) + 0.001, min(easts) - 0.001, max(easts) + 0.001
        cut = min(high - low, east - west) / 6
        ring = [
            (west + cut, low), (east - cut, low), (east, low + cut), (east, high - cut), (east - cut, high),
            (west + cut, high), (west, high - cut), (west, low + cut), (west + cut, low),
        ]  # fmt: skip
        return {"type": "Polygon", "coordinates": [[[round(x, 5), round(y, 5)] for x, y in ring]]}


def write_stock(cursor: CursorWrapper, *, at: datetime) -> int:
    """Write every project of the demonstration; return how many units they have."""
    next_id = first_free_id(Unit)
    units: list[tuple[Any, ...]] = []
    for estate in ESTATES:
        units += _write_estate(cursor, estate, next_id + len(units), at)
    copy_rows(cursor, Unit, UNIT_COLUMNS, units)
    copy_rows(cursor, UnitEvent, EVENT_COLUMNS, ((u[0], "", u[11], u[12], None, "") for u in units))
    advance_ids(cursor, [Unit])
    return len(units)


def _write_estate(cursor: CursorWrapper, estate: Estate, first_id: int, at: datetime) -> list[tuple[Any, ...]]:
    project = _project(estate, at.date())
    ground = _Ground(*estate.place)
    units: list[tuple[Any, ...]] = []
    for number, part in enumerate(estate.phases, start=1):
        phase = _phase(project, number, part)
        copy_models(cursor, _gates(phase, part))
        copy_models(
            cursor, _reports(project, phase, percent=part.percent, start=part.started_on, end=part.completed_on, at=at)
        )
        units += _units(estate, phase, part, ground=ground, first_id=first_id + len(units), at=at)
    whole = _whole_percent(estate)
    copy_models(
        cursor, _reports(project, None, percent=whole, start=project.started_on, end=project.completed_on, at=at)
    )
    project.boundary = ground.boundary()
    norths, easts = [n for n, _ in ground.corners], [e for _, e in ground.corners]
    project.latitude, project.longitude = _degrees(_middle(norths)), _degrees(_middle(easts))
    project.save(update_fields=["boundary", "latitude", "longitude"])
    ProjectBoundary.objects.create(project=project, boundary=project.boundary, at=_noon(_drawn_on(estate)))
    return units


def _drawn_on(estate: Estate) -> date:
    """Return the day before the plan of the works was made known."""
    return min(part.started_on for part in estate.phases if part.started_on) - timedelta(days=90)


def _project(estate: Estate, today: date) -> Project:
    starts = [part.started_on for part in estate.phases if part.started_on and part.started_on <= today]
    ends = [part.completed_on for part in estate.phases if part.completed_on]
    planned = [part.planned_on for part in estate.phases if part.planned_on]
    return Project.objects.create(
        code=estate.code, name_ar=estate.name.ar, name_en=estate.name.en, town_ar=estate.town.ar,
        town_en=estate.town.en, governorate=estate.governorate, kind=estate.kind, programme=estate.programme,
        land_hectares=estate.hectares, about_ar=ABOUT.ar, about_en=ABOUT.en, started_on=min(starts, default=None),
        planned_start_on=min(starts) - timedelta(days=60), planned_on=max(planned),
        completed_on=max(ends) if len(ends) == len(estate.phases) else None,
    )  # fmt: skip


def _phase(project: Project, number: int, part: EstatePhase) -> Phase:
    return Phase.objects.create(
        project=project, number=number, name_ar=part.name.ar, name_en=part.name.en, started_on=part.started_on,
        planned_start_on=part.started_on, planned_on=part.planned_on, completed_on=part.completed_on,
    )  # fmt: skip


def _gates(phase: Phase, part: EstatePhase) -> Iterator[Gate]:
    done = part.completed_on or (part.started_on + timedelta(days=540) if part.started_on else None)
    for kind in GateKind:
        is_open = kind.value in part.open_gates
        yield Gate(
            project=phase.project, phase=phase, kind=kind, planned_on=phase.planned_on,
            done_on=None if is_open else done,
        )  # fmt: skip


def _reports(
    project: Project, phase: Phase | None, *, percent: int, start: date | None, end: date | None, at: datetime
) -> Iterator[ProgressReport]:
    """Yield a report each quarter along an S: works begin slowly, hurry, and end slowly."""
    last = end or at.date()
    first = start or last
    steps = (last - first) // REPORT_EVERY
    for step in range(steps + 1):
        share = step / steps if steps else 1
        on = first + (last - first) * share
        reached = percent * share * share * (3 - 2 * share)
        said = percent if step == steps else int(reached)
        yield ProgressReport(project=project, phase=phase, on=on, percent=said, reported_at=_noon(on))


def _whole_percent(estate: Estate) -> int:
    sizes = [sum(count for _, count, _ in part.units) for part in estate.phases]
    done = sum(size * part.percent for size, part in zip(sizes, estate.phases, strict=True))
    return done // sum(sizes)


def _units(
    estate: Estate, phase: Phase, part: EstatePhase, *, ground: _Ground, first_id: int, at: datetime
) -> Iterator[tuple[Any, ...]]:
    wanted = [(name, state) for name, count, states in part.units for state in _shared(count, states)]
    flats = [one for one in wanted if one[0].startswith("flat")]
    others = [one for one in wanted if not one[0].startswith("flat")]
    since = _noon(part.completed_on or part.started_on or at.date() - timedelta(days=90))
    places = ground.place(len(others), STEP) if others else []
    blocks = _blocks(phase, ground, len(flats))
    for index, (name, state) in enumerate([*others, *flats]):
        kind, nth = UnitType(name.partition("-")[0]), index - len(others)
        block = blocks[nth // (FLATS_A_FLOOR * FLOORS)] if nth >= 0 else None
        north, east = (None, None) if block else places[index]
        yield (
            first_id + index, f"{estate.prefix}-{phase.number}{index + 1:04}", phase.project_id, phase.pk,
            block.pk if block else None, kind.value, name, ROOMS[kind], AREAS[kind], _floor(name, nth),
            "accessible" in name, state, since, north, east, *_address(estate, part, phase, nth=nth, index=index),
        )  # fmt: skip


def _address(estate: Estate, part: EstatePhase, phase: Phase, *, nth: int, index: int) -> tuple[str, str, str]:
    """Return house, road and block of a home once its phase has addresses: a house's own, of a flat its building's."""
    if not estate.block or "addresses" in part.open_gates:
        return "", "", ""
    number = index if nth < 0 else nth // (FLATS_A_FLOOR * FLOORS)
    road = f"{estate.block[:2]}{phase.number}{number // HOUSES_A_ROAD + 1}"
    return f"{FIRST_HOUSE + 2 * number}", road, estate.block


def _floor(name: str, nth: int) -> int | None:
    if nth < 0:
        return None
    return 0 if "ground" in name or "accessible" in name else nth // FLATS_A_FLOOR % FLOORS


def _blocks(phase: Phase, ground: _Ground, flats: int) -> list[Building]:
    places = ground.place(math.ceil(flats / (FLATS_A_FLOOR * FLOORS)), BLOCK_STEP) if flats else []
    return Building.objects.bulk_create(
        Building(project=phase.project, code=f"{phase.number}-B{number:02}", latitude=north, longitude=east)
        for number, (north, east) in enumerate(places, start=1)
    )


def _shared(count: int, states: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield states in runs that come to their hundredths of the count."""
    ends = [round(count * share / 100) for share in accumulate(share for _, share in states)]
    begun = 0
    for (state, _), end in zip(states, ends, strict=True):
        yield from [state] * (end - begun)
        begun = end


def _noon(on: date) -> datetime:
    return make_aware(datetime.combine(on, time(12)))


def _middle(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2


def _degrees(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.000001"))
