"""The entitlement card of a waiting household, made when first asked for."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.waiting_lists.operations.cards import make_card
from iskan.apps.waiting_lists.operations.waiting_list import NotOnTheList
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.portal.pages import citizen, go
from iskan.surfaces.ui.access import post_only


@post_only
@citizen
def make(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Have the card made; a message says when it can be opened."""
    try:
        make_card(scope=request.scope, reference=reference, at=clock.now())
    except NotOnTheList as gone:
        raise OutOfScope(reference) from gone
    return go(request, "portal:case", reference, done=_("Your card is being signed. We write to you when it is ready."))
