"""The inbox."""

from django.http import HttpResponseBase

from iskan.apps.accounts.sessions import forget_related
from iskan.apps.notifications.operations import mark_read
from iskan.apps.notifications.queries import inbox as inbox_of
from iskan.apps.notifications.queries import message as message_of
from iskan.core.text import small_number
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen, page


@citizen
def inbox(request: ScopedRequest) -> HttpResponseBase:
    """List the reader's messages, newest first."""
    found = inbox_of(request.scope, small_number(request.GET.get("page", "")) or 1)
    return page(request, "messages/list", inbox=found)


@citizen
def message(request: ScopedRequest, message_id: int) -> HttpResponseBase:
    """Show a message, read from now on."""
    found = message_of(request.scope, message_id)
    if found.is_unread:
        mark_read(scope=request.scope, message_id=message_id, at=clock.now())
        forget_related(request)  # the unread were counted with this one
    return page(request, "messages/message", message=found)
