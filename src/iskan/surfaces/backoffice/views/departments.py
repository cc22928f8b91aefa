"""Departments: a new one, another name, its end, each proposed to a second official of another department."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from iskan.apps.accounts import queries
from iskan.apps.accounts.operations.offices import CODE_OF_NEW
from iskan.apps.accounts.rules import can_administer
from iskan.apps.agreements.operations import propose_act
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import CHANGE_DEPARTMENT
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.words import needed, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NAME_LENGTH, LONGEST_REASON = 120, 2_000
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@reading(can_administer)
def departments(request: ScopedRequest) -> HttpResponseBase:
    """Show every department, the closed ones too, with how many officials are in it."""
    return page(request, "departments/list", rows=queries.offices())


def _show_form(request: ScopedRequest, code: str = "", sent: FormState = UNSENT) -> HttpResponse:
    stands, begun = _standing(code), sent
    if stands and sent is UNSENT:
        closed = "yes" if stands.is_closed else ""
        begun = FormState.filled({"name_ar": stands.name.ar, "name_en": stands.name.en, "closed": closed})
    return page(request, "departments/change", status=sent.status, stands=stands, sent=begun)


@asking(can_administer)
@shows_refusals(_show_form, "department")
def change(request: ScopedRequest, code: str = "") -> HttpResponseBase:
    """Propose a department, or what is to become of one."""
    if request.method != "POST":
        return _show_form(request, code)
    _standing(code)
    terms = {
        "name_ar": needed(request, "name_ar", NAME_LENGTH), "name_en": needed(request, "name_en", NAME_LENGTH),
        "closed": bool(code) and request.POST.get("closed") == "yes",
    }  # fmt: skip
    proposed = propose_act(
        scope=request.scope, act=CHANGE_DEPARTMENT, subject=code or f"{CODE_OF_NEW}{get_random_string(6, LETTERS)}",
        terms=terms, reason=said(request, "reason", LONGEST_REASON), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def _standing(code: str) -> queries.Office | None:
    found = next((one for one in queries.offices() if one.code == code), None)
    if code and found is None:
        raise Http404
    return found
