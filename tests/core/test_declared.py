"""Answers in the form of the facts they declare."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from iskan.core.declared import value_declared
from iskan.core.eligibility import Fact, FactKind
from iskan.core.money import Money
from iskan.core.text import Text

WORDS = Text(ar="كلمات", en="words")


def fact(kind: FactKind, code: str = "f", **more: Any) -> Fact:
    return Fact(code=code, kind=kind, label=WORDS, meaning=WORDS, **more)


@pytest.mark.parametrize(
    ("about", "answer", "value"),
    [
        (fact(FactKind.MONEY), 900_000, Money.bhd(900)),
        (fact(FactKind.DECIMAL), 120, Decimal(120)),
        (fact(FactKind.DATE), "1990-03-27", date(1990, 3, 27)),
        (fact(FactKind.YES_NO), False, False),
        (fact(FactKind.CHOICE), "1", "1"),
        (
            fact(FactKind.RECORDS, fields=(fact(FactKind.MONEY, "amount"), fact(FactKind.DATE, "on"))),
            [{"amount": 1_000, "on": None, "remark": "left aside"}],
            [{"amount": Money.bhd(1)}],
        ),
    ],
)
def test_an_answer_becomes_the_value_judged(about: Fact, answer: object, value: object) -> None:
    assert value_declared(about, answer) == value
