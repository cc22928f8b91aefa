"""Paying what is due for a case: out to the provider's page, and back from it."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from iskan.apps.cases.queries.standing import standing_of
from iskan.apps.payments.operations.following import follow_charge
from iskan.apps.payments.operations.paying import ChargeNotDue, WayBack, start_payment
from iskan.apps.payments.queries.charges import charges_of
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.surfaces.portal.pages import citizen, go
from iskan.surfaces.ui.access import post_only
from iskan.surfaces.ui.formatting import language


@post_only
@ratelimit.limited(ratelimit.PAY)
@citizen
def pay(request: ScopedRequest, reference: str, charge: str) -> HttpResponseBase:
    """Lead the payer to the provider's page for a charge."""
    _require_charge(request, reference, charge)
    way = WayBack(
        return_url=urljoin(settings.SITE_URL, reverse("portal:paid", args=[reference, charge])),
        notify_url=urljoin(settings.SITE_URL, reverse("payment-notices")),
        language=language(),
    )
    try:
        page = start_payment(scope=request.scope, charge_reference=charge, way=way, at=clock.now())
    except ChargeNotDue as settled:
        return go(request, "portal:case", reference, failed=str(settled))
    return HttpResponseRedirect(page)


@ratelimit.limited(ratelimit.PAY)
@citizen
def paid(request: ScopedRequest, reference: str, charge: str) -> HttpResponseBase:
    """Take the payer back from the provider, and ask it at once how the payment stands."""
    _require_charge(request, reference, charge)
    if follow_charge(charge_reference=charge, at=clock.now()):
        return go(request, "portal:case", reference, done=_("Your payment has arrived. Thank you."))
    return go(request, "portal:case", reference)


def _require_charge(request: ScopedRequest, reference: str, charge: str) -> None:
    standing_of(request.scope, reference)
    if charge not in {one.reference for one in charges_of(reference)}:
        raise OutOfScope(charge)
