"""The ministry's work on a filed case: review, questions to the citizen, recommendation, decision, withdrawal."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EvidenceVerdict, Outcome
from iskan.apps.cases.models import Case, CaseNote, CitizenRequest, Decision
from iskan.apps.cases.operations.moves import OwnHousehold, locked_case, move
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.wizard import EvidenceState, context_of, evidence_states
from iskan.core.eligibility import Overall
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text, listed
from iskan.foundation import audit
from iskan.foundation.scope import Scope


class CriteriaNotMet(Refusal):
    """The case may not be approved while a criterion is not met and no approved exception covers it."""

    text = Text(
        ar="لا يمكن الاعتماد مع وجود شرط غير مستوفى: {criteria}. يلزم استثناء معتمد في سجل الاستثناءات",
        en="It cannot be approved while a criterion is not met: {criteria}. "
        "An approved entry in the exceptions register is needed",
    )

    def __init__(self, labels: tuple[Text, ...]) -> None:
        super().__init__(criteria=listed(labels))


class ChecksUnfinished(Refusal):
    """A register has not answered yet, so the facts of the decision are not complete."""

    text = Text(
        ar="لم ترد بعض السجلات بعد، فلا يمكن رفع التوصية قبل اكتمالها",
        en="Some registers have not answered yet; the recommendation must wait for them",
    )
    status = HTTPStatus.CONFLICT


class AnswerMissing(Refusal):
    """An answer needs words or a document."""

    text = Text(ar="اكتب ردك أو أرفق ما طُلب منك", en="Write your answer, or attach what was asked for")


class EvidenceUnsettled(Refusal):
    """Approval rests on documents nobody has judged, or on one that was asked for and not accepted."""

    text = Text(
        ar="لا تُرفع توصية بالقبول قبل النظر في المستندات كلها وقبول المطلوب منها. بقي: {documents}",
        en="Approval may be recommended once every document is judged and each one asked for is accepted. "
        "Left: {documents}",
    )

    def __init__(self, names: tuple[Text, ...]) -> None:
        super().__init__(documents=listed(names))


@transaction.atomic
def begin_review(*, scope: Scope, reference: str, at: datetime, version: int | None = None) -> Case:
    """Take a waiting case into review; whoever begins holds it."""
    case = locked_case(scope, reference, version)
    move(case=case, scope=scope, code="begin_review", at=at)
    if case.assignee_id is None:
        case.assignee_id = scope.user_id
        case.save(update_fields=["assignee"])
    return case


@transaction.atomic
def request_from_citizen(
    *,
    scope: Scope,
    reference: str,
    text: str,
    evidence_codes: tuple[str, ...],
    at: datetime,
    version: int | None = None,
) -> CitizenRequest:
    """Ask the citizen for something in words they will read; the promise clock stands still until they answer."""
    if not text.strip():
        raise ReasonMissing
    case = locked_case(scope, reference, version)
    service = service_of(case)
    service.lifecycle.transition("request_evidence", case.stage)  # one request at a time
    known = {evidence.code for evidence in service.evidence}
    request = CitizenRequest.objects.create(
        case=case,
        text=text.strip(),
        evidence_codes=[code for code in evidence_codes if code in known],
        asked_by_id=scope.acting_id,
        asked_at=at,
    )
    move(case=case, scope=scope, code="request_evidence", at=at, reason=request.text, detail={"request": request.pk})
    return request


@transaction.atomic
def answer_request(*, scope: Scope, reference: str, answer: str, at: datetime) -> Case:
    """Answer what the ministry asked; the clock runs again and the case returns to its reviewer."""
    case = locked_case(scope, reference)
    request = case.requests.filter(answered_at__isnull=True).first()
    if request is None:
        raise UnlawfulTransition("answer_request", case.stage)
    laid = case.evidence.filter(added_at__gte=request.asked_at, withdrawn_at__isnull=True)
    if not answer.strip() and not laid.exists():
        raise AnswerMissing
    move(case=case, scope=scope, code="answer_request", at=at, reason=answer.strip())
    request.answer, request.answered_at = answer.strip(), at
    request.save(update_fields=["answer", "answered_at"])
    return case


@transaction.atomic
def recommend(
    *, scope: Scope, reference: str, outcome: Outcome, reason: str, at: datetime, version: int | None = None
) -> Decision:
    """Recommend approval or refusal to a second official.

    Raises:
        ChecksUnfinished: a register has not answered. CriteriaNotMet: approval against a criterion nobody excepted.
        EvidenceUnsettled: approval without the documents. ReasonMissing: a recommendation against what the criteria
            say must be explained.
    """
    case = locked_case(scope, reference, version)
    assessment = case.assessments.order_by("-at", "-pk").first()
    if case.register_runs.filter(answered_at=None).exists() or assessment is None:
        raise ChecksUnfinished
    if outcome == Outcome.APPROVED:
        _check_criteria(case, assessment.findings)
        _check_evidence(case)
    if not reason.strip() and (outcome == Outcome.APPROVED) != (assessment.verdict == Overall.ELIGIBLE):
        raise ReasonMissing
    code = "recommend_approval" if outcome == Outcome.APPROVED else "recommend_refusal"
    move(case=case, scope=scope, code=code, at=at, reason=reason)
    return Decision.objects.create(
        case=case,
        recommendation=outcome,
        recommended_by_id=scope.acting_id,
        recommended_at=at,
        recommendation_reason=reason.strip(),
        findings=assessment.findings,
    )


def _check_criteria(case: Case, findings: list[dict[str, object]]) -> None:
    excepted = set(case.exceptions.filter(status="approved", kind="criterion").values_list("criterion", flat=True))
    broken = [f for f in findings if f["verdict"] == "not_met" and f["criterion"] not in excepted]
    if broken:
        raise CriteriaNotMet(tuple(Text(**f["label"]) for f in broken))  # type: ignore[arg-type]  # kept as Text parts


def _check_evidence(case: Case) -> None:
    states = evidence_states(case, service_of(case), context_of(case))
    if unsettled := tuple(state.evidence.name for state in states if not _is_settled(state)):
        raise EvidenceUnsettled(unsettled)


def _is_settled(state: EvidenceState) -> bool:
    verdicts = {item.verdict for item in state.items}
    return EvidenceVerdict.PENDING not in verdicts and (not state.is_asked or EvidenceVerdict.ACCEPTED in verdicts)


@transaction.atomic
def return_to_review(*, scope: Scope, reference: str, reason: str, at: datetime, version: int | None = None) -> Case:
    """Send a recommendation back with words on what is missing."""
    case = locked_case(scope, reference, version)
    move(case=case, scope=scope, code="return_to_review", at=at, reason=reason)
    case.decisions.filter(replaced_at__isnull=True).update(replaced_at=at)
    return case


@transaction.atomic
def decide(
    *, scope: Scope, reference: str, outcome: Outcome, reason: str, at: datetime, version: int | None = None
) -> Decision:
    """Decide a recommended case: the second pair of eyes.

    Raises:
        UnlawfulTransition: no recommendation awaits a decision. SameEyes: the viewer made it.
        ReasonMissing: a refusal, or a decision against the recommendation, without words.
        CriteriaNotMet: approval against a criterion nobody excepted.
    """
    case = locked_case(scope, reference, version)
    code = "approve" if outcome == Outcome.APPROVED else "refuse"
    decision = case.decisions.select_for_update().filter(replaced_at__isnull=True, outcome="").first()
    if decision is None:
        raise UnlawfulTransition(code, case.stage)
    if outcome != decision.recommendation and not reason.strip():
        raise ReasonMissing
    if outcome == Outcome.APPROVED:
        _check_criteria(case, decision.findings)
    move(case=case, scope=scope, code=code, at=at, reason=reason.strip() or decision.recommendation_reason or "-")
    decision.outcome, decision.decided_by_id, decision.decided_at = outcome, scope.user_id, at
    decision.reason = reason.strip()
    decision.save(update_fields=["outcome", "decided_by", "decided_at", "reason"])
    return decision


@transaction.atomic
def withdraw(*, scope: Scope, reference: str, reason: str, at: datetime) -> Case:
    """Withdraw one's own filed application from any open stage; a draft is discarded instead."""
    case = locked_case(scope, reference)
    if case.filed_at is None:
        raise UnlawfulTransition("withdraw", case.stage)
    move(case=case, scope=scope, code="withdraw", at=at, reason=reason.strip() or "-")
    case.requests.filter(answered_at__isnull=True).update(answered_at=at)
    return case


@transaction.atomic
def add_note(*, scope: Scope, reference: str, text: str, at: datetime) -> CaseNote:
    """Leave words for other officials."""
    case = locked_case(scope, reference)
    if not rules.can_work(scope):
        raise NotForThisRole
    if rules.is_in_own_household(scope, case):
        raise OwnHousehold
    if not text.strip():
        raise ReasonMissing
    note = CaseNote.objects.create(case=case, author_id=scope.acting_id, text=text.strip()[:5000], at=at)
    audit.record(scope=scope, action="case.noted", subject_kind="case", subject=reference, at=at, note=note.pk)
    return note


def open_moves(scope: Scope, case: Case) -> frozenset[str]:
    """Return the codes of the moves the viewer may make now, for the screen to offer."""
    if scope.is_official and rules.is_in_own_household(scope, case):
        return frozenset()
    lifecycle = service_of(case).lifecycle
    open_to_viewer = [t for party in rules.parties_of(scope, case) for t in lifecycle.open_to(party, case.stage)]
    barred = any(t.four_eyes for t in open_to_viewer) and rules.has_recommended(scope, case)
    return frozenset(t.code for t in open_to_viewer if not (barred and t.four_eyes))
