"""Keys of a body's own systems and the secret of its calls: each shown once, and kept as a digest or not at all."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from iskan.apps.accounts.queries import digest_of_key
from iskan.apps.accounts.rules import can_keep_body
from iskan.apps.partners.models import HookSecret, PartnerKey
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit, ratelimit
from iskan.foundation.scope import OutOfScope, Scope

KEY_KIND: Final = "partner_key"
PARTNER_KEY: Final = ratelimit.Rate(name="partner-key", limit=1200, seconds=3600)
_ONE_MINUTE: Final = timedelta(minutes=1)


class KeyNameTaken(Refusal):
    """The body has a key of this name already, or the name is missing."""

    text = Text(
        ar="أدخل اسمًا للمفتاح لا يحمله مفتاح آخر سارٍ للجهة.",
        en="Name the key; no other key in force may bear the name.",
    )
    field = "name"


@transaction.atomic
def make_key(*, scope: Scope, name: str, at: datetime) -> str:
    """Return a new key of the viewer's body, which nobody can be told again."""
    if not can_keep_body(scope):
        raise OutOfScope
    if not name:
        raise KeyNameTaken
    key = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            PartnerKey.objects.create(
                body=scope.partner, name=name, key_digest=digest_of_key(key), made_by_id=scope.acting_id, made_at=at
            )
    except IntegrityError as fault:
        raise KeyNameTaken from fault
    audit.record(scope=scope, action="partner_key.made", subject_kind=KEY_KIND, subject=scope.partner, at=at, name=name)
    return key


@transaction.atomic
def revoke_key(*, scope: Scope, key_id: int, at: datetime) -> None:
    """Close the way in that a key opens, at once; what was answered under it stays."""
    row = PartnerKey.objects.select_for_update().filter(pk=key_id, body=scope.partner, revoked_at=None).first()
    if row is None or not can_keep_body(scope):
        raise OutOfScope
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    audit.record(
        scope=scope, action="partner_key.revoked", subject_kind=KEY_KIND, subject=scope.partner, at=at, name=row.name
    )


def admit_partner(*, key: str, at: datetime) -> Scope | None:
    """Return the scope of the body whose key this is, unless it was revoked.

    Raises:
        TooOften: it asks more often in an hour than it may.
    """
    digest = digest_of_key(key)
    row = PartnerKey.objects.filter(key_digest=digest, revoked_at=None).first()
    if row is None:
        return None
    ratelimit.check(PARTNER_KEY, digest)
    if row.last_used_at is None or row.last_used_at <= at - _ONE_MINUTE:
        PartnerKey.objects.filter(pk=row.pk).update(last_used_at=at)
    return Scope(partner=row.body, partner_client=f"{row.body}/{row.name}")


@transaction.atomic
def make_secret(*, scope: Scope, at: datetime) -> str:
    """Return a new secret by which the viewer's body knows our calls; the one before holds no more."""
    if not can_keep_body(scope):
        raise OutOfScope
    made = HookSecret.objects.create(
        body=scope.partner, nonce=secrets.token_hex(32), made_by_id=scope.acting_id, made_at=at
    )
    audit.record(scope=scope, action="partner_key.secret_made", subject_kind=KEY_KIND, subject=scope.partner, at=at)
    return secret_of(made)


def secret_of(made: HookSecret) -> str:
    """Return a body's secret, which is kept nowhere: it follows from the row and the installation's own key."""
    return salted_hmac("iskan.partners.hook", f"{made.body}:{made.nonce}", algorithm="sha256").hexdigest()
