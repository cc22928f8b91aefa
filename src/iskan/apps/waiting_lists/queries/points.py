"""Reading policy trials."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from iskan.apps.waiting_lists.models import PolicyTrial
from iskan.apps.waiting_lists.rules import can_read_trials
from iskan.foundation.scope import OutOfScope, Scope

PIECE = 65_536
NEWEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A policy trial as it stands."""

    id: int
    kind: str
    programme: str
    parameters: dict[str, Any]
    status: str
    progress: int
    started_by_id: int
    created_at: datetime
    finished_at: datetime | None
    outcome: dict[str, Any] | None


def trials(scope: Scope) -> tuple[Trial, ...]:
    """Return the newest trials."""
    if not can_read_trials(scope):
        return ()
    return tuple(_trial(row) for row in PolicyTrial.objects.defer("sheet").order_by("-created_at", "-pk")[:NEWEST])


def trial(scope: Scope, trial_id: int) -> Trial:
    """Return one trial, or raise `OutOfScope`."""
    row = PolicyTrial.objects.defer("sheet").filter(pk=trial_id).first()
    if row is None or not can_read_trials(scope):
        raise OutOfScope(str(trial_id))
    return _trial(row)


def trial_sheet(scope: Scope, trial_id: int) -> Iterator[bytes]:
    """Return a trial's spreadsheet piece by piece, or raise `OutOfScope` where there is none."""
    row = PolicyTrial.objects.filter(pk=trial_id, sheet__isnull=False).values_list("sheet", flat=True).first()
    if row is None or not can_read_trials(scope):
        raise OutOfScope(str(trial_id))
    return _pieces(bytes(row))


def _pieces(packed: bytes) -> Iterator[bytes]:
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    while packed:
        if piece := reader.decompress(packed, PIECE):
            yield piece
        packed = reader.unconsumed_tail


def _trial(row: PolicyTrial) -> Trial:
    return Trial(
        id=row.pk,
        kind=row.kind,
        programme=row.programme,
        parameters=row.parameters,
        status=row.status,
        progress=row.progress,
        started_by_id=row.started_by_id,
        created_at=row.created_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
    )


def trial_row(scope: Scope, trial_id: int, reference: str) -> dict[str, str] | None:
    """Return one household's row of a trial's sheet, if it is in it; raise `OutOfScope` where there is no sheet."""
    lines = io.StringIO(b"".join(trial_sheet(scope, trial_id)).decode("utf-8-sig"), newline="")
    return next((row for row in csv.DictReader(lines) if row["reference"] == reference), None)
