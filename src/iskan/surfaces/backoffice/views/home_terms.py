"""The price and the floor plan of a class of homes: proposed by one official, set once another agrees."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.rules import can_publish_figures
from iskan.apps.documents.queries import ACCEPTED
from iskan.apps.housing_stock.operations.terms import BadPrice, propose_terms
from iskan.apps.housing_stock.queries.terms import classes_of, terms_of
from iskan.core.money import Money, NotAnAmount
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.unit_classes import class_name
from iskan.surfaces.backoffice.attaching import attached
from iskan.surfaces.backoffice.pages import asking, go, page
from iskan.surfaces.backoffice.views.projects import found_project
from iskan.surfaces.backoffice.words import needed, said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


def _show_form(request: ScopedRequest, code: str, unit_class: str, sent: FormState = UNSENT) -> HttpResponse:
    project, stands = found_project(code), terms_of(code, unit_class)
    if unit_class not in classes_of(code):
        raise Http404
    begun = FormState.filled({"price": str(stands.price)}) if sent is UNSENT and stands and stands.price else sent
    return page(
        request, "projects/terms", status=sent.status, name=t(project.card.name), code=code,
        heading=t(class_name(unit_class)), stands=stands, accepted=ACCEPTED, sent=begun,
    )  # fmt: skip


@asking(can_publish_figures)
@shows_refusals(_show_form, "terms")
def propose(request: ScopedRequest, code: str, unit_class: str) -> HttpResponseBase:
    """Propose a price, a plan or both; what is left empty stays as it is."""
    if request.method != "POST":
        return _show_form(request, code, unit_class)
    proposed = _propose(request, code, unit_class)
    return go(request, "backoffice:act", proposed, done=_("The proposal awaits a second official."))


def _propose(request: ScopedRequest, code: str, unit_class: str) -> int:
    instrument = Text(ar=needed(request, "instrument_ar", 200), en=needed(request, "instrument_en", 200))
    price, reason = _price(request), said(request, "reason", 500)
    with attached(request) as document:
        return propose_terms(
            scope=request.scope, project_code=code, unit_class=unit_class, price=price,
            plan=document.pk if document else None, instrument=instrument, reason=reason, at=clock.now(),
        )  # fmt: skip


def _price(request: ScopedRequest) -> Money | None:
    typed = said(request, "price", 20)
    try:
        return Money.bhd(typed) if typed else None
    except NotAnAmount as fault:
        raise BadPrice from fault
