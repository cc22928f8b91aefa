"""The circulars of holidays and working hours that were found for 2024 to 2026, and the occasions of a year.

No circular's number was found. Where none was seen at all, the calendar keeps what is calculated (`catalogue.estimates`)
until officials enter the circular.
"""

from datetime import date, time
from typing import Final

from iskan.core.circulars import Circular
from iskan.core.days import Span
from iskan.core.promises import WorkingHours
from iskan.core.text import Text
from iskan.policy.instruments import basis

HOLIDAY_CIRCULAR: Final = Text(ar="تعميم حكومي بشأن العطل الرسمية", en="Government circular on public holidays")
HOURS_CIRCULAR: Final = Text(
    ar="تعميم حكومي بشأن ساعات العمل في شهر رمضان", en="Government circular on working hours in Ramadan"
)

OCCASIONS: Final = {
    "new_year": Text(ar="رأس السنة الميلادية", en="New Year's Day"),
    "eid_al_fitr": Text(ar="عيد الفطر", en="Eid al-Fitr"),
    "labour_day": Text(ar="يوم العمال العالمي", en="Labour Day"),
    "eid_al_adha": Text(ar="يوم عرفة وعيد الأضحى", en="Arafat day and Eid al-Adha"),
    "hijri_new_year": Text(ar="رأس السنة الهجرية", en="Hijri New Year"),
    "ashura": Text(ar="عاشوراء", en="Ashura"),
    "prophets_birthday": Text(ar="المولد النبوي الشريف", en="Prophet's Birthday"),
    "national_day": Text(ar="العيد الوطني وعيد الجلوس", en="National Day and Accession Day"),
    "ramadan": Text(ar="شهر رمضان", en="Ramadan"),
}
OTHER_OCCASION: Final = Text(ar="عطلة رسمية", en="Public holiday")
ARAFAT_DAYS: Final = 1
"""Eid al-Adha is given with the day before it, Arafat day, on which the government closes too."""

_BY_THE_RULE = Text(
    ar="منح التعميم يومًا إضافيًا؛ أما تحديده بيوم الأحد فمستنتج من القاعدة المتبعة.",
    en="The circular gave one more day; that it was the Sunday follows from the usual rule.",
)
_MONTH_BY_TABLE = Text(
    ar="أول الشهر وآخره بحسب تقويم أم القرى.",
    en="The month's first and last day are those of the Umm al-Qura calendar.",
)


def _holiday(
    occasion: str, off: Span, source: str, *, grade: str = "B", in_lieu: Span | None = None, note: Text | None = None
) -> Circular:
    estimate = f"{occasion}-{off.first.year}"
    return Circular(
        code=f"{estimate}-circular", occasion=OCCASIONS[occasion], off=off, in_lieu=in_lieu, replaces=estimate,
        note=note, basis=basis(HOLIDAY_CIRCULAR, source, grade),
    )  # fmt: skip


def _ramadan(issued_on: date, first: date, last: date) -> Circular:
    return Circular(
        code=f"ramadan-{first.year}-circular", occasion=OCCASIONS["ramadan"], issued_on=issued_on, note=_MONTH_BY_TABLE,
        hours=WorkingHours(span=Span(first, last), opens=time(8), closes=time(14)),
        basis=basis(HOURS_CIRCULAR, "S342", "B"),
    )  # fmt: skip


def _days(month: int, first: int, last: int | None = None, *, year: int) -> Span:
    return Span(date(year, month, first), date(year, month, last or first))


CIRCULARS: Final = (
    _ramadan(date(2024, 3, 8), date(2024, 3, 11), date(2024, 4, 9)),
    _holiday("eid_al_fitr", _days(4, 10, 12, year=2024), "S330", in_lieu=_days(4, 14, year=2024), note=_BY_THE_RULE),
    _holiday("labour_day", _days(5, 1, year=2024), "S331"),
    _holiday("hijri_new_year", _days(7, 7, year=2024), "S332"),
    _holiday("prophets_birthday", _days(9, 15, year=2024), "S333"),
    _ramadan(date(2025, 2, 24), date(2025, 3, 1), date(2025, 3, 29)),
    _holiday("eid_al_fitr", Span(date(2025, 3, 30), date(2025, 4, 1)), "S334"),
    _holiday("labour_day", _days(5, 1, year=2025), "S335"),
    _holiday("eid_al_adha", _days(6, 5, 8, year=2025), "S336", in_lieu=_days(6, 9, 10, year=2025)),
    _holiday("hijri_new_year", _days(6, 26, year=2025), "S337"),
    _holiday("ashura", _days(7, 5, 6, year=2025), "S338", in_lieu=_days(7, 7, year=2025)),
    _holiday("national_day", _days(12, 16, 17, year=2025), "S339"),
    _holiday("eid_al_fitr", _days(3, 20, 22, year=2026), "S340", grade="C", in_lieu=_days(3, 23, 24, year=2026)),
)
