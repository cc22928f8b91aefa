"""What a sheet of units would do, in words, and the imports that were done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import names_of
from iskan.apps.housing_stock.operations.importing import Examination
from iskan.apps.housing_stock.queries.importing import Judgement
from iskan.apps.housing_stock.queries.imports import ImportLine
from iskan.apps.housing_stock.sheets.rows import CellFault
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import number, t

MOST_FAULTS = 200
MOST_UNITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """What a sheet would do, or the cells that keep it from being done."""

    import_id: int | None
    file_name: str
    row_count: int
    created: int
    changed: int
    unchanged: int
    buildings: int
    placed: int
    classes: tuple[tuple[str, str, str], ...]
    faults: tuple[tuple[str, str, str, str], ...]
    fault_count: int
    units: tuple[tuple[str, str, str, str, str], ...]
    unit_count: int
    sheet: str
    others: tuple[str, ...]
    filtered: int
    unreadable: int
    with_filtered: bool


def import_view(found: Examination, names: dict[str, Any]) -> ImportView:
    """Return an examined sheet in words."""
    judgement = found.judgement
    return ImportView(
        import_id=found.import_id,
        file_name=found.file_name,
        row_count=found.row_count,
        created=len(judgement.created),
        changed=len(judgement.changed),
        unchanged=judgement.unchanged_count,
        buildings=len(judgement.buildings),
        placed=len(judgement.places),
        classes=tuple(
            (t(names.get(project, project)), t(class_name(unit_class)), number(count))
            for (project, unit_class), count in sorted(judgement.classes.items())
        ),
        faults=fault_rows(found.faults),
        fault_count=len(found.faults),
        units=_units(judgement, names),
        unit_count=len(judgement.created) + len(judgement.changed),
        sheet=found.sheet,
        others=found.others,
        filtered=found.filtered_count,
        unreadable=found.unreadable_count,
        with_filtered=found.with_filtered,
    )


def _units(judgement: Judgement, names: dict[str, Any]) -> tuple[tuple[str, str, str, str, str], ...]:
    """Return the first units as rows: row, number, project, class, what would be done."""
    both = [(row, _("created")) for row, _values in judgement.created]
    both += [(row, _("changed")) for row, _values in judgement.changed]
    both.sort(key=lambda one: one[0].number)
    return tuple(
        (number(row.number), row.code, t(names.get(row.project, row.project)), t(class_name(row.unit_class)), done)
        for row, done in both[:MOST_UNITS]
    )


def fault_rows(faults: Sequence[CellFault]) -> tuple[tuple[str, str, str, str], ...]:
    """Return the first faults as rows: row, column, what stands there, why not."""
    return tuple((number(one.row), t(one.column), one.words or "–", t(one.why)) for one in faults[:MOST_FAULTS])


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDone:
    """An import that was done: the file, by whom, when, and what it brought."""

    id: int
    file_name: str
    by: str
    at: datetime
    created: str
    changed: str
    taken_back_at: datetime | None
    reason: str
    is_undoable: bool


def imports_view(lines: Iterable[ImportLine]) -> tuple[ImportDone, ...]:
    """Return imports that were done, in words."""
    lines = tuple(lines)
    names = names_of(frozenset(line.by_id for line in lines))
    return tuple(
        ImportDone(
            id=line.id, file_name=line.file_name, by=t(names[line.by_id]) if line.by_id in names else "", at=line.at,
            created=number(line.created), changed=number(line.changed), taken_back_at=line.taken_back_at,
            reason=line.reason, is_undoable=line.is_undoable,
        )
        for line in lines
    )  # fmt: skip
