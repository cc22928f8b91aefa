"""What of messages is erased once it is due: their words. That, when and of which event one was sent stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from iskan.apps.notifications.enums import DeliveryStatus
from iskan.apps.notifications.models import Message
from iskan.core.retention import Eraser
from iskan.policy.messages import ERASED, ERASED_BODY
from iskan.policy.retention import MESSAGES

_WORDS: Final = {
    "subject_ar": ERASED.ar, "subject_en": ERASED.en, "body_ar": ERASED_BODY.ar, "body_en": ERASED_BODY.en,
}  # fmt: skip


def _old(before: datetime) -> Sequence[str]:
    waiting = {"deliveries__status": DeliveryStatus.QUEUED}
    old = Message.objects.filter(created_at__lt=before).exclude(body_ar=ERASED_BODY.ar).exclude(**waiting)
    return [str(pk) for pk in old.order_by("pk").values_list("pk", flat=True)]


def _erase(message_id: str, _at: datetime) -> bool:
    messages = Message.objects.filter(pk=int(message_id)).exclude(body_ar=ERASED_BODY.ar)
    return messages.update(**_WORDS) > 0


ERASERS: Final = (Eraser(rule=MESSAGES, due=_old, erase=_erase),)
