"""Messages that do not arrive: whom they do not reach, each that failed, and the page on which one is settled."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.cases.operations.posting import note_posted, print_letter
from iskan.apps.cases.operations.reaching import settle_unreached, take_unreached
from iskan.apps.cases.queries.posting import letters_to
from iskan.apps.cases.queries.reaching import unreached_people, unreached_person
from iskan.apps.cases.queries.sealing import sealed_from
from iskan.apps.notifications.queries import undelivered
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, changing, go, listing, page, reading, references
from iskan.surfaces.backoffice.presenters.reaching import lost_rows, unreached_rows, unreached_view
from iskan.surfaces.backoffice.presenters.shell import can_oversee, can_see_undelivered
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.refusals import UNSENT, FormState, shows_refusals

MESSAGES = "messages"


@reading(can_see_undelivered)
@listing(rows=references)
def unreached(request: ScopedRequest) -> HttpResponseBase:
    """List whom messages do not reach, as work; to those who oversee it, each message that failed too."""
    scope, oversees = request.scope, can_oversee(request.scope)
    if oversees and (request.GET.get("show") == MESSAGES or not rules.can_work_cases(scope)):
        return _messages(request)
    return page(request, "reaching/list", rows=unreached_rows(unreached_people(scope)), oversees=oversees)


def _messages(request: ScopedRequest) -> HttpResponseBase:
    found = undelivered(request.scope, number(request.GET.get("page", "")) or 1)
    sealed = sealed_from(request.scope, [line.case_reference for line in found.lines])
    works = rules.can_work_cases(request.scope)
    return page(request, "reaching/messages", found=found, rows=lost_rows(found, sealed), works=works)


@listing(rows=references)
def _show(request: ScopedRequest, unreached_id: int, sent: FormState = UNSENT) -> HttpResponseBase:
    found = unreached_person(request.scope, unreached_id)
    shown = unreached_view(found, request.scope.user_id, letters_to(request.scope, found))
    return page(request, "reaching/person", status=sent.status, one=shown, rows=(shown,), sent=sent)


@asking(rules.can_work_cases)
@shows_refusals(_show, "settle")
def person(request: ScopedRequest, unreached_id: int) -> HttpResponseBase:
    """Show what failed and how they may be reached, and take what came of it."""
    if request.method != "POST":
        return _show(request, unreached_id)
    settle_unreached(
        scope=request.scope, unreached_id=unreached_id, outcome=request.POST.get("outcome", ""),
        note=said(request, "reason", 1000), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:unreached", done=_("What came of it is kept."))


@changing(rules.can_work_cases)
@shows_refusals(_show, "take")
def take(request: ScopedRequest, unreached_id: int) -> HttpResponseBase:
    """Take it upon oneself to reach somebody."""
    take_unreached(scope=request.scope, unreached_id=unreached_id, at=clock.now())
    return go(request, "backoffice:unreached-person", unreached_id, done=_("It is yours."))


@reading(rules.can_work_cases)
def letter(request: ScopedRequest, unreached_id: int, message_id: int) -> HttpResponseBase:
    """Print a message as a letter."""
    at = clock.now()
    printed = print_letter(scope=request.scope, unreached_id=unreached_id, message_id=message_id, at=at)
    headers = {"Content-Disposition": f'attachment; filename="letter-{message_id}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)


def _show_letters(request: ScopedRequest, unreached_id: int, message_id: int, sent: FormState) -> HttpResponseBase:
    del message_id
    return _show(request, unreached_id, sent)


@changing(rules.can_work_cases)
@shows_refusals(_show_letters, "posted")
def posted(request: ScopedRequest, unreached_id: int, message_id: int) -> HttpResponseBase:
    """Note that a letter was posted."""
    note_posted(scope=request.scope, unreached_id=unreached_id, message_id=message_id, at=clock.now())
    return go(request, "backoffice:unreached-person", unreached_id, done=_("The letter is marked as posted."))
