"""The guide's reasoning: which facts to ask next, and what the criteria make of the answers; nothing is stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from iskan.core import forms
from iskan.core.answers import Answers, PageReading, Posted, read_step
from iskan.core.catalogue import Programme, Service
from iskan.core.conditions import keys_of
from iskan.core.dated import FigureBook
from iskan.core.declared import value_declared
from iskan.core.eligibility import Assessment, CriterionContext, Fact, FactKind, FactValue, Overall, assess
from iskan.core.forms import Question, Step
from iskan.core.openings import OpeningState, opening_state
from iskan.core.text import Text
from iskan.policy import facts as policy_facts
from iskan.policy import registry
from iskan.policy.criteria.families import infer_category
from iskan.policy.guide_topics import TOPICS, GuideTopic
from iskan.surfaces.ui.fields import reshaped

YOUR_ANSWER = Text(ar="إجابتك في هذا الدليل", en="Your answer in this guide")
INFERRED = Text(ar="استُنتج من إجاباتك في هذا الدليل", en="Worked out from your answers in this guide")
PROGRAMME = policy_facts.PROGRAMME.code
FAMILY_CATEGORY = policy_facts.FAMILY_CATEGORY.code
AS_IT_WAS = "as-it-was"


def question_of(fact: Fact) -> forms.Question:
    """Return a fact as the question a visitor is asked; every question may be left unanswered."""
    help_ = None if fact.kind is FactKind.DATE else fact.meaning
    return _QUESTIONS[fact.kind](
        fact, {"code": fact.code, "label": fact.question or fact.label, "help": help_, "required": False}
    )


def _choice(fact: Fact, said: dict[str, Any]) -> forms.Question:
    return forms.ChoiceQuestion(**said, options=tuple(forms.Option(code, label) for code, label in fact.choices))


def _records(fact: Fact, said: dict[str, Any]) -> forms.Question:
    parts = tuple(replace(question_of(part), required=not part.optional) for part in fact.fields if part.question)
    return forms.GroupQuestion(**said, questions=parts, item=fact.item or fact.label, none=fact.none)


_QUESTIONS: dict[FactKind, Callable[[Fact, dict[str, Any]], forms.Question]] = {
    FactKind.YES_NO: lambda _fact, said: forms.YesNoQuestion(**said),
    FactKind.WHOLE: lambda fact, said: forms.NumberQuestion(**said, minimum=fact.minimum, maximum=fact.maximum),
    FactKind.DECIMAL: lambda fact, said: forms.NumberQuestion(**said, minimum=fact.minimum, maximum=fact.maximum),
    FactKind.MONEY: lambda _fact, said: forms.MoneyQuestion(**said),
    FactKind.DATE: lambda fact, said: forms.DateQuestion(**said, not_after_today=fact.past),
    FactKind.CHOICE: _choice,
    FactKind.TEXT: lambda _fact, said: forms.TextQuestion(**said),
    FactKind.RECORDS: _records,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A posted page of the guide: the facts asked so far, those on this page, and what was read from the words."""

    facts: Mapping[str, Fact]
    current: tuple[Fact, ...]
    words: Posted
    reading: PageReading
    action: str
    must_ask_again: bool

    @property
    def asked(self) -> frozenset[str]:
        return frozenset(self.facts)


def read_sheet(services: Iterable[Service], posted: Mapping[str, Sequence[str]], today: date) -> Sheet:
    """Read a posted page; a page without answers is the guide's beginning."""
    known = askable(services)
    action = (posted.get("action") or ("",))[-1]
    asked = {code: fact for code, fact in known.items() if code in posted.get("asked", ())}
    questions = tuple(question_of(fact) for fact in asked.values())
    words: Posted = {name: said for name, said in posted.items() if name not in {"asked", "page", "action"}}
    changed = words if action == AS_IT_WAS else reshaped(questions, words, action)
    reading = _read(questions, words if changed is None else changed, today)
    at_fault = {name.partition("-")[0] for name in reading.faults}
    here = set(asked) if action == "change" else {*posted.get("page", ()), *at_fault}
    return Sheet(
        facts=asked,
        current=tuple(fact for code, fact in asked.items() if code in here),
        words=words if changed is None else changed,
        reading=reading if changed is None else PageReading(answers=reading.answers),
        action=action,
        must_ask_again=changed is not None or bool(reading.faults) or action == "change",
    )


def _read(questions: tuple[Question, ...], words: Posted, today: date) -> PageReading:
    return read_step(Step(code="guide", title=YOUR_ANSWER, questions=questions), words, {}, today)


@dataclass(slots=True)
class _Asked(dict[str, FactValue]):
    """The known facts; it remembers which others the criteria asked for."""

    wanted: dict[str, None] = field(default_factory=dict)

    def get(self, code: str, default: Any = None) -> Any:
        if code not in self:
            self.wanted[code] = None
        return dict.get(self, code, default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A service, or one of its programmes, with what its criteria and openings say of it on the answers so far."""

    service: Service
    programme: Programme | None
    assessment: Assessment
    opening: OpeningState

    @property
    def verdict(self) -> Overall:
        """What both come to together."""
        if self.opening.closed:
            return Overall.NOT_ELIGIBLE
        if self.opening.unknown and self.assessment.verdict is Overall.ELIGIBLE:
            return Overall.UNKNOWN
        return self.assessment.verdict

    @property
    def is_for_all(self) -> bool:
        """Whether nothing is asked of whoever uses the service."""
        return not self.assessment.findings and not self.service.opens_when


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What the answers so far come to, and what is still to ask, in the order of the topics."""

    prospects: tuple[Prospect, ...]
    next_facts: tuple[Fact, ...]

    @property
    def next_page(self) -> tuple[Fact, ...]:
        """Return the facts of the first topic that has any to ask."""
        return by_topic(self.next_facts)[0][1]


def by_topic(facts: Iterable[Fact]) -> tuple[tuple[GuideTopic, tuple[Fact, ...]], ...]:
    """Return facts under their topics, in the order they are asked in."""
    codes = {fact.code for fact in facts}
    asked = ((topic, tuple(fact for fact in topic.facts if fact.code in codes)) for topic in TOPICS)
    return tuple((topic, found) for topic, found in asked if found)


def askable(services: Iterable[Service]) -> dict[str, Fact]:
    """Return the facts a visitor can be asked, by code: neither the programme nor what follows from other answers."""
    facts = (fact for service in services for fact in (*_opening_facts(service), *service.facts()))
    return {fact.code: fact for fact in facts if fact.question and fact.code not in {PROGRAMME, FAMILY_CATEGORY}}


def _opening_facts(service: Service) -> tuple[Fact, ...]:
    named = {code for opening in service.opens_when for code in keys_of(opening.condition)}
    return tuple(registry.facts()[code] for code in sorted(named))


def guide_by(
    services: tuple[Service, ...],
    answers: Answers,
    asked: frozenset[str],
    day: date,
    figures: FigureBook,
) -> Guidance:
    """Judge every service and programme, and say what is still wanted to know; nothing more of what is closed."""
    known = askable(services)
    facts = _facts(known, answers)
    family = infer_category(CriterionContext(facts, figures, day))
    if family.code:
        facts[FAMILY_CATEGORY] = FactValue(value=family.code, source=INFERRED)
    wanted: set[str] = set()
    prospects: list[Prospect] = []
    for service in services:
        opening = opening_state(service, {code: fact.value for code, fact in facts.items()})
        wanted.update(opening.unknown)
        for programme in service.programmes or (None,):
            told = _asked(facts, programme)
            criteria = service.criteria_for(programme.code if programme else None)
            assessment = assess(criteria, told, day, figures)
            if opening.is_open:
                wanted.update(told.wanted)
            prospects.append(Prospect(service=service, programme=programme, assessment=assessment, opening=opening))
    if FAMILY_CATEGORY in wanted:
        wanted.update(fact.code for fact in family.missing)
    wanted.update(_wholly(wanted))
    return Guidance(
        prospects=tuple(prospects),
        next_facts=tuple(fact for code, fact in known.items() if code in wanted and code not in asked),
    )


def _wholly(wanted: set[str]) -> set[str]:
    """Return all facts of those topics that are asked about wholly or not at all."""
    codes = ({fact.code for fact in topic.facts} for topic in TOPICS if topic.whole)
    return {code for topic in codes if topic & wanted for code in topic}


def _facts(known: Mapping[str, Fact], answers: Answers) -> dict[str, FactValue]:
    given = {code: answer for code, answer in answers.items() if answer is not None and code in known}
    return {
        code: FactValue(value=value_declared(known[code], answer), source=YOUR_ANSWER) for code, answer in given.items()
    }


def _asked(facts: Mapping[str, FactValue], programme: Programme | None) -> _Asked:
    asked = _Asked()
    asked.update(facts)
    if programme:
        asked[PROGRAMME] = FactValue(value=programme.code, source=YOUR_ANSWER)
    return asked
