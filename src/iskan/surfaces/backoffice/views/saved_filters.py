"""Saved filters: kept by name, opened by default, deleted."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.accounts.saved_filters import delete_filter, filters_of, open_with, save_filter
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, page
from iskan.surfaces.backoffice.presenters.saved_filters import LISTS, WORKLIST, filter_rows
from iskan.surfaces.backoffice.presenters.waiting import kept_of_list
from iskan.surfaces.backoffice.presenters.worklist import kept_of, read_wanted
from iskan.surfaces.backoffice.views.waiting_lists import wanted_list
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, number, said
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NAME_LENGTH = 60
NO_NAME = Text(ar="أدخل اسم التصفية.", en="Enter the name of the filter.")


def _narrowed(request: ScopedRequest, list_code: str) -> dict[str, str]:
    """Return how a list is narrowed, in its own words: what it does not offer is left out."""
    if list_code == WORKLIST:
        return kept_of(read_wanted(request.scope, request.GET))
    return kept_of_list(wanted_list(request))


def _show_form(request: ScopedRequest, list_code: str, sent: FormState = UNSENT) -> HttpResponse:
    if list_code not in LISTS:
        raise Http404
    back = f"{url(f'backoffice:{list_code}')}?{urlencode(_narrowed(request, list_code))}"
    return page(
        request, "filters/save", status=sent.status, sent=sent, list_name=_(LISTS[list_code]), back_url=back,
        may_share=bool(request.scope.department_ids),
    )  # fmt: skip


@asking(rules.can_read_cases)
@shows_refusals(_show_form, "filter")
def save(request: ScopedRequest, list_code: str) -> HttpResponseBase:
    """Keep how a list is narrowed under a name."""
    if request.method != "POST" or list_code not in LISTS:
        return _show_form(request, list_code)
    query, name = _narrowed(request, list_code), said(request, "name", NAME_LENGTH)
    if not name:
        raise Refusal(NO_NAME, field="name")
    save_filter(
        scope=request.scope, list_code=list_code, name=name, query=query,
        shared=request.POST.get("shared") == "yes", default=request.POST.get("default") == "yes", at=clock.now(),
    )  # fmt: skip
    return go(request, f"{url(f'backoffice:{list_code}')}?{urlencode(query)}", done=_("The filter is saved."))


def _show(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    rows = filter_rows({code: filters_of(request.scope, code) for code in LISTS})
    return page(request, "filters/list", status=sent.status, rows=rows, sent=sent)


@asking(rules.can_read_cases)
@shows_refusals(_show, "filters")
def saved(request: ScopedRequest) -> HttpResponseBase:
    """List the filters one may use, and delete one or have a list open with it."""
    if request.method != "POST":
        return _show(request)
    chosen, action = number(request.POST.get("filter", "")), request.POST.get("action", "")
    if chosen is None or action not in {"delete", "default", "plain"}:
        raise Refusal(NOTHING_CHOSEN)
    if action == "delete":
        delete_filter(scope=request.scope, filter_id=chosen, at=clock.now())
        return go(request, "backoffice:saved-filters", done=_("The filter is deleted."))
    open_with(scope=request.scope, filter_id=chosen, default=action == "default", at=clock.now())
    return go(request, "backoffice:saved-filters", done=_("The list opens as you chose."))
