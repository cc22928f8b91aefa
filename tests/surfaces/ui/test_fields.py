"""Kept answers come back as the words they were typed in, whatever kind of question they answer."""

from datetime import date
from typing import Any

import pytest
from django.template import engines
from django.utils import translation

from iskan.core import forms
from iskan.core.answers import REQUIRED, read_step
from iskan.core.conditions import when
from iskan.core.questions.base import kinds
from iskan.core.text import Text
from iskan.surfaces.ui.fields import FieldView, Filling, answers_of, fields_of, has_conditions, reshaped, said, words_of

TODAY = date(2026, 3, 2)
WORDS = Text(ar="سؤال", en="Question")
OPTIONS = (
    forms.Option("a", Text(ar="ألف", en="A"), Text(ar="شرح", en="Help")),
    forms.Option("b", Text(ar="باء", en="B")),
)
CASES = (forms.Option("ABCDE-23456", Text(ar="طلب", en="Application"), Text(ar="مرفوض", en="Refused")),)
IBAN = "BH67BMAG00001299123456"
KINDS: list[tuple[forms.Question, Any, str]] = [
    (forms.TextQuestion(code="q", label=WORDS, multiline=True), "سطر\nآخر", "text"),
    (forms.CprQuestion(code="q", label=WORDS), "900101001", "cpr"),
    (forms.IbanQuestion(code="q", label=WORDS), IBAN, "iban"),
    (forms.PhoneQuestion(code="q", label=WORDS), "+97333445566", "phone"),
    (forms.EmailQuestion(code="q", label=WORDS), "a@example.test", "email"),
    (
        forms.AddressQuestion(code="q", label=WORDS),
        {"flat": "", "building": "1088", "road": "4025", "block": "840"},
        "address",
    ),
    (forms.DateQuestion(code="q", label=WORDS), "1990-03-27", "date"),
    (forms.MoneyQuestion(code="q", label=WORDS), 1_200_500, "money"),
    (forms.NumberQuestion(code="q", label=WORDS, unit=Text(ar="م²", en="m²")), 215, "number"),
    (forms.YesNoQuestion(code="q", label=WORDS), False, "yes_no"),
    (forms.ChoiceQuestion(code="q", label=WORDS, options=OPTIONS), "b", "choice"),
    (forms.ChoicesQuestion(code="q", label=WORDS, options=OPTIONS), ["a", "b"], "choices"),
    (forms.DecimalQuestion(code="q", label=WORDS, unit=Text(ar="م", en="m")), "12.50", "decimal"),
    (forms.PeriodQuestion(code="q", label=WORDS), {"from": "2026-03-01", "until": "2026-04-01"}, "period"),
    (forms.CompanyQuestion(code="q", label=WORDS), "12345-1", "company"),
    (forms.EarlierCaseQuestion(code="q", label=WORDS, none_fits=WORDS, options=CASES), "ABCDE-23456", "earlier_case"),
]
CHILDREN = forms.GroupQuestion(
    code="children",
    label=WORDS,
    item=Text(ar="ابن", en="Child"),
    maximum=3,
    questions=(
        forms.TextQuestion(code="name", label=WORDS),
        forms.YesNoQuestion(code="studies", label=WORDS),
        forms.TextQuestion(code="school", label=WORDS, shown_when=when("studies")),
    ),
)

OWNED = forms.GroupQuestion(
    code="owned",
    label=WORDS,
    item=Text(ar="عقار", en="property"),
    none=Text(ar="لا يوجد", en="We own nothing"),
    questions=(forms.TextQuestion(code="name", label=WORDS),),
)


def _read(question: forms.Question, words: dict[str, list[str]]) -> Any:
    return read_step(forms.Step(code="s", title=WORDS, questions=(question,)), words, {}, TODAY)


@pytest.mark.parametrize(("question", "answer", "kind"), KINDS, ids=[kind for _q, _a, kind in KINDS])
def test_what_is_kept_has_the_form_machines_send_and_nothing_else_has(
    question: forms.Question, answer: Any, kind: str
) -> None:
    assert question.fits(answer)
    assert question.schema()["type"]
    assert not question.fits(None), kind
    assert not question.fits(1.5)


@pytest.mark.parametrize(("question", "answer", "kind"), KINDS, ids=[kind for _q, _a, kind in KINDS])
def test_an_answer_comes_back_as_it_would_be_typed(question: forms.Question, answer: Any, kind: str) -> None:
    words = words_of([question], {"q": answer})
    reading = _read(question, words)
    assert reading.faults == {}
    assert reading.answers == {"q": answer}
    field = fields_of([question], Filling(words=words, answers={"q": answer}))[0]
    assert field.kind == kind
    assert field.name == "q"


@pytest.mark.parametrize(("question", "answer", "kind"), KINDS, ids=[kind for _q, _a, kind in KINDS])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_answer_can_be_read_back(question: forms.Question, answer: Any, kind: str, language: str) -> None:
    del kind
    with translation.override(language):
        assert said(question, answer)
        assert said(question, None) == ""


def test_what_must_not_turn_with_the_page_is_isolated() -> None:
    assert said(KINDS[2][0], IBAN) == '<bdi dir="ltr" class="code" translate="no">BH67 BMAG 0000 1299 1234 56</bdi>'


def test_faults_are_told_beside_their_field_and_part() -> None:
    address = KINDS[5][0]
    reading = _read(address, {"q-building": ["x?"], "q-road": ["1"], "q-block": ["318"]})
    field = fields_of([address], Filling(words={"q-building": ["x?"]}, answers={}, faults=reading.faults))[0]
    assert set(field.part_errors) == {"building"}
    assert field.parts["building"] == "x?"


def drawn(field: FieldView) -> str:
    template = '{% import "components/asking.html" as asking %}{{ asking.ask(field) }}'
    with translation.override("en"):
        return engines["jinja2"].from_string(template).render({"field": field})


def test_that_there_is_none_of_a_group_is_said_and_comes_back() -> None:
    silent = _read(OWNED, {})
    assert silent.answers == {"owned": None}
    assert silent.faults == {"owned": REQUIRED}
    words = words_of([OWNED], {"owned": []})
    assert _read(OWNED, words).answers == {"owned": []}
    assert _read(OWNED, {**words, "owned-0-name": ["A house"]}).answers == {"owned": [{"name": "A house"}]}
    filled = fields_of([OWNED], Filling(words=words, answers={"owned": []}))[0]
    assert 'name="owned-none" value="yes" checked' in drawn(filled)
    with translation.override("en"):
        assert answers_of([OWNED], {"owned": []}, {})[0].value == "We own nothing"


def test_an_address_left_out_is_told_at_its_building() -> None:
    address = KINDS[5][0]
    field = fields_of([address], Filling(words={}, answers={}, faults=_read(address, {}).faults))[0]
    assert 'id="q-building-error"' in drawn(field)


@pytest.mark.parametrize(("question", "answer", "kind"), KINDS, ids=[kind for _q, _a, kind in KINDS])
def test_the_template_of_a_kind_draws_what_was_typed(question: forms.Question, answer: Any, kind: str) -> None:
    del kind
    words = words_of([question], {"q": answer})
    page = drawn(fields_of([question], Filling(words=words, answers={"q": answer}))[0])
    for name, typed in words.items():
        assert f'name="{name}"' in page
        assert all(word in page for said in typed for word in said.splitlines())


@pytest.mark.parametrize(("longest", "is_long"), [(200, False), (201, True), (1000, True)])
def test_what_may_be_longer_than_a_line_is_asked_for_in_several(longest: int, *, is_long: bool) -> None:
    question = forms.TextQuestion(code="q", label=WORDS, max_length=longest)
    assert question.is_long is is_long
    field = fields_of([question], Filling(words={"q": ["كلمات"]}, answers={"q": "كلمات"}))[0]
    assert ("<textarea" in drawn(field)) is is_long


def test_a_group_draws_its_items() -> None:
    words = words_of([CHILDREN], {"children": [{"name": "هدى", "studies": False}]})
    page = drawn(fields_of([CHILDREN], Filling(words=words, answers={"children": [{"studies": False}]}))[0])
    assert 'name="children-0-row"' in page
    assert 'value="هدى"' in page


def test_a_period_tells_which_of_its_days_is_wrong() -> None:
    period = forms.PeriodQuestion(code="q", label=WORDS)
    words = words_of([period], {"q": {"from": "2026-04-01", "until": "2026-03-01"}})
    faults = _read(period, words).faults
    page = drawn(fields_of([period], Filling(words=words, answers={}, faults=faults))[0])
    assert set(faults) == {"q-until"}
    assert 'id="q-until-error"' in page
    assert 'id="q-until"' in page


def test_every_kind_of_question_is_tried_here_and_has_its_template() -> None:
    tried = {type(question) for question, _answer, _kind in KINDS} | {type(CHILDREN)}
    assert tried == {kind for kind in kinds() if kind.__module__.startswith("iskan.")}
    for kind in tried:
        engines["jinja2"].get_template(f"questions/{kind.kind}.html")


def test_a_repeated_group_comes_back_item_by_item() -> None:
    answers = {"children": [{"name": "هدى", "studies": True, "school": "النور"}, {"name": "علي", "studies": False}]}
    words = words_of([CHILDREN], answers)
    field = fields_of([CHILDREN], Filling(words=words, answers=answers))[0]
    assert [[part.name for part in row.fields] for row in field.rows] == [
        ["children-0-name", "children-0-studies", "children-0-school"],
        ["children-1-name", "children-1-studies"],
    ]
    assert field.rows[0].fields[2].conditional
    assert _read(CHILDREN, words).answers == answers
    rows = answers_of([CHILDREN], answers, {})[0].rows
    assert [part.code for part in rows[1]] == ["name", "studies"]


def test_items_are_added_up_to_the_most_and_removed_by_place() -> None:
    words: Any = {}
    for _ in range(5):
        words = reshaped([CHILDREN], words, "add:children")
    assert sum(name.endswith("-row") for name in words) == 3
    fewer = reshaped([CHILDREN], words, "remove:children:1")
    assert fewer is not None
    assert sorted(fewer) == ["children-0-row", "children-2-row"]


@pytest.mark.parametrize("action", ["", "later", "add:", "add:nothing", "remove", "drop:children:0"])
def test_other_buttons_change_no_items(action: str) -> None:
    assert reshaped([CHILDREN], {}, action) is None


@pytest.mark.parametrize("action", ["remove:children:9", "remove:children:", "remove:children:x", "remove:children:-1"])
def test_an_item_that_is_not_there_is_not_removed(action: str) -> None:
    words = {"children-0-row": ["1"]}
    assert reshaped([CHILDREN], words, action) == words


def test_questions_appear_when_the_answers_before_them_call_for_them() -> None:
    first = forms.YesNoQuestion(code="owns", label=WORDS)
    second = forms.TextQuestion(code="what", label=WORDS, shown_when=when("owns"))
    assert has_conditions([first, second])
    assert not has_conditions([first])
    assert has_conditions([CHILDREN])
    shown = fields_of([first, second], Filling(words={}, answers={"owns": True}))
    assert [field.name for field in shown] == ["owns", "what"]
    assert shown[0].decides
    assert len(fields_of([first, second], Filling(words={}, answers={"owns": False}))) == 1
