"""What of accounts is erased once it is due: the details in settled requests to change contact details."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from iskan.apps.accounts.models import ContactChange
from iskan.core.retention import Eraser
from iskan.policy.retention import CONTACT_CHANGES

_NOTHING: Final = {"phone": "", "email": "", "iban": ""}


def _settled(before: datetime) -> Sequence[str]:
    settled = ContactChange.objects.filter(ended_at__lt=before).exclude(**_NOTHING)
    return [str(pk) for pk in settled.order_by("pk").values_list("pk", flat=True)]


def _erase(change_id: str, _at: datetime) -> bool:
    changes = ContactChange.objects.filter(pk=int(change_id), ended_at__isnull=False).exclude(**_NOTHING)
    return changes.update(**_NOTHING) > 0


ERASERS: Final = (Eraser(rule=CONTACT_CHANGES, due=_settled, erase=_erase),)
