"""The exceptions register: discretion with a ground, a document, a decider and a second approver."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind, ExceptionGround, ExceptionKind, ExceptionStatus
from iskan.apps.cases.models import Case, CaseEvent, ExceptionEntry
from iskan.apps.cases.operations.moves import check_impartial, locked_case
from iskan.apps.cases.queries.exceptions import criteria_open_to_exception, is_open
from iskan.apps.documents.models import Document
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope


class CaseDecidedFirst(Refusal):
    """The case was decided before the exception, which can move nothing any more."""

    text = Text(
        ar="بُتّ في المعاملة قبل البت في هذا الاستثناء، فلم يعد له أثر.",
        en="The case was decided before this exception, which can move nothing any more.",
    )
    status = HTTPStatus.CONFLICT


class UnknownCriterion(Refusal):
    """The service has no criterion of that code."""

    text = Text(ar="اختر الشرط الذي يُستثنى منه.", en="Choose the criterion the exception passes.")


@transaction.atomic
def propose_exception(
    *,
    scope: Scope,
    reference: str,
    kind: ExceptionKind,
    criterion: str,
    ground: ExceptionGround,
    explanation: str,
    document: Document,
    at: datetime,
) -> ExceptionEntry:
    """Enter an exception; it moves nothing until a second official approves it.

    Raises:
        OutOfScope: the document is neither the viewer's own upload nor of this case. NotForThisRole, OwnHousehold,
            FiledByOneself, ReasonMissing, UnknownCriterion. CaseDecidedFirst: the case is past all exceptions.
    """
    case = _case(scope, reference)
    if not rules.is_open_to_exception(case, kind):
        raise CaseDecidedFirst
    if document.uploaded_by_id != scope.user_id and not case.evidence.filter(document=document).exists():
        raise OutOfScope(str(document.pk))
    if not explanation.strip():
        raise ReasonMissing
    if kind == ExceptionKind.CRITERION and criterion not in {one.code for one in criteria_open_to_exception(case)}:
        raise UnknownCriterion
    entry = ExceptionEntry.objects.create(
        case=case,
        kind=kind,
        criterion=criterion if kind == ExceptionKind.CRITERION else "",
        ground=ground,
        explanation=explanation.strip(),
        document=document,
        decided_by_id=scope.acting_id,
        decided_at=at,
    )
    _trace(entry, scope, "exception_proposed", at)
    return entry


@transaction.atomic
def settle_exception(*, scope: Scope, exception_id: int, approved: bool, reason: str, at: datetime) -> ExceptionEntry:
    """Approve or decline another official's exception.

    Raises:
        SameEyes: the viewer proposed it. OutOfScope: not a proposed exception of a visible case. NotForThisRole,
            OwnHousehold, FiledByOneself, ReasonMissing. CaseDecidedFirst: approved, it would move nothing.
    """
    proposed = ExceptionEntry.objects.filter(pk=exception_id, status=ExceptionStatus.PROPOSED)
    case = _case(scope, proposed.values_list("case__reference", flat=True).first() or "")
    entry = proposed.select_for_update().filter(case=case).first()
    if entry is None:
        raise OutOfScope(str(exception_id))
    entry.case = case
    if entry.decided_by_id == scope.user_id:
        raise SameEyes
    if approved and not is_open(entry):
        raise CaseDecidedFirst
    if not approved and not reason.strip():
        raise ReasonMissing
    entry.status = ExceptionStatus.APPROVED if approved else ExceptionStatus.DECLINED
    entry.second_by_id, entry.second_at, entry.second_reason = scope.user_id, at, reason.strip()
    entry.save(update_fields=["status", "second_by", "second_at", "second_reason"])
    _trace(entry, scope, f"exception_{entry.status}", at)
    return entry


def _case(scope: Scope, reference: str) -> Case:
    case = locked_case(scope, reference)
    if not rules.can_except(scope):
        raise NotForThisRole
    check_impartial(scope, case)
    return case


def _trace(entry: ExceptionEntry, scope: Scope, code: str, at: datetime) -> None:
    CaseEvent.objects.create(
        case=entry.case,
        kind=EventKind.EXCEPTION,
        code=code,
        actor_id=scope.user_id,
        detail={"exception": entry.pk, "criterion": entry.criterion, "ground": entry.ground},
        public=False,
        at=at,
    )
    audit.record(
        scope=scope,
        action=code.replace("_", "."),
        subject_kind="case",
        subject=entry.case.reference,
        at=at,
        entry=entry.pk,
    )
