"""Spreadsheets as they come: cells as words, formulas noticed, and everything that is no plain sheet refused."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from iskan.apps.housing_stock.sheets import files, refusals
from iskan.core.text import Text


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr] # a new workbook has an active sheet
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def told(content: bytes, name: str) -> dict[str, Any]:
    return files.told_sheets(io.BytesIO(content), name=name)


def words(content: bytes, name: str) -> list[list[str]]:
    return [[cell[0] for cell in cells] for _number, cells in told(content, name)["sheets"][0]["lines"]]


def test_a_workbook_s_cells_are_words() -> None:
    content = workbook(["رمز", "code"], [1.0, 2.5, True, False], [None], [date(2026, 3, 2)], ["=1+1"])
    first, second, day, formula = words(content, "units.xlsx")
    assert (first[:3], second[:4]) == (["رمز", "code", ""], ["1", "2.5", "yes", "no"])
    assert (day[0][:10], formula[0]) == ("2026-03-02", "=1+1")
    lines = told(content, "units.xlsx")["sheets"][0]["lines"]
    assert [line[0] for line in lines] == [1, 2, 4, 5]
    assert lines[-1][1][0] == ["=1+1", True]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_tells_its_delimiter_by_its_headings(delimiter: str) -> None:
    content = delimiter.join(("رمز", "phase")) + "\n" + delimiter.join(("U-1", "=2")) + "\n\n"
    lines = told(("\ufeff" + content).encode(), "units.csv")["sheets"][0]["lines"]
    assert lines == [[1, [["رمز", False], ["phase", False]]], [2, [["U-1", False], ["=2", True]]]]


def repacked(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    kept = io.BytesIO(workbook(["a"]))
    with zipfile.ZipFile(kept, "a") as packed:
        change(packed)
    return kept.getvalue()


def _many_parts(packed: zipfile.ZipFile) -> None:
    for number in range(files.MOST_PARTS):
        packed.writestr(f"xl/{number}.xml", b"x")


REFUSED: dict[str, tuple[bytes, str, Text]] = {
    "an old workbook": (b"\xd0\xcf\x11\xe0 rest", "units.xls", refusals.WRONG_KIND),
    "a workbook behind a password": (b"\xd0\xcf\x11\xe0 rest", "units.xlsx", refusals.PROTECTED),
    "a workbook by another name": (workbook(["a"]), "units.csv", refusals.WRONG_KIND),
    "words by a workbook's name": (b"a,b\n", "units.xlsx", refusals.DAMAGED),
    "something else": (b"a,b\n", "units.exe", refusals.WRONG_KIND),
    "no coding": (b"\xff\xfe\x00", "units.csv", refusals.NOT_UTF8),
    "bytes": (b"\x89PNG\0\1", "units.csv", refusals.NOT_UTF8),
    "a NUL": (b"a\0b\n", "units.csv", refusals.WRONG_KIND),
    "a cell without end": (b'a,b\n"' + b"x" * 200_000, "units.csv", refusals.DAMAGED),
    "no archive": (b"PK\x03\x04 broken", "units.xlsx", refusals.DAMAGED),
    "macros": (repacked(lambda z: z.writestr("xl/vbaProject.bin", b"x")), "units.xlsx", refusals.MACROS),
    "a document type": (repacked(lambda z: z.writestr("xl/x.xml", b"<!DOCTYPE a>")), "units.xlsx", refusals.DAMAGED),
    "too many parts": (
        repacked(_many_parts), "units.xlsx",
        refusals.SWOLLEN,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_plain_sheet_is_refused_in_words(kind: str) -> None:
    content, name, said = REFUSED[kind]
    assert told(content, name) == {"fault": [said.ar, said.en]}


def test_no_more_rows_are_read_than_are_taken() -> None:
    content = "".join(f"{n}\n" for n in range(files.MOST_ROWS + 10)).encode()
    assert len(told(content, "units.csv")["sheets"][0]["lines"]) == files.MOST_ROWS + 2


@pytest.mark.parametrize(("coding", "guessed"), [("utf-16", False), ("utf-8-sig", False), ("cp1256", True)])
def test_a_table_is_read_in_whatever_coding_an_office_saves_it(coding: str, *, guessed: bool) -> None:
    (sheet,) = told("رمز\tالمرحلة\r\n١\t2".encode(coding) if not guessed else "رمز\tالمرحلة".encode(coding), "u.csv")[
        "sheets"
    ]
    assert (sheet["lines"][0][1][0][0], sheet["guessed"]) == ("رمز", guessed)


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    (sheet,) = told(b"sep=;\r\na,b;c\r\n1;2\r\n", "u.csv")["sheets"]
    assert sheet["lines"] == [[2, [["a,b", False], ["c", False]]], [3, [["1", False], ["2", False]]]]


def test_hidden_sheets_are_named_and_not_read_and_filtered_rows_marked() -> None:
    book = Workbook()
    shown = book.active
    assert shown is not None
    shown.title = "units"
    for number in range(1, 5):
        shown.cell(number, 1, number)
    shown.row_dimensions[3].hidden = True
    book.create_sheet("old", 0).sheet_state = "hidden"
    book.worksheets[0].cell(1, 1, "old")
    kept = io.BytesIO()
    book.save(kept)
    old, units = told(kept.getvalue(), "u.xlsx")["sheets"]
    assert (old["name"], old["hidden"], old["lines"]) == ("old", True, [])
    assert (units["name"], units["hidden"], units["filtered"]) == ("units", False, [3])
