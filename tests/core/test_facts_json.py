"""Facts read from JSON, strictly, and written back."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core import facts_json
from iskan.core.dated import Dated, LegalBasis, Version
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome, Fact, FactKind, FactValue, assess
from iskan.core.facts_json import (
    BadFacts,
    assessment_json,
    fact_from_json,
    fact_json,
    fact_to_json,
    read_document,
    read_facts,
)
from iskan.core.money import Money
from iskan.core.text import Text, listed

WORDS = Text(ar="كلمات", en="words")
STATED = Text(ar="إفادة", en="Stated")
ON = date(2026, 3, 10)


def fact(code: str, kind: FactKind, **more: Any) -> Fact:
    return Fact(code=code, kind=kind, label=WORDS, meaning=WORDS, **more)


FACTS = (
    fact("yes", FactKind.YES_NO),
    fact("count", FactKind.WHOLE, maximum=50),
    fact("area", FactKind.DECIMAL, maximum=100),
    fact("pay", FactKind.MONEY),
    fact("born", FactKind.DATE, past=True),
    fact("due", FactKind.DATE),
    fact("category", FactKind.CHOICE, choices=(("1", WORDS), ("2", WORDS))),
    fact("name", FactKind.TEXT),
    fact(
        "homes",
        FactKind.RECORDS,
        fields=(
            fact("kind", FactKind.CHOICE, choices=(("flat", WORDS),)),
            fact("bought_on", FactKind.DATE, past=True, optional=True),
            fact("sold_on", FactKind.DATE, past=True, optional=True, not_before="bought_on"),
        ),
    ),
)
BY_CODE = {each.code: each for each in FACTS}


def read(**given: Any) -> dict[str, FactValue]:
    return read_facts(FACTS, given, on=ON, source=STATED)


def faults(**given: Any) -> dict[str, Text]:
    with pytest.raises(BadFacts) as raised:
        read(**given)
    return raised.value.faults


@pytest.mark.parametrize(
    ("code", "written", "value"),
    [
        ("yes", True, True),
        ("count", 7, 7),
        ("area", 99, Decimal(99)),
        ("area", "99.5", Decimal("99.5")),
        ("area", 99.5, Decimal("99.5")),
        ("area", Decimal("99.5"), Decimal("99.5")),
        ("pay", 900, Money.bhd(900)),
        ("pay", "850.500", Money.bhd("850.500")),
        ("pay", 850.5, Money.bhd("850.500")),
        ("pay", Decimal("850.5"), Money.bhd("850.500")),
        ("pay", "٩٠٠", Money.bhd(900)),
        ("born", "1990-03-27", date(1990, 3, 27)),
        ("born", "2026-03-10", ON),
        ("due", "2030-01-01", date(2030, 1, 1)),
        ("category", "2", "2"),
        ("category", 2, "2"),
        ("name", " علي ", "علي"),
        ("homes", [], []),
        ("homes", [{"kind": "flat", "sold_on": None}], [{"kind": "flat"}]),
    ],
)
def test_each_kind_is_read(code: str, written: object, value: object) -> None:
    assert read(**{code: written}) == {code: FactValue(value=value, source=STATED)}


@pytest.mark.parametrize(
    ("code", "written", "expected"),
    [
        ("colour", 1, facts_json.UNKNOWN_FACT),
        ("yes", "true", facts_json.NOT_YES_NO),
        ("yes", 1, facts_json.NOT_YES_NO),
        ("count", True, facts_json.NOT_WHOLE.format(low="0", high="50")),
        ("count", 51, facts_json.NOT_WHOLE.format(low="0", high="50")),
        ("count", "7", facts_json.NOT_WHOLE.format(low="0", high="50")),
        ("area", True, facts_json.NOT_DECIMAL.format(low="0", high="100")),
        ("area", -1, facts_json.NOT_DECIMAL.format(low="0", high="100")),
        ("area", "wide", facts_json.NOT_DECIMAL.format(low="0", high="100")),
        ("area", "NaN", facts_json.NOT_DECIMAL.format(low="0", high="100")),
        ("area", "0." + "1" * 40, facts_json.NOT_DECIMAL.format(low="0", high="100")),
        ("area", [], facts_json.NOT_DECIMAL.format(low="0", high="100")),
        ("pay", True, facts_json.NOT_MONEY),
        ("pay", [], facts_json.NOT_MONEY),
        ("pay", -1, facts_json.NOT_MONEY),
        ("pay", "1.2345", facts_json.NOT_MONEY),
        ("born", "2026-02-30", facts_json.NOT_A_DAY),
        ("born", "27/3/1990", facts_json.NOT_A_DAY),
        ("born", 19900327, facts_json.NOT_A_DAY),
        ("born", "2026-03-11", facts_json.IN_FUTURE.format(on="2026-03-10")),
        ("born", "1899-12-31", facts_json.TOO_EARLY.format(first="1900-01-01")),
        ("due", "2201-01-01", facts_json.TOO_LATE.format(last="2200-12-31")),
        ("category", "3", facts_json.NOT_A_CHOICE.format(codes=listed(["1", "2"]))),
        ("category", True, facts_json.NOT_A_CHOICE.format(codes=listed(["1", "2"]))),
        ("category", ["1"], facts_json.NOT_A_CHOICE.format(codes=listed(["1", "2"]))),
        ("name", 1, facts_json.NOT_TEXT),
        ("name", "a\x00", facts_json.NOT_TEXT),
        ("name", "a" * 201, facts_json.NOT_TEXT),
        ("homes", {"value": {"kind": "flat"}}, facts_json.NOT_ROWS),
        ("homes", ["flat"], facts_json.NOT_ROWS),
        ("homes", [{}] * 101, facts_json.NOT_ROWS),
    ],
)
def test_each_fault_stands_under_its_key(code: str, written: object, expected: Text) -> None:
    assert faults(**{code: written}) == {code: expected}


def test_faults_in_rows_name_row_and_part() -> None:
    rows = [
        {"kind": "flat", "bought_on": "2020-01-02", "sold_on": "2020-01-01"},
        {"colour": "red"},
        {"kind": "tent"},
    ]
    assert faults(homes=rows) == {
        "homes[0].sold_on": facts_json.TOO_EARLY.format(first="2020-01-02"),
        "homes[1].colour": facts_json.UNKNOWN_PART,
        "homes[1].kind": facts_json.PART_MISSING,
        "homes[2].kind": facts_json.NOT_A_CHOICE.format(codes="flat"),
    }


def test_all_faults_are_told_at_once() -> None:
    assert set(faults(yes="no", count=-1, other=1)) == {"yes", "count", "other"}


def test_null_means_not_known() -> None:
    assert read(yes=None, count={"value": None, "source": "x"}) == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (None, STATED),
        ("Register", Text(ar="Register", en="Register")),
        ({"ar": "سجل", "en": "Register"}, Text(ar="سجل", en="Register")),
    ],
)
def test_a_value_may_name_its_source(source: object, expected: Text) -> None:
    assert read(yes={"value": True, "source": source})["yes"].source == expected


def test_a_value_may_say_when_it_was_true() -> None:
    assert read(yes={"value": True, "at": "2026-03-01T10:00:00Z"})["yes"].at == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert read(yes={"value": True, "at": "2026-03-01"})["yes"].at == datetime(2026, 3, 1, tzinfo=facts_json.BAHRAIN)


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ({"value": True, "source": 5}, {"yes": facts_json.BAD_SOURCE}),
        ({"value": True, "source": {"ar": "سجل"}}, {"yes": facts_json.BAD_SOURCE}),
        ({"value": True, "at": "yesterday"}, {"yes": facts_json.BAD_AT}),
        ({"value": True, "at": 5}, {"yes": facts_json.BAD_AT}),
        ({"value": True, "sure": True}, {"yes.sure": facts_json.UNKNOWN_PART}),
    ],
)
def test_faults_around_a_value(whole: object, expected: dict[str, Text]) -> None:
    assert faults(yes=whole) == expected


@pytest.mark.parametrize("given", [[], "x", None, 5])
def test_facts_are_an_object(given: object) -> None:
    with pytest.raises(BadFacts, match="A JSON object") as raised:
        read_facts(FACTS, given, on=ON, source=STATED)
    assert raised.value.faults == {"": facts_json.NOT_AN_OBJECT}


@pytest.mark.parametrize("on", [date(1899, 12, 31), date(2201, 1, 1)])
def test_the_day_judged_is_one_a_law_can_hold_on(on: date) -> None:
    with pytest.raises(BadFacts) as raised:
        read_facts(FACTS, {}, on=on, source=STATED)
    assert set(raised.value.faults) == {"on"}


def test_a_document_keeps_decimals_exact() -> None:
    assert read_document('{"pay": 850.100}') == {"pay": Decimal("850.100")}


@pytest.mark.parametrize("written", ["", "{", "[NaN]", '{"a": Infinity}', "[" * 100_000, "1" * 5_000, "{'a': 1}"])
def test_what_is_not_json_is_refused(written: str) -> None:
    with pytest.raises(BadFacts):
        read_document(written)


def test_a_key_may_not_appear_twice() -> None:
    with pytest.raises(BadFacts, match="The key appears twice: a"):
        read_document('{"a": 1, "a": 2}')


PAST = st.dates(date(1900, 1, 1), ON)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "yes": st.booleans(),
    "count": st.integers(0, 50),
    "area": st.decimals(0, 100, places=2),
    "pay": st.builds(Money, st.integers(0, 10**12)),
    "born": PAST,
    "category": st.sampled_from(["1", "2"]),
    "homes": st.lists(st.fixed_dictionaries({"kind": st.just("flat")}, optional={"sold_on": PAST}), max_size=3),
}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_what_is_written_is_read_back(values: dict[str, Any]) -> None:
    written = json.dumps({code: fact_to_json(value) for code, value in values.items()})
    read_back = read_facts(FACTS, read_document(written), on=ON, source=STATED)
    assert {code: value.value for code, value in read_back.items()} == values
    assert all(fact_from_json(BY_CODE[code], fact_to_json(value)) == value for code, value in values.items())


KEYS = st.text() | st.sampled_from(["value", "source", "at", "kind"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from([*BY_CODE, "other"]), ANYTHING))
def test_reading_raises_nothing_but_bad_facts(given: dict[str, Any]) -> None:
    with suppress(BadFacts):
        assert set(read_facts(FACTS, given, on=ON, source=STATED)) <= set(given)


def test_a_kept_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(BadFacts):
        fact_from_json(BY_CODE["count"], "many")


def test_texts_and_instants_are_written_too() -> None:
    written = fact_to_json((WORDS, datetime(2026, 3, 1, 10, tzinfo=UTC), {"n": 1}))
    assert written == [{"ar": "كلمات", "en": "words"}, "2026-03-01T10:00:00+00:00", {"n": 1}]
    assert fact_to_json(26.15) == 26.15


def test_a_fact_is_described_with_choices_and_parts() -> None:
    described = fact_json(BY_CODE["homes"])
    assert (described["code"], described["kind"]) == ("homes", "records")
    assert [(part["code"], part["optional"]) for part in described["fields"]] == [
        ("kind", False),
        ("bought_on", True),
        ("sold_on", True),
    ]
    assert fact_json(BY_CODE["category"])["choices"]["1"] == {"ar": "كلمات", "en": "words"}
    assert "choices" not in fact_json(BY_CODE["yes"])


BASIS = LegalBasis(instrument=Text(ar="القرار 1", en="Decision 1"), source="S", grade="A")
LIMIT: Dated[Money] = Dated(
    code="limit", label=WORDS, versions=(Version(value=Money.bhd(900), first_day=date(2015, 1, 1), basis=BASIS),)
)


def within(inquiry: CriterionContext) -> CriterionOutcome:
    return CriterionOutcome(met=inquiry.fact(BY_CODE["pay"]) <= inquiry.figure(LIMIT), value=WORDS, remedy=None)


def test_an_assessment_is_told_in_full() -> None:
    criterion = Criterion(code="pay", label=WORDS, legal_basis=BASIS, needs=(BY_CODE["pay"],), test=within)
    words = {"ar": "كلمات", "en": "words"}
    stated = {"ar": "إفادة", "en": "Stated"}
    assert assessment_json(assess((criterion,), read(pay={"value": "850.500", "at": "2026-03-01"}), ON)) == {
        "verdict": "eligible",
        "on": "2026-03-10",
        "findings": [
            {
                "criterion": "pay",
                "label": words,
                "verdict": "met",
                "legal_basis": {"ar": "القرار 1", "en": "Decision 1"},
                "value": words,
                "source": stated,
                "remedy": None,
                "facts": [
                    {
                        "code": "pay",
                        "label": words,
                        "value": "850.500",
                        "source": stated,
                        "at": "2026-03-01T00:00:00+03:00",
                    }
                ],
                "figures": [
                    {
                        "code": "limit",
                        "label": words,
                        "value": "900",
                        "first_day": "2015-01-01",
                        "legal_basis": {"ar": "القرار 1", "en": "Decision 1"},
                    }
                ],
                "missing": [],
            }
        ],
    }
