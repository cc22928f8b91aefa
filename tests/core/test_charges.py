"""What a service costs: one figure, or the one an answer names."""

from datetime import date

import pytest

from iskan.core.charges import ChargeKind, Deposit, Due, Fee
from iskan.core.dated import Dated, FigureBook, LegalBasis, NotConfigured, Version
from iskan.core.money import Money
from iskan.core.text import Text

BASIS = LegalBasis(instrument=Text(ar="قرار", en="a decision"), source="S1", grade="A")
DAY = date(2026, 3, 1)


def _figure(code: str, amount: str | None) -> Dated[Money]:
    value = None if amount is None else Money.bhd(amount)
    version = Version(value=value, first_day=date(2020, 1, 1), basis=BASIS)
    return Dated(code=code, label=Text(ar="رسم", en="Fee"), is_money=True, versions=(version,))


FIVE, TWO, UNSET = _figure("five", "5"), _figure("two", "2.500"), _figure("unset", None)


def test_one_figure_prices_every_case() -> None:
    fee = Fee(figure=FIVE)
    assert fee.amount({}, DAY, FigureBook()) == Money.bhd(5)
    assert (fee.due, fee.is_refundable, fee.all_figures()) == (Due.APPROVAL, False, (FIVE,))


def test_an_answer_names_the_figure() -> None:
    deposit = Deposit(by="use", figures=(("shop", FIVE), ("home", TWO)))
    assert deposit.amount({"use": "home"}, DAY, FigureBook()) == Money(2500)
    assert deposit.amount({"use": "other"}, DAY, FigureBook()) is None
    assert deposit.all_figures() == (FIVE, TWO)


@pytest.mark.parametrize(
    ("area", "fils"), [("12", 30_000), ("12.50", 31_250), ("0.01", 25), ("0.0001", 0), ("0.0002", 1), (3, 7_500)]
)
def test_a_figure_for_one_is_taken_as_often_as_an_answer_says_to_the_nearest_fils(area: object, fils: int) -> None:
    assert Fee(figure=TWO, per="area").amount({"area": area}, DAY, FigureBook()) == Money(fils)


def test_without_the_number_nothing_is_due() -> None:
    assert Fee(figure=TWO, per="area").amount({}, DAY, FigureBook()) is None


def test_an_amount_that_was_not_found_is_not_guessed() -> None:
    with pytest.raises(NotConfigured):
        Fee(figure=UNSET).amount({}, DAY, FigureBook())


def test_what_is_charged_has_its_name_in_both_languages() -> None:
    assert {kind.words.en for kind in ChargeKind} == {"Service fee", "Refundable deposit"}
