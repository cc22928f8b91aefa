"""Reading a spreadsheet somebody sent, whatever it may be: cells as words, and nothing in it is run or believed.

Run in the sandbox: what a workbook may take of time and memory is bounded there.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO, Final

from iskan.apps.housing_stock.sheets import refusals
from iskan.apps.housing_stock.sheets.refusals import MOST_ROWS, BadSheet
from iskan.core.text import tidy

MOST_COLUMNS: Final = 40
MOST_PARTS: Final = 200
MOST_UNPACKED: Final = 60 * 1024 * 1024
LONGEST_CELL: Final = 200
FORMULA_STARTS: Final = "="
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_FOREIGN: Final = ("vbaproject", "embeddings/", "externallinks/", "activex/", "macrosheets/")
_DOCTYPES: Final = tuple(
    word.encode(coding) for word in ("<!DOCTYPE", "<!ENTITY") for coding in ("utf-8", "utf-16-le", "utf-16-be")
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
# What openpyxl and the XML parser beneath raise at files that are no sound workbooks.
_UNSOUND: Final = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError,
    OverflowError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as words; a formula is not computed, only noticed."""

    words: str
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row of cells under its number in the sheet."""

    number: int
    cells: tuple[Cell, ...]


Table = list[SheetLine]


def told_lines(source: BinaryIO, *, name: str) -> dict[str, Any]:
    """Return the rows that hold anything as plain lists, or the words of what forbids reading the file."""
    try:
        filled = (line for line in _lines(source.read(), name) if any(cell.words for cell in line.cells))
        lines = list(islice(filled, MOST_ROWS + 2))
    except BadSheet as fault:
        return {"fault": [fault.text.ar, fault.text.en]}
    return {"lines": [[line.number, [[cell.words, cell.is_formula] for cell in line.cells]] for line in lines]}


def _lines(content: bytes, name: str) -> Iterator[SheetLine]:
    """Tell the kind by the content; the name's ending must agree."""
    ending = PurePath(name).suffix.lower()
    if content.startswith(_OLE):
        raise BadSheet(refusals.PROTECTED if ending == ".xlsx" else refusals.WRONG_KIND)
    if content.startswith(_ZIP):
        if ending != ".xlsx":
            raise BadSheet(refusals.WRONG_KIND)
        return _workbook_lines(content)
    if ending not in {".csv", ".txt"}:
        raise BadSheet(refusals.WRONG_KIND if ending != ".xlsx" else refusals.DAMAGED)
    return _csv_lines(content)


def _csv_lines(content: bytes) -> Iterator[SheetLine]:
    if content.startswith(_UTF16):
        raise BadSheet(refusals.NOT_UTF8)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadSheet(refusals.NOT_UTF8) from fault
    if "\0" in words:
        raise BadSheet(refusals.WRONG_KIND)
    headings = words.partition("\n")[0]
    delimiter = max(",;\t", key=headings.count)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield SheetLine(reader.line_num, tuple(map(_word, cells[:MOST_COLUMNS])))
    except csv.Error as fault:
        raise BadSheet(refusals.DAMAGED) from fault


def _workbook_lines(content: bytes) -> Iterator[SheetLine]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small

    try:
        _examine_parts(content)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, start=1):
            yield SheetLine(number, tuple(_cell(cell) for cell in row))
    except (InvalidFileException, *_UNSOUND) as fault:
        raise BadSheet(refusals.DAMAGED) from fault


def _examine_parts(content: bytes) -> None:
    """Look at what is packed before anything is unpacked for good: its sizes, its kinds, and its XML's beginnings."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise BadSheet(refusals.SWOLLEN)
        if any(part.flag_bits & 1 for part in parts):
            raise BadSheet(refusals.PROTECTED)
        if any(word in part.filename.lower() for part in parts for word in _FOREIGN):
            raise BadSheet(refusals.MACROS)
        for part in parts:
            _refuse_declarations(packed.read(part))


def _refuse_declarations(part: bytes) -> None:
    """No workbook declares a document type; one that does would have its entities grow without end."""
    if any(word in part for word in _DOCTYPES):
        raise BadSheet(refusals.DAMAGED)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(str(value)[:LONGEST_CELL], is_formula=True)
    if isinstance(value, bool) or value is None:
        return Cell({True: "yes", False: "no", None: ""}[value])
    if isinstance(value, float) and value.is_integer():
        return Cell(str(int(value)))
    if isinstance(value, datetime | date):
        return Cell(value.isoformat())
    return _word(str(value))


def _word(typed: str) -> Cell:
    words = tidy(typed)
    return Cell(words[: LONGEST_CELL + 1], is_formula=words.startswith(FORMULA_STARTS))
