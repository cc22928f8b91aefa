"""Calling a waiting household: its telephone is shown to one official at a time, and each showing is a line."""

from dataclasses import dataclass
from datetime import date, datetime

from iskan.apps.cases.queries.scoped import application_for
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.rules import can_call
from iskan.core.refusal import NotForThisRole
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Callee:
    """Whom to call, at which number, in which language, and what about."""

    reference: str
    name: Text
    telephone: str
    language: str
    programme: str
    renewed_on: date | None


def telephone_of(*, scope: Scope, reference: str, at: datetime) -> Callee:
    """Return how a waiting household is called; that it was shown is a line of the trail.

    Raises:
        NotForThisRole: the viewer works on no cases. OutOfScope: it is none the viewer sees, or waits no more.
    """
    if not can_call(scope):
        raise NotForThisRole
    case = application_for(scope, reference)
    entry = WaitingListEntry.objects.filter(case_id=case.pk, status=EntryStatus.WAITING).first()
    if entry is None:
        raise OutOfScope(reference)
    audit.record(scope=scope, action="waiting_list.telephone_shown", subject_kind=audit.CASE, subject=reference, at=at)
    return Callee(
        reference=reference, name=Text(ar=case.applicant.name_ar, en=case.applicant.name_en),
        telephone=case.applicant.phone, language=case.applicant.language, programme=entry.programme,
        renewed_on=entry.renewed_on,
    )  # fmt: skip
