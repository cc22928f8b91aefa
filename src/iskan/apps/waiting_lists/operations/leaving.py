"""A household gives up its waiting: off the list, its card revoked, those who agreed told."""

from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.models import User
from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.models import Case
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import revoke_document
from iskan.apps.notifications.operations import tell
from iskan.apps.waiting_lists.enums import CARD, ChangeGround
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations.waiting_list import leave_list
from iskan.foundation.scope import SYSTEM
from iskan.policy.waiting_list import GIVEN_UP_BODY, GIVEN_UP_SUBJECT, REVOKED_BY_LEAVING


class NothingToLeave(Exception):
    """The case is about no application that waits."""


@transaction.atomic
def give_up_waiting(*, case_id: int, at: datetime) -> WaitingListEntry:
    """Take off its list the application a case is about, and revoke its card.

    Raises:
        NothingToLeave: the case is about no application. NotOnTheList: that one does not wait.
    """
    wish = Case.objects.select_related("about", "applicant").get(pk=case_id)
    if wish.about is None:
        raise NothingToLeave(wish.reference)
    entry = leave_list(case_id=wish.about.pk, at=at, ground=ChangeGround.WITHDRAWN)
    cards = IssuedDocument.objects.filter(
        case_reference=wish.about.reference, code=CARD, status=IssueStatus.VALID
    ).values_list("pk", flat=True)
    for issued_id in cards:
        revoke_document(scope=SYSTEM, issued_id=issued_id, reason=REVOKED_BY_LEAVING.ar, at=at)
    _tell_who_agreed(wish, at)
    return entry


def _tell_who_agreed(wish: Case, at: datetime) -> None:
    # By their numbers: an answer taken at the counter was entered by an official.
    agreed = wish.consent_requests.filter(answer=ConsentAnswer.GIVEN).values_list("cpr", flat=True)
    for user in User.objects.filter(cpr__in=list(agreed), is_active=True).order_by("pk"):
        words = {"reference": wish.reference}
        tell(
            user_id=user.pk, event=f"left:{wish.reference}", subject=GIVEN_UP_SUBJECT.format(**words),
            body=GIVEN_UP_BODY.format(**words), at=at,
        )  # fmt: skip
