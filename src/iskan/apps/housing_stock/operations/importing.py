"""Taking a sheet of units: examined first with nothing done, then confirmed and done whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from django.db import connection, transaction

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.events import stock_changed
from iskan.apps.housing_stock.models import Building, Project, StockImport, Unit, UnitEvent
from iskan.apps.housing_stock.operations.imported import changes_of
from iskan.apps.housing_stock.operations.permission import require
from iskan.apps.housing_stock.operations.units import lock_projects
from iskan.apps.housing_stock.queries.importing import KEPT, Judgement, judge
from iskan.apps.housing_stock.sheets.rows import CellFault, UnitRow, read_rows, repeated, row_from_json
from iskan.apps.housing_stock.sheets.tables import Readable, read_sheet
from iskan.core.refusal import Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import audit, budgets
from iskan.foundation.scope import OutOfScope, Scope

BATCH: Final = 2_000
LONGEST_NAME: Final = 120
WRITTEN: Final = ("phase_id", "building_id", "type", "unit_class", *KEPT, "state", "state_since")


class ImportForbidden(Refusal):
    """What the sheet says is no longer possible: the stock changed after it was examined."""

    text = Text(
        ar="تغيّرت بيانات الوحدات بعد فحص الجدول فلم يُستورد شيء. ترجى مراجعة الخلايا المذكورة ثم إرسال الجدول من جديد.",
        en="The stock changed since the sheet was examined; nothing was done. Mend the cells named and send it again.",
    )
    status = HTTPStatus.CONFLICT

    def __init__(self, cells: Sequence[CellFault]) -> None:
        super().__init__()
        self.cells = tuple(cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a sheet would do; without faults it may be confirmed under its id."""

    import_id: int | None
    file_name: str
    row_count: int
    judgement: Judgement
    sheet: str = ""
    others: tuple[str, ...] = ()
    filtered_count: int = 0
    unreadable_count: int = 0
    with_filtered: bool = False

    @property
    def faults(self) -> Sequence[CellFault]:
        return self.judgement.faults


def examine_sheet(*, scope: Scope, file: Readable, name: str, at: datetime) -> Examination:
    """Say what a sheet would do; nothing is done to the stock, and one without faults is kept until it is confirmed.

    Raises:
        NotForThisRole: the viewer does not keep the stock. BadSheet: the file cannot be read as a sheet of units.
    """
    require(scope, rules.can_keep_stock)
    sheet = read_sheet(file, name, limit=budgets.SHEET_FILE_BYTES)
    rows, faults = read_rows(sheet.table[:1] + [line for line in sheet.table[1:] if not line.is_filtered])
    filtered = [line for line in sheet.table[1:] if line.is_filtered]
    filtered_rows, unreadable = read_rows(sheet.table[:1] + filtered)
    judgement = judge(rows)
    judgement.faults = sorted([*faults, *judgement.faults], key=lambda fault: fault.row)
    waiting = StockImport(
        file_name=tidy(name)[-LONGEST_NAME:], rows=[row.to_json() for row in rows],
        sheet_name=sheet.name[:LONGEST_NAME], others=list(sheet.others),
        filtered_rows=[row.to_json() for row in filtered_rows],
        unreadable_count=len({fault.row for fault in unreadable}), uploaded_by_id=scope.acting_id, uploaded_at=at,
    )  # fmt: skip
    if not judgement.faults:
        _keep(waiting)
    return _examination(waiting, judgement, len(sheet.table) - 1 - len(filtered), with_filtered=False)


def examined(*, scope: Scope, import_id: int, with_filtered: bool = False) -> Examination:
    """Return what a kept sheet would do to the stock as it stands now, to whoever sent it.

    Raises:
        OutOfScope: no such sheet waits for this viewer.
    """
    require(scope, rules.can_keep_stock)
    kept = StockImport.objects.filter(pk=import_id, uploaded_by_id=scope.acting_id, confirmed_at__isnull=True).first()
    if kept is None:
        raise OutOfScope(str(import_id))
    rows, judgement = _judged(kept, with_filtered=with_filtered)
    return _examination(kept, judgement, len(rows), with_filtered=with_filtered)


def _judged(kept: StockImport, *, with_filtered: bool) -> tuple[list[UnitRow], Judgement]:
    """Judge the rows in sight, and those out of sight too where they were asked for."""
    told = [*kept.rows, *kept.filtered_rows] if with_filtered else kept.rows
    rows = [row_from_json(row) for row in told]
    judgement = judge(rows)
    if with_filtered:
        judgement.faults = sorted([*repeated(rows), *judgement.faults], key=lambda fault: fault.row)
    return rows, judgement


def _examination(kept: StockImport, judgement: Judgement, row_count: int, *, with_filtered: bool) -> Examination:
    return Examination(
        import_id=kept.pk, file_name=kept.file_name, row_count=row_count, judgement=judgement, sheet=kept.sheet_name,
        others=tuple(kept.others), filtered_count=len(kept.filtered_rows), unreadable_count=kept.unreadable_count,
        with_filtered=with_filtered,
    )  # fmt: skip


def confirm_import(*, scope: Scope, import_id: int, at: datetime, with_filtered: bool = False) -> StockImport:
    """Do what an examined sheet says, whole or not at all.

    Raises:
        NotForThisRole: the viewer does not keep the stock. OutOfScope: no such sheet waits for them.
        ImportForbidden: the stock changed meanwhile, so that a row is no longer possible.
    """
    require(scope, rules.can_keep_stock)
    with transaction.atomic():
        waiting = StockImport.objects.select_for_update().filter(uploaded_by_id=scope.acting_id)
        kept = waiting.filter(pk=import_id, confirmed_at__isnull=True).first()
        if kept is None:
            raise OutOfScope(str(import_id))
        hold_units()
        told = [*kept.rows, *kept.filtered_rows]
        lock_projects(
            set(Project.objects.filter(code__in={row["project"] for row in told}).values_list("pk", flat=True))
        )
        _rows, judgement = _judged(kept, with_filtered=with_filtered)
        if judgement.faults:
            raise ImportForbidden(judgement.faults)
        kept.changes = changes_of(judgement)
        _write(scope, kept, judgement, at)
        kept.confirmed_at = at
        kept.created_count, kept.changed_count = len(judgement.created), len(judgement.changed)
        kept.save(update_fields=["confirmed_at", "created_count", "changed_count", "changes"])
        placed = {"placed": len(judgement.places)} if judgement.places else {}
        audit.record(
            scope=scope, action="stock.import", subject_kind="stock_import", subject=str(kept.pk), at=at,
            created=kept.created_count, changed=kept.changed_count, **placed,
        )  # fmt: skip
        stock_changed.happened()
    return kept


def _keep(waiting: StockImport) -> None:
    """Keep the sheet in place of the one its sender left unconfirmed."""
    with transaction.atomic():
        StockImport.objects.filter(uploaded_by_id=waiting.uploaded_by_id, confirmed_at__isnull=True).delete()
        waiting.save(force_insert=True)


def hold_units() -> None:
    """Let no other import write: two of them may name the same new unit in different projects."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('housing_stock.import'))")


def _write(scope: Scope, kept: StockImport, judgement: Judgement, at: datetime) -> None:
    Building.objects.bulk_create(
        Building(project_id=project_id, code=code) for project_id, code in sorted(judgement.buildings)
    )
    _place(judgement)
    moved = [*judgement.created, *judgement.changed]
    buildings = _building_ids({values["project_id"] for _row, values in moved})
    units = Unit.objects.bulk_create(
        [_unit(row, values, buildings, at) for row, values in moved],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name.removesuffix("_id") for name in WRITTEN],
    )
    Unit.objects.filter(code__in=[row.code for row, _values in judgement.created]).update(brought_by=kept)
    _trail(scope, units, judgement, at)


def _place(judgement: Judgement) -> None:
    """Put buildings where the sheet says they stand."""
    for (project_id, code), (north, east) in sorted(judgement.places.items()):
        Building.objects.filter(project_id=project_id, code=code).update(latitude=north, longitude=east)


def _building_ids(project_ids: set[int]) -> dict[tuple[int, str], int]:
    rows = Building.objects.filter(project__in=project_ids).values_list("project_id", "code", "pk")
    return {(project_id, code): pk for project_id, code, pk in rows}


def _unit(row: UnitRow, values: dict[str, Any], buildings: dict[tuple[int, str], int], at: datetime) -> Unit:
    building = buildings[values["project_id"], row.building] if row.building else values["building_id"]
    return Unit(**values | {"code": row.code, "building_id": building, "state_since": values["state_since"] or at})


def _trail(scope: Scope, units: Sequence[Unit], judgement: Judgement, at: datetime) -> None:
    moves = [(unit, judgement.sources.get(unit.code, "")) for unit in units]
    UnitEvent.objects.bulk_create(
        [
            UnitEvent(unit_id=unit.pk, source=source, target=unit.state, at=at, by_id=scope.user_id)
            for unit, source in moves
            if source != unit.state
        ],
        batch_size=BATCH,
    )
