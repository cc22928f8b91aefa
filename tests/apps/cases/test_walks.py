"""Random walks of many hands over one case: whatever they try, trail, stage, clock and eyes agree after each step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import review
from tests.factories.cast import AT, Cast, citizen

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations import assignment, checking, drafting, making
from iskan.apps.cases.operations import review as grounds
from iskan.apps.cases.operations.moves import HeldByAnother, RecommendationStands
from iskan.apps.cases.queries.promises import promise_of
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.calendar import working_calendar
from iskan.core.catalogue import Channel, Service
from iskan.core.forms import Step, YesNoQuestion
from iskan.core.lifecycle import Clock, UnlawfulTransition
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, SameEyes
from iskan.core.text import Text
from iskan.foundation.reading import clear_process_caches
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.criteria.ages import AGE
from iskan.policy.departments import HOUSING_REQUESTS
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_NEW_APPLICATION
from iskan.policy.service_families import APPLYING

WORDS = Text(ar="خدمة للتجربة", en="A service to try")
SERVICE = Service(
    code="walked",
    name=WORDS,
    summary=WORDS,
    who_may_apply=(),
    by_delegate=True,
    legal_basis=(),
    channels=(Channel.WEB,),
    fee=None,
    promise=PROMISE_NEW_APPLICATION,
    steps=(Step(code="only", title=WORDS, questions=(YesNoQuestion(code="agrees", label=WORDS),)),),
    criteria=(AGE,),
    lifecycle=course(code="walked", decided_by=Eyes.TWO),
    decided_by=HOUSING_REQUESTS,
    family=APPLYING,
)
OFFICIALS = ("reviewer", "second_reviewer", "approver", "supervisor", "auditor", "outsider", "both")
NAMED = (
    *(NotForThisRole, OwnHousehold, ReasonMissing, RecommendationStands, SameEyes, OutOfScope, UnlawfulTransition),
    *(HeldByAnother, drafting.AlreadyFiled, drafting.IncompleteApplication, assignment.NotAnAssignee),
    *(making.AgainstRecommendation, making.AnswerMissing, grounds.ChecksUnfinished, grounds.CriteriaNotMet),
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody, about to do something to the case at an instant."""

    scope: Scope
    reference: str
    at: datetime
    cast: Cast

    @property
    def where(self) -> dict[str, Any]:
        return {"scope": self.scope, "reference": self.reference, "at": self.at}


ACTS: dict[str, Callable[[Attempt], object]] = {
    "save": lambda h: drafting.save_step(**h.where, step_code="only", posted={"agrees": ["yes"]}, version=0),
    "submit": lambda h: drafting.submit_case(**h.where, declared=frozenset()),
    "discard": lambda h: drafting.discard_draft(**h.where),
    "withdraw": lambda h: review.withdraw(**h.where, reason=""),
    "answer": lambda h: review.answer_request(**h.where, answer="هذا ردي"),
    "begin": lambda h: review.begin_review(**h.where),
    "ask": lambda h: review.request_from_citizen(**h.where, text="وضّح", evidence_codes=()),
    "recommend_approval": lambda h: review.recommend(**h.where, outcome=Outcome.APPROVED, reason="يستحق"),
    "recommend_refusal": lambda h: review.recommend(**h.where, outcome=Outcome.REFUSED, reason="لا يستحق"),
    "return": lambda h: review.return_to_review(**h.where, reason="أعد النظر"),
    "approve": lambda h: review.decide(**h.where, outcome=Outcome.APPROVED, reason="يستحق"),
    "refuse": lambda h: review.decide(**h.where, outcome=Outcome.REFUSED, reason="لا يستحق"),
    "reassess": lambda h: checking.reassess(**h.where),
    "note": lambda h: review.add_note(**h.where, text="ملاحظة"),
    "claim": lambda h: assignment.claim(**h.where),
    "release": lambda h: assignment.release(**h.where),
    "assign": lambda h: assignment.assign(
        scope=h.scope, references=[h.reference], assignee_id=h.cast.second_reviewer.pk, at=h.at
    ),
}
# Walks begin further on as well, or few would come to a decision.
WAYS = (
    ("save", "submit", "reassess", "begin", "recommend_approval", "approve"),
    (
        "save",
        "submit",
        "begin",
        "ask",
        "answer",
        "reassess",
        "recommend_refusal",
        "return",
        "recommend_refusal",
        "refuse",
    ),
)
BEGUN = st.tuples(st.sampled_from(WAYS), st.integers(0, 9)).map(
    lambda way: [(act, "likely", 1) for act in way[0][: way[1]]]
)
STEPS = st.tuples(
    st.sampled_from(sorted(ACTS)), st.sampled_from(["likely", "applicant", *OFFICIALS]), st.integers(0, 60)
)
LIKELY = {
    **dict.fromkeys(("save", "submit", "discard", "withdraw", "answer"), "applicant"),
    **dict.fromkeys(("return", "approve", "refuse"), "approver"),
    "assign": "supervisor",
}


@pytest.fixture
def _offered(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = catalogue.declared()
    monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, SERVICE.code: SERVICE})


@pytest.fixture
def hands(cast: Cast) -> dict[str, Scope]:
    both = cast.administrator
    both.roles, both.department = ["reviewer", "approver"], cast.requests
    both.save()
    officials = {name: cast.scope(name) for name in OFFICIALS if name != "both"}
    applicant = scope_of(citizen("900101001"), AT.date())
    return {"applicant": applicant, "both": scope_of(both, AT.date()), **officials}


@pytest.mark.no_cover
@pytest.mark.usefixtures("_offered")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(begun=BEGUN, steps=st.lists(STEPS, min_size=2, max_size=20))
def test_whatever_is_tried_the_case_agrees_with_its_trail(
    cast: Cast, hands: dict[str, Scope], begun: list[tuple[str, str, int]], steps: list[tuple[str, str, int]]
) -> None:
    with transaction.atomic():
        clear_process_caches()
        case = drafting.start_case(scope=hands["applicant"], service_code=SERVICE.code, at=AT)
        at = AT
        for act, who, hours in (*begun, *steps):
            at += timedelta(hours=hours)
            scope = hands[LIKELY.get(act, "reviewer") if who == "likely" else who]
            _try(act, Attempt(scope, case.reference, at, cast))
            case.refresh_from_db()
            _check(case, timezone.localdate(at))
        transaction.set_rollback(True)


def _try(act: str, attempt: Attempt) -> None:
    before = _state(attempt.reference)
    try:
        with transaction.atomic():
            ACTS[act](attempt)
    except NAMED:
        assert _state(attempt.reference) == before, "what is refused changes nothing"


def _state(reference: str) -> dict[str, object]:
    case = Case.objects.get(reference=reference)
    rows = (case.events, case.decisions, case.requests, case.pauses, case.notes, case.assessments)
    return {**Case.objects.filter(pk=case.pk).values()[0], "rows": [related.count() for related in rows]}


def _check(case: Case, today: Any) -> None:
    moves = list(case.events.filter(kind="transition").order_by("pk"))
    lifecycle = SERVICE.lifecycle
    _check_trail(moves)
    stage = lifecycle.stage(case.stage)
    assert case.stage == (moves[-1].target if moves else lifecycle.initial.code)
    assert (case.closed_at is not None) == stage.closed
    assert (case.filed_at is not None) == any(move.code == "submit" for move in moves)
    assert (case.due_on is not None) == (case.filed_at is not None)
    waits = case.filed_at is not None and stage.clock is Clock.PAUSED
    assert case.pauses.filter(ended_on=None).exists() == waits
    assert case.requests.filter(answered_at=None).exists() == waits
    if case.filed_at is not None and stage.clock is Clock.RUNNING:
        assert case.due_on == promise_of(case, SERVICE).due_on(working_calendar(), today)
    _check_eyes(case, moves)


def _check_trail(moves: list[Any]) -> None:
    code = SERVICE.lifecycle.initial.code
    for move in moves:
        lawful = SERVICE.lifecycle.transition(move.code, move.source)
        assert (move.source, move.target) == (code, lawful.target)
        code = move.target


def _check_eyes(case: Case, moves: list[Any]) -> None:
    decided = [move for move in moves if move.code in {"approve", "refuse"}]
    standing = case.decisions.filter(replaced_at=None).first()
    assert bool(decided) == bool(standing and standing.outcome)
    if decided and standing:
        assert standing.decided_by_id == decided[0].actor_id != standing.recommended_by_id
    waiting = standing is not None and not standing.outcome
    assert (case.stage == "awaiting_decision") <= waiting
