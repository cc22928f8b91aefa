"""Dated figures."""

from dataclasses import replace
from datetime import date

import pytest

from iskan.core.dated import Dated, FigureBook, LegalBasis, NotConfigured, Version
from iskan.core.text import Text

BASIS = LegalBasis(instrument=Text(ar="القرار 1", en="Decision 1"), source="S1", grade="A")
LABEL = Text(ar="سن", en="age")


def version(value: int | None, first_day: date) -> Version[int]:
    return Version(value=value, first_day=first_day, basis=BASIS)


SHIPPED = (version(21, date(2015, 1, 1)), version(20, date(2024, 1, 1)))
AGE: Dated[int] = Dated(code="age", label=LABEL, versions=SHIPPED)


@pytest.mark.parametrize(
    ("day", "value"), [(date(2015, 1, 1), 21), (date(2023, 12, 31), 21), (date(2024, 1, 1), 20), (date(2030, 1, 1), 20)]
)
def test_a_figure_has_the_value_in_force_on_the_day(day: date, value: int) -> None:
    assert FigureBook().value(AGE, day) == value


def test_before_its_first_day_a_figure_is_not_configured() -> None:
    with pytest.raises(NotConfigured, match="age is not configured on 2014-12-31") as raised:
        AGE.on(date(2014, 12, 31))
    assert raised.value.day == date(2014, 12, 31)


def test_a_version_without_a_value_is_not_configured() -> None:
    figure: Dated[int] = Dated(code="rent", label=LABEL, versions=(version(None, date(2015, 1, 1)),))
    with pytest.raises(NotConfigured):
        FigureBook().on(figure, date(2026, 1, 1))


def test_a_published_version_comes_in_on_its_day_and_wins_a_tie() -> None:
    book = FigureBook({"age": (version(19, date(2024, 1, 1)), version(18, date(2027, 1, 1)))})
    assert book.value(AGE, date(2023, 12, 31)) == 21
    assert book.value(AGE, date(2024, 1, 1)) == 19
    assert book.value(AGE, date(2027, 1, 1)) == 18


def test_a_basis_is_cited_with_its_article_first() -> None:
    with_article = replace(BASIS, article=Text(ar="المادة (4)", en="Article 4"))
    assert with_article.cited() == Text(ar="المادة (4) من القرار 1", en="Article 4, Decision 1")
    assert BASIS.cited() == BASIS.instrument
    written = replace(BASIS, instrument=Text(ar="قرار", en="the decision"))
    assert written.cited().en == "The decision"
