"""What a granted review brings: the refusal is reopened, and those who decided it are told."""

from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.models import Department, User
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case, CaseEvent, CaseNote
from iskan.apps.cases.operations.taking_back import FollowedByAnother, NotRefusedHere, reopen_refused
from iskan.apps.notifications.operations import tell
from iskan.core.roles import Duty, roles_with
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Scope

SUPERVISING = [role.value for role in roles_with(Duty.SUPERVISE)]
_NOTE = Text(
    ar="قُبلت المراجعة رقم {later} بشأن هذه المعاملة، ويُعاد النظر في القرار. الأسباب: {reason}",
    en="Review {later} of this case is granted; the decision is to be looked at again. Reasons: {reason}",
)
_SUBJECT = Text(ar="إعادة النظر في المعاملة {reference}", en="Case {reference} is to be looked at again")
_BODY = Text(
    ar="قُبلت المراجعة رقم {later} بشأن المعاملة {reference}. الأسباب: {reason}. سُجّلت النتيجة في ملاحظات المعاملة.",
    en="Review {later} of case {reference} is granted. Reasons: {reason}. The result is among the case's notes.",
)


def supervisors_of(department: Department | None) -> frozenset[int]:
    """Return the officials who supervise a department."""
    supervising = User.objects.filter(is_active=True, department=department, roles__overlap=SUPERVISING)
    return frozenset(supervising.values_list("pk", flat=True))


@transaction.atomic
def tell_earlier_department(*, scope: Scope, case_id: int, at: datetime) -> CaseNote:
    """Note on the earlier case what came of the case about it, and tell the supervisors who may take it up again."""
    later = Case.objects.select_related("about__department").get(pk=case_id, about__isnull=False)
    earlier = later.about
    assert earlier is not None  # noqa: S101 -- the query has asked for it; this tells the type checker
    made = later.events.filter(kind=EventKind.TRANSITION).latest("pk")
    words: dict[str, Text | str] = {"later": later.reference, "reference": earlier.reference, "reason": made.reason}
    note = CaseNote.objects.create(case=earlier, author_id=scope.acting_id, text=_NOTE.format(**words).ar, at=at)
    audit.record(
        scope=scope, action="case.noted", subject_kind=audit.CASE, subject=earlier.reference, at=at,
        note=note.pk,
    )  # fmt: skip
    for user_id in sorted(supervisors_of(earlier.department)):
        tell(
            user_id=user_id,
            event=f"case:{earlier.reference}:later-{later.reference}",
            subject=_SUBJECT.format(**words),
            body=_BODY.format(**words),
            case_reference=earlier.reference,
            at=at,
        )
    return note


@transaction.atomic
def reopen_earlier(*, scope: Scope, case_id: int, at: datetime) -> CaseEvent | None:
    """Reopen the refusal a granted review is about, as of the day it was filed, to be decided anew by two.

    Nothing is reopened where it was reopened meanwhile, or the applicant has another case open about the same: that
    one goes on. The department is told in either case.
    """
    note = tell_earlier_department(scope=scope, case_id=case_id, at=at)
    refused = Case.objects.select_for_update(of=("self",)).select_related("applicant").get(pk=note.case_id)
    upheld = CaseEvent.objects.filter(case_id=case_id, kind=EventKind.TRANSITION).latest("pk")
    try:
        return reopen_refused(case=refused, scope=scope, reason=upheld.reason, at=at, by_review=case_id)
    except (NotRefusedHere, FollowedByAnother):
        return None
