"""Calls and visits with an applicant, written down by the official who heard them."""

from datetime import datetime

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_work_cases
from iskan.apps.cases.enums import SpokenBy
from iskan.apps.cases.operations.contacts import Spoken, keep_promise, write_contact
from iskan.apps.cases.queries.scoped import case_for
from iskan.core.refusal import Refusal
from iskan.core.text import Text, latin_digits
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, page
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, needed, picked_day, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

BAD_INSTANT = Text(ar="أدخل تاريخًا وساعة، مثل 2026-09-01T10:30.", en="Enter a date and time, such as 2026-09-01T10:30.")
LONGEST_NAME, LONGEST_SAID, LONGEST_PROMISE = 160, 4000, 500


@listing(reference=lambda reference: [reference])
def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    case_for(request.scope, reference)
    now = timezone.localtime(clock.now())
    return page(
        request, "cases/contact", status=sent.status, reference=reference, ways=SpokenBy.choices, sent=sent,
        now=now.strftime("%Y-%m-%dT%H:%M"), today=now.date().isoformat(),
    )  # fmt: skip


@asking(can_work_cases)
@shows_refusals(_show)
def contact(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Write down a call or a visit."""
    if request.method != "POST":
        return _show(request, reference)
    write_contact(scope=request.scope, reference=reference, spoken=_spoken(request), at=clock.now())
    return go(request, "backoffice:case", reference, done=_("It is written down."))


@changing(can_work_cases)
def promise(request: ScopedRequest, reference: str, entry_id: int) -> HttpResponseBase:
    """Note that what was promised is done."""
    keep_promise(scope=request.scope, reference=reference, entry_id=entry_id, at=clock.now())
    return go(request, "backoffice:case", reference, done=_("The promise is marked as done."))


def _spoken(request: ScopedRequest) -> Spoken:
    way = request.POST.get("way", "")
    if way not in SpokenBy.values:
        raise Refusal(NOTHING_CHOSEN, field="way")
    return Spoken(
        way=SpokenBy(way),
        spoken_at=_instant(request),
        spoke_with=needed(request, "spoke_with", LONGEST_NAME),
        said=needed(request, "said", LONGEST_SAID),
        promised=said(request, "promised", LONGEST_PROMISE),
        promised_on=picked_day(request, "promised_on"),
    )


def _instant(request: ScopedRequest) -> datetime:
    try:
        typed = datetime.fromisoformat(latin_digits(said(request, "spoken_at", 20)))
        return timezone.make_aware(typed)
    except ValueError as fault:
        raise Refusal(BAD_INSTANT, field="spoken_at") from fault
