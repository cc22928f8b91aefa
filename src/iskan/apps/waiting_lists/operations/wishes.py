"""The projects a waiting household would rather live in; they count from the next distribution on."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.rules import acts_for
from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.cases.operations.moves import locked_case
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import ProjectWish, WaitingListEntry
from iskan.apps.waiting_lists.operations.waiting_list import NotOnTheList
from iskan.apps.waiting_lists.queries.wishes import projects_to_wish
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import DelegatedAct, OutOfScope, Scope

MOST = 3


class BadWishes(Refusal):
    """A project is named twice, is unknown, or has no home of the household's programme."""

    text = Text(
        ar="اختر مشاريع مختلفة من القائمة، ثلاثة على الأكثر.",
        en="Choose different projects of the list, three at most.",
    )


@transaction.atomic
def state_wishes(*, scope: Scope, reference: str, projects: Sequence[str], only: bool, at: datetime) -> None:
    """Say which projects a household would rather live in, dearest first; ``only`` these, or others when they run out.

    Saying none takes back what was said. A distribution already prepared keeps the wishes it was prepared with.

    Raises:
        OutOfScope: not theirs. NotOnTheList: it does not wait. BadWishes. DeathOnRecord: the applicant has died.
    """
    case = locked_case(scope, reference)
    if not acts_for(scope, case.applicant_id, DelegatedAct.ANSWER, case.service_code):
        raise OutOfScope(reference)
    require_applicant_alive(case)
    if not WaitingListEntry.objects.filter(case=case, status=EntryStatus.WAITING).exists():
        raise NotOnTheList
    known = {code for code, _name in projects_to_wish(case.programme)}
    if len(projects) > MOST or len(set(projects)) != len(projects) or not known.issuperset(projects):
        raise BadWishes
    if projects:
        said = {"projects": list(projects), "only": only, "said_at": at}
        ProjectWish.objects.update_or_create(case=case, defaults=said)
    else:
        ProjectWish.objects.filter(case=case).delete()
    audit.record(
        scope=scope, action="wishes.state", subject_kind=audit.CASE, subject=reference, at=at, projects=list(projects)
    )
