"""Answers read from what people type."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core import answers, forms
from iskan.core.answers import PageReading, group_rows, read_step
from iskan.core.conditions import AtMost, Before, when
from iskan.core.counted import CHARACTER, counted
from iskan.core.questions import amounts, base, days, identity, reaching, text
from iskan.core.text import Text
from iskan.policy.blocks import BLOCKS

TODAY = date(2026, 3, 10)
LABEL = Text(ar="سؤال", en="Question")
OPTIONS = (forms.Option("a", LABEL), forms.Option("b", LABEL))
OPTIONAL = {"code": "q", "label": LABEL, "required": False}
EVERY_KIND: tuple[forms.Question, ...] = (
    forms.TextQuestion(**OPTIONAL),
    forms.TextQuestion(**OPTIONAL, script="ar"),
    forms.TextQuestion(**OPTIONAL, script="en", max_length=5),
    forms.CprQuestion(**OPTIONAL),
    forms.CompanyQuestion(**OPTIONAL),
    forms.DecimalQuestion(**OPTIONAL),
    forms.PeriodQuestion(**OPTIONAL),
    forms.IbanQuestion(**OPTIONAL),
    forms.PhoneQuestion(**OPTIONAL),
    forms.PhoneQuestion(**OPTIONAL, mobile=False),
    forms.EmailQuestion(**OPTIONAL),
    forms.AddressQuestion(**OPTIONAL),
    forms.DateQuestion(**OPTIONAL, not_after_today=True),
    forms.MoneyQuestion(**OPTIONAL, maximum_fils=10_000_000),
    forms.NumberQuestion(**OPTIONAL, minimum=-5, maximum=50),
    forms.YesNoQuestion(**OPTIONAL),
    forms.ChoiceQuestion(**OPTIONAL, options=OPTIONS),
    forms.ChoicesQuestion(**OPTIONAL, options=OPTIONS),
)


def read(question: forms.Question, posted: Mapping[str, Sequence[str]]) -> PageReading:
    step = forms.Step(code="step", title=LABEL, questions=(question,))
    return read_step(step, posted, {}, TODAY)


def answer(question: forms.Question, *typed: str) -> Any:
    reading = read(question, {"q": typed})
    assert not reading.faults
    return reading.answers["q"]


def fault(question: forms.Question, *typed: str) -> Text:
    reading = read(question, {"q": typed})
    assert "q" not in reading.answers
    return reading.faults["q"]


@pytest.mark.parametrize(
    ("question", "typed", "expected"),
    [
        (forms.TextQuestion(**OPTIONAL), " مرحبًا ", "مرحبًا"),
        (forms.TextQuestion(**OPTIONAL, script="ar"), "محمد بن عليّ", "محمد بن عليّ"),
        (forms.TextQuestion(**OPTIONAL, script="en"), "Mohamed O'Neil-Ali", "Mohamed O'Neil-Ali"),
        (forms.CprQuestion(**OPTIONAL), "٩٠٠١٠١٠٠١", "900101001"),
        (forms.CprQuestion(**OPTIONAL), "000-101 001", "000101001"),
        (forms.IbanQuestion(**OPTIONAL), "bh67 bmag 0000 1299 1234 56", "BH67BMAG00001299123456"),
        (forms.IbanQuestion(**OPTIONAL), "IBAN: BH67-BMAG-0000-1299-1234-56", "BH67BMAG00001299123456"),
        (forms.IbanQuestion(**OPTIONAL), "BH67 BMAG 0000\n1299 1234 56", "BH67BMAG00001299123456"),
        (forms.PhoneQuestion(**OPTIONAL), "٣٦٠٠ ١٢٣٤", "+97336001234"),
        (forms.PhoneQuestion(**OPTIONAL), "+973 3600 1234", "+97336001234"),
        (forms.PhoneQuestion(**OPTIONAL, mobile=False), "1753 1234", "+97317531234"),
        (forms.EmailQuestion(**OPTIONAL), "name@example.com", "name@example.com"),
        (forms.MoneyQuestion(**OPTIONAL), "٨٥٠٫٥٠٠", 850_500),
        (forms.MoneyQuestion(**OPTIONAL), "850,5", 850_500),
        (forms.MoneyQuestion(**OPTIONAL), "BD 900", 900_000),
        (forms.MoneyQuestion(**OPTIONAL), "900 دينارًا", 900_000),
        (forms.MoneyQuestion(**OPTIONAL), "900 د.ب.", 900_000),
        (forms.MoneyQuestion(**OPTIONAL), "1,200,000", 1_200_000_000),
        (forms.MoneyQuestion(**OPTIONAL), "9,500.250", 9_500_250),
        (forms.MoneyQuestion(**OPTIONAL, minimum_fils=1_000_000), "95,000", 95_000_000),
        (forms.MoneyQuestion(**OPTIONAL, maximum_fils=9_000_000), "9,500", 9_500),
        (forms.NumberQuestion(**OPTIONAL), "٤٢", 42),
        (forms.NumberQuestion(**OPTIONAL), "1,200", 1_200),
        (forms.YesNoQuestion(**OPTIONAL), "yes", True),
        (forms.YesNoQuestion(**OPTIONAL), "no", False),
        (forms.ChoiceQuestion(**OPTIONAL, options=OPTIONS), "a", "a"),
    ],
)
def test_each_kind_is_read(question: forms.Question, typed: str, expected: object) -> None:
    assert answer(question, typed) == expected


@pytest.mark.parametrize(
    ("question", "typed", "expected"),
    [
        (forms.TextQuestion(**OPTIONAL), "a\x00", base.CONTROL_CHARACTERS),
        (forms.TextQuestion(**OPTIONAL), "a" * 10_001, base.TOO_LONG.format(limit=counted(10_000, CHARACTER))),
        (forms.TextQuestion(**OPTIONAL, max_length=3), "abcd", base.TOO_LONG.format(limit=counted(3, CHARACTER))),
        (forms.TextQuestion(**OPTIONAL, script="ar"), "Ali", text.BAD_SCRIPT["ar"]),
        (forms.TextQuestion(**OPTIONAL, script="en"), "علي", text.BAD_SCRIPT["en"]),
        (forms.CprQuestion(**OPTIONAL), "90010100", identity.BAD_CPR),
        (forms.CprQuestion(**OPTIONAL), "90010100x", identity.BAD_CPR),
        (forms.IbanQuestion(**OPTIONAL), "BH67BMAG00001299123457", reaching.BAD_IBAN),
        (forms.IbanQuestion(**OPTIONAL), "GB82WEST12345698765432", reaching.BAD_IBAN),
        (forms.PhoneQuestion(**OPTIONAL), "abc", reaching.BAD_PHONE),
        (forms.PhoneQuestion(**OPTIONAL), "123", reaching.BAD_PHONE),
        (forms.PhoneQuestion(**OPTIONAL), "+44 20 7946 0000", reaching.BAD_PHONE),
        (forms.PhoneQuestion(**OPTIONAL), "1753 1234", reaching.BAD_MOBILE),
        (forms.EmailQuestion(**OPTIONAL), "name@example", reaching.BAD_EMAIL),
        (forms.EmailQuestion(**OPTIONAL), "a@" + "b." * 130 + "com", reaching.BAD_EMAIL),
        (forms.EmailQuestion(**OPTIONAL), "\ufffd@example.test", reaching.BAD_EMAIL),
        (forms.EmailQuestion(**OPTIONAL), "محمد@example.test", reaching.BAD_EMAIL),
        (forms.EmailQuestion(**OPTIONAL), "a,b@example.test", reaching.BAD_EMAIL),
        (forms.EmailQuestion(**OPTIONAL), "a@-example.test", reaching.BAD_EMAIL),
        (forms.PhoneQuestion(**OPTIONAL), "8000 8001", reaching.BAD_MOBILE),
        (forms.MoneyQuestion(**OPTIONAL), "many", amounts.BAD_MONEY),
        (forms.MoneyQuestion(**OPTIONAL), "9,500", amounts.TWO_READINGS.format(dinars="9500", fils="9.500")),
        (forms.MoneyQuestion(**OPTIONAL), "٩٬٥٠٠ دينار", amounts.TWO_READINGS.format(dinars="9500", fils="9.500")),
        (forms.MoneyQuestion(**OPTIONAL, maximum_fils=1_000), "2", base.OUT_OF_RANGE.format(low="0", high="1")),
        (forms.NumberQuestion(**OPTIONAL), "4.5", amounts.BAD_NUMBER),
        (forms.NumberQuestion(**OPTIONAL, maximum=10), "11", base.OUT_OF_RANGE.format(low="0", high="10")),
        (forms.DecimalQuestion(**OPTIONAL), "half", amounts.BAD_DECIMAL),
        (forms.DecimalQuestion(**OPTIONAL), "1.234", amounts.TOO_FINE.format(places="2")),
        (forms.DecimalQuestion(**OPTIONAL), "-0.5", base.OUT_OF_RANGE.format(low="0", high="1,000,000")),
        (forms.CompanyQuestion(**OPTIONAL), "12345-", identity.BAD_COMPANY),
        (forms.CompanyQuestion(**OPTIONAL), "0-1", identity.BAD_COMPANY),
        (forms.CompanyQuestion(**OPTIONAL), "1234567", identity.BAD_COMPANY),
        (forms.YesNoQuestion(**OPTIONAL), "maybe", base.NOT_OFFERED),
        (forms.ChoiceQuestion(**OPTIONAL, options=OPTIONS), "c", base.NOT_OFFERED),
        (forms.ChoicesQuestion(**OPTIONAL, options=OPTIONS), "c", base.NOT_OFFERED),
    ],
)
def test_each_fault_says_what_would_do(question: forms.Question, typed: str, expected: Text) -> None:
    assert fault(question, typed) == expected


@pytest.mark.parametrize("question", EVERY_KIND)
def test_an_optional_question_may_be_left_empty(question: forms.Question) -> None:
    assert answer(question, "") is None


def test_a_required_question_must_be_answered() -> None:
    question = forms.CprQuestion(code="q", label=LABEL)
    assert read(question, {}).faults == {"q": answers.REQUIRED}


def test_several_choices_are_kept_once_each_in_order() -> None:
    question = forms.ChoicesQuestion(**OPTIONAL, options=OPTIONS)
    assert answer(question, "b", "a", "b", "") == ["b", "a"]


def address(**parts: str) -> PageReading:
    posted = {f"q-{part}": (typed,) for part, typed in parts.items()}
    return read(forms.AddressQuestion(**OPTIONAL), posted)


@pytest.mark.parametrize(("block", "governorate"), [("840", "BH-14"), ("599", "")])
def test_an_address_with_a_register_of_blocks_is_told_where_it_lies(block: str, governorate: str) -> None:
    posted = {"q-building": ["1"], "q-road": ["2"], "q-block": [block]}
    kept = read(forms.AddressQuestion(**OPTIONAL, blocks=BLOCKS), posted).answers["q"]
    assert kept == {"flat": "", "building": "1", "road": "2", "block": block, "governorate": governorate}


def test_an_address_is_read_part_by_part() -> None:
    kept = address(flat="12", building="١٠٨٨", road="4025", block="840").answers["q"]
    assert kept == {"flat": "12", "building": "1088", "road": "4025", "block": "840"}


@pytest.mark.parametrize(
    ("flat", "building", "block", "kept"),
    [
        ("A12", "1088", "840", ("A12", "1088", "840")),
        ("GF", "1088", "0840", ("GF", "1088", "840")),
        ("1/2", "12/1", "840", ("1/2", "12/1", "840")),
        ("شقة ١٢", "مبنى 1088", "مجمع 840", ("12", "1088", "840")),
        ("Flat 3 B", "Bldg. 1088A", "Block 1203", ("3 B", "1088A", "1203")),
        ("أرضي", "١٠٨٨أ", "840", ("أرضي", "1088أ", "840")),
        ("الطابق الأرضي", "1088 A", "مجمع رقم: ٠٨٤٠", ("الأرضي", "1088A", "840")),
        ("Flat No. 12", "House no 12 - 14", "Blk #840", ("12", "12-14", "840")),
        ("#7", "رقم 12 / 3 أ", "Block No.840", ("7", "12/3أ", "840")),
    ],
)
def test_an_address_is_taken_as_people_write_it(
    flat: str, building: str, block: str, kept: tuple[str, str, str]
) -> None:
    found = address(flat=flat, building=building, road="طريق 4025", block=block).answers["q"]
    assert (found["flat"], found["building"], found["block"]) == kept
    assert found["road"] == "4025"


def test_an_amount_is_written_into_its_field_as_it_is_read_again() -> None:
    question = forms.MoneyQuestion(**OPTIONAL)
    (written,) = question.words("q", 9_500_000)["q"]
    assert answer(question, written) == 9_500_000


@pytest.mark.parametrize(
    "typed",
    [
        "IBAN: BH67 BMAG 0000 1299 1234 56",
        "رقم الآيبان:\nBH67 BMAG 0000\n1299 1234 56",
        "IBAN No.: bh67-bmag-0000-1299-1234-56",
        "(BH٦٧BMAG00001299123456) BHD.",
        "\u200eBH67BMAG00001299123456\u200f",
    ],
)
def test_an_account_number_is_found_among_what_is_copied_with_it(typed: str) -> None:
    assert answer(forms.IbanQuestion(**OPTIONAL), typed) == "BH67BMAG00001299123456"


@pytest.mark.parametrize(
    "typed", ["GB33BUKB20201555555555", "BH67BMAG000012991234567", "1BH67BMAG00001299123456", "BMAG"]
)
def test_what_is_no_account_number_here_is_none_whatever_stands_in_it(typed: str) -> None:
    assert fault(forms.IbanQuestion(**OPTIONAL), typed) == reaching.BAD_IBAN


def test_an_account_number_names_its_bank_where_the_letters_are_known() -> None:
    question = forms.IbanQuestion(**OPTIONAL, banks=(reaching.Bank("BMAG", Text(ar="المصرف", en="The bank")),))
    assert question.show("BH67BMAG00001299123456").en == "BH67 BMAG 0000 1299 1234 56, The bank"
    assert question.show("BH67NOPE00001299123456").en == "BH67 NOPE 0000 1299 1234 56"


@pytest.mark.parametrize(
    ("parts", "name", "expected"),
    [
        ({"building": "x", "road": "4025", "block": "840"}, "q-building", reaching.BAD_NUMBERED),
        ({"building": "1088", "road": "", "block": "840"}, "q-road", reaching.BAD_NUMBERED),
        ({"building": "1088", "road": "4025", "block": "99"}, "q-block", reaching.BAD_BLOCK),
        ({"building": "1088", "road": "4025", "block": "1300"}, "q-block", reaching.BAD_BLOCK),
        ({"flat": "??", "building": "1088", "road": "4025", "block": "840"}, "q-flat", reaching.BAD_FLAT),
    ],
)
def test_an_address_names_the_part_at_fault(parts: dict[str, str], name: str, expected: Text) -> None:
    assert address(**parts).faults == {name: expected}


@pytest.mark.parametrize("block", ["100", "1299"])
def test_blocks_run_from_100_to_1299(block: str) -> None:
    assert address(building="1", road="1", block=block).answers["q"]["block"] == block


def day(question: forms.DateQuestion, *parts: str) -> PageReading:
    return read(question, dict(zip(("q-day", "q-month", "q-year"), ((part,) for part in parts), strict=True)))


def test_a_date_accepts_arabic_digits() -> None:
    assert day(forms.DateQuestion(**OPTIONAL), "٢٧", "٣", "١٩٩٠").answers["q"] == "1990-03-27"


@pytest.mark.parametrize(
    "parts", [("30", "2", "2026"), ("1", "13", "2026"), ("1", "1", "90"), ("1_0", "1", "2026"), ("x", "1", "2026")]
)
def test_an_impossible_date_is_refused(parts: tuple[str, str, str]) -> None:
    assert day(forms.DateQuestion(**OPTIONAL), *parts).faults == {"q": days.BAD_DATE}


def test_dates_stay_within_their_bounds() -> None:
    past = forms.DateQuestion(**OPTIONAL, not_after_today=True, earliest=date(2000, 1, 1))
    coming = forms.DateQuestion(**OPTIONAL, not_before_today=True, latest=date(2030, 1, 1))
    assert day(past, "11", "3", "2026").faults == {"q": days.TOO_LATE.format(limit="10/03/2026")}
    assert day(past, "31", "12", "1999").faults == {"q": days.TOO_EARLY.format(limit="01/01/2000")}
    assert day(coming, "9", "3", "2026").faults == {"q": days.TOO_EARLY.format(limit="10/03/2026")}
    assert day(coming, "2", "1", "2030").faults == {"q": days.TOO_LATE.format(limit="01/01/2030")}
    assert day(past, "10", "3", "2026").answers == day(coming, "10", "3", "2026").answers


def test_a_question_whose_condition_fails_is_dropped() -> None:
    step = forms.Step(
        code="step",
        title=LABEL,
        questions=(
            forms.YesNoQuestion(code="owns", label=LABEL),
            forms.TextQuestion(code="which", label=LABEL, shown_when=when("owns")),
            forms.TextQuestion(code="job", label=LABEL, shown_when=when("works")),
        ),
    )
    posted = {"owns": ("no",), "which": ("flat",), "job": ("teacher",)}
    assert read_step(step, posted, {"works": True}, TODAY).answers == {"owns": False, "job": "teacher"}
    assert read_step(step, {"owns": ("yes",)}, {}, TODAY).faults == {"which": answers.REQUIRED}


MEMBERS = forms.GroupQuestion(
    code="members",
    label=LABEL,
    item=LABEL,
    minimum=1,
    maximum=2,
    questions=(
        forms.TextQuestion(code="name", label=LABEL),
        forms.YesNoQuestion(code="minor", label=LABEL, required=False),
        forms.NumberQuestion(code="age", label=LABEL, shown_when=when("minor")),
    ),
)


def test_rows_of_a_group_are_read_in_order_of_their_number() -> None:
    second = {"members-2-name": ("Sara",), "members-2-minor": ("yes",), "members-2-age": ("7",)}
    posted = {"members-10-name": ("Ali",), **second}
    assert group_rows(MEMBERS, posted) == [2, 10]
    assert read(MEMBERS, posted).answers["members"] == [
        {"name": "Sara", "minor": True, "age": 7},
        {"name": "Ali", "minor": None},
    ]


def test_faults_in_a_group_name_row_and_part() -> None:
    reading = read(MEMBERS, {"members-0-name": ("",), "members-0-minor": ("yes",), "members-0-age": ("x",)})
    assert reading.faults == {"members-0-name": answers.REQUIRED, "members-0-age": amounts.BAD_NUMBER}


def test_a_group_has_neither_too_few_rows_nor_too_many() -> None:
    many = {f"members-{row}-name": ("Ali",) for row in range(3)}
    assert read(MEMBERS, {}).faults == {"members": answers.TOO_FEW.format(item=MEMBERS.item, count="1")}
    assert read(MEMBERS, many).faults == {"members": answers.TOO_MANY.format(item=MEMBERS.item, count="2")}


def test_a_fault_tells_its_part() -> None:
    raised = answers.BadAnswer(reaching.BAD_BLOCK, "block")
    assert (raised.text, raised.part, str(raised)) == (reaching.BAD_BLOCK, "block", reaching.BAD_BLOCK.en)


TYPED = st.one_of(st.text(max_size=40), st.text("0123456789٠١٢٣+-.,/ BH", max_size=30))
NAMES = ("q", "q-day", "q-month", "q-year", "q-flat", "q-building", "q-road", "q-block")


@given(st.sampled_from(EVERY_KIND), st.dictionaries(st.sampled_from(NAMES), st.lists(TYPED, min_size=1, max_size=3)))
def test_whatever_is_typed_is_an_answer_or_a_fault(question: forms.Question, posted: dict[str, list[str]]) -> None:
    reading = read(question, posted)
    assert ("q" in reading.answers) != any(name == "q" or name.startswith("q-") for name in reading.faults)


@pytest.mark.parametrize(
    ("question", "typed", "expected"),
    [
        (forms.DecimalQuestion(**OPTIONAL), "١٢٫٥", "12.5"),
        (forms.DecimalQuestion(**OPTIONAL), "1,200.50", "1200.50"),
        (forms.DecimalQuestion(**OPTIONAL), "12,5", "12.5"),
        (forms.DecimalQuestion(**OPTIONAL), "١٬٢٠٠٫٥", "1200.5"),
        (forms.CompanyQuestion(**OPTIONAL), "٠١٢٣٤٥ - ٢", "12345-2"),
        (forms.CompanyQuestion(**OPTIONAL), "12345", "12345-1"),
    ],
)
def test_amounts_and_companies_are_kept_in_one_form(question: forms.Question, typed: str, expected: str) -> None:
    assert answer(question, typed) == expected


def period(first: str, last: str, **limits: bool) -> PageReading:
    posted = {
        f"q-{end}-{part}": [word]
        for end, day in (("from", first), ("until", last))
        for part, word in zip(("day", "month", "year"), day.split(), strict=False)
    }
    return read(forms.PeriodQuestion(code="q", label=LABEL, **limits), posted)


def test_a_period_is_two_days_the_first_before_the_last() -> None:
    assert period("1 4 2026", "2 4 2026").answers == {"q": {"from": "2026-04-01", "until": "2026-04-02"}}
    assert period("2 4 2026", "2 4 2026").faults == {"q-until": days.NOT_BEFORE}
    assert period("2 4 2026", "").faults == {"q-until": days.BOTH_DAYS}
    assert period("", "2 4 2026").faults == {"q-from": days.BOTH_DAYS}
    assert period("31 4 2026", "2 5 2026").faults == {"q-from": days.BAD_DATE}
    assert period("", "").faults == {"q": answers.REQUIRED}
    too_early = days.TOO_EARLY.format(limit="10/03/2026")
    assert period("9 3 2026", "1 4 2026", not_before_today=True).faults == {"q-from": too_early}


NO_MORE = forms.AnswerRule(AtMost("used", "rooms"), Text(ar="أكثر من الغرف", en="More than the rooms"))
ROOMS = (
    forms.NumberQuestion(code="rooms", label=LABEL, required=False),
    forms.NumberQuestion(code="used", label=LABEL, required=False, rules=(NO_MORE,)),
)


@pytest.mark.parametrize(
    ("rooms", "used", "kept", "faults"),
    [
        ("3", "2", {"rooms": 3, "used": 2}, {}),
        ("3", "4", {"rooms": 3}, {"used": NO_MORE.otherwise}),
        ("", "4", {"rooms": None, "used": 4}, {}),
        ("3", "", {"rooms": 3, "used": None}, {}),
    ],
)
def test_a_rule_holds_answers_against_each_other_once_all_are_given(
    rooms: str, used: str, kept: dict[str, Any], faults: dict[str, Text]
) -> None:
    step = forms.Step(code="s", title=LABEL, questions=ROOMS)
    reading = read_step(step, {"rooms": [rooms], "used": [used]}, {}, TODAY)
    assert (reading.answers, reading.faults) == (kept, faults)


def test_a_rule_reads_what_was_answered_on_earlier_pages() -> None:
    rule = forms.AnswerRule(Before("asked.from", "until"), Text(ar="مبكر", en="Too early"))
    last = forms.DateQuestion(code="until", label=LABEL, rules=(rule,))
    step = forms.Step(code="s", title=LABEL, questions=(last,))
    posted = {"until-day": ["1"], "until-month": ["4"], "until-year": ["2026"]}
    assert read_step(step, posted, {"asked": {"from": "2026-04-01"}}, TODAY).faults == {"until": rule.otherwise}
    assert read_step(step, posted, {"asked": {"from": "2026-03-31"}}, TODAY).faults == {}


PEOPLE = forms.GroupQuestion(
    code="people",
    label=Text(ar="أفراد", en="People"),
    item=Text(ar="فرد", en="Person"),
    once="cpr",
    questions=(
        forms.CprQuestion(
            code="cpr",
            label=Text(ar="رقم", en="Number"),
            required=False,
            never=(("own", Text(ar="رقمك", en="Yours")), ("family", Text(ar="مذكور", en="Listed"))),
        ),
    ),
)


@pytest.mark.parametrize(
    ("numbers", "faults"),
    [
        (("900101001", "900101002"), {}),
        (("", ""), {}),
        (("900101001", "٩٠٠١٠١٠٠١"), {"people-1-cpr": answers.TWICE.en}),
        (("800101001", ""), {"people-0-cpr": "Yours"}),
        (("", "150101002"), {"people-1-cpr": "Listed"}),
    ],
)
def test_a_person_stands_once_in_a_family_and_is_not_its_applicant(
    numbers: tuple[str, str], faults: dict[str, str]
) -> None:
    posted = {f"people-{row}-cpr": (number,) for row, number in enumerate(numbers)}
    known = {"own": "800101001", "family": "120101001 150101002"}
    found = answers.read_questions((PEOPLE,), posted, known, TODAY).faults
    assert {name: said.en for name, said in found.items()} == faults


def test_a_choice_that_stands_alone_goes_with_no_other() -> None:
    options = (forms.Option("none", Text(ar="لا شيء", en="Nothing"), alone=True), *OPTIONS)
    question = forms.ChoicesQuestion(**OPTIONAL, options=options)
    assert read(question, {"q": ["none"]}).answers == {"q": ["none"]}
    said = read(question, {"q": ["a", "none"]}).faults["q"]
    assert "Nothing" in said.en
