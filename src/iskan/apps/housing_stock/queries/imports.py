"""Imports that were confirmed, newest first, with who sent them and whether they were taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from iskan.apps.housing_stock.models import StockImport
from iskan.foundation.scope import OutOfScope

SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """An import as the list of them tells it."""

    id: int
    file_name: str
    by_id: int
    at: datetime
    created: int
    changed: int
    taken_back_at: datetime | None
    reason: str
    is_undoable: bool


def imports_done() -> tuple[ImportLine, ...]:
    """Return the latest imports that were confirmed."""
    return tuple(_line(one) for one in _done().order_by("-confirmed_at", "-id")[:SHOWN])


def import_done(import_id: int) -> ImportLine:
    """Return an import that was confirmed and not taken back, or raise `OutOfScope`."""
    found = _done().filter(pk=import_id, taken_back_at__isnull=True).exclude(changes={}).first()
    if found is None:
        raise OutOfScope(str(import_id))
    return _line(found)


def _done() -> QuerySet[StockImport]:
    """Return what was confirmed; only an import that noted what it changed can be undone."""
    noted = ExpressionWrapper(~Q(changes={}), output_field=BooleanField())
    done = StockImport.objects.filter(confirmed_at__isnull=False).annotate(is_undoable=noted)
    return done.defer("rows", "filtered_rows", "changes")


def _line(one: Any) -> ImportLine:
    return ImportLine(
        id=one.pk, file_name=one.file_name, by_id=one.uploaded_by_id, at=one.confirmed_at or one.uploaded_at,
        created=one.created_count, changed=one.changed_count, taken_back_at=one.taken_back_at,
        reason=one.taken_back_reason, is_undoable=one.is_undoable,
    )  # fmt: skip
