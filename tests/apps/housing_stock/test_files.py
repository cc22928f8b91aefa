"""Spreadsheets as they come: cells as words, formulas noticed, and everything that is no plain sheet refused."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

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


def told(content: bytes, name: str) -> dict[str, list[object]]:
    return files.told_lines(io.BytesIO(content), name=name)


def words(content: bytes, name: str) -> list[list[str]]:
    return [[cell[0] for cell in cells] for _number, cells in told(content, name)["lines"]]  # type: ignore[misc, attr-defined] # plain lists


def test_a_workbook_s_cells_are_words() -> None:
    content = workbook(["رمز", "code"], [1.0, 2.5, True, False], [None], [date(2026, 3, 2)], ["=1+1"])
    first, second, day, formula = words(content, "units.xlsx")
    assert (first[:3], second[:4]) == (["رمز", "code", ""], ["1", "2.5", "yes", "no"])
    assert (day[0][:10], formula[0]) == ("2026-03-02", "=1+1")
    lines = told(content, "units.xlsx")["lines"]
    assert [line[0] for line in lines] == [1, 2, 4, 5]  # type: ignore[index] # plain lists
    assert lines[-1][1][0] == ["=1+1", True]  # type: ignore[index] # plain lists


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_tells_its_delimiter_by_its_headings(delimiter: str) -> None:
    content = delimiter.join(("رمز", "phase")) + "\n" + delimiter.join(("U-1", "=2")) + "\n\n"
    lines = told(("\ufeff" + content).encode(), "units.csv")["lines"]
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
    "another coding": ("رمز".encode("utf-16"), "units.csv", refusals.NOT_UTF8),
    "an older coding": ("رمز".encode("cp1256"), "units.csv", refusals.NOT_UTF8),
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
    assert len(told(content, "units.csv")["lines"]) == files.MOST_ROWS + 2
