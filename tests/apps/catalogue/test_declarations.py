"""Every kind of question and of condition is kept with a service's version and read back the same."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iskan.apps.catalogue.declarations import from_json, to_json
from iskan.core.conditions import AllOf, AnyOf, AtLeast, AtMost, Before, Condition, Not, when
from iskan.core.forms import (
    AddressQuestion,
    AnswerRule,
    CompanyQuestion,
    DecimalQuestion,
    PeriodQuestion,
    Question,
    Step,
)
from iskan.core.text import Text
from iskan.policy import registry
from iskan.policy.blocks import BLOCKS

WORDS = Text(ar="كلام", en="words")
SERVICE = registry.services()["update_contact_details"]


def kept(question: Question) -> Question:
    service = replace(SERVICE, steps=(Step(code="only", title=WORDS, questions=(question,)),))
    return from_json(json.loads(json.dumps(to_json(service)))).steps[0].questions[0]


@pytest.mark.parametrize(
    "condition",
    [
        AtLeast("rooms", 3),
        AtMost("people", "rooms"),
        Before("from", "until"),
        Before("stay.from", date(2026, 3, 1)),
        AllOf((when("a"), Not(AnyOf((AtLeast("b", "c"), Before("d", date(2026, 1, 1))))))),
    ],
    ids=str,
)
def test_a_condition_is_read_back_as_it_was_kept(condition: Condition) -> None:
    rule = AnswerRule(condition, WORDS)
    question = CompanyQuestion(code="q", label=WORDS, shown_when=condition, rules=(rule,))
    assert kept(question) == question


@pytest.mark.parametrize(
    "question",
    [
        DecimalQuestion(code="q", label=WORDS, minimum=Decimal("0.50"), maximum=Decimal(9), places=1, unit=WORDS),
        PeriodQuestion(code="q", label=WORDS, not_before_today=True),
        CompanyQuestion(code="q", label=WORDS),
        AddressQuestion(code="q", label=WORDS, blocks=BLOCKS),
    ],
    ids=lambda question: question.kind,
)
def test_a_question_is_read_back_as_it_was_kept(question: Question) -> None:
    assert kept(question) == question
