"""Officials: who they are, what they may do; added, helped back in, let go."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from iskan.apps.accounts import operations, queries
from iskan.apps.accounts.rules import can_administer
from iskan.core.answers import read_step
from iskan.core.forms import CprQuestion, Step
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import Role, ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.officials import departments_to_choose, official_rows, roles_to_choose
from iskan.surfaces.backoffice.words import NEEDED, NOTHING_CHOSEN, number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

NAME_LENGTH, USERNAME_LENGTH = 200, 80
OWN_NUMBER = Step(
    code="official",
    title=Text(ar="الموظف", en="Official"),
    questions=(CprQuestion(code="cpr", label=Text(ar="الرقم الشخصي", en="Personal number")),),
)
CANNOT_CHANGE_ONESELF = Text(ar="لا يغير أحد صلاحياته بنفسه", en="Nobody changes their own account here")


@reading(can_administer)
def officials(request: ScopedRequest) -> HttpResponseBase:
    """List the officials."""
    rows = official_rows(queries.officials(request.scope), queries.departments(), request.scope)
    return page(request, "officials/list", rows=rows)


def _show_form(request: ScopedRequest, sent: FormState = UNSENT) -> HttpResponse:
    departments = departments_to_choose(queries.departments())
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
    return page(request, "officials/official", status=sent.status, one=row, roles=roles_to_choose(), sent=sent)


@asking(can_administer)
@shows_refusals(_show_form, "official")
def new(request: ScopedRequest) -> HttpResponseBase:
    """Add an official; their first password is shown once."""
    if request.method != "POST":
        return _show_form(request)
    password = get_random_string(14)
    username = _create(request, password)
    return page(request, "officials/password", username=username, password=password)


def _create(request: ScopedRequest, password: str) -> str:
    typed = {name: said(request, name, NAME_LENGTH) for name in ("username", "name_ar", "name_en")}
    for name, words in typed.items():
        if not words or (name == "username" and len(words) > USERNAME_LENGTH):
            raise Refusal(NEEDED, field=name)
    created = operations.create_official(
        scope=request.scope,
        username=typed["username"],
        password=password,
        name=Text(ar=typed["name_ar"], en=typed["name_en"]),
        roles=_roles(request),
        department_id=_department(request),
        official_cpr=_own_number(request),
        at=clock.now(),
    )
    return created.username


def _own_number(request: ScopedRequest) -> str:
    """Return the official's own personal number: by it they are kept from their own household's cases."""
    read = read_step(OWN_NUMBER, {"cpr": request.POST.getlist("cpr")}, {}, clock.today())
    for fault in read.faults.values():
        raise Refusal(fault, field="cpr")
    return str(read.answers["cpr"])


def _roles(request: ScopedRequest) -> tuple[Role, ...]:
    chosen = tuple(role for role in Role if role.value in request.POST.getlist("roles"))
    if not chosen:
        raise Refusal(NOTHING_CHOSEN, field="roles")
    return chosen


def _department(request: ScopedRequest) -> int | None:
    typed = request.POST.get("department", "")
    if not typed:
        return None
    chosen = number(typed)
    if chosen not in {pk for pk, _name in queries.departments().values()}:
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
    found, at = queries.official(request.scope, official_id), clock.now()
    match request.POST.get("action"):
        case "roles":
            operations.grant_roles(scope=request.scope, official_id=found.id, roles=_roles(request), at=at)
            return go(request, "backoffice:official", found.id, done=_("The roles are changed."))
        case ("reset" | "let-go") as action if request.POST.get("confirmed") != "yes":
            return page(request, "officials/confirm", one=found, action=action)
        case "reset":
            return _reset(request, found)
        case "let-go":
            operations.let_go(scope=request.scope, official_id=found.id, at=at)
            return go(request, "backoffice:officials", done=_("The account is closed."))
    raise Refusal(NOTHING_CHOSEN)


def _reset(request: ScopedRequest, found: queries.Official) -> HttpResponseBase:
    password = get_random_string(14)
    operations.forget_second_factor(scope=request.scope, official_id=found.id, password=password, at=clock.now())
    return page(request, "officials/password", username=found.username, password=password)
