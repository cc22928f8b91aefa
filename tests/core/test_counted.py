"""Counting in Arabic and English."""

import pytest

from iskan.core.counted import MONTH, WORKING_DAY, YEAR, counted, money_text
from iskan.core.money import Money
from iskan.core.text import Text


@pytest.mark.parametrize(
    ("number", "ar", "en"),
    [
        (0, "0 سنة", "0 years"),
        (1, "سنة واحدة", "1 year"),
        (2, "سنتان", "2 years"),
        (3, "3 سنوات", "3 years"),
        (10, "10 سنوات", "10 years"),
        (11, "11 سنة", "11 years"),
        (21, "21 سنة", "21 years"),
        (100, "100 سنة", "100 years"),
        (103, "103 سنوات", "103 years"),
    ],
)
def test_years_are_counted_with_the_right_form(number: int, ar: str, en: str) -> None:
    assert (counted(number, YEAR).ar, counted(number, YEAR).en) == (ar, en)


def test_other_nouns_agree_too() -> None:
    assert counted(2, MONTH).ar == "شهران"
    assert counted(2, MONTH, oblique=True) == Text(ar="شهرين", en="2 months")
    assert counted(12, MONTH).ar == "12 شهرًا"
    assert counted(5, WORKING_DAY).ar == "5 أيام عمل"
    assert counted(2, WORKING_DAY).ar == "يوما عمل"


@pytest.mark.parametrize(
    ("fils", "ar", "en"),
    [
        (900_000, "900 دينار", "900 BHD"),
        (950_000, "950 دينارًا", "950 BHD"),
        (1_050_000, "1,050 دينارًا", "1,050 BHD"),
        (5_000, "5 دنانير", "5 BHD"),
        (1_000, "دينار واحد", "1 BHD"),
        (2_000, "ديناران", "2 BHD"),
        (850_500, "850.500 دينار", "850.500 BHD"),
        (0, "0 دينار", "0 BHD"),
        (-1_000, "-1 دينار", "-1 BHD"),
    ],
)
def test_money_is_written_with_the_right_form(fils: int, ar: str, en: str) -> None:
    assert (money_text(Money(fils)).ar, money_text(Money(fils)).en) == (ar, en)
