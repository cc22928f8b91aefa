"""What waits for an official: each app exposes its part as SQL, and all are counted or listed in one statement."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from iskan.core.text import Text
from iskan.foundation.scope import Scope


class WaitingRows(NamedTuple):
    """SQL of our own that brings ``key, reference, person_id, what, since, on_whom``, and its values.

    ``key`` is what leads to the thing, ``reference`` the case it belongs to and ``person_id`` its applicant, where
    there is one, ``what`` a code of the app's own, ``on_whom`` of who has the next step where it is not the viewer.
    """

    select: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPart:
    """One kind of what waits; ``rows`` brings nothing at all for a viewer it never waits for.

    What is not ``ours`` the viewer holds, and it waits for somebody else.
    """

    code: str
    name: Text
    rows: Callable[[Scope, datetime], WaitingRows | None]
    ours: bool = True


_modules: list[str] = []
_parts: dict[str, WaitingPart] = {}


def waits_in(module: str) -> None:
    """Note a module that exposes parts; it is loaded when they are first asked for."""
    _modules.append(module)


def exposed(part: WaitingPart) -> WaitingPart:
    """Expose a part; a second one of its code is a fault."""
    if part.code in _parts:
        message = f"the part {part.code!r} is exposed twice"
        raise RuntimeError(message)
    _parts[part.code] = part
    return part


def waiting_parts() -> tuple[WaitingPart, ...]:
    """Return every part that is exposed; the first call loads the modules."""
    for module in _modules:
        importlib.import_module(module)
    return tuple(_parts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One thing that waits."""

    key: str
    reference: str
    person_id: int | None
    what: str
    since: datetime
    on_whom: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of a kind waits, and the oldest of it."""

    count: int
    lines: tuple[WaitingLine, ...]


_COUNT = "SELECT json_build_array(count(*)) FROM ({rows}) w"
_OLDEST = """
SELECT json_build_array(max(total), json_agg(
    json_build_array(key, reference, person_id, what, since, on_whom) ORDER BY since, key
)) FROM (SELECT *, count(*) OVER () AS total FROM ({rows}) each ORDER BY since, key LIMIT %(most_shown)s) w
"""


def waiting_counts(scope: Scope, parts: Sequence[WaitingPart], at: datetime) -> dict[WaitingPart, int]:
    """Return how much of each kind waits, in one statement; a kind that never waits for the viewer is left out."""
    return {part: found[0] for part, found in _read(scope, parts, at, _COUNT, {})}


def waiting_lines(scope: Scope, parts: Sequence[WaitingPart], at: datetime, most: int) -> dict[WaitingPart, Waiting]:
    """Return how much of each kind waits and the oldest of it, in one statement."""
    return {part: _waiting(*found) for part, found in _read(scope, parts, at, _OLDEST, {"most_shown": most})}


def _read(
    scope: Scope, parts: Sequence[WaitingPart], at: datetime, select: str, values: dict[str, Any]
) -> Sequence[tuple[WaitingPart, list[Any]]]:
    offered = [(part, rows) for part in parts if (rows := part.rows(scope, at))]
    if not offered:
        return ()
    for _part, rows in offered:
        values |= rows.values
    columns = ", ".join(f"({select.format(rows=rows.select)})" for _part, rows in offered)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", values)
        return tuple(zip((part for part, _rows in offered), cursor.fetchone(), strict=True))


def _waiting(count: int | None, lines: list[list[Any]] | None) -> Waiting:
    return Waiting(count or 0, tuple(map(_line, lines or ())))


def _line(row: list[Any]) -> WaitingLine:
    key, reference, person_id, what, since, on_whom = row
    return WaitingLine(
        key=key, reference=reference, person_id=person_id, what=what, since=datetime.fromisoformat(since),
        on_whom=on_whom,
    )  # fmt: skip
