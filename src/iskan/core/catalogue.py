"""What a service is, in the order a service file states it; everything else is derived from this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iskan.core.conditions import Condition
from iskan.core.dated import Dated, FigureBook, LegalBasis
from iskan.core.eligibility import Assessment, Criterion, Fact, FactValue, assess
from iskan.core.facts_json import NOT_A_CHOICE, BadFacts
from iskan.core.forms import GroupQuestion, Question, Step
from iskan.core.lifecycle import Lifecycle
from iskan.core.money import Money
from iskan.core.text import Text


class Channel(StrEnum):
    """A way in."""

    WEB = "web"
    PHONE = "phone"
    DESK = "desk"
    API = "api"


class Subjects(StrEnum):
    """About whom a register is asked."""

    APPLICANT = "applicant"
    ADULTS = "adults"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What is asked for within a service, with the criteria that hold for it alone and the list it leads to."""

    code: str
    name: Text
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document that proves a fact, asked for when its condition holds over answers and register facts."""

    code: str
    name: Text
    help: Text
    required_when: Condition | None = None
    legal_basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCheck:
    """A question to a register: which one, about whom, for what purpose and by what legal ground.

    ``before_filing`` checks answer what the form would otherwise ask; the others run once the case is filed.
    ``declaration`` names the declaration each adult must have made first.
    """

    register: str
    subjects: Subjects
    purpose: Text
    legal_ground: Text
    before_filing: bool = False
    declaration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the citizen must accept before filing; ``each_adult`` asks it of every adult of the household."""

    code: str
    text: Text
    each_adult: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """The document a granted case yields; ``template`` names the Typst source that draws it."""

    code: str
    name: Text
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service a citizen may ask for.

    ``version`` rises with every change, and a filed case keeps the one it was filed under; lists show services by
    ``position``, the lowest first.
    """

    code: str
    version: int
    name: Text
    summary: Text
    who_may_apply: tuple[Text, ...]
    by_delegate: bool
    legal_basis: tuple[LegalBasis, ...]
    channels: tuple[Channel, ...]
    fee: Dated[Money] | None
    promise: Dated[int]
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    register_checks: tuple[RegisterCheck, ...] = ()
    programme_question: str | None = None
    programmes: tuple[Programme, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    lifecycle: Lifecycle
    issues: IssuedDocument | None = None
    position: int = 100

    def step(self, code: str) -> Step:
        """Return a step by its code, or raise `KeyError`."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)

    def register_check(self, register: str) -> RegisterCheck | None:
        """Return the question put to a register, if the service asks it."""
        return next((check for check in self.register_checks if check.register == register), None)

    def programme(self, code: str | None) -> Programme | None:
        """Return the programme of that code, if the service has it."""
        return next((programme for programme in self.programmes if programme.code == code), None)

    def criteria_for(self, programme: str | None) -> tuple[Criterion, ...]:
        """Return the criteria of the service and of one of its programmes together."""
        chosen = self.programme(programme)
        return (*self.criteria, *(chosen.criteria if chosen else ()))

    def facts(self) -> tuple[Fact, ...]:
        """Return every fact any of its criteria may ask for, once, in the order first asked."""
        criteria = (*self.criteria, *(c for p in self.programmes for c in p.criteria))
        return tuple({fact.code: fact for criterion in criteria for fact in criterion.needs}.values())

    def questions(self) -> tuple[Question, ...]:
        """Return every question of every step, those inside repeated groups excepted."""
        return tuple(question for step in self.steps for question in step.questions)

    def groups(self) -> tuple[GroupQuestion, ...]:
        """Return the repeated groups."""
        return tuple(question for question in self.questions() if isinstance(question, GroupQuestion))


def assess_service(
    service: Service,
    facts: Mapping[str, FactValue],
    day: date,
    *,
    programme: str | None = None,
    figures: FigureBook | None = None,
) -> Assessment:
    """Test a household for a service and for a programme: the one named, or else the one in the facts.

    Raises:
        BadFacts: the service has no programme of that name.
    """
    question = service.programme_question
    if question and programme:
        if service.programme(programme) is None:
            codes = ", ".join(known.code for known in service.programmes)
            raise BadFacts({question: NOT_A_CHOICE.format(codes=codes)})
        facts = {**facts, question: FactValue(value=programme, source=_CHOSEN)}
    elif question and question in facts:
        programme = facts[question].value
    return assess(service.criteria_for(programme), facts, day, figures)


_CHOSEN = Text(ar="اختيار مقدم الطلب", en="The applicant's choice")
