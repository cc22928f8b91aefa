"""Taking an import back: all of it, as long as none of its units was used since, and nothing of it was changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any, Final

from django.db import transaction

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.events import stock_changed
from iskan.apps.housing_stock.models import Building, StockImport, Unit, UnitEvent
from iskan.apps.housing_stock.operations.permission import require
from iskan.apps.housing_stock.operations.units import lock_projects, move_units
from iskan.apps.housing_stock.queries.importing import KEPT, Judgement
from iskan.core.refusal import ReasonMissing, Refusal
from iskan.core.text import Text, listed
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

SHOWN: Final = 5
RESTORED: Final = ("phase_id", "building_id", "type", "unit_class", *KEPT, "state")
_DECIMALS: Final = frozenset({"area", "latitude", "longitude"})


class ImportUsed(Refusal):
    """Some of the import's units were used or changed since."""

    text = Text(
        ar="لا يُتراجع عن الاستيراد، فقد استُخدمت هذه الوحدات أو عُدّلت بعده: {codes}",
        en="The import cannot be taken back: these units were used or changed since: {codes}",
    )
    status = HTTPStatus.CONFLICT


def changes_of(judgement: Judgement) -> dict[str, Any]:
    """Return what each unit to be changed is before, so that it can be so again, and which buildings are new."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[row.code for row, _ in judgement.changed])}
    return {
        "units": {code: _values(unit) for code, unit in units.items()},
        "buildings": sorted([project_id, code] for project_id, code in judgement.buildings),
        "places": [
            [project_id, code, *map(_told, (one.latitude, one.longitude))]
            for project_id, code in sorted(judgement.places)
            for one in Building.objects.filter(project_id=project_id, code=code)
        ],
    }


def take_back_import(*, scope: Scope, import_id: int, reason: str, at: datetime) -> StockImport:
    """Undo a confirmed import: its new units go, those it changed are again what they were.

    Raises:
        NotForThisRole: the viewer does not keep the stock. OutOfScope: there is no such import to take back.
        ReasonMissing: nobody takes back without saying why.
        ImportUsed: a unit was moved, held or changed since.
    """
    require(scope, rules.can_keep_stock)
    if not reason:
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        done = StockImport.objects.select_for_update().filter(pk=import_id, confirmed_at__isnull=False)
        kept = done.filter(taken_back_at__isnull=True).first()
        if kept is None:
            raise OutOfScope(str(import_id))
        new, changed = _units_of(kept)
        _require_unused(kept, new, changed)
        kept.taken_back_at, kept.taken_back_by_id, kept.taken_back_reason = at, scope.acting_id, reason
        kept.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_reason"])
        _restore(scope, kept, changed, reason=reason, at=at)
        _remove(kept, new)
        audit.record(
            scope=scope, action="stock.take_back", subject_kind="stock_import", subject=str(kept.pk), at=at,
            removed=len(new), restored=len(changed),
        )  # fmt: skip
        stock_changed.happened()
    return kept


def _units_of(kept: StockImport) -> tuple[Sequence[Unit], Sequence[Unit]]:
    named = [*kept.changes.get("units", {})]
    both = Unit.objects.filter(brought_by=kept) | Unit.objects.filter(code__in=named)
    lock_projects(set(both.values_list("project_id", flat=True)))
    units = list(both.select_for_update(of=("self",)).order_by("pk"))
    return [unit for unit in units if unit.brought_by_id == kept.pk], [unit for unit in units if unit.code in named]


def _require_unused(kept: StockImport, new: Sequence[Unit], changed: Sequence[Unit]) -> None:
    """Refuse where a unit is held, or its trail goes on after the import."""
    units = [*new, *changed]
    moved = UnitEvent.objects.filter(unit__in=units, at__gt=kept.confirmed_at).values_list("unit__code", flat=True)
    given = [unit.code for unit in units if UnitState(unit.state).is_given]
    used = {*moved, *given, *rules.held_among([unit.code for unit in units]), *_changed_again(kept, changed)}
    if used or len(new) != kept.created_count:
        raise ImportUsed(codes=listed([*sorted(used)[:SHOWN], *(["…"] if len(used) > SHOWN else [])]))


def _changed_again(kept: StockImport, changed: Sequence[Unit]) -> list[str]:
    """Return the units a later import, not taken back, changed too, and those no longer kept."""
    later = StockImport.objects.filter(confirmed_at__gt=kept.confirmed_at, taken_back_at__isnull=True)
    touched = {code for changes in later.values_list("changes", flat=True) for code in changes.get("units", {})}
    named = {*kept.changes.get("units", {}), *(unit.code for unit in Unit.objects.filter(brought_by=kept))}
    return sorted(named & touched | (set(kept.changes.get("units", {})) - {unit.code for unit in changed}))


def _restore(scope: Scope, kept: StockImport, changed: Sequence[Unit], *, reason: str, at: datetime) -> None:
    moves: dict[UnitState, list[Unit]] = {}
    for unit in changed:
        before = _read(kept.changes["units"][unit.code])
        state = UnitState(before.pop("state"))
        Unit.objects.filter(pk=unit.pk).update(**before)
        if state != unit.state:
            moves.setdefault(state, []).append(unit)
    for project_id, code, north, east in kept.changes.get("places", ()):
        Building.objects.filter(project_id=project_id, code=code).update(latitude=north, longitude=east)
    for state, units in moves.items():
        move_units(scope=scope, units=units, state=state, at=at, reason=reason)


def _remove(kept: StockImport, new: Sequence[Unit]) -> None:
    """Delete units nobody used, with the one line of their trails, and the empty buildings that came with them."""
    UnitEvent.objects.filter(unit__in=new).delete()
    Unit.objects.filter(pk__in=[unit.pk for unit in new]).delete()
    for project_id, code in kept.changes.get("buildings", ()):
        Building.objects.filter(project_id=project_id, code=code, units__isnull=True).delete()


def _values(unit: Unit) -> dict[str, Any]:
    values = {name: getattr(unit, name) for name in RESTORED}
    return {name: _told(value) for name, value in values.items()}


def _told(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _read(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value) if name in _DECIMALS and value is not None else value for name, value in kept.items()}
