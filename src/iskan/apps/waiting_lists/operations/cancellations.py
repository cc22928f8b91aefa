"""Cancelling an application by a formal decision of two officials, reviving one in time, and keeping one alive."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.documents import issue_case_document, revoke_case_document
from iskan.apps.cases.queries.scoped import service_of, visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.catalogue.queries import figures
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.notifications.operations import tell
from iskan.apps.waiting_lists.enums import CancellationGround, CancellationOutcome, ChangeGround, EntryStatus
from iskan.apps.waiting_lists.models import Cancellation, WaitingListEntry
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list, leave_list
from iskan.apps.waiting_lists.rules import can_decide_cancellation, can_propose_cancellation
from iskan.core.days import years_after
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope
from iskan.policy.cancellation import BODY, GROUND_WORDS, SUBJECT
from iskan.policy.parameters.entitlements import REVIVAL_YEARS


class NotWaiting(Refusal):
    """The application does not wait on a list."""

    text = Text(ar="هذا الطلب ليس على قائمة الانتظار.", en="This application is not on a waiting list.")
    status = HTTPStatus.CONFLICT


class AlreadyProposed(Refusal):
    """A proposal to cancel it awaits its decision."""

    text = Text(
        ar="يوجد اقتراح بإلغاء هذا الطلب بانتظار القرار.", en="A proposal to cancel it already awaits a decision."
    )
    status = HTTPStatus.CONFLICT


class NotRevivable(Refusal):
    """The application named cannot be revived: it was not cancelled, too late, or on a ground the law excepts."""

    text = Text(
        ar="لا يمكن إحياء الطلب المذكور: لم يُلغَ بقرار، أو انتهت مهلته، أو كان سبب الإلغاء فقد الجنسية.",
        en="The application named cannot be revived: it was not cancelled, its time is over, or nationality was lost.",
    )


@transaction.atomic
def propose_cancellation(
    *, scope: Scope, reference: str, ground: CancellationGround, explanation: str, at: datetime
) -> Cancellation:
    """Propose to cancel a waiting application; nothing changes until a second official decides.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, ReasonMissing, NotWaiting, AlreadyProposed.
    """
    case = _case(scope, reference, can=can_propose_cancellation(scope))
    entry = WaitingListEntry.objects.select_for_update().filter(case=case, status=EntryStatus.WAITING).first()
    if entry is None:
        raise NotWaiting
    if not explanation.strip():
        raise ReasonMissing
    if entry.cancellations.filter(outcome="").exists():
        raise AlreadyProposed
    proposed = Cancellation.objects.create(
        entry=entry, ground=ground, explanation=explanation.strip(), proposed_by_id=scope.acting_id, proposed_at=at
    )
    _record(scope, "cancellation.propose", proposed, at)
    return proposed


@transaction.atomic
def decide_cancellation(
    *, scope: Scope, cancellation_id: int, approved: bool, reason: str, at: datetime
) -> Cancellation:
    """Give the second official's decision: cancel the application, or let it stand.

    Raises:
        OutOfScope: not an open proposal on a visible case. NotForThisRole, OwnHousehold, SameEyes, ReasonMissing.
        NotWaiting: there is nothing left to cancel.
    """
    open_ones = Cancellation.objects.select_for_update().filter(pk=cancellation_id, outcome="")
    found = open_ones.select_related("entry").first()
    if found is None:
        raise OutOfScope(str(cancellation_id))
    case = _case(scope, found.entry.reference, can=can_decide_cancellation(scope))
    if found.proposed_by_id == scope.user_id:
        raise SameEyes
    if not reason.strip():
        raise ReasonMissing
    if approved and found.entry.status != EntryStatus.WAITING:
        raise NotWaiting
    found.outcome = CancellationOutcome.APPROVED if approved else CancellationOutcome.DECLINED
    found.decided_by_id, found.decided_at, found.reason = scope.acting_id, at, reason.strip()
    found.save()
    _record(scope, f"cancellation.{found.outcome}", found, at)
    if approved:
        leave_list(case_id=case.pk, at=at, ground=ChangeGround.CANCELLED)
        for issued_id in _issued(case.reference, IssueStatus.VALID).values():
            revoke_case_document(scope=scope, reference=case.reference, issued_id=issued_id, reason=found.reason, at=at)
        _tell(case, found, at)
    return found


@transaction.atomic
def revive_application(*, case_id: int, at: datetime) -> WaitingListEntry:
    """Put back on its list the cancelled application a granted revival is about, with the seniority it had.

    Raises:
        NotRevivable: it might not be revived on the day the revival was filed.
    """
    revival = Case.objects.get(pk=case_id)
    entry = WaitingListEntry.objects.filter(
        case__later_cases=revival, status=EntryStatus.LEFT, case__applicant_id=revival.applicant_id
    ).first()
    if entry is None or not _may_be_revived(entry, revival.filed_at or at):
        raise NotRevivable
    for code in _issued(entry.reference, IssueStatus.REVOKED):
        if code in _declared(entry.case):
            issue_case_document(case=entry.case, code=code, scope=SYSTEM, at=at)
    return enter_waiting_list(case_id=entry.case_id, at=at)


@transaction.atomic
def renew_applications(*, case_id: int, at: datetime) -> int:
    """Note that an applicant's waiting applications are up to date; return how many there are."""
    update = Case.objects.get(pk=case_id)
    waiting = WaitingListEntry.objects.filter(case__applicant_id=update.applicant_id, status=EntryStatus.WAITING)
    renewed = waiting.update(renewed_on=localdate(at))
    audit.record(
        scope=SYSTEM,
        action="waiting_list.renew",
        subject_kind=audit.CASE,
        subject=update.reference,
        at=at,
        count=renewed,
    )
    return renewed


def _issued(reference: str, status: IssueStatus) -> dict[str, int]:
    """Return the newest documents of a status that were issued under a case, by their codes."""
    issued = IssuedDocument.objects.filter(case_reference=reference, status=status).order_by("pk")
    return dict(issued.values_list("code", "pk"))


def _declared(case: Case) -> frozenset[str]:
    """Return the codes of the documents a case yields by its service, those of an offer left out."""
    return frozenset(document.code for document in service_of(case).documents)


def _may_be_revived(entry: WaitingListEntry, asked_at: datetime) -> bool:
    # Of a decision revived since, nothing is left to revive once the household has its home.
    decisions = entry.cancellations.filter(outcome=CancellationOutcome.APPROVED, decided_at__gte=F("entry__left_at"))
    decided = decisions.order_by("-pk").first()
    if decided is None or decided.decided_at is None or not CancellationGround(decided.ground).may_be_revived:
        return False
    asked_on = localdate(asked_at)
    years = figures().value(REVIVAL_YEARS, asked_on)
    return asked_on <= years_after(localdate(decided.decided_at), years)


def _case(scope: Scope, reference: str, *, can: bool) -> Case:
    case = visible_cases(scope).filter(reference=reference).select_related("applicant").first()
    if case is None:
        raise OutOfScope(reference)
    if not can:
        raise NotForThisRole
    if is_in_own_household(scope, case):
        raise OwnHousehold
    return case


def _record(scope: Scope, action: str, about: Cancellation, at: datetime) -> None:
    audit.record(
        scope=scope, action=action, subject_kind=audit.CASE, subject=about.entry.reference, at=at,
        cancellation=about.pk, ground=about.ground,
    )  # fmt: skip


def _tell(case: Case, decided: Cancellation, at: datetime) -> None:
    applicant = case.applicant
    words: dict[str, Text | str] = {
        "reference": case.reference,
        "name": Text(ar=applicant.name_ar, en=applicant.name_en or applicant.name_ar),
        "ground": GROUND_WORDS[decided.ground],
        "reason": decided.reason,
    }
    tell(
        user_id=applicant.pk, event=f"cancelled:{case.reference}:{decided.pk}", subject=SUBJECT.format(**words),
        body=BODY.format(**words), case_reference=case.reference, at=at,
    )  # fmt: skip
