"""The exceptions register: discretion with a ground, a document, a decider and a second approver."""

from datetime import datetime

from django.db import transaction

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind, ExceptionGround, ExceptionKind, ExceptionStatus
from iskan.apps.cases.models import CaseEvent, ExceptionEntry
from iskan.apps.cases.operations.moves import NotForThisRole, OwnHousehold, ReasonMissing, locked_case
from iskan.apps.cases.operations.review import SameEyes
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.models import Document
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Role, Scope


class UnknownCriterion(ValueError):
    """The service has no criterion of that code."""

    text = Text(ar="اختر الشرط الذي يُستثنى منه", en="Choose the criterion the exception passes")


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
    """Enter an exception; it moves nothing until a second official approves it."""
    case = locked_case(scope, reference)
    if not scope.has(Role.APPROVER, Role.SUPERVISOR):
        raise NotForThisRole
    if rules.is_in_own_household(scope, case):
        raise OwnHousehold
    if not explanation.strip():
        raise ReasonMissing
    criteria = {c.code for c in catalogue.service_of(case.service_version_id).criteria_for(case.programme)}
    if kind == ExceptionKind.CRITERION and criterion not in criteria:
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
        SameEyes: the viewer proposed it. OutOfScope: not a proposed exception of a visible case.
    """
    entry = (
        ExceptionEntry.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(pk=exception_id, status=ExceptionStatus.PROPOSED, case__in=visible_cases(scope))
        .first()
    )
    if entry is None:
        raise OutOfScope(str(exception_id))
    if not scope.has(Role.APPROVER, Role.SUPERVISOR):
        raise NotForThisRole
    if entry.decided_by_id == scope.user_id:
        raise SameEyes
    if rules.is_in_own_household(scope, entry.case):
        raise OwnHousehold
    if not approved and not reason.strip():
        raise ReasonMissing
    entry.status = ExceptionStatus.APPROVED if approved else ExceptionStatus.DECLINED
    entry.second_by_id, entry.second_at, entry.second_reason = scope.user_id, at, reason.strip()
    entry.save(update_fields=["status", "second_by", "second_at", "second_reason"])
    _trace(entry, scope, f"exception_{entry.status}", at)
    return entry


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
