"""Machines of other bodies that file by program: who they are, when they last came, their keys revoked."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import queries
from iskan.apps.accounts.operations import revoke_client
from iskan.apps.accounts.rules import can_administer
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking, go, page, reading
from iskan.surfaces.backoffice.presenters.clients import client_row


@reading(can_administer)
def clients(request: ScopedRequest) -> HttpResponseBase:
    """List the machines that were ever let in."""
    return page(request, "clients/list", rows=tuple(map(client_row, queries.clients(request.scope))))


@asking(can_administer)
def revoke(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Ask whether a machine's key is to be revoked, and revoke it."""
    client = queries.standing_client(request.scope, code)
    if request.method != "POST":
        return page(request, "clients/revoke", one=client_row(client))
    revoke_client(scope=request.scope, code=client.code, at=clock.now())
    return go(request, "backoffice:clients", done=_("The key is revoked."))
