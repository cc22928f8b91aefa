"""The people of the reader's body: their administrator adds officers and closes their accounts."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations import NewPartnerPerson, add_partner_officer, close_partner_person
from iskan.apps.accounts.partner_people import people_of_partner
from iskan.apps.accounts.queries import Official
from iskan.apps.accounts.rules import can_keep_body
from iskan.core.answers import read_step
from iskan.core.forms import CprQuestion, Step
from iskan.core.refusal import Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.partner.pages import asking, go, page, reading
from iskan.surfaces.partner.presenters.people import person_rows
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NAME_LENGTH, USERNAME_LENGTH = 200, 80
NEEDED = Text(ar="يرجى إدخال قيمة صحيحة هنا.", en="Enter this.")
NOT_AN_ADDRESS = Text(ar="عنوان البريد الإلكتروني غير صحيح.", en="This is no e-mail address.")
OWN_NUMBER = Step(
    code="person",
    title=Text(ar="الموظف", en="Person"),
    questions=(CprQuestion(code="cpr", label=Text(ar="الرقم الشخصي", en="Personal number")),),
)


@reading(can_keep_body)
def people(request: ScopedRequest) -> HttpResponseBase:
    """List the body's people."""
    return page(request, "people", rows=person_rows(people_of_partner(request.scope), request.scope))


def _show_form(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    return page(request, "new_person", status=sent.status, sent=sent)


@asking(can_keep_body)
@shows_refusals(_show_form, "person")
def new(request: ScopedRequest) -> HttpResponseBase:
    """Add an officer, who chooses a password by a link sent to their own address."""
    if request.method != "POST":
        return _show_form(request)
    typed = _typed(request, "username", "name_ar", "name_en", "email")
    person = NewPartnerPerson(
        body=request.scope.partner, username=typed["username"], name=Text(ar=typed["name_ar"], en=typed["name_en"]),
        email=typed["email"], cpr=_own_number(request),
    )  # fmt: skip
    add_partner_officer(scope=request.scope, person=person, at=clock.now())
    return go(request, "partner:people", done=_("The account is made, and a link was sent to its address."))


@asking(can_keep_body)
def close(request: ScopedRequest, user_id: int) -> HttpResponseBase:
    """Ask whether an officer's account is to be closed, and close it."""
    found = _officer(request, user_id)
    if request.method != "POST":
        return page(request, "close_person", one=found)
    close_partner_person(scope=request.scope, user_id=found.id, at=clock.now())
    return go(request, "partner:people", done=_("The account is closed."))


def _officer(request: ScopedRequest, user_id: int) -> Official:
    rows = {row.id: row for row in person_rows(people_of_partner(request.scope), request.scope) if row.may_close}
    if user_id not in rows:
        raise Http404
    return next(one for one in people_of_partner(request.scope) if one.id == user_id)


def _typed(request: ScopedRequest, *names: str) -> dict[str, str]:
    typed = {name: tidy(request.POST.get(name, "")) for name in names}
    for name, words in typed.items():
        if not words or len(words) > (USERNAME_LENGTH if name == "username" else NAME_LENGTH):
            raise Refusal(NEEDED, field=name)
    try:
        validate_email(typed["email"])
    except ValidationError as fault:
        raise Refusal(NOT_AN_ADDRESS, field="email") from fault
    return typed


def _own_number(request: ScopedRequest) -> str:
    read = read_step(OWN_NUMBER, {"cpr": request.POST.getlist("cpr")}, {}, clock.today())
    for fault in read.faults.values():
        raise Refusal(fault, field="cpr")
    return str(read.answers.get("cpr") or "")
