"""The working calendar: a year with its circulars, and entering or correcting one for a second official to agree to."""

from datetime import time

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_publish_figures
from iskan.apps.agreements.operations import propose_act
from iskan.apps.catalogue.calendar import circular_book
from iskan.apps.catalogue.estimates import FIRST_YEAR, LAST_YEAR
from iskan.core.circulars import Circular
from iskan.core.circulars_json import to_json
from iskan.core.dated import LegalBasis
from iskan.core.days import Span
from iskan.core.promises import WorkingHours
from iskan.core.refusal import Refusal
from iskan.core.text import Text, latin_digits
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import ENTER_CIRCULAR
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.circulars import circular_view, kept_words, year_view
from iskan.surfaces.backoffice.presenters.shell import can_read_figures
from iskan.surfaces.backoffice.words import NEEDED, needed, number, picked_day, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

BAD_TIME = Text(ar="أدخل الساعة، مثل 08:00.", en="Enter a time, such as 08:00.")


@reading(can_read_figures)
def calendar(request: ScopedRequest) -> HttpResponseBase:
    """Show the working calendar of a year, and the circulars that make it."""
    year = number(request.GET.get("year", "")) or clock.today().year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    book = circular_book()
    view = year_view(year, book, book.calendar())
    years = {"before": year - 1 if year > FIRST_YEAR else None, "after": year + 1 if year < LAST_YEAR else None}
    may_enter = can_publish_figures(request.scope)
    return page(request, "calendar/year", view=view, years=years, may_enter=may_enter, on=clock.now())


def _show_form(request: ScopedRequest, code: str = "", sent: FormState = UNSENT) -> HttpResponseBase:
    book = circular_book()
    stands, days = _standing(code), book.calendar()
    begun = FormState.filled(kept_words(stands, days)) if sent is UNSENT else sent
    shown = circular_view(stands, days) if stands else None
    return page(request, "calendar/enter", status=sent.status, stands=shown, sent=begun)


@asking(can_publish_figures)
@shows_refusals(_show_form, "circular")
def enter(request: ScopedRequest, code: str = "") -> HttpResponseBase:
    """Propose a circular, or a correction of what stands."""
    stands = _standing(code)
    if request.method != "POST":
        return _show_form(request, code)
    circular = _stated(request, code)
    proposed = propose_act(
        scope=request.scope, act=ENTER_CIRCULAR, subject=code or str(circular.first_day or ""),
        terms=to_json(circular), reason=_reason(request, stands), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _standing(code: str) -> Circular | None:
    if not code:
        return None
    if (stands := circular_book().one(code)) is None:
        raise Http404
    return stands


def _reason(request: ScopedRequest, stands: Circular | None) -> str:
    """Return why: what two officials or a circular had set is not corrected without a word."""
    return needed(request, "reason", 500) if stands and not stands.is_estimate else said(request, "reason", 500)


def _stated(request: ScopedRequest, code: str) -> Circular:
    return Circular(
        code=code,
        replaces=code,
        occasion=_text(request, "occasion", 100),
        basis=LegalBasis(instrument=_text(request, "instrument", 200), source="entered", grade="A"),
        number=said(request, "number", 40),
        issued_on=picked_day(request, "issued_on"),
        off=_span(request, "off"),
        in_lieu=_span(request, "in_lieu"),
        hours=_hours(request),
    )


def _text(request: ScopedRequest, name: str, longest: int) -> Text:
    return Text(ar=needed(request, f"{name}_ar", longest), en=needed(request, f"{name}_en", longest))


def _span(request: ScopedRequest, name: str) -> Span | None:
    """Return the days of two fields, the last of which is the first where it is left empty."""
    first, last = picked_day(request, f"{name}_first"), picked_day(request, f"{name}_last")
    if first is None and last is not None:
        raise Refusal(NEEDED, field=f"{name}_first")
    return Span(first, last or first) if first else None


def _hours(request: ScopedRequest) -> WorkingHours | None:
    span = _span(request, "hours")
    if span is None and (said(request, "opens", 8) or said(request, "closes", 8)):
        raise Refusal(NEEDED, field="hours_first")
    return WorkingHours(span=span, opens=_time(request, "opens"), closes=_time(request, "closes")) if span else None


def _time(request: ScopedRequest, name: str) -> time:
    try:
        return time.fromisoformat(latin_digits(needed(request, name, 8)))
    except ValueError as fault:
        raise Refusal(BAD_TIME, field=name) from fault
