"""Anomalies in words: who did what how often, against what is usual, and the lines of the trail behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import names_of
from iskan.apps.anomalies.enums import AnomalyKind
from iskan.apps.anomalies.queries.anomalies import AnomalyLine
from iskan.apps.housing_stock.queries.trail import projects_in_trail
from iskan.core.text import Text
from iskan.foundation.audit import SHOWN, Entry
from iskan.surfaces.backoffice.presenters.audit import Known, TrailRow, role_names, trail_rows
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.sheets import sheet

WHY: Final = {
    AnomalyKind.MANY_READS: Text(
        ar="عدد الملفات التي اطّلع عليها {count}، ووسيط ما يطّلع عليه نظراؤه في اليوم {usual}، والحد {limit}",
        en="Files opened: {count}. On a middling day officials of the same role open {usual}; the limit is {limit}",
    ),
    AnomalyKind.NO_TASK: Text(
        ar="عدد الملفات التي اطّلع عليها ولا عمل له فيها {count}، والحد {limit}؛ فليست في عهدته، ولم يتخذ فيها "
        "إجراءً، ولا تنتظر من يتولاها.",
        en="Files opened without a task in them: {count}; the limit is {limit}. This official does not hold them, "
        "never acted in them, and none waits to be taken up.",
    ),
    AnomalyKind.SEARCHES: Text(
        ar="عدد مرات البحث عن الأشخاص {count}، والحد {limit}",
        en="Searches for people: {count}; the limit is {limit}",
    ),
    AnomalyKind.REFUSED: Text(
        ar="عدد المرات التي طلب فيها ما لا يحق له الاطلاع عليه فرُفض طلبه {count}، والحد {limit}",
        en="Times refused what this official may not see: {count}; the limit is {limit}",
    ),
    AnomalyKind.OUT_OF_HOURS: Text(
        ar="عدد مرات الاطلاع والبحث خارج ساعات العمل {count}، والحد {limit}",
        en="Files read and searches made outside working hours: {count}; the limit is {limit}",
    ),
    AnomalyKind.OWN_FAMILY: Text(
        ar="عدد ما اطّلع عليه من ملفه وملفات أسرته {count}",
        en="Files of their own or of their family opened: {count}",
    ),
}
HEAD: Final = (
    "id",
    "day",
    "official",
    "roles",
    "kind",
    "why",
    "count",
    "limit",
    "usual",
    "closed",
    "closed_by",
    "reason",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyView:
    """An anomaly, and how it was closed."""

    id: int
    day: date
    official: str
    role: str
    kind: str
    why: str
    is_open: bool
    status: str
    tone: str
    closed_by: str
    closed_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBehind:
    """A line of the trail, and the case it is about, if any."""

    row: TrailRow
    reference: str


def anomaly_views(lines: Iterable[AnomalyLine]) -> tuple[AnomalyView, ...]:
    """Return anomalies in the reader's language, with the names of those they are about."""
    kept = tuple(lines)
    people = {line.official_id for line in kept} | {line.closed_by for line in kept if line.closed_by}
    names, roles = names_of(frozenset(people)), role_names()
    return tuple(_view(line, names, roles) for line in kept)


def _view(line: AnomalyLine, names: Mapping[int, Text], roles: Mapping[str, str]) -> AnomalyView:
    is_open = line.closed_at is None
    return AnomalyView(
        id=line.id,
        day=line.day,
        official=t(names[line.official_id]),
        role=_(", ").join(roles.get(role, role) for role in line.roles.split(",")),
        kind=str(line.kind.label),
        why=t(why(line)),
        is_open=is_open,
        status=_("Awaits an auditor") if is_open else _("Closed"),
        tone="warning" if is_open else "neutral",
        closed_by=t(names[line.closed_by]) if line.closed_by else "",
        closed_at=line.closed_at,
        reason=line.reason,
    )


def why(line: AnomalyLine) -> Text:
    """Return the reason in words, in both languages."""
    usual = "" if line.usual is None else f"{line.usual:g}"
    return WHY[line.kind].format(count=str(line.count), limit=str(line.limit), usual=usual)


def behind_views(lines: Iterable[Entry]) -> tuple[LineBehind, ...]:
    """Return the lines an anomaly rests on, newest first."""
    kept = tuple(lines)
    people = names_of(frozenset(line.actor_id for line in kept if line.actor_id))
    rows = trail_rows(reversed(kept), Known(people=people, projects=projects_in_trail()))
    cases = (line.subject if line.subject_kind == "case" else "" for line in reversed(kept))
    return tuple(LineBehind(row=row, reference=case) for row, case in zip(rows, cases, strict=True))


def shown_in(lines: Iterable[Entry]) -> list[str]:
    """Return the cases that lines name, also those a search had shown."""
    return [one for line in lines for one in (line.subject, *line.detail.get(SHOWN, ())) if one]


def anomaly_sheet(lines: Iterable[AnomalyLine]) -> bytes:
    """Return anomalies as CSV."""
    kept = tuple(lines)
    return b"".join(sheet(HEAD, (_cells(line, view) for line, view in zip(kept, anomaly_views(kept), strict=True))))


def _cells(line: AnomalyLine, view: AnomalyView) -> tuple[object, ...]:
    usual = "" if line.usual is None else line.usual
    closed = (view.closed_at.isoformat() if view.closed_at else "", view.closed_by, view.reason)
    head = (line.id, line.day.isoformat(), view.official, line.roles, line.kind.value, view.why)
    return (*head, line.count, line.limit, usual, *closed)
