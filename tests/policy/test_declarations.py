"""What every declaration must be: bilingual, cited, whole, and consistent with itself."""

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter
from types import ModuleType
from typing import Any

import pytest

import iskan.policy
from iskan.core.catalogue import Service
from iskan.core.conditions import AllOf, AnyOf, Condition, Is, Not
from iskan.core.dated import Dated, FigureBook
from iskan.core.effects import Issue
from iskan.core.eligibility import Criterion, Fact
from iskan.core.forms import AddressQuestion, GroupQuestion, Question
from iskan.core.lifecycle import Clock, Lifecycle, Party
from iskan.core.offices import DeclaredDepartment
from iskan.core.questions.reaching import GOVERNORATE_PART
from iskan.core.text import Text
from iskan.policy import facts, registry
from iskan.policy.departments import DEPARTMENTS
from iskan.policy.effects import ENTER_WAITING_LIST
from iskan.policy.parameters import municipal

ARABIC = re.compile(r"[ء-ي]")
LETTERS = re.compile(r"[A-Za-z]")
SERVICES = tuple(registry.services().values())
LIFECYCLES = tuple(registry.lifecycles().values())
GRADES = {"A", "B", "C", "G", "I", "NF"}
NOTICE_PLACES = {"reference", "service", "name", "reason"}
REGISTER_KEYS = {
    *("household.known", "income.known", "properties.known", "residence.known", "address.known", "custody.confirmed"),
    *("spouse_bahraini", "sex", "marital_status"),
}
SHOWN_KEYS = {"person.name", "person.cpr", "household.members", "address.home", "disability.registered"}
PREFILL_KEYS = {
    *("contact.mobile", "contact.email", "contact.iban", "contact.language"),
    *("address.governorate", "category.likely"),
}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(iskan.policy.__path__, "iskan.policy."):
        yield importlib.import_module(found.name)


def texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in texts(item))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (text for part in dataclasses.fields(value) for text in texts(getattr(value, part.name)))


ALL_TEXTS = {text for module in modules() for value in vars(module).values() for text in texts(value)}


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_every_text_has_arabic_letters_and_the_same_places() -> None:
    assert len(ALL_TEXTS) > 400
    for text in ALL_TEXTS:
        without_places = re.sub(r"\{\w*\}", "", text.en)
        assert ARABIC.search(text.ar) or not LETTERS.search(without_places), text
        assert LETTERS.search(text.en) or not ARABIC.search(text.ar), text
        assert places(text.ar) == places(text.en), text


def test_arabic_is_written_cleanly() -> None:
    for text in ALL_TEXTS:
        assert not re.search(r"[,;?]\s?[ء-ي]|[ء-ي]\s?[,;?]", text.ar), text
        assert "ـ" not in text.ar, text
        assert "  " not in text.ar + text.en, text
        assert not re.search(r"[٠-٩۰-۹ىی](?=[ء-ي])", text.ar), text


@pytest.mark.parametrize("figure", registry.figures().values(), ids=lambda figure: figure.code)
def test_a_figure_is_dated_and_cited(figure: Dated[object]) -> None:
    days = [version.first_day for version in figure.versions]
    assert days == sorted(set(days))
    assert figure.versions
    for version in figure.versions:
        assert version.basis.grade in GRADES
        assert version.basis.source
        assert version.note is not None


def test_figures_not_found_are_declared_as_not_configured() -> None:
    today = date(2026, 3, 14)
    of_municipalities = {figure.code: figure for figure in vars(municipal).values() if isinstance(figure, Dated)}
    for figure in of_municipalities.values():
        assert is_set(figure, today) == (figure.versions[-1].basis.grade != "NF"), figure.code
    others = registry.figures().keys() - of_municipalities.keys()
    unset = {code for code in others if not is_set(registry.figures()[code], today)}
    assert unset == {
        "data_update_months",
        "delegation_days",
        "disposal_consent_days",
        "disposal_permission_months",
        "governorate_set_aside",
        "household_for_four_bedrooms",
        "income_max_category_five",
        "keep_contact_changes_days",
        "keep_drafts_days",
        "keep_loose_uploads_days",
        "keep_messages_days",
        "keep_refused_uploads_days",
        "keep_register_answers_days",
        "leaving_consent_days",
        "leaving_settles_days",
        "new_homes_a_year",
        "nomination_reserve",
        "offer_days",
        "payment_days",
        "promise_bank_answer",
        "promise_data_request",
        "promise_change_of_service",
        "promise_disposal",
        "promise_finance_declaration",
        "promise_heirs_transfer",
        "promise_mazaya",
        "promise_question",
        "promise_residence_proof",
        "promise_review",
        "promise_tasheel",
        "property_area_common_unstated",
        "refusals_allowed",
        "request_answer_days",
        "request_reminder_days",
        "residence_proof_months",
        "restoration_rate",
        "restoration_share",
        "review_days",
        "statement_months",
        "transfer_consent_days",
        "tasheel_plus_years",
        "temporary_flat_rent",
        "temporary_flat_term_years",
        "tumooh_rate",
        "tumooh_share",
        "tumooh_years",
        "wife_of_foreigner_in_category_one",
    }


def is_set(figure: Dated[object], day: date) -> bool:
    try:
        FigureBook().on(figure, day)
    except LookupError:
        return False
    return True


@pytest.mark.parametrize("criterion", registry.criteria().values(), ids=lambda criterion: criterion.code)
def test_a_criterion_cites_its_basis_and_asks_for_known_facts(criterion: Criterion) -> None:
    assert criterion.legal_basis.cited().ar
    assert criterion.legal_basis.source
    assert criterion.legal_basis.grade in GRADES
    assert criterion.needs
    assert all(facts.BY_CODE[fact.code] is fact for fact in criterion.needs)


def test_facts_have_one_code_each() -> None:
    assert len(facts.BY_CODE) == len(facts.ALL)


@pytest.mark.parametrize("fact", facts.ALL, ids=lambda fact: fact.code)
def test_a_declared_fact_is_asked_by_a_question_that_offers_the_same(fact: Fact) -> None:
    if fact.answer is None:
        return
    question = next(q for service in SERVICES for q in service.questions() if q.code == fact.answer)
    if fact.choices:
        assert {option.code for option in question.options} == {code for code, _ in fact.choices}  # type: ignore[attr-defined]  # a choice, as the fact says
    if isinstance(question, GroupQuestion):
        assert {part.code for part in question.questions} <= {part.code for part in fact.fields}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_codes_within_a_service_are_unique(service: Service) -> None:
    for coded in (service.steps, service.questions(), service.evidence, service.declarations, service.programmes):
        codes = [each.code for each in coded]
        assert len(codes) == len(set(codes))
    registers = [check.register for check in service.register_checks]
    assert len(registers) == len(set(registers))


def keys(condition: Condition | None) -> Iterator[str]:
    match condition:
        case Is(key, _):
            yield key
        case AllOf(parts) | AnyOf(parts):
            yield from (key for part in parts for key in keys(part))
        case Not(part):
            yield from keys(part)


def conditions(service: Service) -> Iterator[Condition | None]:
    for step in service.steps:
        yield step.shown_when
        yield from (question.shown_when for question in step.questions)
    yield from (evidence.required_when for evidence in service.evidence)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_conditions_read_answers_or_what_registers_tell(service: Service) -> None:
    asked = {question.code for question in service.questions()}
    asked |= {f"{group.code}.{part.code}" for group in service.groups() for part in group.questions}
    asked |= {
        f"{q.code}.{GOVERNORATE_PART}" for q in service.questions() if isinstance(q, AddressQuestion) and q.blocks
    }
    for condition in conditions(service):
        assert set(keys(condition)) <= asked | REGISTER_KEYS


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_steps_show_and_prefill_what_registers_tell(service: Service) -> None:
    shown = {show.fact for step in service.steps for show in step.shows}
    prefilled = {question.prefill for question in service.questions()} - {None}
    assert shown <= SHOWN_KEYS | set(facts.BY_CODE)
    assert prefilled <= PREFILL_KEYS


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_a_programme_question_offers_the_programmes(service: Service) -> None:
    question: Any = next((q for q in service.questions() if q.code == service.programme_question), None)
    offered = {option.code: option.label for option in question.options} if question else {}
    assert offered == {programme.code: programme.name for programme in service.programmes}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_a_register_that_needs_a_declaration_names_one_of_each_adult(service: Service) -> None:
    of_each = {declaration.code for declaration in service.declarations if declaration.each_adult}
    assert {check.declaration for check in service.register_checks if check.declaration} <= of_each


def questions(service: Service) -> Iterator[Question]:
    for question in service.questions():
        yield question
        yield from (question.questions if isinstance(question, GroupQuestion) else ())


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_question_codes_hold_no_hyphen(service: Service) -> None:
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", question.code) for question in questions(service))


@pytest.mark.parametrize("life", LIFECYCLES, ids=lambda life: life.code)
def test_every_stage_can_be_reached_and_only_closed_ones_end(life: Lifecycle) -> None:
    codes = {stage.code for stage in life.stages}
    reached, frontier = {life.initial.code}, {life.initial.code}
    while frontier:
        frontier = {t.target for t in life.transitions if set(t.sources) & frontier} - reached
        reached |= frontier
    assert reached == codes
    for stage in life.stages:
        assert stage.closed == (not any(stage.code in t.sources for t in life.transitions))


@pytest.mark.parametrize("life", LIFECYCLES, ids=lambda life: life.code)
def test_moves_are_between_stages_and_told_in_known_places(life: Lifecycle) -> None:
    codes = {stage.code for stage in life.stages}
    for transition in life.transitions:
        assert {transition.target, *transition.sources} <= codes
        assert transition.by
        if transition.notice:
            assert places(transition.notice.subject.ar + transition.notice.body.ar) <= NOTICE_PLACES
            assert "reason" not in places(transition.notice.body.ar) or transition.asks_reason


@pytest.mark.parametrize("life", LIFECYCLES, ids=lambda life: life.code)
def test_the_clock_runs_only_while_the_ministry_has_the_case(life: Lifecycle) -> None:
    assert life.initial.clock is Clock.UNSTARTED
    for stage in life.stages[1:]:
        assert (stage.clock is Clock.STOPPED) == stage.closed
        offered = {transition.code for transition in life.open_to(Party.APPLICANT, stage.code)}
        assert stage.clock.waits == bool(offered - {"withdraw"} or stage.decided)


def test_both_answers_to_an_application_take_a_second_official_and_a_refusal_its_reason() -> None:
    life = registry.lifecycles()["new_housing_application"]
    approve, refuse = (life.transition(code, "awaiting_decision") for code in ("approve", "refuse"))
    assert (approve.four_eyes, refuse.four_eyes, refuse.asks_reason) == (True, True, True)
    assert approve.by == refuse.by == (Party.APPROVER,)
    assert approve.effects == (Issue(document="entitlement_card"), ENTER_WAITING_LIST)


def test_an_applicant_may_withdraw_until_the_decision() -> None:
    life = registry.lifecycles()["new_housing_application"]
    for stage in life.stages:
        offered = {transition.code for transition in life.open_to(Party.APPLICANT, stage.code)}
        assert ("withdraw" in offered) is not stage.closed


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_every_department_that_may_decide_a_service_is_declared(service: Service) -> None:
    decided_by = service.decided_by
    offices = (decided_by,) if isinstance(decided_by, DeclaredDepartment) else decided_by.departments
    assert offices
    assert [office for office in offices if DEPARTMENTS.get(office.code) is not office] == []
