"""A waiting application that passes to somebody else, or to the list of another programme, and keeps its seniority."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.citizens import account_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.documents import issue_case_document
from iskan.apps.cases.operations.transferring import change_programme, hand_over_case
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import revoke_document
from iskan.apps.notifications.operations import tell
from iskan.apps.waiting_lists.enums import CARD, ChangeGround, EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations.cancellations import NotWaiting
from iskan.apps.waiting_lists.operations.waiting_list import move_to_list
from iskan.apps.waiting_lists.queries.transferring import waiting_of_deceased
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.scope import SYSTEM, Scope
from iskan.policy.waiting_list import NOW_YOURS, NOW_YOURS_BODY, REVOKED_BY_CHANGE


class NewHolderWaits(Refusal):
    """Whoever is to hold the application has one waiting already, and nobody has two."""

    text = Text(
        ar="لمن يُحوَّل إليه الطلب طلب آخر على قائمة الانتظار، ولا يجتمع لأحد طلبان.",
        en="Whoever it is to pass to has another application waiting already, and nobody has two.",
    )
    status = HTTPStatus.CONFLICT


class WaitsForItAlready(Refusal):
    """The application waits for that very service."""

    text = Text(
        ar="الطلب على قائمة هذه الخدمة أصلًا، فلا تغيير يُعتمد.",
        en="The application is on the list of that service already: there is nothing to change.",
    )
    status = HTTPStatus.CONFLICT


@transaction.atomic
def transfer_application(*, case_id: int, scope: Scope, at: datetime) -> WaitingListEntry:
    """Pass the application a transfer is about to whom it names, or keep it for its holder in another category.

    Raises:
        NotWaiting: it waits no more. NewHolderWaits.
    """
    wish = _wish(case_id)
    entry = _waiting(wish.about_id)
    answers = wish.application.answers
    cpr = answers.get("new_holder_cpr")
    to = account_of(cpr=cpr, at=at)[0] if cpr else wish.applicant
    _pass(entry, to, wish, scope, at)
    if to.pk != wish.applicant_id:
        _tell(to, entry, at)
    return entry


@transaction.atomic
def transfer_to_heir(*, case_id: int, scope: Scope, at: datetime) -> WaitingListEntry:
    """Pass the waiting application of whoever died to the heir who asked for it.

    Raises:
        NotWaiting: none of theirs waits. NewHolderWaits.
    """
    wish = _wish(case_id)
    waiting = waiting_of_deceased(wish.application.answers["deceased_cpr"])
    entry = _waiting(waiting.case_id if waiting else None)
    _pass(entry, wish.applicant, wish, scope, at)
    return entry


@transaction.atomic
def change_service(*, case_id: int, scope: Scope, at: datetime) -> WaitingListEntry:
    """Move the application a change is about to the list of another programme, as of its day of filing.

    Raises:
        NotWaiting: it waits no more. WaitsForItAlready.
    """
    wish = _wish(case_id)
    entry = _waiting(wish.about_id)
    if entry.programme == wish.programme:
        raise WaitsForItAlready
    change_programme(case=entry.case, programme=wish.programme, question="programme", by=wish, scope=scope, at=at)
    move_to_list(entry=entry, programme=wish.programme, ground=ChangeGround.CHANGED, at=at)
    _renew_card(entry, at)
    return entry


def _wish(case_id: int) -> Case:
    return Case.objects.select_related("application", "applicant").get(pk=case_id)


def _waiting(case_id: int | None) -> WaitingListEntry:
    waiting = WaitingListEntry.objects.select_for_update(of=("self",)).filter(status=EntryStatus.WAITING)
    entry = (
        waiting.select_related("case__applicant", "case__household", "case__application").filter(case=case_id).first()
    )
    if case_id is None or entry is None:
        raise NotWaiting
    return entry


def _pass(entry: WaitingListEntry, to: User, wish: Case, scope: Scope, at: datetime) -> None:
    held = WaitingListEntry.objects.filter(applicant=to, status=EntryStatus.WAITING)
    if held.exclude(pk=entry.pk).exists():
        raise NewHolderWaits
    answers = {"family_category": wish.application.answers["new_category"]}
    hand_over_case(case=entry.case, to=to, answers=answers, by=wish, scope=scope, at=at)
    entry.applicant = to
    entry.save(update_fields=["applicant"])
    _renew_card(entry, at)


def _renew_card(entry: WaitingListEntry, at: datetime) -> None:
    """Revoke the card that says what no longer holds, and issue one that does."""
    cards = IssuedDocument.objects.filter(case_reference=entry.reference, code=CARD, status=IssueStatus.VALID)
    for issued_id in cards.values_list("pk", flat=True):
        revoke_document(scope=SYSTEM, issued_id=issued_id, reason=REVOKED_BY_CHANGE.ar, at=at)
    issue_case_document(case=entry.case, code=CARD, scope=SYSTEM, at=at)


def _tell(to: User, entry: WaitingListEntry, at: datetime) -> None:
    words: dict[str, Text | str] = {"reference": entry.reference}
    tell(
        user_id=to.pk, event=f"case:{entry.reference}:yours", subject=NOW_YOURS.format(**words),
        body=NOW_YOURS_BODY.format(**words), case_reference=entry.reference, at=at,
    )  # fmt: skip
