"""Two columns as an office writes them: TSV or CSV, a heading or none; each row that is not right is named."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from iskan.core.refusal import Refusal
from iskan.core.text import Text, tidy

MOST_ROWS = 1_000_000


class NotTwoColumns(Refusal):
    """The file cannot be read as two columns at all."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row under its number in the file: what takes part, and its class."""

    number: int
    code: str
    drawn_class: str


def read_rows(content: bytes) -> list[SheetRow]:
    """Return the rows of a file.

    Raises:
        NotTwoColumns: it is no text, has a row without two columns, or too many rows.
    """
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    separator = next((mark for mark in "\t;," if mark in first), "\t")
    rows: list[SheetRow] = []
    for row in _rows(text, separator):
        if len(rows) == MOST_ROWS:
            raise NotTwoColumns(Text(ar="الملف أكبر من المسموح به.", en="The file has too many rows."))
        rows.append(row)
    # A heading's second cell holds something no class may: a capital, a space, an Arabic letter.
    return rows[1:] if rows and _is_heading(rows[0]) else rows


def _rows(text: str, separator: str) -> Iterator[SheetRow]:
    try:
        for number, cells in enumerate(csv.reader(StringIO(text), delimiter=separator), 1):
            words = [tidy(cell) for cell in cells]
            if not any(words):
                continue
            if len(words) < 2 or any(words[2:]):  # noqa: PLR2004 -- two columns
                raise NotTwoColumns(
                    Text(ar=f"السطر {number}: المطلوب عمودان", en=f"Row {number}: there must be two columns")
                )
            yield SheetRow(number, words[0], words[1])
    except csv.Error as fault:
        raise NotTwoColumns(Text(ar="تعذرت قراءة الملف جدولًا.", en="The file cannot be read as a table.")) from fault


def _is_heading(row: SheetRow) -> bool:
    return row.drawn_class in {"class", "unit_class"} or not row.drawn_class.replace("-", "").isascii()


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        text_ar, text_en = "الملف ليس نصًا بترميز UTF-8", "The file is not text in UTF-8"
        raise NotTwoColumns(Text(ar=text_ar, en=text_en)) from fault
    if "\0" in text:
        raise NotTwoColumns(Text(ar="الملف ليس نصًا.", en="The file is not text."))
    return text
