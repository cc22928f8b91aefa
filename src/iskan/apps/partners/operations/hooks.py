"""Telling a body's system what waits for it: kept with what happened, sent by a job, again until it was taken."""

import json
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from iskan.apps.partners.enums import HookEvent
from iskan.apps.partners.models import HookDelivery, HookSecret, Referral
from iskan.apps.partners.operations.keys import secret_of
from iskan.integrations.partners.http import caller
from iskan.integrations.partners.port import HookCall, HookFault

CALL: Final = "partners.call_hook"


def keep_delivery(*, referral: Referral, event: HookEvent, at: datetime) -> None:
    """Keep what a body's system is to be told, in the transaction of what happened, and queue the telling.

    A body whose system has no address here, or that has no secret yet, is told on its desk alone.
    """
    if referral.body not in settings.ISKAN_PARTNER_HOOKS or not HookSecret.objects.filter(body=referral.body).exists():
        return
    delivery = uuid4()
    told = {"id": str(delivery), "event": event.value, "request": referral.pk, "at": at.isoformat()}
    kept = HookDelivery.objects.create(
        referral=referral, delivery=delivery, event=event, body=json.dumps(told, separators=(",", ":")), kept_at=at
    )
    app.configure_task(CALL).defer(delivery_id=kept.pk)


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
