"""What a service is, in the order a service file states it; everything else is derived from this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iskan.core.charges import ChargeKind, DeclaredPayout, Deposit, Fee, Priced
from iskan.core.conditions import Condition
from iskan.core.consents import Consent
from iskan.core.dated import Dated, FigureBook, LegalBasis
from iskan.core.effects import Call, Effect, EndReferral, FallDue, OrderInspection, PayOut, SendTo
from iskan.core.eligibility import Assessment, Criterion, Fact, FactValue, assess
from iskan.core.evidence import Evidence
from iskan.core.facts_json import NOT_A_CHOICE, BadFacts
from iskan.core.forms import EarlierCaseQuestion, GroupQuestion, Question, Step
from iskan.core.inspections import Inspection
from iskan.core.lifecycle import CaseOutcome, Lifecycle
from iskan.core.offices import Decider, DeclaredDepartment
from iskan.core.partners import Partner
from iskan.core.text import Text


class Channel(StrEnum):
    """A way in."""

    WEB = "web"
    PHONE = "phone"
    DESK = "desk"
    API = "api"


class Audience(StrEnum):
    """For whom a service is."""

    CITIZEN = "citizen"
    RESIDENT = "resident"
    COMPANY = "company"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFamily:
    """A group of services that people look for together; lists show them by ``position``, the lowest first."""

    code: str
    name: Text
    summary: Text
    position: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A page that answers at once and is no service; ``page`` is the name of its address."""

    code: str
    name: Text
    summary: Text
    family: ServiceFamily
    keywords: tuple[Text, ...] = ()
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """When a service is open to a person, by a condition over facts, and in words why it is not open otherwise."""

    condition: Condition
    because: Text


class SubjectKind(StrEnum):
    """What kind of thing a case is about."""

    HOME = "home"
    ADDRESS = "address"
    PARCEL = "parcel"
    PERMIT = "permit"
    ACCOUNT = "account"
    DOCUMENT = "document"
    BODY = "body"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a case is about, named by the answers to some questions; one open case an applicant, service and subject."""

    kind: SubjectKind
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which earlier case of the applicant's own a case is about; the answer to one question names it.

    It is of one of the ``services``, where none is named of any but this one, and ended with one of the ``outcomes``,
    no more than the figure ``within`` of days ago where the law sets one. Each of ``facts`` must be known of it, and is
    then a fact of the later case. ``decided_by_others`` leaves the later case to officials who did not decide it.
    ``is_optional`` admits a case that is about none: what it concerns may be older than the system.
    """

    services: tuple[str, ...] = ()
    outcomes: tuple[CaseOutcome, ...]
    within: Dated[int] | None = None
    facts: tuple[str, ...] = ()
    decided_by_others: bool = False
    is_optional: bool = False


class Subjects(StrEnum):
    """About whom a register is asked. PERSON is the applicant alone, of whose family nothing is asked."""

    PERSON = "person"
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
class RegisterCheck:
    """A question to a register: which one, about whom, for what purpose.

    The legal ground is the service's own legal basis unless ``legal_ground`` states another.
    ``before_filing`` checks answer what the form would otherwise ask; the others run once the case is filed.
    ``declaration`` names the declaration each adult must have made first.
    """

    register: str
    subjects: Subjects
    purpose: Text
    legal_ground: Text | None = None
    before_filing: bool = False
    declaration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What the citizen must accept before filing; ``each_adult`` asks it of every adult of the household."""

    code: str
    text: Text
    each_adult: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A line of a document that repeats the answer to a question, in words."""

    question: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """A line of a document that repeats a fact of the case, in words."""

    fact: str


@dataclass(frozen=True, slots=True)
class SuppliedLine:
    """Lines of a document that another app supplies under a name; the name is registered with `document_lines`."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One thing a document states; a supplied source may come to several lines or to none."""

    label: Text
    source: AnswerLine | FactLine | SuppliedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredDocument:
    """A document a case yields; ``template`` names the kind of contents and the Typst source that draws it.

    ``lines`` are what a certificate states. It begins to hold on the day of issue, or on the day that answers the
    question ``valid_from``. ``valid_for`` is the figure of months it holds, without one it holds until revoked;
    ``renewable_before`` the figure of days before its end from which it may be renewed. The ``signer`` is the deciding
    department unless another is named. ``is_feminine`` says that the words for its state agree with a feminine name.
    """

    code: str
    name: Text
    is_feminine: bool = False
    template: str = "certificate"
    lines: tuple[DocumentLine, ...] = ()
    statement: Text | None = None
    valid_from: str | None = None
    valid_for: Dated[int] | None = None
    renewable_before: Dated[int] | None = None
    signer: DeclaredDepartment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service a citizen may ask for.

    ``promise`` is the figure of working days to an answer; there is none where all is done at once. A filed case keeps
    the law, questions and stages it was filed under. ``decided_by`` is the office whose officials decide and whose name
    stands on what is issued; lists show services by ``position``, the lowest first. ``fee`` is what it costs and
    ``deposit`` what is left with the office and given back; ``payout`` is what is paid to the applicant.
    ``looked_at_when`` says by which answers an official must look at a case that is done at once otherwise, beside any
    objection in it.
    """

    code: str
    name: Text
    summary: Text
    who_may_apply: tuple[Text, ...]
    by_delegate: bool
    legal_basis: tuple[LegalBasis, ...]
    channels: tuple[Channel, ...]
    fee: Fee | None
    promise: Dated[int] | None
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    register_checks: tuple[RegisterCheck, ...] = ()
    programme_question: str | None = None
    programmes: tuple[Programme, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    lifecycle: Lifecycle
    decided_by: Decider
    family: ServiceFamily
    documents: tuple[DeclaredDocument, ...] = ()
    keywords: tuple[Text, ...] = ()
    subject: Subject | None = None
    about: About | None = None
    audiences: tuple[Audience, ...] = (Audience.CITIZEN,)
    consents: tuple[Consent, ...] = ()
    opens_when: tuple[Opening, ...] = ()
    looked_at_when: Condition | None = None
    partners: tuple[Partner, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    position: int = 100
    deposit: Deposit | None = None
    payout: DeclaredPayout | None = None

    def step(self, code: str) -> Step:
        """Return a step by its code, or raise `KeyError`."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)

    def register_check(self, register: str) -> RegisterCheck | None:
        """Return the question put to a register, if the service asks it."""
        return next((check for check in self.register_checks if check.register == register), None)

    def ground_of(self, check: RegisterCheck) -> Text:
        """Return the legal ground of a question to a register: its own, or else all the service rests on."""
        if check.legal_ground is not None:
            return check.legal_ground
        cited = [basis.cited() for basis in self.legal_basis]
        return Text(ar="، ".join(text.ar for text in cited), en="; ".join(text.en for text in cited))

    def document(self, code: str) -> DeclaredDocument:
        """Return a document the service issues by its code, or raise `KeyError`."""
        for document in self.documents:
            if document.code == code:
                return document
        raise KeyError(code)

    def partner(self, code: str) -> Partner:
        """Return one of its partners by its code, or raise `KeyError`."""
        for partner in self.partners:
            if partner.code == code:
                return partner
        raise KeyError(code)

    def inspection(self, code: str) -> Inspection:
        """Return one of its inspections by its code, or raise `KeyError`."""
        for inspection in self.inspections:
            if inspection.code == code:
                return inspection
        raise KeyError(code)

    def priced(self, kind: ChargeKind) -> Priced | None:
        """Return what prices its fee or its deposit, where it has one."""
        return self.fee if kind is ChargeKind.FEE else self.deposit

    @property
    def charged(self) -> Mapping[ChargeKind, Priced]:
        """What it charges, by kind."""
        return {kind: priced for kind in ChargeKind if (priced := self.priced(kind)) is not None}

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

    @property
    def earlier_case(self) -> EarlierCaseQuestion | None:
        """The question whose answer names the earlier case, where its cases are about one."""
        return next((question for question in self.questions() if isinstance(question, EarlierCaseQuestion)), None)

    def may_be_about(self, code: str, outcome: CaseOutcome | None) -> bool:
        """Say whether its cases may be about one of a service that ended so; what facts that one has is not asked."""
        if self.about is None or outcome not in self.about.outcomes:
            return False
        return code in self.about.services if self.about.services else code != self.code

    @property
    def told_apart_by(self) -> Subject | None:
        """What tells one person's cases apart: the subject it declares, or the earlier case each is about."""
        question = self.earlier_case
        return Subject(kind=SubjectKind.CASE, questions=(question.code,)) if question else self.subject

    def groups(self) -> tuple[GroupQuestion, ...]:
        """Return the repeated groups."""
        return tuple(question for question in self.questions() if isinstance(question, GroupQuestion))


def says(service: Service, effect: Effect) -> Text:  # noqa: PLR0911 -- one a kind of effect
    """Return in words what an effect of a service's lifecycle does."""
    if isinstance(effect, Call):
        return effect.says
    if isinstance(effect, SendTo):
        return _SENT.format(partner=service.partner(effect.partner).name)
    if isinstance(effect, EndReferral):
        return _ENDED.format(partner=service.partner(effect.of_partner).name)
    if isinstance(effect, OrderInspection):
        return _ORDERED.format(inspection=service.inspection(effect.inspection).name)
    if isinstance(effect, FallDue):
        words = effect.charges.words
        return Text(ar=f"يُستحق على مقدم الطلب: {words.ar}", en=f"Falls due: {words.en[:1].lower()}{words.en[1:]}")
    if isinstance(effect, PayOut):
        return effect.pays.words
    name = service.document(effect.document).name
    return Text(ar=f"الوثيقة الصادرة: {name.ar}", en=f"Issued: {name.en}")


def assess_service(
    service: Service,
    facts: Mapping[str, FactValue],
    day: date,
    *,
    programme: str | None = None,
    figures: FigureBook | None = None,
    criteria: tuple[Criterion, ...] | None = None,
    filed_on: date | None = None,
) -> Assessment:
    """Test a household for a service and for a programme: the one named, or else the one in the facts.

    After filing it is tested by the ``criteria`` named, with the day it was ``filed_on``.

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
    judged = service.criteria_for(programme) if criteria is None else criteria
    return assess(judged, facts, day, figures, filed_on=filed_on)


_SENT = Text(
    ar="يُرسل إلى {partner} ما يلزم من بيانات الطلب دون غيرها، ويُنتظر رده",
    en="{partner} is sent what it needs of the application and no more, and its answer is awaited",
)
_ENDED = Text(ar="يُبلَّغ {partner} بأن رده لم يعد منتظرًا", en="{partner} is told that its answer is awaited no more")
_ORDERED = Text(ar="تُطلب: {inspection}", en="Ordered: {inspection}")
_CHOSEN = Text(ar="اختيار مقدم الطلب", en="The applicant's choice")
