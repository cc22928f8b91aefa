"""Facts and answers in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core import forms
from iskan.core.answers import read_step
from iskan.core.display import NO, NONE, NOT_ANSWERED, YES, area_text, fact_text, joined, same, shown
from iskan.core.eligibility import Fact, FactKind
from iskan.core.money import Money
from iskan.core.text import Text

LABEL = Text(ar="سؤال", en="Question")
SAID: dict[str, Any] = {"code": "q", "label": LABEL}
FLAT, HOUSE = Text(ar="شقة", en="Flat"), Text(ar="منزل", en="House")
OPTIONS = (forms.Option("flat", FLAT), forms.Option("house", HOUSE))
GROUP = forms.GroupQuestion(
    **SAID,
    item=LABEL,
    questions=(
        forms.TextQuestion(code="name", label=Text(ar="الاسم", en="Name")),
        forms.NumberQuestion(code="age", label=Text(ar="العمر", en="Age")),
    ),
)


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (forms.TextQuestion(**SAID), None, NOT_ANSWERED),
        (forms.TextQuestion(**SAID), "", NOT_ANSWERED),
        (forms.TextQuestion(**SAID), "نص", same("نص")),
        (forms.CprQuestion(**SAID), "900101001", same("900101001")),
        (forms.IbanQuestion(**SAID), "BH67BMAG00001299123456", same("BH67 BMAG 0000 1299 1234 56")),
        (forms.PhoneQuestion(**SAID), "+97336001234", same("+973 3600 1234")),
        (forms.EmailQuestion(**SAID), "name@example.com", same("name@example.com")),
        (forms.DateQuestion(**SAID), "1990-03-27", Text(ar="27 مارس 1990", en="27 March 1990")),
        (forms.MoneyQuestion(**SAID), 850_500, Text(ar="850.500 دينار", en="850.500 BHD")),
        (forms.MoneyQuestion(**SAID), 0, Text(ar="0 دينار", en="0 BHD")),
        (forms.NumberQuestion(**SAID), 1200, same("1,200")),
        (forms.NumberQuestion(**SAID, unit=Text(ar="م²", en="m²")), 120, Text(ar="120 م²", en="120 m²")),
        (forms.YesNoQuestion(**SAID), True, YES),
        (forms.YesNoQuestion(**SAID), False, NO),
        (forms.ChoiceQuestion(**SAID, options=OPTIONS), "flat", FLAT),
        (forms.ChoiceQuestion(**SAID, options=OPTIONS), "tent", same("tent")),
        (forms.ChoicesQuestion(**SAID, options=OPTIONS), ["flat", "house"], Text(ar="شقة، منزل", en="Flat, House")),
        (
            forms.AddressQuestion(**SAID),
            {"flat": "", "building": "1088", "road": "4025", "block": "840"},
            Text(ar="مبنى 1088، طريق 4025، مجمع 840", en="Building 1088, Road 4025, Block 840"),
        ),
        (GROUP, [], NONE),
        (
            GROUP,
            [{"name": "Ali", "age": 7}, {"name": "Sara"}],
            Text(ar="الاسم: Ali، العمر: 7\nالاسم: Sara", en="Name: Ali, Age: 7\nName: Sara"),
        ),
    ],
)
def test_each_kind_of_answer_is_written_out(question: forms.Question, answer: object, expected: Text) -> None:
    assert shown(question, answer) == expected


def fact(kind: FactKind, **more: Any) -> Fact:
    return Fact(code="f", kind=kind, label=LABEL, meaning=LABEL, **more)


@pytest.mark.parametrize(
    ("about", "value", "expected"),
    [
        (fact(FactKind.YES_NO), True, YES),
        (fact(FactKind.WHOLE), 3, same("3")),
        (fact(FactKind.DECIMAL), Decimal("99.5"), same("99.5")),
        (fact(FactKind.MONEY), Money.bhd(900), Text(ar="900 دينار", en="900 BHD")),
        (fact(FactKind.DATE), date(2027, 3, 14), Text(ar="14 مارس 2027", en="14 March 2027")),
        (fact(FactKind.CHOICE, choices=(("flat", FLAT),)), "flat", FLAT),
        (fact(FactKind.TEXT), "Ali", same("Ali")),
        (fact(FactKind.RECORDS), [], NONE),
        (
            fact(FactKind.RECORDS, fields=(Fact(code="n", kind=FactKind.WHOLE, label=LABEL, meaning=LABEL),)),
            [{"n": 1}, {"n": 2}, {}],
            Text(ar=f"{LABEL.ar}: 1؛ {LABEL.ar}: 2؛ ", en=f"{LABEL.en}: 1; {LABEL.en}: 2; "),
        ),
    ],
)
def test_each_kind_of_fact_is_written_out(about: Fact, value: object, expected: Text) -> None:
    assert fact_text(about, value) == expected


@pytest.mark.parametrize(("area", "words"), [("215.50", "215.5 m²"), ("1200", "1,200 m²"), ("100", "100 m²")])
def test_areas_are_written_without_idle_zeros(area: str, words: str) -> None:
    assert area_text(Decimal(area)).en == words


def test_texts_are_joined_in_each_language() -> None:
    assert joined([FLAT, HOUSE]) == Text(ar="شقة، منزل", en="Flat, House")


@given(st.integers(0, 10_000_000))
def test_an_amount_written_into_its_field_reads_back_as_the_same_answer(fils: int) -> None:
    question = forms.MoneyQuestion(**SAID)
    step = forms.Step(code="s", title=LABEL, questions=(question,))
    assert read_step(step, question.words("q", fils), {}, date(2026, 1, 1)).answers == {"q": fils}


@given(st.from_regex(r"BH[0-9]{2}[A-Z]{4}[0-9A-Z]{14}", fullmatch=True))
def test_an_account_number_shown_holds_the_same_characters(iban: str) -> None:
    assert shown(forms.IbanQuestion(**SAID), iban).en.replace(" ", "") == iban
