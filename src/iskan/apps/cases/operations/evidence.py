"""Documents laid to a case, taken back, and reviewed."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind, EvidenceVerdict
from iskan.apps.cases.models import Case, CaseEvent, EvidenceItem
from iskan.apps.cases.operations.moves import examined_case, locked_case
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations import discard_document
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

MOST_DOCUMENTS_A_KIND = 10


class NotAskedFor(Refusal):
    """The case does not call for evidence of that kind now."""

    text = Text(ar="هذا المستند غير مطلوب في هذه المعاملة الآن", en="This document is not asked for in this case now")


class TooManyDocuments(Refusal):
    """A kind of evidence holds only so many documents."""

    text = Text(
        ar="لا يُقبل أكثر من عشرة ملفات لكل مستند؛ احذف ملفًا قبل إضافة غيره",
        en="No more than ten files are accepted for each document; remove one before adding another",
    )


@transaction.atomic
def add_evidence(*, scope: Scope, reference: str, code: str, document: Document, at: datetime) -> EvidenceItem:
    """Lay a document to a draft, or to a case in which the ministry asks for something; laid again, it is there once.

    Raises:
        NotAskedFor: the case is past that, or the kind is unknown. TooManyDocuments: there are enough of that kind.
    """
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case) or document.owner_id != case.applicant_id:
        raise NotForThisRole
    laid = EvidenceItem.objects.filter(document=document).first()
    if laid is not None and (laid.case_id, laid.code, laid.withdrawn_at) == (case.pk, code, None):
        return laid
    if laid is not None or code not in {evidence.code for evidence in service_of(case).evidence} or not _is_open(case):
        raise NotAskedFor
    if case.evidence.filter(code=code, withdrawn_at__isnull=True).count() >= MOST_DOCUMENTS_A_KIND:
        raise TooManyDocuments
    item = EvidenceItem.objects.create(case=case, code=code, document=document, added_at=at)
    audit.record(
        scope=scope,
        action="evidence.added",
        subject_kind="case",
        subject=case.reference,
        at=at,
        document=str(document.pk),
    )
    return item


def _is_open(case: Case) -> bool:
    """Say whether a case takes documents: a draft does, and one in which an official waits for the citizen."""
    if case.filed_at is None:
        return case.closed_at is None
    return case.requests.filter(answered_at__isnull=True).exists()


@transaction.atomic
def remove_evidence(*, scope: Scope, reference: str, item_id: int, at: datetime) -> None:
    """Take back a document: from a draft it is deleted; of a filed case, only what was laid since the open request.

    Raises:
        OutOfScope: there is no such document to take back.
    """
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    item = _removable(case).filter(pk=item_id).first()
    if item is None:
        raise OutOfScope(str(item_id))
    forget_evidence(scope=scope, item=item, at=at) if case.filed_at is None else _withdraw(item, at)
    audit.record(
        scope=scope, action="evidence.removed", subject_kind="case", subject=case.reference, at=at, item=item_id
    )


def _removable(case: Case) -> QuerySet[EvidenceItem]:
    standing = case.evidence.filter(verdict=EvidenceVerdict.PENDING, withdrawn_at__isnull=True)
    if case.filed_at is None:
        return standing if case.closed_at is None else standing.none()
    request = case.requests.filter(answered_at__isnull=True).first()
    return standing.filter(added_at__gte=request.asked_at) if request else standing.none()


def _withdraw(item: EvidenceItem, at: datetime) -> None:
    item.withdrawn_at = at
    item.save(update_fields=["withdrawn_at"])


def forget_evidence(*, scope: Scope, item: EvidenceItem, at: datetime) -> None:
    """Delete a document that was never part of a filed case, its file included."""
    item.delete()
    discard_document(scope=scope, document_id=item.document_id, at=at)


@transaction.atomic
def review_evidence(
    *,
    scope: Scope,
    reference: str,
    item_id: int,
    accepted: bool,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> EvidenceItem:
    """Accept a document or reject it with a reason the citizen reads."""
    case = examined_case(scope, reference, version)
    if not accepted and not reason.strip():
        raise ReasonMissing
    item = case.evidence.filter(pk=item_id, withdrawn_at__isnull=True).first()
    if item is None:
        raise OutOfScope(str(item_id))
    item.verdict = EvidenceVerdict.ACCEPTED if accepted else EvidenceVerdict.REJECTED
    item.reason, item.reviewed_by_id, item.reviewed_at = ("" if accepted else reason.strip()), scope.user_id, at
    item.save(update_fields=["verdict", "reason", "reviewed_by", "reviewed_at"])
    case.version += 1
    case.save(update_fields=["version"])
    CaseEvent.objects.create(
        case=case,
        kind=EventKind.EVIDENCE,
        code=f"evidence_{item.verdict}",
        actor_id=scope.user_id,
        reason=item.reason,
        detail={"evidence": item.code, "item": item.pk},
        at=at,
    )
    audit.record(
        scope=scope, action=f"evidence.{item.verdict}", subject_kind="case", subject=reference, at=at, item=item.pk
    )
    return item
