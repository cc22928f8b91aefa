"""Reading a spreadsheet somebody sent, whatever it may be: cells as words, and nothing in it is run or believed.

Run in the sandbox: what a workbook may take of time and memory is bounded there.
"""

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO, Final
from xml.etree import ElementTree as ET

from iskan.apps.housing_stock.sheets import refusals
from iskan.apps.housing_stock.sheets.refusals import MOST_ROWS, BadSheet
from iskan.core.text import tidy

MOST_COLUMNS: Final = 40
MOST_PARTS: Final = 200
MOST_UNPACKED: Final = 60 * 1024 * 1024
LONGEST_CELL: Final = 200
FORMULA_STARTS: Final = "="
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_FOREIGN: Final = ("vbaproject", "embeddings/", "activex/", "macrosheets/")
_DOCTYPES: Final = tuple(
    word.encode(coding) for word in ("<!DOCTYPE", "<!ENTITY") for coding in ("utf-8", "utf-16-le", "utf-16-be")
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
MOST_SHEETS: Final = 12
# How Arabic Windows has written text for decades; which bytes are letters there, only known headings tell.
OLDER_CODING: Final = "cp1256"
_SEPARATOR: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
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
    """A row of cells under its number in the sheet; a filter may have taken it out of sight."""

    number: int
    cells: tuple[Cell, ...]
    is_filtered: bool = False


Table = list[SheetLine]


def told_sheets(source: BinaryIO, *, name: str) -> dict[str, Any]:
    """Return the visible sheets with the rows that hold anything as plain lists, or the words of what forbids it."""
    try:
        return {"sheets": [_told(sheet) for sheet in islice(_sheets(source.read(), name), MOST_SHEETS)]}
    except BadSheet as fault:
        return {"fault": [fault.text.ar, fault.text.en]}


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """One sheet of a file: its name, its rows, those filtered out of sight, and whether its letters are guessed."""

    name: str
    lines: Iterator[SheetLine]
    filtered: frozenset[int] = frozenset()
    is_guessed: bool = False
    is_hidden: bool = False


def _told(sheet: FoundSheet) -> dict[str, Any]:
    filled = (line for line in sheet.lines if any(cell.words for cell in line.cells))
    lines = [
        [line.number, [[cell.words, cell.is_formula] for cell in line.cells]] for line in islice(filled, MOST_ROWS + 2)
    ]
    return {
        "name": sheet.name, "lines": lines, "filtered": sorted(sheet.filtered & {number for number, _ in lines}),
        "guessed": sheet.is_guessed, "hidden": sheet.is_hidden,
    }  # fmt: skip


def _sheets(content: bytes, name: str) -> Iterator[FoundSheet]:
    """Tell the kind by the content; the name's ending must agree."""
    ending = PurePath(name).suffix.lower()
    if content.startswith(_OLE):
        raise BadSheet(refusals.PROTECTED if ending == ".xlsx" else refusals.WRONG_KIND)
    if content.startswith(_ZIP):
        if ending != ".xlsx":
            raise BadSheet(refusals.WRONG_KIND)
        yield from _workbook(content)
        return
    if ending not in {".csv", ".txt"}:
        raise BadSheet(refusals.WRONG_KIND if ending != ".xlsx" else refusals.DAMAGED)
    words, is_guessed = _decoded(content)
    yield FoundSheet("", _csv_lines(words), is_guessed=is_guessed)


def _decoded(content: bytes) -> tuple[str, bool]:
    """Return a text in whatever coding it says it is, or in UTF-8, or else, as a guess, in that of Arabic Windows."""
    try:
        words, is_guessed = content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig"), False
    except UnicodeDecodeError as fault:
        if b"\0" in content:
            raise BadSheet(refusals.NOT_UTF8) from fault
        words, is_guessed = content.decode(OLDER_CODING, errors="replace"), True
    if "\0" in words:
        raise BadSheet(refusals.WRONG_KIND)
    return words, is_guessed


def _csv_lines(words: str) -> Iterator[SheetLine]:
    named = _SEPARATOR.match(words)
    body = words[named.end() :] if named else words
    headings = body.partition("\n")[0]
    delimiter = named[1] if named else max(",;\t", key=headings.count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield SheetLine(reader.line_num + bool(named), tuple(map(_word, cells[:MOST_COLUMNS])))
    except csv.Error as fault:
        raise BadSheet(refusals.DAMAGED) from fault


def _workbook(content: bytes) -> Iterator[FoundSheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small

    try:
        _examine_parts(content)
        filtered = _filtered_rows(content)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                yield FoundSheet(sheet.title, iter(()), is_hidden=True)
                continue
            yield FoundSheet(sheet.title, _rows(sheet), filtered.get(sheet.title, frozenset()))
    except (InvalidFileException, *_UNSOUND) as fault:
        raise BadSheet(refusals.DAMAGED) from fault


def _rows(sheet: Any) -> Iterator[SheetLine]:
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS), start=1):
        yield SheetLine(number, tuple(_cell(cell) for cell in row))


def _filtered_rows(content: bytes) -> dict[str, frozenset[int]]:
    """Return for each sheet, by its name, the rows a filter or a hand has taken out of sight."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        targets = {one.get("Id"): one.get("Target", "") for one in _elements(packed, "xl/_rels/workbook.xml.rels")}
        named = [one for one in _elements(packed, "xl/workbook.xml") if _local(one.tag) == "sheet"]
        paths = {one.get("name", ""): targets.get(_relation(one), "") for one in named}
        return {
            name: frozenset(_hidden_numbers(packed, posixpath.join("/xl", path).lstrip("/")))
            for name, path in paths.items() if path
        }  # fmt: skip


def _hidden_numbers(packed: zipfile.ZipFile, path: str) -> Iterator[int]:
    last = 0
    for row in _elements(packed, path):
        if _local(row.tag) == "row":
            last = int(row.get("r") or last + 1)
            if row.get("hidden") in {"1", "true"}:
                yield last
        row.clear()


def _elements(packed: zipfile.ZipFile, path: str) -> Iterator[ET.Element]:
    with packed.open(path) as part:
        for _event, element in ET.iterparse(part):  # noqa: S314 -- no part declares entities: looked at before
            yield element


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _relation(sheet: ET.Element) -> str | None:
    return next((value for name, value in sheet.items() if _local(name) == "id"), None)


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
