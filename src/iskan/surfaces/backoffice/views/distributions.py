"""Distributions: prepared over a stock, looked at from every side, recommended, approved by a second official."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.allocation.operations import distribution as operations
from iskan.apps.allocation.operations.records import print_nominees
from iskan.apps.allocation.queries import distribution as queries
from iskan.apps.allocation.queries.opening import opening_of
from iskan.apps.allocation.queries.stock import projects_with_homes
from iskan.core.distribution.outcome import NotInTheDistribution
from iskan.core.refusal import Refusal
from iskan.core.text import Text, small_number
from iskan.foundation import audit, clock
from iskan.foundation.references import NotAReference, read_reference
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, only, page, paper, reading
from iskan.surfaces.backoffice.presenters.distributions import (
    distribution_rows,
    distribution_view,
    explanation_view,
    nominated_rows,
)
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NO_PROJECT = Text(ar="اختر مشروعًا واحدًا على الأقل.", en="Choose at least one project.")
MOST_LISTED = 100


@reading(rules.can_read_cases)
def distributions(request: ScopedRequest) -> HttpResponseBase:
    """List the distributions, newest first."""
    found = queries.distributions(request.scope)[:MOST_LISTED]
    return page(request, "distributions/list", rows=distribution_rows(found), may_prepare=_may_prepare(request))


def _may_prepare(request: ScopedRequest) -> bool:
    return rules.can_review(request.scope) and not rules.can_read_audit(request.scope)


def _show_form(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    projects = [
        (code, _("%(name)s: %(count)s homes ready") % {"name": t(name), "count": count})
        for code, name, _governorate, count in projects_with_homes()
    ]
    return page(request, "distributions/prepare", status=sent.status, projects=projects, sent=sent)


@listing(listed=lambda listed: [line.reference for line in listed.lines])
def _show(request: ScopedRequest, reference: str, sent: FormState = UNSENT) -> HttpResponseBase:
    found = queries.distribution_for(request.scope, reference)
    view, opening = distribution_view(found, request.scope), opening_of(found)
    shown = {"view": view, "opening": opening, "sent": sent, **_listed(request, found)}
    return page(
        request, "distributions/distribution", status=sent.status, trail_of=("distribution", reference), **shown,
        **_asked(request, reference),
    )  # fmt: skip


@asking(rules.can_review)
@shows_refusals(_show_form, "prepare")
def prepare(request: ScopedRequest) -> HttpResponseBase:
    """Choose the projects, and compute who would be nominated."""
    if request.method != "POST":
        return _show_form(request)
    reference = _prepare(request)
    return go(
        request, "backoffice:distribution", reference, done=_("The distribution is prepared. Nobody is nominated yet.")
    )


def _prepare(request: ScopedRequest) -> str:
    projects = request.POST.getlist("projects")
    if not projects:
        raise Refusal(NO_PROJECT, field="projects")
    typed = said(request, "reserve", 3)
    reserve = small_number(typed) if typed else None
    if typed and reserve is None:
        raise Refusal(operations.NotAShare.text, field="reserve")
    prepared = operations.prepare_distribution(
        scope=request.scope, projects=projects, reserve_percent=reserve, at=clock.now()
    )
    return prepared.reference


@reading(rules.can_read_cases)
def distribution(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Show a distribution: its figures, its pools, who is nominated, and why; or only how far the telling is."""
    if request.headers.get("HX-Request"):
        opening = opening_of(queries.distribution_for(request.scope, reference))
        return page(request, "distributions/opening", opening=opening, reference=reference)
    return _show(request, reference)


@reading(rules.can_read_cases)
def report(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Print a distribution's figures."""
    view = distribution_view(queries.distribution_for(request.scope, reference), request.scope)
    return paper(request, "distributions/report", view=view, on=clock.now())


@reading(rules.can_read_cases)
@listing(listed=lambda listed: [line.reference for line in listed.lines])
def nominees(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """List a distribution's nominees by name, and lead to the record of them."""
    found = queries.distribution_for(request.scope, reference)
    listed = queries.nominated_page(request.scope, found, number(request.GET.get("page", "")) or 1)
    view = distribution_view(found, request.scope)
    return page(request, "distributions/nominees", view=view, listed=listed, rows=nominated_rows(listed.lines))


@reading(rules.can_read_cases)
def nominees_record(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Print a distribution's nominees as an official record."""
    printed = print_nominees(scope=request.scope, reference=reference, at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="nominees-{reference}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)


@changing(rules.can_work_cases)
@shows_refusals(_show, "recommend")
def recommend(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Lay it before a second official."""
    return _moved(request, reference, _recommend, _("It awaits a second official."))


@changing(rules.can_work_cases)
@shows_refusals(_show, "approve")
def approve(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Approve it: the nominations are made."""
    only(request.scope, rules.can_approve)
    return _moved(request, reference, _approve, _("It is approved and its nominations are made."))


@changing(rules.can_work_cases)
@shows_refusals(_show, "call_off")
def call_off(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Call it off, with the reason."""
    return _moved(request, reference, _call_off, _("It is called off and stays to be read."))


def _recommend(request: ScopedRequest, reference: str) -> None:
    reason = said(request, "reason")
    operations.recommend_distribution(scope=request.scope, reference=reference, reason=reason, at=clock.now())


def _approve(request: ScopedRequest, reference: str) -> None:
    operations.approve_distribution(scope=request.scope, reference=reference, at=clock.now())


def _call_off(request: ScopedRequest, reference: str) -> None:
    reason = said(request, "reason")
    operations.cancel_distribution(scope=request.scope, reference=reference, reason=reason, at=clock.now())


def _moved(
    request: ScopedRequest, reference: str, move: Callable[[ScopedRequest, str], None], done: str
) -> HttpResponse:
    move(request, reference)
    return go(request, "backoffice:distribution", reference, done=done)


def _listed(request: ScopedRequest, found: Any) -> dict[str, Any]:
    """Return the page of nominations asked for."""
    exceptions, page_number = request.GET.get("only") == "exceptions", number(request.GET.get("page", "")) or 1
    listed = queries.nominated_page(request.scope, found, page_number, exceptions=exceptions)
    return {"listed": listed, "rows": nominated_rows(listed.lines), "only_exceptions": exceptions}


def _asked(request: ScopedRequest, reference: str) -> dict[str, Any]:
    """Answer why a household is nominated or not; its file counts as read."""
    typed = request.GET.get("case", "").strip()[:40]
    if not typed:
        return {"typed_case": "", "told": None, "missing": False}
    try:
        case, told = queries.explanation_for(request.scope, reference, read_reference(typed))
    except (NotAReference, OutOfScope, NotInTheDistribution):
        return {"typed_case": typed, "told": None, "missing": True}
    audit.record_read(scope=request.scope, subject_kind=audit.CASE, subject=case.reference, at=clock.now())
    return {"typed_case": case.reference, "told": explanation_view(case.reference, told), "missing": False}
