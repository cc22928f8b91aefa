"""Which classes of home a household may be given."""

from datetime import date

from iskan.core.dated import FigureBook, LegalBasis, Version
from iskan.core.text import Text
from iskan.policy.nomination import bedrooms_needed, classes_for, counts_members, figure_or, is_accessible
from iskan.policy.parameters.entitlements import GOVERNORATE_SET_ASIDE
from iskan.policy.parameters.nomination import DECENNIAL_YEARS

TODAY = date(2026, 11, 22)
STOCK = ("plot-standard", "flat-3br", "flat-3br-ground", "flat-3br-accessible", "house-4br", "house-4br-accessible")
BASIS = LegalBasis(instrument=Text(ar="قرار", en="decision"), source="published", grade="A")


def book(smallest: int) -> FigureBook:
    return FigureBook({"household_for_four_bedrooms": (Version(value=smallest, first_day=TODAY, basis=BASIS),)})


def test_by_programme_and_need() -> None:
    def offered(programme: str, *, needs: bool) -> tuple[str, ...]:
        return classes_for(programme, needs_accessible=needs, bedrooms=0, classes=STOCK)

    assert offered("unit", needs=False) == ("house-4br", "house-4br-accessible")
    assert offered("unit", needs=True) == ("house-4br-accessible", "house-4br")
    assert offered("ownership_flat", needs=True) == ("flat-3br-accessible", "flat-3br-ground", "flat-3br")
    assert offered("ownership_flat", needs=False) == ("flat-3br", "flat-3br-ground", "flat-3br-accessible")
    assert offered("plot", needs=False) == ("plot-standard",)


def test_by_the_size_of_the_household() -> None:
    classes = ("house-3br", "house-4br", "house-wide")
    small, large = (classes_for("unit", needs_accessible=False, bedrooms=n, classes=classes) for n in (3, 4))

    assert small == ("house-wide", "house-3br", "house-4br")
    assert large == ("house-wide", "house-4br")


def test_bedrooms_due_are_not_guessed() -> None:
    assert bedrooms_needed(7, FigureBook(), TODAY) == 0
    assert [bedrooms_needed(n, book(6), TODAY) for n in (1, 5, 6, 12)] == [0, 0, 4, 4]
    assert (counts_members(FigureBook(), TODAY), counts_members(book(6), TODAY)) == (False, True)


def test_a_figure_or_its_safe_default() -> None:
    assert figure_or(GOVERNORATE_SET_ASIDE, 0, FigureBook(), TODAY) == (0, False)
    assert figure_or(DECENNIAL_YEARS, 0, FigureBook(), TODAY) == (10, True)


def test_which_homes_are_kept_for_need() -> None:
    assert [is_accessible(code) for code in STOCK] == [False, False, True, True, False, True]
