"""The moves of the ministry's own courses under short names, for tests that walk a case through them."""

from datetime import datetime

from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case, CaseEvent, CitizenRequest, Decision
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.review import add_note
from iskan.foundation.scope import Scope

__all__ = [
    "add_note",
    "answer_request",
    "begin_review",
    "decide",
    "recommend",
    "request_from_citizen",
    "return_to_review",
    "withdraw",
]


def begin_review(*, scope: Scope, reference: str, at: datetime, version: int | None = None) -> CaseEvent:
    """Take a waiting case into review."""
    return make_move(scope=scope, reference=reference, code="begin_review", at=at, version=version)


def request_from_citizen(
    *,
    scope: Scope,
    reference: str,
    text: str,
    evidence_codes: tuple[str, ...],
    at: datetime,
    within: int | None = 10,
    version: int | None = None,
) -> CitizenRequest:
    """Ask the citizen for something."""
    event = make_move(
        scope=scope,
        reference=reference,
        code="request_evidence",
        at=at,
        reason=text,
        documents=evidence_codes,
        within=within,
        version=version,
    )
    return CitizenRequest.objects.get(pk=event.detail["request"])


def answer_request(*, scope: Scope, reference: str, answer: str, at: datetime) -> Case:
    """Answer what the ministry asked."""
    return make_move(scope=scope, reference=reference, code="answer_request", at=at, reason=answer).case


def recommend(
    *, scope: Scope, reference: str, outcome: Outcome, reason: str, at: datetime, version: int | None = None
) -> Decision:
    """Recommend an answer to a second official."""
    code = "recommend_approval" if outcome == Outcome.APPROVED else "recommend_refusal"
    event = make_move(scope=scope, reference=reference, code=code, at=at, reason=reason, version=version)
    return event.case.decisions.get(replaced_at__isnull=True)


def return_to_review(*, scope: Scope, reference: str, reason: str, at: datetime, version: int | None = None) -> Case:
    """Send a recommendation back."""
    move = make_move(scope=scope, reference=reference, code="return_to_review", at=at, reason=reason, version=version)
    return move.case


def decide(
    *, scope: Scope, reference: str, outcome: Outcome, reason: str, at: datetime, version: int | None = None
) -> Decision:
    """Decide a case."""
    code = "approve" if outcome == Outcome.APPROVED else "refuse"
    event = make_move(scope=scope, reference=reference, code=code, at=at, reason=reason, version=version)
    return event.case.decisions.get(replaced_at__isnull=True)


def withdraw(*, scope: Scope, reference: str, reason: str, at: datetime) -> Case:
    """Withdraw a filed application."""
    return make_move(scope=scope, reference=reference, code="withdraw", at=at, reason=reason).case
