"""Calling a body's system: by the job alone, which brings what reaches other systems."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from iskan.apps.partners.models import HookDelivery, HookSecret, Referral
from iskan.apps.partners.operations.keys import secret_of
from iskan.integrations.partners.http import caller
from iskan.integrations.partners.port import HookCall, HookFault


def attempt_hook(*, delivery_id: int, at: datetime) -> HookDelivery:
    """Try once to tell a body's system, unless it took the call already; what came of it is kept.

    The row stays locked while the other side is asked: two workers never tell it side by side, and one that dies leaves
    the row as it was, to be told again under the same number.
    """
    with transaction.atomic():
        row = HookDelivery.objects.select_for_update().get(pk=delivery_id)
        body = Referral.objects.values_list("body", flat=True).get(pk=row.referral_id)
        secret = HookSecret.objects.filter(body=body).order_by("-made_at", "-pk").first()
        url = settings.ISKAN_PARTNER_HOOKS.get(body)
        if row.taken_at is None and url and secret is not None:
            _try(row, url, secret, at)
        return row


def _try(row: HookDelivery, url: str, secret: HookSecret, at: datetime) -> None:
    row.tries, row.tried_at, row.fault = row.tries + 1, at, ""
    try:
        caller().call(
            HookCall(
                url=url, delivery=str(row.delivery), body=row.body, secret=secret_of(secret), at=int(at.timestamp())
            )
        )
        row.taken_at = at
    except HookFault as fault:
        row.fault = str(fault)[:60]
    row.save(update_fields=["tries", "tried_at", "taken_at", "fault"])
