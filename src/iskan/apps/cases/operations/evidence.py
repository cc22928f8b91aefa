"""Documents laid to a case, taken back, and reviewed."""

from datetime import datetime

from django.db import transaction

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind, EvidenceVerdict
from iskan.apps.cases.models import CaseEvent, EvidenceItem
from iskan.apps.cases.operations.moves import NotForThisRole, ReasonMissing, examined_case, locked_case
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.models import Document
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

MOST_DOCUMENTS_A_KIND = 10


class NotAskedFor(ValueError):
    """The case does not call for evidence of that kind now."""

    text = Text(ar="هذا المستند غير مطلوب في هذه المعاملة الآن", en="This document is not asked for in this case now")


class TooManyDocuments(ValueError):
    """A kind of evidence holds only so many documents."""

    text = Text(
        ar="لا يُقبل أكثر من عشرة ملفات لكل مستند؛ احذف ملفًا قبل إضافة غيره",
        en="No more than ten files are accepted for each document; remove one before adding another",
    )


@transaction.atomic
def add_evidence(*, scope: Scope, reference: str, code: str, document: Document, at: datetime) -> EvidenceItem:
    """Lay a document to a draft, or to a case in which the ministry asks for something.

    Raises:
        NotAskedFor: the case is past that, or the kind is unknown. TooManyDocuments: there are enough of that kind.
    """
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case) or document.owner_id != case.applicant_id:
        raise NotForThisRole
    service = catalogue.service_of(case.service_version_id)
    open_request = case.requests.filter(answered_at__isnull=True).exists()
    if code not in {evidence.code for evidence in service.evidence} or not (case.filed_at is None or open_request):
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


@transaction.atomic
def remove_evidence(*, scope: Scope, reference: str, item_id: int, at: datetime) -> None:
    """Take back a document nobody has judged yet."""
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    taken = case.evidence.filter(pk=item_id, verdict=EvidenceVerdict.PENDING, withdrawn_at__isnull=True)
    if not taken.update(withdrawn_at=at):
        raise OutOfScope(str(item_id))
    audit.record(
        scope=scope, action="evidence.removed", subject_kind="case", subject=case.reference, at=at, item=item_id
    )


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
