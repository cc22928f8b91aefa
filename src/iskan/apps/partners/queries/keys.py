"""The keys of a body, and how far its system was told, as its administrator sees them."""

from dataclasses import dataclass
from datetime import datetime

from iskan.apps.accounts.rules import can_keep_body
from iskan.apps.partners.models import HookDelivery, HookSecret, PartnerKey
from iskan.foundation.scope import OutOfScope, Scope

SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """A key, without itself."""

    id: int
    name: str
    made_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """One thing the body's system was told, or is yet to be."""

    event: str
    reference: str
    kept_at: datetime
    tries: int
    taken_at: datetime | None
    fault: str


def keys_of(scope: Scope) -> tuple[KeyLine, ...]:
    """Return the keys of the viewer's body, those in force first."""
    rows = PartnerKey.objects.filter(body=_body(scope)).order_by("revoked_at", "name")
    return tuple(
        KeyLine(
            id=row.pk, name=row.name, made_at=row.made_at, last_used_at=row.last_used_at, revoked_at=row.revoked_at
        )
        for row in sorted(rows, key=lambda one: (one.revoked_at is not None, one.name))
    )  # fmt: skip


def calls_of(scope: Scope) -> tuple[CallLine, ...]:
    """Return what the viewer's body was told last, the newest first, twenty at most."""
    rows = HookDelivery.objects.filter(referral__body=_body(scope)).select_related("referral__case")
    return tuple(
        CallLine(
            event=HookDelivery(event=row.event).get_event_display(), reference=row.referral.case.reference,
            kept_at=row.kept_at, tries=row.tries, taken_at=row.taken_at, fault=row.fault,
        )
        for row in rows.order_by("-kept_at", "-pk")[:SHOWN]
    )  # fmt: skip


def secret_made_at(scope: Scope) -> datetime | None:
    """Return when the secret in force was made, if there is one."""
    return HookSecret.objects.filter(body=_body(scope)).order_by("-made_at").values_list("made_at", flat=True).first()


def _body(scope: Scope) -> str:
    if not can_keep_body(scope):
        raise OutOfScope
    return scope.partner
