"""Looking through the whole trail, the newest line first: a page at a time, or all that was asked for."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from iskan.foundation.audit import CASE, Entry

ON_A_PAGE, AT_ONCE = 50, 2_000
_COLUMNS = "id, at, actor_id, actor_role, action, subject_kind, subject, detail"
# Gathered first, by the indexes of subjects and of lists: a subject has few lines, and a planner that walks the trail
# from its end until it has met fifty of them would walk all of it.
_ABOUT = """
WITH about AS MATERIALIZED (
    SELECT entry.* FROM foundation_auditentry entry
    JOIN unnest(%(kinds)s::text[], %(subjects)s::text[]) AS one(kind, subject)
    ON entry.subject_kind = one.kind AND entry.subject = one.subject
    UNION
    SELECT entry.* FROM foundation_auditentry entry
    WHERE detail ? 'shown' AND detail -> 'shown' ?| %(cases)s::text[]
)
"""
_CONDITIONS = {
    "actor_id": "actor_id = %(actor_id)s",
    "action": "action = %(action)s",
    "kind": "subject_kind = %(kind)s",
    "since": "at >= %(since)s",
    "until": "at < %(until)s",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesSought:
    """What is asked of the trail: every part that is given narrows it.

    ``subjects`` are kinds with what they name; of a case, a list that showed it is a line too. ``until`` is the first
    instant left out.
    """

    actor_id: int | None = None
    action: str = ""
    kind: str = ""
    subjects: tuple[tuple[str, str], ...] | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """A line with its number."""

    id: int
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """Lines, the newest first; ``older`` is the line after which the next page goes on, if there is one."""

    lines: tuple[FoundLine, ...]
    older: int | None


def trail_page(sought: LinesSought, *, after: int | None = None) -> FoundPage:
    """Return the lines that were asked for, those older than a line where its number is given."""
    found = _lines(sought, _place_of(after), ON_A_PAGE + 1)
    shown = tuple(found[:ON_A_PAGE])
    return FoundPage(lines=shown, older=shown[-1].id if len(found) > ON_A_PAGE else None)


def every_line(sought: LinesSought) -> Iterator[FoundLine]:
    """Yield all lines that were asked for, a part of them in memory at a time."""
    place: tuple[datetime, int] | None = None
    while True:
        found = _lines(sought, place, AT_ONCE)
        yield from found
        if len(found) < AT_ONCE:
            return
        place = found[-1].entry.at, found[-1].id


def _place_of(line: int | None) -> tuple[datetime, int] | None:
    """Return where a line stands in the order of time; one that is not there stands nowhere."""
    if line is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, id FROM foundation_auditentry WHERE id = %s", [line])
        return cursor.fetchone()  # type: ignore[no-any-return] # a row of the two columns, or none


def _lines(sought: LinesSought, place: tuple[datetime, int] | None, limit: int) -> list[FoundLine]:
    with connection.cursor() as cursor:
        cursor.execute(*_statement(sought, place, limit))
        return [FoundLine(id=row[0], entry=_entry(row)) for row in cursor.fetchall()]


def _statement(sought: LinesSought, place: tuple[datetime, int] | None, limit: int) -> tuple[str, dict[str, Any]]:
    """Return the statement with its values; ordered by time and number, as the indexes are."""
    values: dict[str, Any] = {name: value for name in _CONDITIONS if (value := getattr(sought, name))}
    conditions = [_CONDITIONS[name] for name in values]
    if place is not None:
        conditions.append("(at, id) < (%(at)s, %(id)s)")
        values |= {"at": place[0], "id": place[1]}
    begin, table = "", "foundation_auditentry"
    if sought.subjects is not None:
        begin, table = _ABOUT, "about"
        values |= _subjects(sought.subjects)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    written = f"{begin} SELECT {_COLUMNS} FROM {table} {where} ORDER BY at DESC, id DESC LIMIT {limit}"  # noqa: S608 -- of our own words alone
    return written, values


def _subjects(subjects: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    return {
        "kinds": [kind for kind, _subject in subjects],
        "subjects": [subject for _kind, subject in subjects],
        "cases": [subject for kind, subject in subjects if kind == CASE],
    }


def _entry(row: tuple[Any, ...]) -> Entry:
    _id, at, actor_id, actor_role, action, kind, subject, detail = row
    return Entry(
        at=at, actor_id=actor_id, actor_role=actor_role, action=action, subject_kind=kind, subject=subject,
        detail=json.loads(detail),
    )  # fmt: skip
