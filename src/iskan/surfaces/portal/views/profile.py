"""The reader's own details and the language they are written to in."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations import set_language, stop_contact_change
from iskan.apps.accounts.queries import contact_change_of, contact_of
from iskan.apps.accounts.unsent import words_in
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.forms import LANGUAGE, filled, read_form, refilled
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.profile import ProfilePage, profile_page


def _show(request: ScopedRequest, shown: ProfilePage, status: int = 200) -> HttpResponseBase:
    return page(request, "profile", status=status, profile=shown, coming=contact_change_of(request.scope))


@citizen
def profile(request: ScopedRequest) -> HttpResponseBase:
    """Show how the ministry reaches the reader, and let them choose the language of its messages."""
    contact = contact_of(request.scope)
    if request.method != "POST":
        fields = filled(LANGUAGE, {"language": contact.language})
        return _show(request, profile_page(request.user, contact, fields, request.scope.assurance))
    if request.POST.get("action") == "stop-change":
        stop_contact_change(scope=request.scope, at=clock.now())
        return go(request, "portal:profile", done=_("The change is stopped. Your details stay as they are."))
    words = words_in(request)
    reading = read_form(LANGUAGE, words, clock.today())
    if reading.faults:
        shown = profile_page(request.user, contact, refilled(LANGUAGE, words, reading), request.scope.assurance)
        return _show(request, shown, status=UNPROCESSABLE)
    set_language(scope=request.scope, language=reading.answers["language"], at=clock.now())
    return go(request, "portal:profile", done=_("Saved."))
