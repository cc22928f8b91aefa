"""The one way to make a declared move: whoever makes it, all its declaration demands and brings is read from it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases import needs, rules
from iskan.apps.cases.enums import Outcome, RequestEnding
from iskan.apps.cases.models import Case, CaseEvent, CitizenRequest, Decision
from iskan.apps.cases.operations.assignment import return_to
from iskan.apps.cases.operations.colleagues import check_holder, colleague_of
from iskan.apps.cases.operations.moves import (
    NeedUnmet,
    check_mover,
    go_on,
    locked_case,
    move,
    why_partial,
)
from iskan.apps.cases.operations.requests import IdentityNotStated, TakenAnswer, check_overdue, last_day
from iskan.apps.cases.operations.review import check_criteria, check_evidence, check_grounds, newest_assessment
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.wizard import context_of
from iskan.core.answers import Answers, Posted, read_questions
from iskan.core.catalogue import Service
from iskan.core.lifecycle import ENDS_REQUEST, Act, CaseOutcome, Lifecycle, Transition, UnlawfulTransition
from iskan.core.refusal import BadAnswers, ReasonMissing, Refusal
from iskan.core.text import Text, tidy
from iskan.foundation.scope import Scope

_RECOMMENDED = {Act.RECOMMEND_APPROVAL: Outcome.APPROVED, Act.RECOMMEND_REFUSAL: Outcome.REFUSED}
_ENDINGS: dict[Act | None, RequestEnding] = {
    Act.ANSWER: RequestEnding.ANSWERED,
    Act.RECALL: RequestEnding.RECALLED,
    Act.TAKE_ANSWER: RequestEnding.TAKEN,
    Act.GO_ON: RequestEnding.UNANSWERED,
}
_DECIDED = {CaseOutcome.GRANTED: Outcome.APPROVED, CaseOutcome.REFUSED: Outcome.REFUSED}


class AnswerMissing(Refusal):
    """An answer needs words or a document."""

    text = Text(ar="أدخل ردك أو أرفق ما طُلب منك.", en="Enter your answer, or attach what was asked for.")


class AgainstRecommendation(Refusal):
    """The second official would decide otherwise than was recommended: it goes back, and is recommended anew."""

    text = Text(
        ar="هذا القرار يخالف التوصية، ولا يتخذه موظف واحد. تُعاد المعاملة إلى المراجعة مع بيان السبب.",
        en="This decision departs from the recommendation, and nobody takes it alone: return the case to review and "
        "say why.",
    )
    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMove:
    """A move that may be made, with all that was said for it."""

    scope: Scope
    case: Case
    service: Service
    transition: Transition
    reason: str
    answers: Answers = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    within: int | None = None
    taken: TakenAnswer | None = None
    at: datetime

    @property
    def recommends(self) -> Outcome | None:
        return _RECOMMENDED.get(self.transition.act) if self.transition.act else None

    @property
    def leads_on(self) -> bool:
        """Whether nothing is left to do for whoever makes it: they decided, recommended, asked or returned."""
        passes_on = self.transition.act in {Act.REQUEST, Act.RETURN}
        return passes_on or self.recommends is not None or self.decides is not None

    @property
    def decides(self) -> Outcome | None:
        outcome = self.service.lifecycle.decides(self.transition)
        return _DECIDED[outcome] if outcome else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedMoves:
    """The moves of a viewer; ``held`` says why not all of their role."""

    moves: tuple[Transition, ...]
    held: Refusal | None


@transaction.atomic
def plan_move(
    *,
    scope: Scope,
    reference: str,
    code: str,
    at: datetime,
    reason: str = "",
    answers: Posted | None = None,
    documents: tuple[str, ...] = (),
    within: int | None = None,
    taken: TakenAnswer | None = None,
    version: int | None = None,
) -> PlannedMove:
    """Return a move as it would be made, and make nothing.

    ``documents`` are the kinds a request asks for and ``within`` the working days to answer it, where the law names
    none; ``taken`` says how whoever enters an applicant's answer knew them.

    Raises:
        OutOfScope, StaleEdit: as `locked_case`. UnlawfulTransition: no such move from where the case stands.
        NotForThisRole, OwnHousehold, FiledByOneself, DecidedEarlier, SameEyes, ReasonMissing, NeedUnmet: as `move`.
        HeldByAnother: a colleague holds the case and makes this move.
        BadAnswers: a question it asks is not answered. AnswerMissing: an answer without words or documents.
        AnswerDaysMissing: a request without a last day. AnswerStillAwaited: it is too early to go on without an answer.
        IdentityNotStated: an answer is entered for somebody nobody says how they were known.
        AgainstRecommendation: the second official decides as was recommended, or returns the case.
        ChecksUnfinished, CriteriaNotMet, EvidenceUnsettled: what is known of the case does not bear the answer.
    """
    case = locked_case(scope, reference, version)
    service = service_of(case)
    transition = service.lifecycle.transition(code, case.stage)
    if case.filed_at is None or transition.act is Act.SUBMIT:
        raise UnlawfulTransition(code, case.stage)
    check_mover(scope, case, transition, reason)
    check_holder(scope, case, transition, timezone.localdate(at))
    if lacking := needs.lacking(case, service, transition):
        raise NeedUnmet(lacking)
    planned = PlannedMove(
        scope=scope,
        case=case,
        service=service,
        transition=transition,
        reason=reason.strip(),
        answers=_read(case, transition, answers or {}, at),
        documents=tuple(kind.code for kind in service.evidence if kind.code in documents),
        within=within,
        taken=taken,
        at=at,
    )
    _check(planned)
    return planned


def _read(case: Case, transition: Transition, answers: Posted, at: datetime) -> Answers:
    reading = read_questions(transition.asks, answers, context_of(case), timezone.localdate(at))
    if reading.faults:
        raise BadAnswers(reading.faults)
    return reading.answers


@transaction.atomic
def make_move(
    *,
    scope: Scope,
    reference: str,
    code: str,
    at: datetime,
    reason: str = "",
    answers: Posted | None = None,
    documents: tuple[str, ...] = (),
    within: int | None = None,
    taken: TakenAnswer | None = None,
    version: int | None = None,
) -> CaseEvent:
    """Make a move the lifecycle declares, and those the system makes at once after it; it refuses as `plan_move`."""
    planned = plan_move(
        scope=scope,
        reference=reference,
        code=code,
        at=at,
        reason=reason,
        answers=answers,
        documents=documents,
        within=within,
        taken=taken,
        version=version,
    )
    detail: dict[str, Any] = {"answers": planned.answers} if planned.answers else {}
    if planned.transition.act is Act.REQUEST:
        detail |= _opened(planned)
    event = move(case=planned.case, scope=scope, code=code, at=at, reason=_reason_kept(planned), detail=detail)
    _follow(planned)
    go_on(case=planned.case, service=planned.service, at=at)
    return event


def _check(planned: PlannedMove) -> None:
    """Refuse what the case does not bear, by what the move does."""
    case, service, reason = planned.case, planned.service, planned.reason
    if planned.transition.act in {Act.REQUEST, *ENDS_REQUEST}:
        _check_request(planned)
    if planned.recommends:
        check_grounds(case, service, approves=planned.recommends == Outcome.APPROVED, reason=reason)
    elif planned.decides and planned.transition.four_eyes:
        _check_decision(planned)
    elif planned.decides:
        check_grounds(case, service, approves=planned.decides == Outcome.APPROVED, reason=reason)


def _check_request(planned: PlannedMove) -> None:
    on = timezone.localdate(planned.at)
    match planned.transition.act:
        case Act.REQUEST:
            if not planned.reason:
                raise ReasonMissing
            last_day(planned.within, on)
        case Act.ANSWER:
            _check_answer(planned)
        case Act.GO_ON:
            check_overdue(_request_open(planned), on)
        case Act.TAKE_ANSWER:
            _request_open(planned)
            if planned.taken is None:
                raise IdentityNotStated
            planned.taken.check()


def _check_answer(planned: PlannedMove) -> None:
    request = _request_open(planned)
    added = planned.case.evidence.filter(added_at__gte=request.asked_at, withdrawn_at__isnull=True)
    if not planned.reason and not added.exists():
        raise AnswerMissing


def _check_decision(planned: PlannedMove) -> None:
    """Let a second official decide as was recommended, on documents that were all judged."""
    standing = _recommendation(planned)
    if planned.decides != standing.recommendation:
        raise AgainstRecommendation
    if planned.decides == Outcome.APPROVED:
        check_criteria(planned.case, standing.findings)
        check_evidence(planned.case, planned.service)


def _request_open(planned: PlannedMove) -> CitizenRequest:
    request = planned.case.requests.filter(answered_at__isnull=True).first()
    if request is None:
        raise UnlawfulTransition(planned.transition.code, planned.case.stage)
    return request


def _recommendation(planned: PlannedMove) -> Decision:
    waiting = planned.case.decisions.select_for_update().filter(replaced_at__isnull=True, outcome="")
    standing = waiting.first()
    if standing is None:
        raise UnlawfulTransition(planned.transition.code, planned.case.stage)
    return standing


def _reason_kept(planned: PlannedMove) -> str:
    """Return the words of the move; a decision without its own goes by those of the recommendation."""
    if planned.reason or not (planned.decides and planned.transition.four_eyes):
        return planned.reason
    return _recommendation(planned).recommendation_reason


def _opened(planned: PlannedMove) -> dict[str, Any]:
    """Keep a request, and return what the line of the trail says of it."""
    until = last_day(planned.within, timezone.localdate(planned.at))
    request = CitizenRequest.objects.create(
        case=planned.case,
        text=planned.reason,
        evidence_codes=list(planned.documents),
        asked_by_id=planned.scope.acting_id,
        asked_at=planned.at,
        due_on=until,
    )
    return {"request": request.pk, "due_on": until.isoformat()}


def _follow(planned: PlannedMove) -> None:
    """Keep beside the trail what the move did."""
    case = planned.case
    match planned.transition.act:
        case Act.BEGIN if case.assignee_id is None:
            case.assignee_id = planned.scope.user_id
            case.save(update_fields=["assignee"])
        case Act.RETURN:
            _return(planned)
        case act if act in _ENDINGS:
            _end_request(planned, _ENDINGS[act])
    if planned.recommends:
        _recommend(planned, planned.recommends)
    elif planned.decides:
        _decide(planned, planned.decides)


def _return(planned: PlannedMove) -> None:
    standing = _recommendation(planned)
    standing.replaced_at = planned.at
    standing.save(update_fields=["replaced_at"])
    if standing.recommended_by_id is not None:
        return_to(scope=planned.scope, case=planned.case, official_id=standing.recommended_by_id, at=planned.at)


def _end_request(planned: PlannedMove, ending: RequestEnding) -> None:
    request = _request_open(planned)
    request.answered_at, request.ending = planned.at, ending
    if ending in {RequestEnding.ANSWERED, RequestEnding.TAKEN}:
        request.answer = planned.reason
    if planned.taken is not None:
        request.taken_by_id = planned.scope.user_id
        request.identified_by = planned.taken.identified_by
        request.identification = tidy(planned.taken.identification)
    request.save()


def _recommend(planned: PlannedMove, outcome: Outcome) -> None:
    Decision.objects.create(
        case=planned.case,
        recommendation=outcome,
        recommended_by_id=planned.scope.acting_id,
        recommended_at=planned.at,
        recommendation_reason=planned.reason,
        findings=_findings(planned.case),
    )


def _decide(planned: PlannedMove, outcome: Outcome) -> None:
    """Keep a decision: on the recommendation that stands where two officials decide, else by itself."""
    if planned.transition.four_eyes:
        decision = _recommendation(planned)
    else:
        decision = Decision(case=planned.case, findings=_findings(planned.case))
    decision.outcome, decision.decided_by_id = outcome, planned.scope.user_id
    decision.decided_at, decision.reason = planned.at, planned.reason
    decision.save()


def _findings(case: Case) -> list[Any]:
    assessment = newest_assessment(case)
    return assessment.findings if assessment else []


def open_moves(scope: Scope, case: Case, on: date) -> tuple[Transition, ...]:
    """Return the moves the viewer may make on a day, for a page to offer, in the order they are declared."""
    return moves_offered(scope, case, on).moves


def moves_offered(scope: Scope, case: Case, on: date) -> OfferedMoves:
    """Return the moves the viewer may make on a day, and why others of their role are a colleague's."""
    of_role = moves_of_role(scope, case)
    colleague = colleague_of(scope, case, on) if of_role else None
    if colleague is None:
        return OfferedMoves(moves=of_role, held=None)
    left = tuple(t for t in of_role if not colleague.makes(t))
    return OfferedMoves(moves=left, held=colleague.held if len(left) < len(of_role) else None)


def moves_of_role(scope: Scope, case: Case) -> tuple[Transition, ...]:
    """Return the moves the viewer could make if nobody else held the case."""
    if case.filed_at is None or why_partial(scope, case):
        return ()
    parties, lifecycle = rules.parties_of(scope, case), service_of(case).lifecycle
    opened = [t for t in lifecycle.leaving(case.stage) if not parties.isdisjoint(t.by)]
    if not any(t.four_eyes for t in opened):
        return tuple(opened)
    barred, recommended = rules.has_recommended(scope, case), rules.recommendation_of(case)
    return tuple(t for t in opened if not t.four_eyes or (not barred and _agrees(lifecycle, t, recommended)))


def _agrees(lifecycle: Lifecycle, transition: Transition, recommended: str | None) -> bool:
    outcome = lifecycle.decides(transition)
    return outcome is None or _DECIDED[outcome] == recommended
