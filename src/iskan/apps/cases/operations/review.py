"""What an answer to a case must rest on, and notes between officials."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EvidenceVerdict
from iskan.apps.cases.models import Case, CaseAssessment, CaseNote
from iskan.apps.cases.operations.moves import locked_case
from iskan.apps.cases.queries.evidence import EvidenceState, evidence_states
from iskan.apps.cases.queries.wizard import context_of
from iskan.core.catalogue import Service
from iskan.core.eligibility import Overall
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal
from iskan.core.text import Text, listed
from iskan.foundation import audit
from iskan.foundation.scope import Scope


class CriteriaNotMet(Refusal):
    """The case may not be approved while a criterion is not met and no approved exception covers it."""

    text = Text(
        ar="لا يمكن الاعتماد مع وجود شرط غير مستوفى: {criteria}. يلزم استثناء معتمد في سجل الاستثناءات.",
        en="It cannot be approved while a criterion is not met: {criteria}. An approved entry in the exceptions "
        "register is needed.",
    )

    def __init__(self, labels: tuple[Text, ...]) -> None:
        super().__init__(criteria=listed(labels))


class ChecksUnfinished(Refusal):
    """A register has not answered yet, so the facts of the decision are not complete."""

    text = Text(
        ar="لم ترد بعض الجهات بعد، فلا يمكن رفع التوصية قبل اكتمال ردودها.",
        en="Some registers have not answered yet; the recommendation must wait for them.",
    )
    status = HTTPStatus.CONFLICT


class EvidenceUnsettled(Refusal):
    """Approval rests on documents nobody has judged, or on one that was asked for and not accepted."""

    text = Text(
        ar="لا تُرفع توصية بالقبول قبل مراجعة المستندات كلها وقبول المطلوب منها. بقي منها: {documents}",
        en="Approval may be recommended once every document is judged and each one asked for is accepted. "
        "Left: {documents}",
    )

    def __init__(self, names: tuple[Text, ...]) -> None:
        super().__init__(documents=listed(names))


def check_grounds(case: Case, service: Service, *, approves: bool, reason: str) -> None:
    """Refuse an answer to a case that what is known of it does not bear.

    Raises:
        ChecksUnfinished: a register has not answered. CriteriaNotMet: approval against a criterion nobody excepted.
        EvidenceUnsettled: approval without the documents. ReasonMissing: an answer against what the criteria say must
            be explained.
    """
    assessment = newest_assessment(case)
    judged = bool(service.criteria_for(case.programme))
    if case.register_runs.filter(answered_at=None).exists() or (judged and assessment is None):
        raise ChecksUnfinished
    if approves:
        check_criteria(case, assessment.findings if assessment else [])
        check_evidence(case, service)
    if assessment and not reason.strip() and approves != (assessment.verdict == Overall.ELIGIBLE):
        raise ReasonMissing


def newest_assessment(case: Case) -> CaseAssessment | None:
    """Return the findings that stand; a service without criteria has none."""
    return case.assessments.order_by("-at", "-pk").first()


def check_criteria(case: Case, findings: list[dict[str, object]]) -> None:
    """Refuse approval while a criterion is not met and no approved exception covers it."""
    excepted = set(case.exceptions.filter(status="approved", kind="criterion").values_list("criterion", flat=True))
    broken = [f for f in findings if f["verdict"] == "not_met" and f["criterion"] not in excepted]
    if broken:
        raise CriteriaNotMet(tuple(Text(**f["label"]) for f in broken))  # type: ignore[arg-type]  # kept as Text parts


def check_evidence(case: Case, service: Service) -> None:
    """Refuse approval while a document is not judged, or one asked for is not accepted."""
    states = evidence_states(case, service, context_of(case))
    if unsettled := tuple(state.evidence.name for state in states if not _is_settled(state)):
        raise EvidenceUnsettled(unsettled)


def _is_settled(state: EvidenceState) -> bool:
    verdicts = {item.verdict for item in state.items}
    if not verdicts and state.evidence.optional:
        return True
    return EvidenceVerdict.PENDING not in verdicts and (not state.is_asked or EvidenceVerdict.ACCEPTED in verdicts)


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
