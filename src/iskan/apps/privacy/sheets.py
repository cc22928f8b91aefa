"""The register of processing as a sheet to hand over: CSV, or a workbook that reads right to left in Arabic."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from iskan.apps.privacy.queries.processing import Processing
from iskan.core.text import Text
from iskan.policy.personal_data import KINDS, LASTING, SENSITIVE

TITLE: Final = Text(ar="سجل أنشطة المعالجة", en="Register of processing")
NOT_FOUND: Final = Text(ar="لم يُعثر عليه", en="Not found")
COLUMNS: Final = (
    Text(ar="مصدر الإعلان", en="Declared in"),
    Text(ar="الخدمة", en="Service"),
    Text(ar="البيان", en="What"),
    Text(ar="صاحب البيانات", en="About whom"),
    Text(ar="المصدر", en="From whom"),
    Text(ar="الغرض", en="Why"),
    Text(ar="السند", en="Legal ground"),
    Text(ar="مصدر السند ودرجته", en="Source of the ground"),
    Text(ar="نوع البيانات", en="Kind"),
    Text(ar="حساسة", en="Sensitive"),
    Text(ar="من يطلع عليها", en="Who sees it"),
    Text(ar="قاعدة المحو", en="Erased by"),
)


def rows(lines: Iterable[Processing], language: str) -> list[list[str]]:
    """Return the heading and a row for each line, in a language."""
    heading = [column.in_(language) for column in COLUMNS]
    return [heading, *(_row(line, language) for line in lines)]


def as_csv(lines: Iterable[Processing], language: str) -> bytes:
    """Return the sheet as CSV, marked so that office programs read its Arabic."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows(lines, language))
    return written.getvalue().encode("utf-8-sig")


def as_workbook(lines: Iterable[Processing], language: str) -> bytes:
    """Return the sheet as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small

    book = Workbook()
    sheet = book.active
    sheet.title = TITLE.in_(language)
    sheet.sheet_view.rightToLeft = language == "ar"
    for row in rows(lines, language):
        sheet.append(row)
    sheet.freeze_panes = "A2"
    for number in range(1, len(COLUMNS) + 1):
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = 28
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _row(line: Processing, language: str) -> list[str]:
    mark = "، " if language == "ar" else "; "
    kept = mark.join(each.in_(language) for each in line.kept)
    return [
        line.code,
        line.service.in_(language) if line.service else "",
        *(text.in_(language) for text in (line.what, line.about, line.source, line.why)),
        (line.ground or NOT_FOUND).in_(language),
        line.cited_from,
        mark.join(KINDS[kind].in_(language) for kind in line.kinds),
        SENSITIVE[line.sensitivity].in_(language),
        mark.join(receiver.in_(language) for receiver in line.receivers),
        kept or LASTING.in_(language),
    ]
