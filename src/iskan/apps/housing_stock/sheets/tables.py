"""A sheet somebody sent, as a table: read in the sandbox, and refused in words where it may not be taken."""

import io
from typing import Any, Protocol

from iskan.apps.housing_stock.sheets import files, refusals
from iskan.apps.housing_stock.sheets.files import Cell, SheetLine, Table
from iskan.apps.housing_stock.sheets.refusals import MOST_ROWS, BadSheet, ReadersBusy
from iskan.core.text import Text
from iskan.foundation import sandbox


class Readable(Protocol):
    """What can be read from the beginning, as an uploaded file can."""

    def read(self, size: int, /) -> bytes: ...


def read_table(file: Readable, name: str, *, limit: int) -> Table:
    """Return the rows of a sheet that hold anything, the headings first.

    Raises:
        BadSheet: it is too big, of another kind, damaged, protected, hostile, empty, or takes too long to read.
    """
    content = file.read(limit + 1)
    if len(content) > limit:
        raise BadSheet(refusals.TOO_BIG.format(limit=str(limit // 1024 // 1024)))
    if not content.strip():
        raise BadSheet(refusals.EMPTY)
    table = [
        SheetLine(number, tuple(Cell(words, is_formula=is_formula) for words, is_formula in cells))
        for number, cells in _told(content, name)["lines"]
    ]
    if len(table) > MOST_ROWS + 1:
        raise BadSheet(refusals.TOO_MANY_ROWS)
    if len(table) < 2:  # noqa: PLR2004 -- the headings and one unit
        raise BadSheet(refusals.EMPTY)
    return table


def _told(content: bytes, name: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = sandbox.run(files.told_lines, io.BytesIO(content), name=name)
    except sandbox.SandboxBusy as busy:
        raise ReadersBusy from busy
    except sandbox.SandboxFailed as fault:
        raise BadSheet(refusals.INTRICATE) from fault
    if fault_words := told.get("fault"):
        raise BadSheet(Text(*fault_words))
    return told
