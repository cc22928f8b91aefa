"""Where the reader is signed in, and ending what they know nothing of."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.operations import end_session
from iskan.apps.accounts.queries import sessions_of
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen, go, page


@citizen
def sessions(request: ScopedRequest) -> HttpResponseBase:
    """List the reader's sessions, and end one."""
    if request.method != "POST":
        open_now = sessions_of(request.scope, request.session.session_key, clock.now())
        return page(request, "sessions", sessions=open_now)
    end_session(scope=request.scope, mark=request.POST.get("mark", ""), at=clock.now())
    return go(request, "portal:sessions", done=_("The session is ended."))
