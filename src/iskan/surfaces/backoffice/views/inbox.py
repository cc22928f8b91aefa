"""The inbox: all that waits for an official, by kind, and what of theirs waits for others."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations.officials import choose_inbox_mail
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import changing, go, listing, page, reading
from iskan.surfaces.backoffice.presenters.inbox import references_in, shown_inbox
from iskan.surfaces.backoffice.trays import TRAYS

MOST_SHOWN = 10


@reading()
@listing(view=references_in)
def inbox(request: ScopedRequest) -> HttpResponseBase:
    """Show what waits for the official, the oldest of each kind first."""
    opened = TRAYS.opened(request.scope, clock.now(), MOST_SHOWN)
    user: Any = request.user
    return page(request, "inbox", view=shown_inbox(opened, clock.today()), is_mailed=user.gets_inbox_mail)


@changing()
def mail(request: ScopedRequest) -> HttpResponseBase:
    """Switch the morning's mail of the inbox on or off."""
    wanted = request.POST.get("mail") == "on"
    choose_inbox_mail(scope=request.scope, wanted=wanted, at=clock.now())
    done = _("You are mailed each working morning what waits for you.") if wanted else _("The mail is switched off.")
    return go(request, "backoffice:inbox", done=done)
