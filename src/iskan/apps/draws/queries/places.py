"""Results in the order of places, read a piece at a time from the file that was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db import connection
from psycopg import Cursor

from iskan.apps.draws.models import Draw
from iskan.core.draw.drawing import TicketOutcome, placed_in
from iskan.foundation.reading import cached_in_process

RESULT: Final = "result.tsv"
BETWEEN_MARKS: Final = 1000
PIECE: Final = 1024 * 1024
_PIECE: Final = "SELECT substring(content FROM %s FOR %s) FROM draws_drawfile WHERE draw_id = %s AND name = %s"
_END_OF_LINE: Final = re.compile(rb"\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """At which byte every so manieth line of a result begins, and which lines are a class's."""

    marks: tuple[int, ...]
    lines: dict[str, range]

    def around(self, first: int, last: int) -> tuple[int, int]:
        """Return from which byte to which the lines of a stretch are found, with some before and after."""
        end = last // BETWEEN_MARKS + 1
        return self.marks[first // BETWEEN_MARKS], self.marks[min(end, len(self.marks) - 1)]


class _NotHeld(LookupError):
    """A draw has no result yet."""


def placed(draw_id: int, drawn_class: str, start: int, count: int) -> Iterator[TicketOutcome]:
    """Return some outcomes of a draw, or of one of its classes, from a place on; of one not held, none."""
    try:
        layout = _layout(draw_id)
    except _NotHeld:
        return iter(())
    wanted = layout.lines.get(drawn_class, range(0))[start : start + count]
    if not wanted:
        return iter(())
    begin, end = layout.around(wanted.start, wanted.stop)
    before = wanted.start % BETWEEN_MARKS
    return islice(placed_in(_piece(draw_id, begin, end - begin)), before, before + len(wanted))


@cached_in_process(maxsize=64)
def _layout(draw_id: int) -> _Layout:
    """Look through a result once in a process: nothing of it changes any more."""
    marks, lines, size = [0], 0, 0
    while piece := _piece(draw_id, size, PIECE):
        for found in _END_OF_LINE.finditer(piece):
            lines += 1
            if lines % BETWEEN_MARKS == 0:
                marks.append(size + found.end())
        size += len(piece)
    if not size:
        raise _NotHeld(draw_id)
    return _Layout(marks=(*marks, size), lines={"": range(lines), **_lines_of_classes(draw_id)})


def _lines_of_classes(draw_id: int) -> dict[str, range]:
    """Return which lines are each class's: a result is sorted by class, and holds every candidate."""
    found, begin = {}, 0
    for drawn_class, (candidates, _units) in sorted(
        Draw.objects.values_list("classes", flat=True).get(pk=draw_id).items()
    ):
        found[drawn_class] = range(begin, begin + candidates)
        begin += candidates
    return found


def _piece(draw_id: int, begin: int, length: int) -> bytes:
    """Return some bytes of a result; kept uncompressed, no more of it is fetched than that."""
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.execute(_PIECE, (begin + 1, length, draw_id, RESULT), binary=True)
        found = cursor.fetchone()
    return bytes(found[0]) if found else b""
