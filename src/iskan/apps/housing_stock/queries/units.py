"""Units: one by its code, those ready for a draw, a project's by class and state, and where they stand on the map."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from iskan.apps.housing_stock.enums import UnitState, UnitType
from iskan.apps.housing_stock.ground.corners import Corner
from iskan.apps.housing_stock.models import Located, StockImport, Unit, UnitEvent
from iskan.core.text import Text

_MOST_CALLED = 10
PAGE = 25


class NoSuchUnit(LookupError):
    """No unit has that code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit in a list; ``stands_at`` is its own place, or its building's."""

    code: str
    project_code: str
    project_name: Text
    unit_class: str
    type: UnitType
    state: UnitState
    state_since: datetime
    building: str
    phase: int
    floor: int | None
    rooms: int | None
    area: Decimal | None
    accessible: bool
    house: str
    road: str
    block: str
    latitude: Decimal | None
    longitude: Decimal | None
    stands_at: Corner | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which of a project's units are wanted; an empty word asks for all."""

    unit_class: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A page of units, and the code the next page begins after."""

    lines: tuple[UnitLine, ...]
    next_after: str


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit on the map; ``building`` is named where the place is the building's."""

    code: str
    unit_class: str
    state: UnitState
    latitude: Decimal
    longitude: Decimal
    building: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMove:
    """A line of a unit's trail."""

    source: str
    target: UnitState
    at: datetime
    by_id: int | None
    reason: str


def units_for_draw(project_code: str) -> tuple[tuple[str, str], ...]:
    """Return the code and class of each of a project's ready units, in the order of their codes."""
    ready = Unit.objects.filter(project__code=project_code, state=UnitState.READY).order_by("code")
    return tuple(ready.values_list("code", "unit_class"))


def unit_line(code: str) -> UnitLine:
    """Return a unit.

    Raises:
        NoSuchUnit: none has that code.
    """
    row = _joined(Unit.objects.filter(code=code)).first()
    if row is None:
        raise NoSuchUnit(code)
    return _line(row)


def unit_lines(codes: Iterable[str]) -> dict[str, UnitLine]:
    """Return those of the units that exist, by their codes."""
    return {row.code: _line(row) for row in _joined(Unit.objects.filter(code__in=list(codes)))}


def units_called(code: str) -> tuple[UnitLine, ...]:
    """Return the units a code or the beginning of one names, ten at most, in the order of their codes."""
    return tuple(map(_line, _joined(Unit.objects.filter(code__startswith=code).order_by("code"))[:_MOST_CALLED]))


def units_of(project_code: str, wanted: UnitFilter, after: str = "") -> UnitPage:
    """Return a page of a project's units in the order of their codes, by keyset."""
    rows = Unit.objects.filter(project__code=project_code)
    exact = {"unit_class": wanted.unit_class, "state": wanted.state}
    rows = rows.filter(**{field: value for field, value in exact.items() if value})
    if after:
        rows = rows.filter(code__gt=after)
    found = list(_joined(rows.order_by("code"))[: PAGE + 1])
    return UnitPage(tuple(map(_line, found[:PAGE])), found[PAGE - 1].code if len(found) > PAGE else "")


def codes_of(project_code: str, *, phase: int, state: UnitState, unit_class: str = "") -> tuple[str, ...]:
    """Return the codes of a phase's units in a state, of one class or of all."""
    rows = Unit.objects.filter(project__code=project_code, phase__number=phase, state=state)
    if unit_class:
        rows = rows.filter(unit_class=unit_class)
    return tuple(rows.order_by("code").values_list("code", flat=True))


def placed_units(project_code: str) -> Iterator[PlacedUnit]:
    """Yield a project's units that have a place of their own or their building's."""
    rows = Unit.objects.filter(project__code=project_code).annotate(
        north=Coalesce("latitude", "building__latitude"), east=Coalesce("longitude", "building__longitude")
    )
    known = rows.filter(north__isnull=False).order_by("code")
    columns = ("code", "unit_class", "state", "north", "east", "latitude", "building__code")
    for code, unit_class, state, north, east, own, building in known.values_list(*columns):
        yield PlacedUnit(code, unit_class, UnitState(state), north, east, building if own is None else "")


def trail_of(code: str) -> tuple[UnitMove, ...]:
    """Return a unit's trail, oldest first."""
    rows = UnitEvent.objects.filter(unit__code=code).order_by("id")
    return tuple(
        UnitMove(source=row.source, target=UnitState(row.target), at=row.at, by_id=row.by_id, reason=row.reason)
        for row in rows
    )


def sheets_confirmed(moments: Iterable[datetime]) -> dict[datetime, str]:
    """Return the name of the file imported at each of some moments, where one was."""
    rows = StockImport.objects.filter(confirmed_at__in=list(moments)).values_list("confirmed_at", "file_name")
    return {at: file_name for at, file_name in rows if at is not None}


def _joined(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    return rows.select_related("project", "phase", "building").defer("project__boundary")


def _line(row: Unit) -> UnitLine:
    return UnitLine(
        code=row.code,
        project_code=row.project.code,
        project_name=Text(ar=row.project.name_ar, en=row.project.name_en),
        unit_class=row.unit_class,
        type=UnitType(row.type),
        state=UnitState(row.state),
        state_since=row.state_since,
        building=row.building.code if row.building else "",
        phase=row.phase.number,
        floor=row.floor,
        rooms=row.rooms,
        area=row.area,
        accessible=row.accessible,
        house=row.house,
        road=row.road,
        block=row.block,
        latitude=row.latitude,
        longitude=row.longitude,
        stands_at=_stands_at(row) or (_stands_at(row.building) if row.building else None),
    )


def _stands_at(placed: Located) -> Corner | None:
    if placed.latitude is None or placed.longitude is None:
        return None
    return Corner(placed.latitude, placed.longitude)
