"""Writing down a call or a visit, and that what was promised in it is done."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases import rules
from iskan.apps.cases.enums import SpokenBy
from iskan.apps.cases.models import ContactEntry, KeptPromise
from iskan.apps.cases.operations.moves import locked_case
from iskan.core.refusal import NotForThisRole, OwnHousehold, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope


class SpokenLater(Refusal):
    """What is written down has not happened yet."""

    text = Text(ar="هذا الموعد لم يحن بعد.", en="This time has not come yet.")
    field = "spoken_at"


class PromisedBefore(Refusal):
    """The day until which something was promised is over already."""

    text = Text(ar="اختر اليوم الحالي أو يومًا بعده.", en="Choose today or a later day.")
    field = "promised_on"


class PromiseHalfSaid(Refusal):
    """A promise has words and a day, or neither."""

    text = Text(ar="أدخل ما وُعد به ويومه معًا، أو اترك الحقلين.", en="Enter what was promised and its day, or neither.")
    field = "promised"


class PromiseKeptAlready(Refusal):
    """It was said before that the promise is kept."""

    text = Text(ar="سُجّل إنجاز هذا الوعد من قبل.", en="This promise has been marked as done already.")
    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What an official writes down of a call or a visit."""

    way: SpokenBy
    spoken_at: datetime
    spoke_with: str
    said: str
    promised: str = ""
    promised_on: date | None = None


@transaction.atomic
def write_contact(*, scope: Scope, reference: str, spoken: Spoken, at: datetime) -> ContactEntry:
    """Write down what was said with an applicant.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold: the case is for others.
        SpokenLater, PromisedBefore, PromiseHalfSaid: it cannot have been so.
    """
    case = locked_case(scope, reference)
    if not rules.can_work(scope):
        raise NotForThisRole
    if rules.is_in_own_household(scope, case):
        raise OwnHousehold
    _check(spoken, at)
    entry = ContactEntry.objects.create(
        case=case, way=spoken.way, spoken_at=spoken.spoken_at, spoke_with=spoken.spoke_with, said=spoken.said,
        promised=spoken.promised, promised_on=spoken.promised_on, author_id=scope.acting_id, written_at=at,
    )  # fmt: skip
    audit.record(
        scope=scope, action="case.contact_written", subject_kind=audit.CASE, subject=reference, at=at, entry=entry.pk
    )
    return entry


@transaction.atomic
def keep_promise(*, scope: Scope, reference: str, entry_id: int, at: datetime) -> KeptPromise:
    """Note that what was promised in a call or a visit is done.

    Raises:
        OutOfScope: the case or the promise is not there. NotForThisRole, OwnHousehold: it is for others.
        PromiseKeptAlready: somebody was quicker.
    """
    case = locked_case(scope, reference)
    if not rules.can_work(scope):
        raise NotForThisRole
    if rules.is_in_own_household(scope, case):
        raise OwnHousehold
    entry = case.contacts.filter(pk=entry_id, promised_on__isnull=False).first()
    if entry is None:
        raise OutOfScope(str(entry_id))
    if KeptPromise.objects.filter(entry=entry).exists():
        raise PromiseKeptAlready
    kept = KeptPromise.objects.create(entry=entry, by_id=scope.acting_id, at=at)
    audit.record(
        scope=scope, action="case.promise_kept", subject_kind=audit.CASE, subject=reference, at=at, entry=entry.pk
    )
    return kept


def _check(spoken: Spoken, at: datetime) -> None:
    if spoken.spoken_at > at:
        raise SpokenLater
    if bool(spoken.promised) != (spoken.promised_on is not None):
        raise PromiseHalfSaid
    if spoken.promised_on is not None and spoken.promised_on < timezone.localdate(at):
        raise PromisedBefore
