"""What is asked of the reader in other people's cases: consents and declarations, each answered yes or no."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.cases.operations.consenting import NotAskedAnyMore, answer_consent
from iskan.apps.cases.queries.consents import Asked, asked_of
from iskan.core.text import Text, small_number, tidy
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.answering import words_fault
from iskan.surfaces.portal.presenters.asked import asked_view
from iskan.surfaces.ui.formatting import t

CHOOSE = Text(ar="اختر الموافقة أو عدمها.", en="Choose whether you agree.")
ANSWERS = {"yes": True, "no": False}
LONGEST_REASON = 1000
CONFLICT = 409


@citizen
def asked(request: ScopedRequest) -> HttpResponseBase:
    """List all that is asked of the reader."""
    return _list(request)


def _list(request: ScopedRequest, fault: str = "", status: int = 200) -> HttpResponse:
    lines = tuple(map(asked_view, asked_of(request.scope.cpr, clock.today())))
    return page(request, "asked/list", status=status, asked=lines, fault=fault)


@citizen
def answer(request: ScopedRequest, reference: str, code: str) -> HttpResponseBase:
    """Show one thing asked of the reader with its terms, say what their answer means, ask once more, and keep it."""
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        return _keep(request, reference, code)
    found = _find(request, reference, code)
    if request.method != "POST":
        return _show(request, found)
    given = ANSWERS.get(request.POST.get("answer", ""))
    fault = words_fault(_reason(request), LONGEST_REASON)
    if given is None or fault is not None:
        return _show(request, found, CHOOSE if given is None else None, fault)
    return page(request, "asked/confirm", asked=asked_view(found), given=given, reason=_reason(request))


def _find(request: ScopedRequest, reference: str, code: str) -> Asked:
    lines = asked_of(request.scope.cpr, clock.today())
    for line in lines:
        if (line.reference, line.code) == (reference, code):
            return line
    raise OutOfScope(reference)


def _show(
    request: ScopedRequest, found: Asked, unchosen: Text | None = None, fault: Text | None = None
) -> HttpResponse:
    kept = {"answer": request.POST.get("answer", ""), "reason": _reason(request)}
    faults = {"unchosen": unchosen, "reason_fault": fault}
    status = UNPROCESSABLE if unchosen or fault else 200
    return page(request, "asked/answer", status=status, asked=asked_view(found), **kept, **faults)


def _keep(request: ScopedRequest, reference: str, code: str) -> HttpResponseBase:
    given = ANSWERS.get(request.POST.get("answer", ""))
    if given is None or words_fault(_reason(request), LONGEST_REASON):
        return _show(request, _find(request, reference, code), CHOOSE)
    try:
        _answer(request, reference, code, given=given)
    except NotAskedAnyMore as late:
        return _list(request, t(late.text), CONFLICT)
    return go(request, "portal:asked", done=_("You said yes.") if given else _("You said no."))


def _answer(request: ScopedRequest, reference: str, code: str, *, given: bool) -> None:
    answer_consent(
        scope=request.scope,
        reference=reference,
        code=code,
        given=given,
        reason="" if given else tidy(_reason(request)),
        version=small_number(request.POST.get("version", "")),
        at=clock.now(),
    )


def _reason(request: ScopedRequest) -> str:
    return request.POST.get("reason", "")
