"""What follows a case's moves in the apps below it, and who may open the documents cases hold."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from iskan.apps.accounts.events import account_closed
from iskan.apps.accounts.operations import keep_contact
from iskan.apps.accounts.queries import contacts_who_may
from iskan.apps.agreements.events import act_declined
from iskan.apps.cases.models import Case, EvidenceItem, ExceptionEntry
from iskan.apps.cases.operations import data_rights, reconsidering, witnessing
from iskan.apps.cases.operations.documents import issue_case_document
from iskan.apps.cases.operations.handing_over import give_back_all
from iskan.apps.cases.operations.queueing import queue_following
from iskan.apps.cases.queries.earlier import has_refused_case
from iskan.apps.cases.queries.promises import count_judged_by, count_promised_by, count_promised_over
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.catalogue.events import calendar_changed, figure_approved
from iskan.apps.catalogue.standing import supplies
from iskan.apps.catalogue.touching import FigureChange, Touched, touched_by_days, touched_by_figure
from iskan.apps.documents import rules as documents_rules
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.events import document_overdue, document_ready
from iskan.apps.documents.kinds import kind_of
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.notifications.operations import tell
from iskan.core.acts import JointAct
from iskan.core.catalogue import Channel
from iskan.core.effects import Issue
from iskan.core.text import Text
from iskan.foundation.effects import carries_out, effect
from iskan.foundation.scope import Duty, Scope
from iskan.policy.acts import CONFIRM_COUNTER
from iskan.policy.messages import DOCUMENT_OVERDUE, DOCUMENT_OVERDUE_BODY
from iskan.policy.questions.contact import DETAILS_ASKED
from iskan.policy.standing_facts import WAS_REFUSED

PROMISES_MOVED = Text(
    ar="المعاملات التي يتغيّر آخر يوم لإنجازها، دون رسائل لأصحابها",
    en="Cases whose last day moves; no messages are sent",
)

OTHER_PROMISE = Text(
    ar="المعاملات التي تتغيّر مدة إنجازها، دون رسائل لأصحابها",
    en="Cases that get another promise; no messages are sent",
)
JUDGED = Text(
    ar="الطلبات المقدمة التي لم يُبتّ فيها وتُقيَّم بالقيمة الجديدة",
    en="Filed applications that are judged by it, not yet decided",
)


@carries_out(Issue)
def issue(effect: Issue, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Issue the document an effect names, of those the case's service declares."""
    case = Case.objects.select_related("application").get(pk=case_id)
    issue_case_document(case=case, code=effect.document, scope=Scope(user_id=actor_id), at=at)


@effect("accounts.update_contact_details")
def update_contact_details(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Reach the citizen from now on where they said themselves, here or to an official who had identified them.

    A delegate turns nobody's messages away.
    """
    case = Case.objects.select_related("application").get(pk=case_id)
    if case.filed_by_id != case.applicant_id and case.channel not in {Channel.DESK, Channel.PHONE}:
        return
    answers = case.application.answers
    keep_contact(
        user_id=case.applicant_id,
        **{detail: answers.get(question) or "" for detail, question in DETAILS_ASKED.items()},
        language=answers.get("language") or "",
        scope=Scope(user_id=actor_id),
        at=at,
    )


@effect("cases.tell_earlier_department")
def tell_earlier_department(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Tell those who decided the earlier case what came of the case about it."""
    reconsidering.tell_earlier_department(scope=Scope(user_id=actor_id), case_id=case_id, at=at)


@effect("cases.reopen_earlier")
def reopen_earlier(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Have the refusal a granted review is about decided anew."""
    reconsidering.reopen_earlier(scope=Scope(user_id=actor_id), case_id=case_id, at=at)


supplies(WAS_REFUSED)(has_refused_case)


@effect("households.record_family_declaration")
def record_family_declaration(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Lay what the citizen said of missing members to every household of theirs that an official still looks into."""
    case = Case.objects.select_related("application").get(pk=case_id)
    missing = case.application.answers.get("missing_members") or ()
    words = "\n".join(f"{row['name']} {row.get('cpr') or ''} {row['relation']}" for row in missing)
    data_rights.lay_to_households(case=case, words=words, scope=Scope(user_id=actor_id), at=at)


@effect("cases.correct_data")
def correct_data(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Put right what was granted to be wrong."""
    case = Case.objects.select_related("application", "department").get(pk=case_id)
    data_rights.correct_data(case=case, scope=Scope(user_id=actor_id), at=at)


@effect("cases.tell_supervisors")
def tell_supervisors(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- handed to all
    """Tell those who carry out what was granted."""
    data_rights.tell_supervisors(case=Case.objects.select_related("department").get(pk=case_id), at=at)


@documents_rules.officials_see_document
def officials_see_document(scope: Scope, document_id: UUID) -> bool:
    """Say whether a document stands in a case, or an exception of one, in an official's scope, or in one they file."""
    cases = visible_cases(scope)
    being_filed = EvidenceItem.objects.filter(
        document_id=document_id, case__filing__official_id=scope.user_id, case__filed_at=None
    )
    return (
        EvidenceItem.objects.filter(document_id=document_id, case__in=cases).exists()
        or being_filed.exists()
        or ExceptionEntry.objects.filter(document_id=document_id, case__in=cases).exists()
    )


@documents_rules.officials_see_case
def officials_see_case(scope: Scope, case_reference: str) -> bool:
    """Say whether the case a document was issued for is in an official's scope."""
    return visible_cases(scope).filter(reference=case_reference).exists()


@account_closed.followed_by
def free_what_they_held(official_id: int, at: datetime) -> None:
    """Strand no case with whoever has left."""
    give_back_all(official_id=official_id, at=at)


@document_overdue.followed_by
def tell_those_who_mend(issued: IssuedDocument, at: datetime) -> None:
    """Tell each administrator once that a document is not made, so that somebody looks why."""
    for user_id in contacts_who_may(Duty.ADMINISTER):
        tell(
            user_id=user_id,
            event=f"document-overdue:{issued.pk}",
            subject=DOCUMENT_OVERDUE,
            body=DOCUMENT_OVERDUE_BODY.format(id=str(issued.pk), reference=issued.case_reference),
            case_reference=issued.case_reference,
            at=at,
        )


@document_ready.followed_by
def tell_holder(issued: IssuedDocument, at: datetime) -> None:
    """Tell the holder once that their document can be opened; of one revoked meanwhile there is nothing to tell."""
    if issued.status != IssueStatus.VALID:
        return
    notice, name = kind_of(issued.template).ready, Text(ar=issued.name_ar, en=issued.name_en)
    tell(
        user_id=issued.holder_id,
        event=f"document-ready:{issued.pk}",
        subject=notice.subject.format(name=name, reference=issued.case_reference),
        body=notice.body.format(name=name, reference=issued.case_reference),
        case_reference=issued.case_reference,
        at=at,
    )


@act_declined.followed_by
def end_unconfirmed(act: JointAct, proposed_id: int, subject: str, at: datetime) -> None:  # noqa: ARG001 -- the event's shape
    """Leave nobody waiting for what a second official did not confirm."""
    if act == CONFIRM_COUNTER:
        witnessing.end_unconfirmed(reference=subject, at=at)


@figure_approved.followed_by
@calendar_changed.followed_by
def move_promises() -> None:
    """Have the worker move the promises to the calendar and the figures as they are now."""
    queue_following()


@touched_by_days.told_by
def promises_over(days: Sequence[date]) -> Sequence[Touched]:
    """Tell how many promises are counted over days that change."""
    return ((PROMISES_MOVED, str(count_promised_over(days))),)


@touched_by_figure.told_by
def cases_by_figure(change: FigureChange) -> Sequence[Touched]:
    """Tell how many promises and undecided applications a figure would touch."""
    counts = ((OTHER_PROMISE, count_promised_by(change)), (JUDGED, count_judged_by(change)))
    return tuple((label, f"{count:,}") for label, count in counts if count)
