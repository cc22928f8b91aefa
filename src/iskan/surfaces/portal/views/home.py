"""The portal's first page."""

from django.http import HttpResponse

from iskan.apps.cases.queries.consents import asked_of
from iskan.apps.cases.queries.lists import cases_of
from iskan.apps.payments.queries.charges import due_from
from iskan.apps.waiting_lists.queries.waiting_list import list_standings
from iskan.foundation.replica import goes_on
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.home import home_page
from iskan.surfaces.portal.views.services import catalogue_for


@goes_on
def home(request: ScopedRequest) -> HttpResponse:
    """Show what one can do here, and to a signed-in citizen how far their cases are."""
    scope = request.scope
    cases = cases_of(scope) if scope.cpr else ()
    catalogue = catalogue_for(scope)
    shown = home_page(
        catalogue=catalogue,
        asked=asked_of(scope.cpr, catalogue.today),
        standings=list_standings(),
        cases=cases,
        viewer_id=scope.user_id,
        due=due_from(scope) if scope.cpr else (),
    )
    return page(request, "home", home=shown)
