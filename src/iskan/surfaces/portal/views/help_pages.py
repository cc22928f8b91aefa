"""Help: how to reach the ministry, pages that explain, and a search over them and the services."""

from django.http import Http404, HttpResponse

from iskan.apps.catalogue.branches import open_branches
from iskan.apps.catalogue.calendar import circular_book
from iskan.apps.catalogue.search import LONGEST_QUERY
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy import registry
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.branches import branches_view
from iskan.surfaces.portal.presenters.help import contact_views, found_pages, help_page, help_rows
from iskan.surfaces.portal.presenters.service_list import found_rows
from iskan.surfaces.portal.views.services import catalogue_for


def help_home(request: ScopedRequest) -> HttpResponse:
    """Show how the ministry is reached and every page of help, or those a search leads to."""
    typed = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    if not typed:
        return page(request, "help/home", typed="", ways=contact_views(), pages=help_rows())
    services = found_rows(catalogue_for(request.scope), typed)
    return page(request, "help/home", typed=typed, found=(*found_pages(typed), *services), ways=contact_views())


def topic(request: ScopedRequest, code: str) -> HttpResponse:
    """Show one page of help."""
    if code not in registry.help_pages():
        raise Http404
    return page(request, "help/topic", topic=help_page(registry.help_pages()[code]), ways=contact_views())


def branches(request: ScopedRequest) -> HttpResponse:
    """Show where the ministry receives people, in words and on a map."""
    return page(request, "help/branches", view=branches_view(open_branches(), circular_book(), clock.today()))
