"""What a body's system is to be told: kept with what happened, sent by a job, again until it was taken."""

import json
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.conf import settings
from procrastinate.contrib.django import app

from iskan.apps.partners.enums import HookEvent
from iskan.apps.partners.models import HookDelivery, HookSecret, Referral

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
