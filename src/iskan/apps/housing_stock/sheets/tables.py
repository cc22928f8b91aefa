"""A sheet somebody sent, as a table: read in the sandbox, and refused in words where it may not be taken."""

import io
from dataclasses import dataclass
from typing import Any, Final, Protocol

from iskan.apps.housing_stock.sheets import files, refusals
from iskan.apps.housing_stock.sheets.columns import names_columns
from iskan.apps.housing_stock.sheets.files import Cell, SheetLine, Table
from iskan.apps.housing_stock.sheets.refusals import MOST_ROWS, BadSheet, ReadersBusy
from iskan.core.text import Text
from iskan.foundation import sandbox

TITLE_ROWS: Final = 12
"""How far down the headings are looked for: a letterhead and a title may stand above."""


class Readable(Protocol):
    """What can be read from the beginning, as an uploaded file can."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """The sheet that holds the table, headings first, and the names of the sheets that were not read."""

    table: Table
    name: str
    others: tuple[str, ...]


def read_table(file: Readable, name: str, *, limit: int) -> Table:
    """Return the rows of `read_sheet` alone, the headings first."""
    return read_sheet(file, name, limit=limit).table


def read_sheet(file: Readable, name: str, *, limit: int) -> ReadSheet:
    """Return the visible sheet that holds a table, from its headings on: a cover and a title are passed over.

    Raises:
        BadSheet: it is too big, of another kind, damaged, protected, hostile, empty, or takes too long to read.
    """
    content = file.read(limit + 1)
    if len(content) > limit:
        raise BadSheet(refusals.TOO_BIG.format(limit=str(limit // 1024 // 1024)))
    if not content.strip():
        raise BadSheet(refusals.EMPTY)
    sheets = _told(content, name)["sheets"]
    tables = [(_from_headings(_table(sheet)), sheet) for sheet in sheets]
    found = next(((table, sheet) for table, sheet in tables if table and names_columns(table[0])), None)
    if found is None and any(sheet["guessed"] for sheet in sheets):
        raise BadSheet(refusals.NOT_UTF8)
    table, chosen = found or next(((table, sheet) for table, sheet in tables if table), ([], None))
    _require_rows(table)
    others = tuple(sheet["name"] for sheet in sheets if sheet is not chosen and (sheet["lines"] or sheet["hidden"]))
    return ReadSheet(table, chosen["name"] if chosen else "", others)


def _table(sheet: dict[str, Any]) -> Table:
    filtered = set(sheet["filtered"])
    return [
        SheetLine(number, tuple(Cell(words, is_formula=is_formula) for words, is_formula in cells), number in filtered)
        for number, cells in sheet["lines"]
    ]


def _from_headings(table: Table) -> Table:
    """Return a table without what stands above its headings, where they are to be found."""
    first = next((at for at, line in enumerate(table[:TITLE_ROWS]) if names_columns(line)), 0)
    return table[first:]


def _require_rows(table: Table) -> None:
    if len(table) > MOST_ROWS + 1:
        raise BadSheet(refusals.TOO_MANY_ROWS)
    if len(table) < 2:  # noqa: PLR2004 -- the headings and one unit
        raise BadSheet(refusals.EMPTY)


def _told(content: bytes, name: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = sandbox.run(files.told_sheets, io.BytesIO(content), name=name)
    except sandbox.SandboxBusy as busy:
        raise ReadersBusy from busy
    except sandbox.SandboxFailed as fault:
        raise BadSheet(refusals.INTRICATE) from fault
    if fault_words := told.get("fault"):
        raise BadSheet(Text(*fault_words))
    return told
