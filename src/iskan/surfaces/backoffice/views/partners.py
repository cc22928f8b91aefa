"""Partner bodies and their people: two officials add a body's administrator, one closes an account."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations import close_partner_person
from iskan.apps.accounts.partner_people import people_of_partner
from iskan.apps.accounts.queries import Official
from iskan.apps.accounts.rules import can_administer
from iskan.apps.agreements.operations import propose_act
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import ADMIT_PARTNER, RESET_SIGN_IN
from iskan.policy.partners import BODIES
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.partners import bodies_to_choose, partner_rows
from iskan.surfaces.backoffice.views.officials import LONGEST_REASON, own_number, typed_details
from iskan.surfaces.backoffice.words import NOTHING_CHOSEN, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals


@reading(can_administer)
def partners(request: ScopedRequest) -> HttpResponseBase:
    """List the people of every partner body."""
    return page(request, "partners/list", rows=partner_rows(people_of_partner(request.scope)))


def _show_form(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    return page(request, "partners/new", status=sent.status, sent=sent, bodies=bodies_to_choose())


@asking(can_administer)
@shows_refusals(_show_form, "person")
def new(request: ScopedRequest) -> HttpResponseBase:
    """Propose an administrator of a body."""
    if request.method != "POST":
        return _show_form(request)
    typed, body = typed_details(request, "username", "name_ar", "name_en", "email"), request.POST.get("body", "")
    if body not in BODIES:
        raise Refusal(NOTHING_CHOSEN, field="body")
    username = typed.pop("username")
    proposed = propose_act(
        scope=request.scope, act=ADMIT_PARTNER, subject=username,
        terms={**typed, "body": body, "cpr": own_number(request)},
        reason=said(request, "reason", LONGEST_REASON), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _show_reset(request: ScopedRequest, user_id: int, sent: FormState = UNSENT) -> HttpResponse:
    return page(request, "partners/reset", status=sent.status, sent=sent, one=_person(request, user_id))


@asking(can_administer)
@shows_refusals(_show_reset, "reset")
def reset(request: ScopedRequest, user_id: int) -> HttpResponseBase:
    """Propose that somebody of a body sets up password and second factor again."""
    if request.method != "POST":
        return _show_reset(request, user_id)
    proposed = propose_act(
        scope=request.scope, act=RESET_SIGN_IN, subject=str(_person(request, user_id).id), terms={},
        reason=said(request, "reason", LONGEST_REASON), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _person(request: ScopedRequest, user_id: int) -> Official:
    found = next((one for one in people_of_partner(request.scope) if one.id == user_id and one.is_active), None)
    if found is None:
        raise Http404
    return found


@asking(can_administer)
def close(request: ScopedRequest, user_id: int) -> HttpResponseBase:
    """Ask whether an account of a partner body is to be closed, and close it."""
    found = _person(request, user_id)
    if request.method != "POST":
        return page(request, "partners/close", one=found)
    close_partner_person(scope=request.scope, user_id=found.id, at=clock.now())
    return go(request, "backoffice:partners", done=_("The account is closed."))
