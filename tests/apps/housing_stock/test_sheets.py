"""Sheets of units are read whatever program made them, and hostile ones are refused in words."""

import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.sheets import refusals, tables
from iskan.apps.housing_stock.sheets.columns import BY_FIELD, COLUMNS
from iskan.apps.housing_stock.sheets.refusals import BadSheet, ReadersBusy
from iskan.apps.housing_stock.sheets.rows import (
    CODE_TWICE,
    FORMULA,
    NEEDED,
    TOO_LONG,
    UnitRow,
    read_rows,
    row_from_json,
)
from iskan.apps.housing_stock.sheets.template import template
from iskan.core.text import Text
from iskan.foundation import sandbox

MEGABYTE = 1024 * 1024
LIMIT = 10 * MEGABYTE
ENGLISH = [column.heading.en for column in COLUMNS]
ARABIC = [column.heading.ar for column in COLUMNS]
ROW = [
    "east-sitra", 1, "B1", "ES-1", "flat-3br", 3, 140.5, 0, "yes", 26.152, 50.632, "building", 26.153, 50.634,
    "12a", "01204", "0840",
]  # fmt: skip
READ = UnitRow(
    number=2, project="east-sitra", phase=1, building="B1", code="ES-1", unit_class="flat-3br", rooms=3,
    area=Decimal("140.50"), floor=0, accessible=True, latitude=Decimal("26.152000"), longitude=Decimal("50.632000"),
    state=UnitState.BUILDING, building_north=Decimal("26.153000"), building_east=Decimal("50.634000"),
    house="12A", road="1204", block="840",
)  # fmt: skip


def workbook(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def comma_separated(*rows: Sequence[Any], coding: str = "utf-8", by: str = ",") -> bytes:
    return "\r\n".join(by.join("" if cell is None else str(cell) for cell in row) for row in rows).encode(coding)


def read(content: bytes, name: str = "units.xlsx") -> tuple[tuple[UnitRow, ...], tuple[Any, ...]]:
    return read_rows(tables.read_table(io.BytesIO(content), name, limit=LIMIT))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (workbook(ENGLISH, ROW), "units.xlsx"),
        (workbook(ARABIC, ROW), "الوحدات.XLSX"),
        (workbook([column.field for column in COLUMNS], ROW), "units.xlsx"),
        (comma_separated(ENGLISH, ROW), "units.csv"),
        (comma_separated(ARABIC, ROW, coding="utf-8-sig"), "units.csv"),
        (comma_separated(ARABIC, ROW, by=";"), "units.csv"),
        (comma_separated(ENGLISH, ROW, by="\t"), "units.txt"),
        (comma_separated(ENGLISH, ROW, coding="utf-16"), "units.csv"),
        (comma_separated(ARABIC, ROW, coding="cp1256"), "units.csv"),
    ],
)
def test_a_sheet_reads_the_same_from_every_program(content: bytes, name: str) -> None:
    assert read(content, name) == ((READ,), ())


def test_arabic_digits_and_words_are_read() -> None:
    row = ["east-sitra", "١", "", "ES-١", "flat-3br", "٣", "١٤٠٫٥", "٠", "نعم", "٢٦٫١٥٢", "٥٠٫٦٣٢", "قيد الإنشاء"]
    (found,), faults = read(comma_separated(ARABIC, row), "units.csv")
    assert not faults
    assert (found.code, found.area, found.latitude, found.state) == ("ES-1", READ.area, READ.latitude, READ.state)


def test_columns_may_be_fewer_and_in_any_order() -> None:
    (found,), faults = read(workbook(["Class", "Unit", "Phase", "Project"], ["house-4br", "ES-1", 2, "east-sitra"]))
    assert not faults
    assert (found.phase, found.rooms, found.state) == (2, None, None)


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    rows, faults = read(workbook(ENGLISH, ROW, [None], ["east-sitra", 1, None, "ES-2", "house-4br"]))
    assert not faults
    assert [row.number for row in rows] == [2, 4]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("project", "East Sitra"),
        ("phase", 0),
        ("phase", "first"),
        ("code", "ES 1"),
        ("unit_class", "villa"),
        ("unit_class", "house"),
        ("rooms", 99),
        ("area", "large"),
        ("area", "NaN"),
        ("area", -3),
        ("floor", 61),
        ("accessible", "perhaps"),
        ("latitude", 50.6),
        ("longitude", 26.1),
        ("state", "handed over"),
        ("state", "sold"),
        ("house", "villa 3"),
        ("road", "1204B"),
        ("road", 0),
        ("block", 84),
        ("block", 12345),
    ],
)
def test_a_bad_cell_is_named_with_its_reason(field: str, words: object) -> None:
    row = [words if column.field == field else value for column, value in zip(COLUMNS, ROW, strict=True)]
    rows, (fault,) = read(workbook(ENGLISH, row))
    assert not rows
    assert (fault.row, fault.column, fault.words) == (2, BY_FIELD[field].heading, str(words))
    assert "{" not in fault.why.ar + fault.why.en


@pytest.mark.parametrize(
    ("words", "why"), [("", NEEDED), ("=HYPERLINK(1)", FORMULA), ("X" * 300, TOO_LONG), (None, NEEDED)]
)
def test_a_cell_that_is_empty_a_formula_or_endless_is_refused(words: str | None, why: Text) -> None:
    row = [*ROW[:3], words, *ROW[4:]]
    for content, name in ((workbook(ENGLISH, row), "u.xlsx"), (comma_separated(ENGLISH, row), "u.csv")):
        _, (fault,) = read(content, name)
        assert fault.why == why


def test_a_code_told_twice_names_its_first_row() -> None:
    _, (fault,) = read(workbook(ENGLISH, ROW, ROW))
    assert (fault.row, fault.why) == (3, CODE_TWICE.format(row="2"))


def unpacked_with(name: str, content: bytes) -> bytes:
    """Return a sound workbook with one more part, or one part changed."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(ENGLISH, ROW))) as sound,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for part in sound.namelist():
            if part != name:
                changed.writestr(part, sound.read(part))
        changed.writestr(name, content)
    return written.getvalue()


def workbook_of_styles(count: int) -> bytes:
    """Return a small workbook that declares so many styles, each of them harmless."""
    styles = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>%s</cellXfs></styleSheet>'
    return unpacked_with("xl/styles.xml", styles % (b"<xf/>" * count))


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str, Text]] = {
    "empty": (lambda: b"", "u.xlsx", refusals.EMPTY),
    "blank": (lambda: b" \n", "u.csv", refusals.EMPTY),
    "headings alone": (lambda: workbook(ENGLISH), "u.xlsx", refusals.EMPTY),
    "a picture": (lambda: b"\x89PNG\r\n", "u.png", refusals.WRONG_KIND),
    "a picture called a table": (lambda: b"\x89PNG\r\n\0", "u.csv", refusals.NOT_UTF8),
    "a table called a picture": (lambda: workbook(ENGLISH, ROW), "u.csv", refusals.WRONG_KIND),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0old", "u.xls", refusals.WRONG_KIND),
    "a locked workbook": (lambda: b"\xd0\xcf\x11\xe0locked", "u.xlsx", refusals.PROTECTED),
    "words called a workbook": (lambda: b"hello", "u.xlsx", refusals.DAMAGED),
    "half a workbook": (lambda: workbook(ENGLISH, ROW)[:900], "u.xlsx", refusals.DAMAGED),
    "another archive": (lambda: archive({"a.txt": b"a"}), "u.xlsx", refusals.DAMAGED),
    "macros": (lambda: unpacked_with("xl/vbaProject.bin", b"x"), "u.xlsx", refusals.MACROS),
    "embedded": (lambda: unpacked_with("xl/embeddings/a.bin", b"x"), "u.xlsx", refusals.MACROS),
    "a bomb": (lambda: unpacked_with("xl/bomb.xml", b" " * 61 * 1024 * 1024), "u.xlsx", refusals.SWOLLEN),
    "many parts": (lambda: archive({f"{n}": b"" for n in range(300)}), "u.xlsx", refusals.SWOLLEN),
    "entities": (lambda: unpacked_with(SHEET, LAUGHS), "u.xlsx", refusals.DAMAGED),
    "entities in UTF-16": (
        lambda: unpacked_with(SHEET, LAUGHS.decode().encode("utf-16")), "u.xlsx", refusals.DAMAGED
    ),
    "broken sheet": (lambda: unpacked_with(SHEET, b"<worksheet><sheetData><row r='x'>"), "u.xlsx", refusals.DAMAGED),
    "letters nobody knows": (lambda: "Vägen;Übung;Straße\n1;2;3".encode("cp1252"), "u.csv", refusals.NOT_UTF8),
    "NUL": (lambda: b"Project,Unit\na\0,b", "u.csv", refusals.WRONG_KIND),
    "an endless field": (lambda: b'Project,Unit\n"' + b"x" * 200_000, "u.csv", refusals.DAMAGED),
    "too many rows": (
        lambda: b"Project\n" + b"a\n" * (refusals.MOST_ROWS + 1), "u.csv", refusals.TOO_MANY_ROWS
    ),
    "too big": (lambda: b"x" * (LIMIT + 1), "u.csv", refusals.TOO_BIG.format(limit="10")),
}  # fmt: skip


def archive(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_sheet_of_units_is_refused_in_words(name: str) -> None:
    make, file_name, words = HOSTILE[name]
    with pytest.raises(BadSheet) as refused:
        read(make(), file_name)
    assert refused.value.text == words


def test_a_sheet_that_claims_the_last_row_and_column_is_read_in_bounds() -> None:
    far = b"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
    <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Project</t></is></c></row>
    <row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>"""
    with pytest.raises(BadSheet) as refused:
        read(unpacked_with(SHEET, far))
    assert refused.value.text == refusals.EMPTY


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        ([*ENGLISH[:-1], "Condition"], "Condition"),
        ([*ENGLISH[:-1], "الفئة"], "Class"),
        (ENGLISH[1:], "Project"),
    ],
)
def test_headings_that_are_not_the_templates_are_named(headings: list[str], names: str) -> None:
    with pytest.raises(BadSheet) as refused:
        read(workbook(headings, ROW[: len(headings)]))
    assert names in refused.value.text.en


@given(st.binary(max_size=400), st.sampled_from(["u.xlsx", "u.csv", "u.txt", ""]))
def test_whatever_is_sent_is_read_or_refused(content: bytes, name: str) -> None:
    try:
        read(content, name)
    except BadSheet as refused:
        assert refused.text.ar  # noqa: PT017 -- either is right, nothing else is


def test_a_row_is_kept_and_read_back_whole() -> None:
    assert row_from_json(READ.to_json()) == READ
    bare = UnitRow(number=9, project="a", phase=1, code="A-1", unit_class="house-4br")
    assert row_from_json(bare.to_json()) == bare


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_template_reads_as_it_stands(language: str) -> None:
    rows, faults = read(template(language))
    assert (len(rows), faults) == (2, ())
    book = load_workbook(io.BytesIO(template(language)))
    assert all(bool(sheet.sheet_view.rightToLeft) is (language == "ar") for sheet in book.worksheets)


def test_a_sheet_that_takes_too_long_is_refused_within_its_budget() -> None:
    content = workbook_of_styles(8_000_000)
    assert len(content) < MEGABYTE
    with pytest.raises(BadSheet) as refused:
        read(content)
    assert refused.value.text in {refusals.INTRICATE, refusals.DAMAGED}  # by time, or by memory beneath the parser


def test_a_sheet_for_which_there_is_no_place_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    queue = sandbox.JobPlaces(running=1, waiting=0, wait_seconds=0.1)
    monkeypatch.setattr(sandbox, "_places", lambda: queue)
    with queue.place(), pytest.raises(ReadersBusy):
        read(workbook(ENGLISH, ROW))
    assert read(workbook(ENGLISH, ROW)) == ((READ,), ())


FILES = Path(__file__).with_name("files")


@pytest.mark.parametrize(
    ("name", "codes", "others"),
    [
        ("cover-sheet-first.xlsx", ["ES-9001"], ("غلاف",)),
        ("external-link.xlsx", ["ES-9001"], ()),
        ("filtered-row.xlsx", ["ES-9001", "ES-9002"], ()),
        ("first-sheet-hidden.xlsx", ["ES-9001"], ("old",)),
        ("merged-title.xlsx", ["ES-9001"], ()),
        ("sep-line.csv", ["ES-9005"], ()),
        ("utf16.csv", ["ES-9005"], ()),
        ("windows1256.csv", ["ES-9005"], ()),
    ],
)
def test_a_sheet_as_a_ministry_makes_it_is_read(name: str, codes: list[str], others: tuple[str, ...]) -> None:
    with (FILES / f"units-{name}").open("rb") as sent:
        sheet = tables.read_sheet(sent, name, limit=LIMIT)
    rows, faults = read_rows(sheet.table)
    assert ([row.code for row in rows], faults, sheet.others) == (codes, (), others)
    assert [line.number for line in sheet.table if line.is_filtered] == ([3] if "filtered" in name else [])
