"""What a service is, and testing a household for it."""

from dataclasses import replace
from datetime import date

import pytest

from iskan.core.catalogue import Channel, Programme, RegisterCheck, Service, ServiceFamily, Subjects, assess_service
from iskan.core.dated import Dated, LegalBasis
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome, Fact, FactKind, FactValue
from iskan.core.facts_json import NOT_A_CHOICE, BadFacts
from iskan.core.forms import GroupQuestion, Step, TextQuestion
from iskan.core.lifecycle import Clock, Lifecycle, Stage
from iskan.core.offices import DeclaredDepartment
from iskan.core.text import Text

WORDS = Text(ar="كلمات", en="words")
BASIS = LegalBasis(instrument=WORDS, source="S", grade="A")
ON = date(2026, 3, 10)
WISH = Fact(code="wish", kind=FactKind.CHOICE, label=WORDS, meaning=WORDS)
AGE = Fact(code="age", kind=FactKind.WHOLE, label=WORDS, meaning=WORDS)


def judge(inquiry: CriterionContext) -> CriterionOutcome:
    return CriterionOutcome(met=inquiry.fact(AGE) > 20, value=WORDS)


def chosen(inquiry: CriterionContext) -> CriterionOutcome:
    return CriterionOutcome(met=True, value=Text(ar=inquiry.fact(WISH), en=inquiry.fact(WISH)))


COMMON = Criterion(code="chosen", label=WORDS, legal_basis=BASIS, needs=(WISH, AGE), test=chosen)
OF_HOME = Criterion(code="home", label=WORDS, legal_basis=BASIS, needs=(AGE,), test=judge)
OF_LAND = Criterion(code="land", label=WORDS, legal_basis=BASIS, needs=(AGE,), test=judge)
MEMBERS = GroupQuestion(code="members", label=WORDS, item=WORDS, questions=(TextQuestion(code="name", label=WORDS),))
STEP = Step(code="first", title=WORDS, questions=(TextQuestion(code="q", label=WORDS), MEMBERS))
CHECK = RegisterCheck(register="land_registry", subjects=Subjects.APPLICANT, purpose=WORDS, legal_ground=WORDS)
PROMISE: Dated[int] = Dated(code="promise", label=WORDS)
SERVICE = Service(
    code="service",
    name=WORDS,
    summary=WORDS,
    who_may_apply=(),
    by_delegate=False,
    legal_basis=(BASIS,),
    channels=(Channel.WEB,),
    fee=None,
    promise=PROMISE,
    steps=(STEP,),
    programme_question="wish",
    programmes=(
        Programme(code="home", name=WORDS, criteria=(OF_HOME,)),
        Programme(code="land", name=WORDS, criteria=(OF_LAND,)),
    ),
    criteria=(COMMON,),
    lifecycle=Lifecycle(
        code="life", stages=(Stage(code="a", name=WORDS, next_step=WORDS, clock=Clock.STOPPED),), transitions=()
    ),
    decided_by=DeclaredDepartment(code="office", name=WORDS),
    family=ServiceFamily(code="family", name=WORDS, summary=WORDS),
)


def test_parts_are_found_by_code() -> None:
    assert SERVICE.step("first") is STEP
    with pytest.raises(KeyError):
        SERVICE.step("last")
    assert SERVICE.programme("land") is SERVICE.programmes[1]
    assert SERVICE.programme("moon") is None
    asking = replace(SERVICE, register_checks=(CHECK,))
    assert asking.register_check("land_registry") is CHECK
    assert asking.register_check("moon") is None


def test_every_fact_is_listed_once() -> None:
    assert SERVICE.facts() == (WISH, AGE)


def test_questions_and_groups_are_listed() -> None:
    assert [question.code for question in SERVICE.questions()] == ["q", "members"]
    assert SERVICE.groups() == (MEMBERS,)


def said(**values: object) -> dict[str, FactValue]:
    return {code: FactValue(value=value, source=WORDS) for code, value in values.items()}


def criteria_tested(facts: dict[str, FactValue], programme: str | None = None) -> list[str]:
    return [finding.criterion for finding in assess_service(SERVICE, facts, ON, programme=programme).findings]


def test_the_programme_named_brings_its_criteria() -> None:
    assert criteria_tested(said(age=30), "land") == ["chosen", "land"]


def test_the_programme_in_the_facts_is_used_unless_one_is_named() -> None:
    assert criteria_tested(said(age=30, wish="home")) == ["chosen", "home"]
    assert criteria_tested(said(age=30, wish="home"), "land") == ["chosen", "land"]


def test_the_programme_named_is_the_one_judged() -> None:
    finding = assess_service(SERVICE, said(age=30, wish="home"), ON, programme="land").findings[0]
    assert finding.value.en == "land"


def test_a_programme_the_service_does_not_have_is_refused() -> None:
    with pytest.raises(BadFacts) as raised:
        assess_service(SERVICE, {}, ON, programme="moon")
    assert raised.value.faults == {"wish": NOT_A_CHOICE.format(codes="home, land")}


def test_without_a_programme_only_the_common_criteria_are_tested() -> None:
    assert criteria_tested(said(age=30)) == ["chosen"]
