"""Postings balance to the fils, and balances grow on the side their account grows on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.ledger import Account, AccountKind, LedgerSide, Posting, Unbalanced, balances, moved
from iskan.core.money import Money
from iskan.core.text import Text

CASH = Account(code="cash", kind=AccountKind.ASSET, name=Text(ar="نقد", en="Cash"))
COSTS = Account(code="costs", kind=AccountKind.EXPENSE, name=Text(ar="تكلفة", en="Costs"))
FEES = Account(code="fees", kind=AccountKind.INCOME, name=Text(ar="رسوم", en="Fees"))
HELD = Account(code="held", kind=AccountKind.LIABILITY, name=Text(ar="تأمينات", en="Deposits"))


def test_money_that_comes_in_is_held_and_earned() -> None:
    assert balances([moved(Money.bhd(5), debit=CASH, credit=FEES)]) == {"cash": 5000, "fees": 5000}


def test_a_deposit_given_back_leaves_nothing() -> None:
    taken, given_back = moved(Money(10_000), debit=CASH, credit=HELD), moved(Money(10_000), debit=HELD, credit=CASH)
    assert balances([taken, given_back]) == {"cash": 0, "held": 0}


def test_one_posting_has_as_many_entries_as_it_needs() -> None:
    settled = Posting((LedgerSide(CASH, 4_950), LedgerSide(COSTS, 50), LedgerSide(FEES, -5_000)))
    assert balances([settled]) == {"cash": 4_950, "costs": 50, "fees": 5_000}


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (LedgerSide(CASH, 5),),
        (LedgerSide(CASH, 5), LedgerSide(FEES, -4)),
        (LedgerSide(CASH, 5), LedgerSide(HELD, 0), LedgerSide(FEES, -5)),
    ],
    ids=["none", "one", "apart", "of-nothing"],
)
def test_entries_that_do_not_balance_are_no_posting(entries: tuple[LedgerSide, ...]) -> None:
    with pytest.raises(Unbalanced):
        Posting(entries)


@given(st.lists(st.tuples(st.integers(1, 10**9), st.sampled_from([CASH, COSTS, FEES, HELD])), max_size=30))
def test_what_is_owned_and_spent_is_what_is_owed_and_earned(moves: list[tuple[int, Account]]) -> None:
    postings = [moved(Money(fils), debit=CASH, credit=other) for fils, other in moves if other is not CASH]
    found = balances(postings)
    assert found.get("cash", 0) + found.get("costs", 0) == found.get("fees", 0) + found.get("held", 0)
