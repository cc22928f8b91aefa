"""A figure is written with what it counts or measures, in both languages."""

from datetime import date
from typing import Any

import pytest

from iskan.core.counted import A_MONTH, HOME_A_YEAR, MONTH, PER_CENT, SQUARE_METRES, YEAR, Noun
from iskan.core.dated import Dated
from iskan.core.figure_words import figure_text, figure_text_as_kept, unit_name
from iskan.core.money import Money
from iskan.core.text import Text

LABEL = Text(ar="قيمة", en="Figure")
NAMES = (("1", Text(ar="الأولى", en="one")), ("2", Text(ar="الثانية", en="two")))


def figure(unit: Noun | Text | None = None, *, is_money: bool = False, names: Any = ()) -> Dated[Any]:
    return Dated(code="figure", label=LABEL, unit=unit, is_money=is_money, names=names)


@pytest.mark.parametrize(
    ("of", "value", "arabic", "english"),
    [
        (figure(YEAR), 3, "3 سنوات", "3 years"),
        (figure(MONTH), 2, "شهران", "2 months"),
        (figure(YEAR), 21, "21 سنة", "21 years"),
        (figure(HOME_A_YEAR), 2883, "2,883 وحدة سنويًا", "2,883 homes a year"),
        (figure(A_MONTH, is_money=True), Money.bhd("1200"), "1,200 دينار شهريًا", "1,200 BHD a month"),
        (figure(PER_CENT), 20, "20%", "20%"),
        (figure(SQUARE_METRES), 100, "100 م²", "100 m²"),
        (figure(), True, "نعم", "Yes"),
        (figure(), False, "لا", "No"),
        (figure(names=NAMES), "1 2 9", "الأولى، الثانية، 9", "one, two, 9"),
        (figure(), "allocation", "allocation", "allocation"),
        (figure(), 7, "7", "7"),
    ],
)
def test_a_value_is_written_with_its_unit(of: Dated[Any], value: Any, arabic: str, english: str) -> None:
    assert figure_text(of, value) == Text(ar=arabic, en=english)
    assert figure_text_as_kept(of, str(value)) == Text(ar=arabic, en=english)


@pytest.mark.parametrize(
    ("of", "name"),
    [
        (figure(YEAR), Text(ar="سنة", en="years")),
        (figure(A_MONTH, is_money=True), Text(ar="دينار شهريًا", en="BHD a month")),
        (figure(PER_CENT), Text(ar="%", en="%")),
        (figure(), None),
    ],
)
def test_a_unit_is_named_beside_its_field(of: Dated[Any], name: Text | None) -> None:
    assert unit_name(of) == name


def test_every_figure_of_the_law_is_written_in_arabic() -> None:
    from iskan.policy.registry import figures  # noqa: PLC0415 -- the policy is read for this test alone

    bare = [
        (code, version.value)
        for code, each in figures().items()
        for version in each.versions
        if version.value is not None and version.first_day <= date(2100, 1, 1)
        if figure_text(each, version.value).ar == str(version.value)
    ]
    assert bare == []
