"""Writing recent cases' files: answers, facts, findings, receipts, documents, notes and exceptions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid5

from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.utils.timezone import localdate

from iskan.apps.cases.enums import (
    CheckStatus,
    ConsentAnswer,
    EventKind,
    EvidenceVerdict,
    ExceptionGround,
    ExceptionKind,
    ExceptionStatus,
)
from iskan.apps.cases.models import (
    Application,
    CaseAssessment,
    CaseEvent,
    CaseFact,
    CaseNote,
    ConsentRequest,
    EvidenceItem,
    ExceptionEntry,
    RegisterRun,
)
from iskan.apps.cases.operations.checking import AWAITING_DECLARATION
from iskan.apps.documents.enums import Scan as Scanned
from iskan.apps.documents.models import Document
from iskan.core.catalogue import Service
from iskan.core.conditions import holds
from iskan.demo import words
from iskan.demo.copying import copy_models
from iskan.demo.files import CaseFile, receipts
from iskan.demo.plan import Planned
from iskan.demo.scans import Scan
from iskan.integrations.models import Exchange

Recent = tuple[Planned, CaseFile]
NAMESPACE: Final = UUID("5b0d2c3e-7a0f-4f39-9a3e-6a6f1f6c2a11")
MOST_WITH_EVIDENCE: Final = 400
REJECTED_SHARE: Final = 0.08
NOTED_SHARE: Final = 0.2
PROPOSED, DECLINED, OUT_OF_ORDER = 6, 4, 10
CREDIT: Final = "credit_bureau"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who lays the details: the officials of the exceptions register and the scans at hand."""

    supervisor_id: int
    approver_id: int
    scans: dict[str, Scan]
    users: dict[str, int]


def write_details(
    cursor: CursorWrapper,
    files: Sequence[Recent],
    *,
    service: Service,
    hands: Hands,
    excepted: dict[int, str],
    seed: int,
) -> None:
    """Write everything recent cases hold besides their trail."""
    rng = Random(f"{seed}/details")  # noqa: S311 -- a made-up population must be repeatable
    checked = [(case, file) for case, file in files if case.stage != "submitted"]
    rows: tuple[Iterable[Model], ...] = (
        (_application(case, file, service) for case, file in files),
        _facts(files),
        _runs(files, service),
        _register_events(checked, service),
        map(_assessment, checked),
        _receipts(checked, service),
        _adults(files, service, hands),
        _notes(checked, rng),
    )
    for instances in rows:
        copy_models(cursor, instances)
    _write_evidence(cursor, files[-MOST_WITH_EVIDENCE:], service, hands, rng)
    _write_exceptions(checked, hands, excepted)


def _filed(case: Planned) -> datetime:
    assert case.filed_at is not None  # noqa: S101 -- drafts have no file
    return case.filed_at


def _applicant(file: CaseFile, hands: Hands) -> int:
    return hands.users[file.subjects["civil_registry"][0]]


def _application(case: Planned, file: CaseFile, service: Service) -> Application:
    steps = {step.code: {"version": 1, "by": None, "done": True} for step in service.steps}
    return Application(case_id=case.case_id, answers=file.answers, steps=steps, edited_at=_filed(case))


def _is_open_question(case: Planned, register: str) -> bool:
    """Say whether a register is still silent: a case being checked waits for a spouse's declaration."""
    return case.stage == "submitted" and register == CREDIT


def _facts(files: Sequence[Recent]) -> Iterator[CaseFact]:
    for case, file in files:
        for row in file.fact_rows():
            if not _is_open_question(case, row["register"]):
                yield CaseFact(case_id=case.case_id, at=_filed(case), **row)


def _runs(files: Sequence[Recent], service: Service) -> Iterator[RegisterRun]:
    for case, _ in files:
        at = _filed(case)
        for check in service.register_checks:
            run = RegisterRun(
                case_id=case.case_id, register=check.register, attempt_count=1, asked_at=at, last_tried_at=at
            )
            if _is_open_question(case, check.register):
                run.fault = AWAITING_DECLARATION
            else:
                run.status, run.answered_at = CheckStatus.ANSWERED, at + timedelta(seconds=9)
            yield run


def _register_events(files: Sequence[Recent], service: Service) -> Iterator[CaseEvent]:
    for case, _ in files:
        for number, check in enumerate(service.register_checks):
            yield CaseEvent(
                case_id=case.case_id,
                kind=EventKind.REGISTER,
                code=f"register_{CheckStatus.ANSWERED}",
                detail={"register": check.register},
                at=_filed(case) + timedelta(seconds=20 + 9 * number),
            )


def _assessment(found: Recent) -> CaseAssessment:
    case, file = found
    return CaseAssessment(
        case_id=case.case_id,
        at=case.checked_at or _filed(case),
        on_day=file.assessment.on,
        verdict=file.assessment.verdict,
        facts=file.kept_facts(),
        findings=file.kept_findings(),
    )


def _receipts(files: Sequence[Recent], service: Service) -> Iterator[Exchange]:
    for case, file in files:
        for receipt in receipts(file, service, reference=case.reference, at=_filed(case)):
            yield Exchange(**receipt)


def _adults(files: Sequence[Recent], service: Service, hands: Hands) -> Iterator[ConsentRequest]:
    """Yield what the other adults were asked to declare, and declared on their own sign-in where they have one."""
    for case, file in files:
        for cpr in file.subjects[CREDIT][1:]:
            declares = cpr in hands.users and not _is_open_question(case, CREDIT)
            yield ConsentRequest(
                case_id=case.case_id,
                code="credit_check",
                cpr=cpr,
                version=len(service.steps),
                asked_at=_filed(case),
                answer=ConsentAnswer.GIVEN if declares else "",
                answered_by_id=hands.users[cpr] if declares else None,
                answered_at=_filed(case) if declares else None,
            )


def _write_evidence(
    cursor: CursorWrapper, files: Sequence[Recent], service: Service, hands: Hands, rng: Random
) -> None:
    pairs = [pair for case, file in files for pair in _evidence(case, file, service, hands, rng)]
    copy_models(cursor, (document for document, _ in pairs))
    copy_models(cursor, (item for _, item in pairs))


def _evidence(
    case: Planned, file: CaseFile, service: Service, hands: Hands, rng: Random
) -> Iterator[tuple[Document, EvidenceItem]]:
    context = file.context()
    for evidence in service.evidence:
        if holds(evidence.required_when, context) and evidence.code in hands.scans:
            document = _document(f"{case.reference}/{evidence.code}", evidence.code, case, file, hands)
            yield document, _item(evidence.code, document, case, rng)


def _document(seed: str, kind: str, case: Planned, file: CaseFile, hands: Hands) -> Document:
    scan, owner = hands.scans[kind], _applicant(file, hands)
    return Document(
        id=uuid5(NAMESPACE, seed),
        owner_id=owner,
        uploaded_by_id=owner,
        original_name=f"{scan.title}.jpg",
        content_type="image/jpeg",
        size=scan.size,
        digest=scan.digest,
        scan=Scanned.NOT_CONFIGURED,
        file=scan.name,
        uploaded_at=case.created_at,
    )


def _item(code: str, document: Document, case: Planned, rng: Random) -> EvidenceItem:
    item = EvidenceItem(
        case_id=case.case_id,
        code=code,
        document=document,
        stated_issued_on=localdate(case.created_at),
        added_at=case.created_at,
    )
    if case.recommended_at or case.requested_at:
        rejected = case.stage == "awaiting_applicant" or rng.random() < REJECTED_SHARE
        item.verdict = EvidenceVerdict.REJECTED if rejected else EvidenceVerdict.ACCEPTED
        item.reason = words.REJECTED_DOCUMENT if rejected else ""
        item.issued_on = None if rejected else item.stated_issued_on
        item.reviewed_by_id, item.reviewed_at = case.reviewer_id, case.requested_at or case.recommended_at
    return item


def _notes(files: Sequence[Recent], rng: Random) -> Iterator[CaseNote]:
    for case, _ in files:
        if case.reviewed_at and case.reviewer_id and rng.random() < NOTED_SHARE:
            yield CaseNote(
                case_id=case.case_id, author_id=case.reviewer_id, text=rng.choice(words.NOTES), at=case.reviewed_at
            )


def _write_exceptions(files: Sequence[Recent], hands: Hands, excepted: dict[int, str]) -> None:
    grounds = cycle(ExceptionGround.values)
    entries = [
        _exception(draft, ground, hands) for draft, ground in zip(_exceptions(files, excepted), grounds, strict=False)
    ]
    Document.objects.bulk_create(entry.document for entry in entries)
    ExceptionEntry.objects.bulk_create(entries)
    CaseEvent.objects.bulk_create(event for entry in entries for event in _exception_events(entry))


_STATUSES: Final[dict[str, str]] = {
    "awaiting_review": ExceptionStatus.PROPOSED,
    "in_review": ExceptionStatus.PROPOSED,
    "rejected": ExceptionStatus.DECLINED,
    "approved": ExceptionStatus.APPROVED,
}


_MOST: Final[dict[str, int]] = {
    ExceptionStatus.PROPOSED: PROPOSED,
    ExceptionStatus.DECLINED: DECLINED,
    ExceptionStatus.APPROVED: OUT_OF_ORDER,
}


class Exceptional(NamedTuple):
    """A case past a criterion or out of order, and how far the exception has come."""

    case: Planned
    file: CaseFile
    kind: str
    criterion: str
    status: str


def _exceptions(files: Sequence[Recent], excepted: dict[int, str]) -> Iterator[Exceptional]:
    """Yield approved exceptions past a criterion and out of order, some still proposed, some declined."""
    left = Counter(_MOST)
    for case, file in files:
        criterion = excepted.get(case.case_id) or next(iter(file.not_met), "")
        status = _STATUSES.get(case.stage, "")
        if case.case_id in excepted:
            yield Exceptional(case, file, ExceptionKind.CRITERION, criterion, ExceptionStatus.APPROVED)
        elif left[status] > 0 and case.stage == "approved":
            left[status] -= 1
            yield Exceptional(case, file, ExceptionKind.ORDER, "", status)
        elif left[status] > 0 and criterion:
            left[status] -= 1
            yield Exceptional(case, file, ExceptionKind.CRITERION, criterion, status)


def _exception(draft: Exceptional, ground: str, hands: Hands) -> ExceptionEntry:
    decided_at = draft.case.reviewed_at or _filed(draft.case)
    settled = draft.status != ExceptionStatus.PROPOSED
    return ExceptionEntry(
        case_id=draft.case.case_id,
        kind=draft.kind,
        criterion=draft.criterion,
        ground=ground,
        explanation=words.EXPLANATIONS[ground],
        document=_document(f"{draft.case.reference}/exception", "report", draft.case, draft.file, hands),
        status=draft.status,
        decided_by_id=hands.supervisor_id,
        decided_at=decided_at,
        second_by_id=hands.approver_id if settled else None,
        second_at=decided_at + timedelta(hours=5) if settled else None,
        second_reason=words.DECLINED if draft.status == ExceptionStatus.DECLINED else "",
    )


def _exception_events(entry: ExceptionEntry) -> Iterator[CaseEvent]:
    detail: dict[str, Any] = {"exception": entry.pk, "criterion": entry.criterion, "ground": entry.ground}
    common = {"case_id": entry.case_id, "kind": EventKind.EXCEPTION, "detail": detail, "public": False}
    yield CaseEvent(code="exception_proposed", actor_id=entry.decided_by_id, at=entry.decided_at, **common)
    if entry.second_at:
        yield CaseEvent(code=f"exception_{entry.status}", actor_id=entry.second_by_id, at=entry.second_at, **common)
