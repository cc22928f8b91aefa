"""Bodies outside the ministry that have a say in a case: what each is sent, and what it may answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from iskan.core.conditions import Condition
from iskan.core.dated import Dated
from iskan.core.forms import Question
from iskan.core.money import Money
from iskan.core.text import Text


class BodyKind(StrEnum):
    """What a partner body is to a case."""

    BANK = "bank"
    UTILITY = "utility"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerBody:
    """A body outside the ministry whose people answer on their own desk or by program."""

    code: str
    kind: BodyKind
    name: Text


class ApplicantDetail(StrEnum):
    """What a partner may be told of the applicant themselves."""

    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """One thing a partner is sent: an answer, a fact of the case, or a detail of the applicant."""

    code: str
    label: Text
    answer: str | None = None
    fact: str | None = None
    applicant: ApplicantDetail | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most that may be answered to a question: a figure, in dinars or in the question's own unit.

    With ``when`` it binds only where the applicant's answers fulfil the condition.
    """

    question: str
    amount: Dated[Money] | None = None
    number: Dated[int] | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswer:
    """An answer a partner may give, which is a move of the case: ``agrees`` where it is no refusal.

    A refusal says why in words. An answer is within the ``limits`` as they stand on its day; a limit that is not
    configured binds nobody.
    """

    code: str
    label: Text
    agrees: bool
    asks: tuple[Question, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Whose answer a case needs.

    One body, or the one that the answer to ``question`` names by its code. It is sent ``sends`` and nothing else, and
    has the ``promise`` of working days to answer; where that is not configured, no last day is named.
    """

    code: str
    name: Text
    bodies: tuple[PartnerBody, ...]
    question: str | None = None
    sends: tuple[SentLine, ...]
    answers: tuple[PartnerAnswer, ...]
    promise: Dated[int] | None = None

    def answer(self, code: str) -> PartnerAnswer | None:
        """Return the answer of that code, if it may be given."""
        return next((one for one in self.answers if one.code == code), None)


class NoBody(LookupError):
    """The answers name no body the case could be sent to."""


def body_asked(partner: Partner, answers: Mapping[str, object]) -> PartnerBody:
    """Return the body whose answer a case with these answers needs.

    Raises:
        NoBody: the question that names the body has no answer, or an unknown one.
    """
    if partner.question is None:
        return partner.bodies[0]
    code = answers.get(partner.question)
    for body in partner.bodies:
        if body.code == code:
            return body
    raise NoBody(f"{partner.question}: {code}")


def partner_faults(partner: Partner, questions: Mapping[str, Question]) -> Iterator[str]:
    """Yield what a partner's declaration names and the service does not ask."""
    yield from _body_faults(partner, questions)
    for line in partner.sends:
        if line.answer is not None and line.answer not in questions:
            yield f"the partner {partner.code!r} is sent the answer to {line.answer!r}, which no step asks"
        if sum(source is not None for source in (line.answer, line.fact, line.applicant)) != 1:
            yield f"the partner {partner.code!r} is sent {line.code!r} from no one source"
    for answer in partner.answers:
        asked = {question.code for question in answer.asks}
        for one in sorted({limit.question for limit in answer.limits} - asked):
            yield f"the answer {answer.code!r} limits {one!r}, which it does not ask"


def _body_faults(partner: Partner, questions: Mapping[str, Question]) -> Iterator[str]:
    if (partner.question is None) != (len(partner.bodies) == 1):
        yield f"the partner {partner.code!r} is one of {len(partner.bodies)} bodies, and nothing says which"
    if partner.question is not None:
        offered = {option.code for option in getattr(questions.get(partner.question), "options", ())}
        if other := offered ^ {body.code for body in partner.bodies}:
            yield f"the options of {partner.question!r} are not the bodies of {partner.code!r}: {sorted(other)}"
