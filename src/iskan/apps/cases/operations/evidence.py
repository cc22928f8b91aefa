"""Documents attached to a case, taken back, and reviewed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind, EvidenceVerdict
from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.cases.models import Case, CaseEvent, EvidenceItem
from iskan.apps.cases.operations.holding import require_free
from iskan.apps.cases.operations.moves import examined_case, locked_case
from iskan.apps.cases.queries.evidence import ISSUE_DAY_MISSING, given_before, issue_day_fault, removable_evidence
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.queries import figures
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations import discard_document
from iskan.core.evidence import Evidence
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

ISSUED_LATER = Text(ar="أدخل تاريخ إصدار لا يتجاوز اليوم.", en="The day of issue lies ahead.")


class NotAskedFor(Refusal):
    """The case does not call for evidence of that kind now."""

    text = Text(ar="هذا المستند غير مطلوب في هذه المعاملة الآن.", en="This document is not asked for in this case now.")


class TooManyDocuments(Refusal):
    """A kind of evidence holds only so many documents."""

    text = Text(
        ar="بلغت ملفات هذا المستند أقصى عدد مقبول؛ يلزم حذف ملف قبل إضافة غيره.",
        en="This document has as many files as are accepted; remove one before adding another.",
    )


class IssueDayUnfit(Refusal):
    """A document's day of issue is not stated, lies ahead, or is earlier than the service accepts."""

    text = ISSUED_LATER
    field = "issued"


class NotGivenBefore(Refusal):
    """No document of that kind was accepted in that case, or it is no longer fresh enough."""

    text = Text(
        ar="لا يمكن استخدام هذا المستند مرة أخرى؛ يرجى إرفاق مستند جديد.",
        en="This document cannot be used again; attach a new one.",
    )


@transaction.atomic
def add_evidence(
    *, scope: Scope, reference: str, code: str, document: Document, at: datetime, issued_on: date | None = None
) -> EvidenceItem:
    """Attach a document to a draft, or to a case that asks for it; sent twice, it stands once.

    Raises:
        NotAskedFor: the case is past that, or the kind is unknown. TooManyDocuments: there are enough of that kind.
        IssueDayUnfit: the day stated lies ahead, or is earlier than the service accepts.
    """
    return _add(_own_case(scope, reference), scope, code, document, at=at, issued_on=issued_on)


@transaction.atomic
def add_taken_evidence(*, scope: Scope, reference: str, code: str, document: Document, at: datetime) -> EvidenceItem:
    """Attach for the applicant, as an official, a document they brought with their answer to a request.

    Raises:
        As `examined_case`. NotAskedFor, TooManyDocuments: as `add_evidence`.
    """
    return _add(examined_case(scope, reference), scope, code, document, at=at)


def _add(
    case: Case, scope: Scope, code: str, document: Document, *, at: datetime, issued_on: date | None = None
) -> EvidenceItem:
    if document.owner_id != case.applicant_id:
        raise NotForThisRole
    existing = EvidenceItem.objects.filter(document=document).first()
    if existing is not None and (existing.case_id, existing.code, existing.withdrawn_at) == (case.pk, code, None):
        return existing
    if existing is not None:
        raise NotAskedFor
    evidence = _asked_for(case, code, new=1)
    if issued_on is not None:
        _check_day(case, evidence, issued_on, at)
    item = EvidenceItem.objects.create(case=case, code=code, document=document, stated_issued_on=issued_on, added_at=at)
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
def state_issue_day(*, scope: Scope, reference: str, code: str, issued_on: date, at: datetime) -> int:
    """Keep the day on which the documents of a kind were issued, as the citizen states it; return how many there are.

    Raises:
        NotAskedFor, IssueDayUnfit.
    """
    case = _own_case(scope, reference)
    evidence = _asked_for(case, code)
    _check_day(case, evidence, issued_on, at)
    standing = case.evidence.filter(code=code, withdrawn_at__isnull=True, verdict=EvidenceVerdict.PENDING)
    return standing.filter(reused_from__isnull=True).update(stated_issued_on=issued_on)


@transaction.atomic
def reuse_evidence(
    *, scope: Scope, reference: str, code: str, from_reference: str, at: datetime
) -> tuple[EvidenceItem, ...]:
    """Use again in a case what was accepted as that kind of document in an earlier one; used again, it is there once.

    Raises:
        NotAskedFor, TooManyDocuments. NotGivenBefore: nothing fit for it was accepted there.
    """
    case = _own_case(scope, reference)
    evidence = _asked_for(case, code)
    oldest = {code: evidence.oldest(_filed_on(case, at), figures())}
    given = given_before(scope, case, oldest, from_reference).get(code)
    if given is None:
        raise NotGivenBefore
    standing = set(case.evidence.filter(code=code, withdrawn_at__isnull=True).values_list("document_id", flat=True))
    fresh = [item for item in given.items if item.document_id not in standing]
    _asked_for(case, code, new=len(fresh))
    made = EvidenceItem.objects.bulk_create(
        EvidenceItem(
            case=case,
            code=code,
            document=item.document,
            reused_from=item,
            stated_issued_on=item.day_of_issue,
            added_at=at,
        )
        for item in fresh
    )
    audit.record(
        scope=scope,
        action="evidence.reused",
        subject_kind="case",
        subject=case.reference,
        at=at,
        evidence=code,
        given_in=from_reference,
    )
    return tuple(made)


def _own_case(scope: Scope, reference: str) -> Case:
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    require_applicant_alive(case)
    return case


def _asked_for(case: Case, code: str, new: int = 0) -> Evidence:
    """Return the evidence of a code that a case takes now, with room for so many more files."""
    evidence = next((one for one in service_of(case).evidence if one.code == code), None)
    if evidence is None or not _is_open(case):
        raise NotAskedFor
    if new and case.evidence.filter(code=code, withdrawn_at__isnull=True).count() + new > evidence.files.most:
        raise TooManyDocuments
    return evidence


def _filed_on(case: Case, at: datetime) -> date:
    """Return the day the freshness of documents is counted from: of filing, and of a draft the day itself."""
    return localdate(case.filed_at or at)


def _check_day(case: Case, evidence: Evidence, issued_on: date, at: datetime) -> None:
    if issued_on > localdate(at):
        raise IssueDayUnfit(ISSUED_LATER)
    oldest = evidence.oldest(_filed_on(case, at), figures())
    if oldest is not None and (fault := issue_day_fault(evidence, [issued_on], oldest)):
        raise IssueDayUnfit(fault)


def _is_open(case: Case) -> bool:
    """Say whether a case takes documents: a draft does, and one in which an official waits for the citizen."""
    if case.filed_at is None:
        return case.closed_at is None
    return case.requests.filter(answered_at__isnull=True).exists()


@transaction.atomic
def remove_evidence(*, scope: Scope, reference: str, item_id: int, at: datetime) -> None:
    """Take back a document: from a draft it is deleted; of a filed case, only what was attached since the open request.

    Raises:
        OutOfScope: there is no such document to take back. CaseHeld: the draft's files are kept for now.
        DeathOnRecord: the applicant has died.
    """
    case = _own_case(scope, reference)
    if case.filed_at is None:
        require_free(case)
    item = case.evidence.filter(pk=item_id).first()
    if item is None or item.pk not in removable_evidence(case, [item]):
        raise OutOfScope(str(item_id))
    forget_evidence(scope=scope, item=item, at=at) if case.filed_at is None else _withdraw(item, at)
    audit.record(
        scope=scope, action="evidence.removed", subject_kind="case", subject=case.reference, at=at, item=item_id
    )


def _withdraw(item: EvidenceItem, at: datetime) -> None:
    item.withdrawn_at = at
    item.save(update_fields=["withdrawn_at"])


def forget_evidence(*, scope: Scope, item: EvidenceItem, at: datetime) -> None:
    """Delete what was attached to a draft, and its file with it unless another case holds that too."""
    item.delete()
    if not EvidenceItem.objects.filter(document_id=item.document_id).exists():
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
    issued_on: date | None = None,
) -> EvidenceItem:
    """Accept a document or reject it with a reason the citizen reads.

    Where the service asks for a fresh one, whoever accepts it confirms the day of issue: the one given, or else the one
    the citizen stated.

    Raises:
        NotForThisRole, OwnHousehold, RecommendationStands, StaleEdit, ReasonMissing. OutOfScope: there is none such.
        IssueDayUnfit: the day of issue is not known, lies ahead, or is earlier than the service accepts.
    """
    case = examined_case(scope, reference, version)
    if not accepted and not reason.strip():
        raise ReasonMissing
    item = case.evidence.filter(pk=item_id, withdrawn_at__isnull=True).first()
    if item is None:
        raise OutOfScope(str(item_id))
    item.issued_on = _confirmed_day(case, item, issued_on, at) if accepted else None
    item.verdict = EvidenceVerdict.ACCEPTED if accepted else EvidenceVerdict.REJECTED
    item.reason, item.reviewed_by_id, item.reviewed_at = ("" if accepted else reason.strip()), scope.user_id, at
    item.save(update_fields=["verdict", "reason", "reviewed_by", "reviewed_at", "issued_on"])
    case.version += 1
    case.save(update_fields=["version"])
    CaseEvent.objects.create(
        case=case,
        kind=EventKind.EVIDENCE,
        code=f"evidence_{item.verdict}",
        actor_id=scope.user_id,
        reason=item.reason,
        detail={"evidence": item.code, "item": item.pk} | _days(item),
        at=at,
    )
    audit.record(
        scope=scope, action=f"evidence.{item.verdict}", subject_kind="case", subject=reference, at=at, item=item.pk
    )
    return item


def _confirmed_day(case: Case, item: EvidenceItem, issued_on: date | None, at: datetime) -> date | None:
    """Return the day of issue an official confirms; nothing where the service asks for no fresh document."""
    evidence = next((one for one in service_of(case).evidence if one.code == item.code), None)
    day = issued_on or item.stated_issued_on
    if evidence is None or evidence.oldest(_filed_on(case, at), figures()) is None:
        return day
    if day is None:
        raise IssueDayUnfit(ISSUE_DAY_MISSING.format(name=evidence.name))
    _check_day(case, evidence, day, at)
    return day


def _days(item: EvidenceItem) -> dict[str, str]:
    """Return the days of issue stated and confirmed, as a line of the trail keeps them."""
    days = {"stated_issued_on": item.stated_issued_on, "issued_on": item.issued_on}
    return {name: day.isoformat() for name, day in days.items() if day is not None}
