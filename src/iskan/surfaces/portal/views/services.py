"""The catalogue of services, and the start of an application."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.operations.beginning import AlreadyOpen, NoEarlierCase
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.standing import is_for_applicants, openings_for
from iskan.core.catalogue import Audience, Channel, Service
from iskan.core.text import small_number
from iskan.foundation import clock
from iskan.foundation.scope import DelegatedAct, Scope, ScopedRequest
from iskan.surfaces.portal.carried import carry_calculated
from iskan.surfaces.portal.drafts import PORTAL
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, page
from iskan.surfaces.portal.presenters.service_list import Catalogue
from iskan.surfaces.portal.presenters.service_ways import narrowing, service_list_page
from iskan.surfaces.portal.presenters.services import service_card
from iskan.surfaces.portal.presenters.services import service_page as present
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.registers import registers_asked, was_told


def service_list(request: ScopedRequest) -> HttpResponse:
    """List the services in force by family, or those that words, a situation of life or an office lead to."""
    asked = narrowing(request.GET)
    return page(request, "services/list", list=service_list_page(catalogue_for(request.scope, asked.audience), asked))


def service_page(request: ScopedRequest, code: str) -> HttpResponse:
    """Show one service."""
    service = _service(code)
    opening = openings_for(request.scope, (service,))[code]
    shown = present(service, catalogue.figures(), clock.today())
    return page(request, "services/page", service=shown, closed=tuple(map(t, opening.closed)))


@citizen
def start(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Begin an application, or go on with the one begun; a delegate says for whom.

    Beginning asks registers: whoever has not been told of each is told first.
    """
    service, scope = _service(code), request.scope
    if Channel.WEB not in service.channels or not is_for_applicants(service):
        raise Http404
    principals = frozenset(who for who in scope.principal_ids if scope.may_act_for(who, DelegatedAct.FILE, code))
    people = names_of(principals) if principals and service.by_delegate else {}
    chosen = small_number(request.POST.get("applicant", "" if people else str(scope.user_id)))
    if request.method != "POST" or not chosen or not was_told(request, service):
        shown = service_card(service, catalogue.figures(), clock.today())
        return page(request, "services/start", service=shown, people=people, asked=registers_asked(service))
    return _start(request, service, chosen)


def _start(request: ScopedRequest, service: Service, applicant_id: int) -> HttpResponseBase:
    try:
        case = start_case(scope=request.scope, service_code=service.code, applicant_id=applicant_id, at=clock.now())
    except AlreadyOpen as standing:
        messages.info(request, t(standing.text))
        return redirect("portal:case", standing.reference)
    except NoEarlierCase as none:
        shown = service_card(service, catalogue.figures(), clock.today())
        return page(request, "services/nothing_fits", status=UNPROCESSABLE, service=shown, reason=t(none.text))
    carry_calculated(request, service.code, case.reference)
    return PORTAL.first_page(wizard_for(request.scope, case.reference))


def catalogue_for(scope: Scope, audience: Audience | None = None) -> Catalogue:
    """Return the services in force, or those for an audience, with what is known of the reader's way into each."""
    services = catalogue.services_for(audience)
    return Catalogue(
        services=services,
        openings=openings_for(scope, services),
        figures=catalogue.figures(),
        today=clock.today(),
    )


def _service(code: str) -> Service:
    try:
        return catalogue.service(code)
    except catalogue.UnknownService as unknown:
        raise Http404 from unknown
