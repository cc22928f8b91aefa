"""The eligibility guide: open to all, its answers posted and never kept."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from iskan.apps.accounts.unsent import words_in
from iskan.apps.catalogue import queries as catalogue
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.guidance import guide_by, read_sheet
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.guide import guide_page, guide_result


@ratelimit.limited(ratelimit.ELIGIBILITY, writes_only=True)
def guide(request: HttpRequest) -> HttpResponse:
    """Ask the next few questions, or show what fits and why the rest does not."""
    asker = cast("ScopedRequest", request)
    services, today = catalogue.services(), clock.today()
    sheet = read_sheet(services, words_in(request), today)
    if sheet.must_ask_again:
        again = guide_page(sheet, sheet.current)
        return page(asker, "guide/questions", guide=again, status=422 if again.errors else 200)
    guidance = guide_by(services, sheet.reading.answers, sheet.asked, today, catalogue.figures())
    if guidance.next_facts and sheet.action not in {"finish", "print"}:
        return page(asker, "guide/questions", guide=guide_page(sheet, guidance.next_page))
    template = "guide/print" if sheet.action == "print" else "guide/result"
    return page(asker, template, guide=guide_result(guidance, sheet), today=today)
