"""The anomalies found, for auditors: a page of them, one with the lines behind it, how many are open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from iskan.apps.anomalies.enums import AnomalyKind
from iskan.apps.anomalies.models import Anomaly
from iskan.apps.anomalies.rules import can_look_into_anomalies
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

PAGE = 50
LINES_SHOWN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyLine:
    """One anomaly, and the word that closed it, if any."""

    id: int
    kind: AnomalyKind
    official_id: int
    roles: str
    day: date
    count: int
    limit: int
    usual: float | None
    closed_at: datetime | None
    closed_by: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyPage:
    """A page of anomalies, newest day first; ``total`` counts all of them."""

    lines: tuple[AnomalyLine, ...]
    page: int
    total: int

    @property
    def has_next(self) -> bool:
        return self.page * PAGE < self.total


def anomalies(scope: Scope, *, only_open: bool, page: int) -> AnomalyPage:
    """Return a page of the anomalies, those nobody has closed or all."""
    rows = _visible(scope)
    rows = rows.filter(closure=None) if only_open else rows
    page = max(page, 1)
    lines = tuple(map(_line, rows[(page - 1) * PAGE : page * PAGE]))
    return AnomalyPage(lines=lines, page=page, total=rows.count())


def every_anomaly(scope: Scope) -> Iterator[AnomalyLine]:
    """Yield every anomaly, newest day first, for the export."""
    return map(_line, _visible(scope).iterator(chunk_size=500))


def anomaly_of(scope: Scope, anomaly_id: int) -> AnomalyLine:
    """Return one anomaly, or raise `OutOfScope`."""
    return _line(_found(scope, anomaly_id))


def lines_behind(scope: Scope, anomaly_id: int) -> tuple[audit.Entry, ...]:
    """Return the first lines of the trail an anomaly rests on, oldest first."""
    return audit.entries(_found(scope, anomaly_id).lines[:LINES_SHOWN])


def open_anomaly_count(scope: Scope) -> int:
    """Return how many anomalies wait for the viewer; none for who is no auditor."""
    return Anomaly.objects.filter(closure=None).count() if can_look_into_anomalies(scope) else 0


def _found(scope: Scope, anomaly_id: int) -> Anomaly:
    row = _visible(scope).filter(pk=anomaly_id).first()
    if row is None:
        raise OutOfScope
    return row


def _visible(scope: Scope) -> QuerySet[Anomaly]:
    if not can_look_into_anomalies(scope):
        raise OutOfScope
    return Anomaly.objects.select_related("closure").order_by("-day", "kind", "pk")


def _line(row: Anomaly) -> AnomalyLine:
    closure = getattr(row, "closure", None)
    return AnomalyLine(
        id=row.pk,
        kind=AnomalyKind(row.kind),
        official_id=row.official_id,
        roles=row.roles,
        day=row.day,
        count=row.count,
        limit=row.most,
        usual=row.usual,
        closed_at=closure.at if closure else None,
        closed_by=closure.by_id if closure else None,
        reason=closure.reason if closure else "",
    )
