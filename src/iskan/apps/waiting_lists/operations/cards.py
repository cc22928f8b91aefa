"""The card of a waiting household that has none, as of an application carried over: made when it is asked for."""

from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.rules import acts_for
from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.cases.operations.documents import issue_case_document
from iskan.apps.cases.operations.moves import locked_case
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.waiting_lists.enums import CARD, EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations.waiting_list import NotOnTheList
from iskan.foundation.scope import DelegatedAct, OutOfScope, Scope


@transaction.atomic
def make_card(*, scope: Scope, reference: str, at: datetime) -> IssuedDocument:
    """Issue the card of an application that waits, or return the one it has.

    Raises:
        OutOfScope: not theirs. NotOnTheList: it does not wait. NothingToIssue: its service yields no card.
        DeathOnRecord: the applicant has died.
    """
    case = locked_case(scope, reference)
    if not acts_for(scope, case.applicant_id, DelegatedAct.RECEIVE, case.service_code):
        raise OutOfScope(reference)
    require_applicant_alive(case)
    if not WaitingListEntry.objects.filter(case=case, status=EntryStatus.WAITING).exists():
        raise NotOnTheList
    return issue_case_document(case=case, code=CARD, scope=scope, at=at)
