"""Officials: who they are, what they may do. Two add one, change roles, help back in; one closes an account."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import operations, queries
from iskan.apps.accounts.rules import can_administer
from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.queries.team import number_held
from iskan.core.acts import JointAct
from iskan.core.answers import read_step
from iskan.core.forms import CprQuestion, PhoneQuestion, Step
from iskan.core.refusal import Refusal
from iskan.core.roles import OF_MINISTRY
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.ratelimit import LOOK_UP, limited
from iskan.foundation.scope import Role, ScopedRequest
from iskan.policy.acts import CHANGE_DETAILS, CREATE_OFFICIAL, GRANT_ROLES, RESET_SIGN_IN
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.officials import departments_to_choose, official_rows, roles_to_choose
from iskan.surfaces.backoffice.words import NEEDED, NOTHING_CHOSEN, number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NAME_LENGTH, USERNAME_LENGTH, LONGEST_REASON = 200, 80, 2_000
OWN_NUMBER = Step(
    code="official",
    title=Text(ar="الموظف", en="Official"),
    questions=(CprQuestion(code="cpr", label=Text(ar="الرقم الشخصي", en="Personal number")),),
)
OWN_TELEPHONE = Step(
    code="official",
    title=Text(ar="الموظف", en="Official"),
    questions=(PhoneQuestion(code="phone", label=Text(ar="رقم الهاتف", en="Telephone"), required=False, mobile=False),),
)
NOT_AN_ADDRESS = Text(ar="أدخل بريدًا إلكترونيًا صحيحًا.", en="Enter a valid e-mail address.")
CANNOT_CHANGE_ONESELF = Text(ar="لا يغيّر أحد صلاحياته بنفسه.", en="Nobody changes their own account here.")


@reading(can_administer)
def officials(request: ScopedRequest) -> HttpResponseBase:
    """List the officials."""
    rows = official_rows(queries.officials(request.scope), queries.departments(), request.scope)
    return page(request, "officials/list", rows=rows)


def _show_form(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    departments = departments_to_choose(queries.open_departments())
    return page(
        request,
        "officials/new",
        status=sent.status,
        roles=roles_to_choose(),
        departments=departments,
        sent=sent,
    )


def _show_official(request: ScopedRequest, official_id: int, sent: FormState = UNSENT) -> HttpResponse:
    found = queries.official(request.scope, official_id)
    (row,) = official_rows((found,), queries.departments(), request.scope)
    return page(
        request, "officials/official", status=sent.status, trail_of=("official", row.username), one=row,
        roles=roles_to_choose(), sent=sent,
        known=queries.official_details(request.scope, official_id),
        departments=departments_to_choose(queries.open_departments()),
    )  # fmt: skip


@limited(LOOK_UP, writes_only=True)
@asking(can_administer)
@shows_refusals(_show_form, "official")
def new(request: ScopedRequest) -> HttpResponseBase:
    """Propose an official, whose number the population register knows by that name."""
    if request.method != "POST":
        return _show_form(request)
    added = _new_official(request)
    terms = operations.new_official_terms(scope=request.scope, official=added)
    return _proposed(request, CREATE_OFFICIAL, added.username, terms)


def _new_official(request: ScopedRequest) -> operations.NewOfficial:
    typed = typed_details(request, "username", "name_ar", "name_en", "email")
    return operations.NewOfficial(
        username=typed["username"],
        name=Text(ar=typed["name_ar"], en=typed["name_en"]),
        email=typed["email"],
        cpr=own_number(request),
        roles=frozenset(_roles(request)),
        department_id=_department(request),
    )


def typed_details(request: ScopedRequest, *names: str) -> dict[str, str]:
    """Return the words of these fields, each needed, the address one that mail may go to."""
    typed = {name: said(request, name, NAME_LENGTH) for name in names}
    for name, words in typed.items():
        if not words or (name == "username" and len(words) > USERNAME_LENGTH):
            raise Refusal(NEEDED, field=name)
    try:
        validate_email(typed["email"])
    except ValidationError as fault:
        raise Refusal(NOT_AN_ADDRESS, field="email") from fault
    return typed


def _proposed(request: ScopedRequest, act: JointAct, subject: str, terms: dict[str, Any]) -> HttpResponseBase:
    proposed = propose_act(
        scope=request.scope, act=act, subject=subject, terms=terms, reason=said(request, "reason", LONGEST_REASON),
        at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))


def own_number(request: ScopedRequest) -> str:
    """Return the official's own personal number: by it they are kept from their own household's cases."""
    return _read(request, OWN_NUMBER, "cpr")


def _read(request: ScopedRequest, step: Step, name: str) -> str:
    read = read_step(step, {name: request.POST.getlist(name)}, {}, clock.today())
    for fault in read.faults.values():
        raise Refusal(fault, field=name)
    return str(read.answers.get(name) or "")


def _details(request: ScopedRequest) -> dict[str, Any]:
    """Return the details an official would have in place of those that stand."""
    typed = typed_details(request, "name_ar", "name_en", "email")
    return typed | {"phone": _read(request, OWN_TELEPHONE, "phone"), "department_id": _department(request)}


def _roles(request: ScopedRequest) -> tuple[Role, ...]:
    chosen = tuple(role for role in OF_MINISTRY if role.value in request.POST.getlist("roles"))
    if not chosen:
        raise Refusal(NOTHING_CHOSEN, field="roles")
    return chosen


def _department(request: ScopedRequest) -> int | None:
    typed = request.POST.get("department", "")
    if not typed:
        return None
    chosen = number(typed)
    if chosen not in {pk for pk, _name in queries.open_departments().values()}:
        raise Refusal(NOTHING_CHOSEN, field="department")
    return chosen


@asking(can_administer)
@shows_refusals(_show_official, "official")
def official(request: ScopedRequest, official_id: int) -> HttpResponseBase:
    """Show one official and change what they may do."""
    if request.method != "POST":
        return _show_official(request, official_id)
    return _change(request, official_id)


def _change(request: ScopedRequest, official_id: int) -> HttpResponseBase:
    if official_id == request.scope.user_id:
        raise Refusal(CANNOT_CHANGE_ONESELF)
    found = queries.official(request.scope, official_id)
    match request.POST.get("action"):
        case "roles":
            return _proposed(request, GRANT_ROLES, str(found.id), operations.proposed_roles(_roles(request)))
        case "details":
            return _proposed(request, CHANGE_DETAILS, str(found.id), _details(request))
        case "reset":
            return _proposed(request, RESET_SIGN_IN, str(found.id), {})
        case "let-go":
            return _let_go(request, found)
    raise Refusal(NOTHING_CHOSEN)


def _let_go(request: ScopedRequest, found: queries.Official) -> HttpResponseBase:
    if request.POST.get("confirmed") != "yes":
        return page(request, "officials/confirm", one=found, held=number_held(found.id))
    operations.let_go(scope=request.scope, official_id=found.id, at=clock.now())
    return go(request, "backoffice:officials", done=_("The account is closed."))
