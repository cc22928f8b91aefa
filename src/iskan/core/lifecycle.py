"""Stages a case passes through and the lawful moves between them, as one table a lawyer can read."""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from iskan.core.dated import Dated
from iskan.core.effects import Effect
from iskan.core.forms import Question
from iskan.core.refusal import Refusal
from iskan.core.text import Text


class Clock(StrEnum):
    """What the promise clock does while a case stands in a stage.

    It is PAUSED while the applicant's answer is awaited, and stands ELSEWHERE while another body's is.
    """

    UNSTARTED = "unstarted"
    RUNNING = "running"
    PAUSED = "paused"
    ELSEWHERE = "elsewhere"
    STOPPED = "stopped"

    @property
    def waits(self) -> bool:
        """Whether days in such a stage are not the ministry's, and the clock goes on after them."""
        return self in {Clock.PAUSED, Clock.ELSEWHERE}


class Party(StrEnum):
    """Who may make a move."""

    APPLICANT = "applicant"
    SYSTEM = "system"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    SUPERVISOR = "supervisor"
    PARTNER = "partner"
    INSPECTOR = "inspector"
    PAYER = "payer"


OFFICIALS = frozenset({Party.REVIEWER, Party.APPROVER, Party.SUPERVISOR})


class CaseOutcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    DECLINED_ELSEWHERE = "declined_elsewhere"


_DECISIONS = frozenset({CaseOutcome.GRANTED, CaseOutcome.REFUSED})


class Act(StrEnum):
    """What a move does to the case besides taking it to another stage."""

    SUBMIT = "submit"
    BEGIN = "begin"
    REQUEST = "request"
    ANSWER = "answer"
    RECALL = "recall"
    TAKE_ANSWER = "take_answer"
    GO_ON = "go_on"
    RECOMMEND_APPROVAL = "recommend_approval"
    RECOMMEND_REFUSAL = "recommend_refusal"
    RETURN = "return"
    WITHDRAW = "withdraw"


RECOMMENDATIONS = frozenset({Act.RECOMMEND_APPROVAL, Act.RECOMMEND_REFUSAL})
ENDS_REQUEST = frozenset({Act.ANSWER, Act.RECALL, Act.TAKE_ANSWER, Act.GO_ON})


class Need(StrEnum):
    """What must have happened before a move may be made."""

    CONSENTED = "consented"
    PAID = "paid"
    INSPECTED = "inspected"
    HEARD = "heard"
    UNDISPUTED = "undisputed"
    ABOUT_STANDS = "about_stands"
    WITNESSED = "witnessed"
    UNCONFIRMED = "unconfirmed"
    DECEASED_WAITS = "deceased_waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a case stands.

    ``next_step`` tells the citizen what comes next. A stage with an ``outcome`` ends the case and is left by nobody.
    In one with a ``decided`` outcome the case is decided so, and something else is still waited for.
    """

    code: str
    name: Text
    next_step: Text
    clock: Clock
    tone: str = "info"
    outcome: CaseOutcome | None = None
    decided: CaseOutcome | None = None

    @property
    def closed(self) -> bool:
        return self.outcome is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the citizen is told; both texts may name ``{reference}``, ``{service}``, ``{name}`` and ``{reason}``."""

    subject: Text
    body: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A lawful move.

    ``act`` is what it does besides: whoever begins holds the case, a request opens one to the applicant; their answer
    settles it, and so does an official who recalls it, takes the answer for them or goes on without one once its last
    day is over. A recommendation awaits a second official until it is decided on or returned.
    ``four_eyes`` bars whoever recommended; ``asks_reason`` demands words the citizen will read; ``asks`` are further
    questions to whoever makes it. ``after`` is the figure of calendar days in the stage after which the system makes
    it; where that figure is not configured it makes it never, or with ``else_at_once`` as soon as it can. ``needs``
    must be fulfilled first.
    """

    code: str
    label: Text
    sources: tuple[str, ...]
    target: str
    by: tuple[Party, ...]
    act: Act | None = None
    asks_reason: bool = False
    four_eyes: bool = False
    asks: tuple[Question, ...] = ()
    after: Dated[int] | None = None
    else_at_once: bool = False
    needs: tuple[Need, ...] = ()
    effects: tuple[Effect, ...] = ()
    notice: Notice | None = None


class UnlawfulTransition(Refusal):
    """The case may not make this move from where it stands."""

    text = Text(
        ar="انتقلت المعاملة إلى مرحلة أخرى، ولم يعد هذا الإجراء ممكنًا. ترجى مراجعة المرحلة الحالية أدناه.",
        en="The case has moved on to another stage and this can no longer be done. See where it stands now.",
    )
    status = HTTPStatus.CONFLICT

    def __init__(self, transition: str, stage: str) -> None:
        super().__init__()
        self.transition = transition
        self.stage = stage

    def __str__(self) -> str:
        return f"{self.transition!r} is not a lawful move from {self.stage!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """All stages of a kind of case, the first being where it begins, and all moves."""

    code: str
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]

    @property
    def initial(self) -> Stage:
        return self.stages[0]

    def stage(self, code: str) -> Stage:
        """Return a stage by its code, or raise `KeyError`."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(code)

    def transition(self, code: str, stage: str) -> Transition:
        """Return the move of that code from a stage, or raise `UnlawfulTransition`."""
        for transition in self.transitions:
            if transition.code == code and stage in transition.sources:
                return transition
        raise UnlawfulTransition(code, stage)

    def leaving(self, stage: str) -> tuple[Transition, ...]:
        """Return the moves anybody may make from a stage."""
        return tuple(t for t in self.transitions if stage in t.sources)

    def open_to(self, party: Party, stage: str) -> tuple[Transition, ...]:
        """Return the moves a party may make from a stage."""
        return tuple(t for t in self.leaving(stage) if party in t.by)

    def move_that(self, act: Act, stage: str) -> Transition:
        """Return the move from a stage that does something, or raise `UnlawfulTransition`."""
        for transition in self.leaving(stage):
            if transition.act is act:
                return transition
        raise UnlawfulTransition(act, stage)

    def at_once(self, stage: str) -> tuple[Transition, ...]:
        """Return the moves the system makes from a stage as soon as it can."""
        return tuple(t for t in self.open_to(Party.SYSTEM, stage) if t.after is None)

    def timers(self, stage: str) -> tuple[Transition, ...]:
        """Return the moves the system makes once a case has stood in a stage for some days."""
        return tuple(t for t in self.open_to(Party.SYSTEM, stage) if t.after is not None)

    def decides(self, transition: Transition) -> CaseOutcome | None:
        """Return what an official's move grants or refuses; nothing where it decides nothing, or all was decided."""
        stage = self.stage(transition.target)
        outcome = stage.outcome or stage.decided
        is_open = not all(self.stage(source).decided for source in transition.sources)
        is_officials = not OFFICIALS.isdisjoint(transition.by)
        return outcome if is_open and is_officials and outcome in _DECISIONS else None

    def weighs(self, transition: Transition) -> bool:
        """Say whether an official's move decides a case or recommends how to."""
        return transition.act in RECOMMENDATIONS or self.decides(transition) is not None

    def is_of_decision(self, code: str, stage: str) -> bool:
        """Say whether an official's move from a stage decides a case or recommends how to."""
        moves = (t for t in self.transitions if t.code == code and stage in t.sources)
        return any(self.weighs(t) for t in moves)

    @property
    def is_automatic(self) -> bool:
        """Whether no official has a part in it: all is done as soon as it is asked for."""
        return all(OFFICIALS.isdisjoint(t.by) and Party.PARTNER not in t.by for t in self.transitions)

    @property
    def is_automatic_if_undisputed(self) -> bool:
        """Whether all is done as soon as it is asked for, except where an official must look at something."""
        return any(Need.UNDISPUTED in t.needs for t in self.transitions)
