"""The catalogue of services, and the start of an application."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.operations.drafting import AlreadyOpen, start_case
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Channel, Service
from iskan.core.text import small_number
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.drafts import first_page
from iskan.surfaces.portal.pages import citizen, page
from iskan.surfaces.portal.presenters.services import service_card
from iskan.surfaces.portal.presenters.services import service_page as present
from iskan.surfaces.ui.formatting import t


def service_list(request: ScopedRequest) -> HttpResponse:
    """List the services in force."""
    figures, today = catalogue.figures(), clock.today()
    cards = tuple(service_card(service, figures, today) for service in catalogue.services())
    return page(request, "services/list", services=cards)


def service_page(request: ScopedRequest, code: str) -> HttpResponse:
    """Show one service."""
    shown = present(_service(code), catalogue.figures(), clock.today())
    return page(request, "services/page", service=shown)


@citizen
def start(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Begin an application, or go on with the one begun; a delegate says for whom."""
    service, scope = _service(code), request.scope
    if Channel.WEB not in service.channels:
        raise Http404
    people = names_of(scope.principal_ids) if scope.principal_ids and service.by_delegate else {}
    chosen = small_number(request.POST.get("applicant", "" if people else str(scope.user_id)))
    if request.method != "POST" or not chosen:
        return page(
            request, "services/start", service=service_card(service, catalogue.figures(), clock.today()), people=people
        )
    return _start(request, service, chosen)


def _start(request: ScopedRequest, service: Service, applicant_id: int) -> HttpResponseBase:
    try:
        case = start_case(scope=request.scope, service_code=service.code, applicant_id=applicant_id, at=clock.now())
    except AlreadyOpen as standing:
        messages.info(request, t(standing.text))
        return redirect("portal:case", standing.reference)
    return first_page(wizard_for(request.scope, case.reference))


def _service(code: str) -> Service:
    try:
        return catalogue.service(code)
    except catalogue.UnknownService as unknown:
        raise Http404 from unknown
