"""Machines of other bodies that file for citizens: given a key once, let in by its digest, revoked."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from django.db import IntegrityError, transaction

from iskan.apps.accounts.events import client_changed
from iskan.apps.accounts.models import ApiClient
from iskan.apps.accounts.queries import Client, digest_of_key
from iskan.apps.accounts.rules import can_administer
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit, ratelimit
from iskan.foundation.reading import RelatedRead, RelatedValues, related_sql
from iskan.foundation.scope import OutOfScope, Scope

REGISTERED: Final = Text(ar="مفتاح جديد لجهة خارجية", en="A new key for a system of another body")
REVOKED: Final = Text(ar="إبطال مفتاح جهة خارجية", en="The key of a system of another body revoked")
ONE_MINUTE: Final = timedelta(minutes=1)
ONE_HOUR: Final = 3600  # seconds in which a machine may ask as often as it was given
_COLUMNS: Final = (
    "id", "code", "name_ar", "name_en", "services", "hourly_limit", "created_at", "last_used_at", "revoked_at"
)  # fmt: skip
_related_reads: list[RelatedRead[Any]] = []


def read_with_client(read: RelatedRead[Any]) -> None:
    """Register what is asked for whenever a machine asks, of the row ``c``: it is read as the machine is let in."""
    _related_reads.append(read)


class CodeTaken(Refusal):
    """Another client has this code."""

    text = Text(ar="هذا الرمز مستخدم لجهة أخرى.", en="Another client has this code.")
    field = "code"


class UnknownClient(Refusal):
    """There is no such client, or its key has been revoked."""

    text = Text(
        ar="لا توجد جهة بهذا الرمز، أو أُبطل مفتاحها.", en="There is no client of this code, or its key is revoked."
    )
    field = "code"


@transaction.atomic
def register_client(
    *, scope: Scope, code: str, name: Text, services: Iterable[str], hourly_limit: int, at: datetime
) -> str:
    """Let a machine file some services, and return its key, which nobody can be told again.

    No official does this at the desk: a key is shown to whoever makes it, and two cannot share one.
    """
    if not scope.is_system:
        raise OutOfScope
    key = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            ApiClient.objects.create(
                code=code, name_ar=name.ar, name_en=name.en, key_digest=digest_of_key(key),
                services=sorted(services), hourly_limit=hourly_limit, created_at=at,
            )  # fmt: skip
    except IntegrityError as fault:
        raise CodeTaken from fault
    audit.record(
        scope=scope, action="client.registered", subject_kind="client", subject=code, at=at, services=sorted(services)
    )
    client_changed.happened(code, REGISTERED, at)
    return key


def admit_client(*, key: str, at: datetime) -> Client | None:
    """Return the machine whose key this is, unless it was revoked; when it last came is kept to the minute.

    It is read and its try counted in one statement, which is a transaction of its own.

    Raises:
        TooOften: it asks more often in an hour than it may.
    """
    digest = digest_of_key(key)
    found = ratelimit.count_with(_key_read(), {"digest": digest}, name="client", seconds=ONE_HOUR, who=digest)
    if found is None:
        return None
    (pk, code, name_ar, name_en, services, hourly_limit, created_at, last_used_at, revoked_at, *related), tries = found
    if last_used_at is None or last_used_at <= at - ONE_MINUTE:
        ApiClient.objects.filter(pk=pk).update(last_used_at=at)
    if wait := tries.wait(hourly_limit):
        raise ratelimit.TooOften(wait)
    return Client(
        id=pk, code=code, name=Text(ar=name_ar, en=name_en), services=frozenset(services), hourly_limit=hourly_limit,
        created_at=created_at, last_used_at=last_used_at, revoked_at=revoked_at,
        related=RelatedValues(_related_reads, related),
    )  # fmt: skip


@cache
def _key_read() -> str:
    columns, joins = related_sql(_related_reads)
    return (
        f"SELECT {', '.join(f'c.{column}' for column in _COLUMNS)}{columns} FROM accounts_apiclient c{joins}"  # noqa: S608 -- SQL of our own
        " WHERE c.key_digest = %(digest)s AND c.revoked_at IS NULL"
    )


@transaction.atomic
def revoke_client(*, scope: Scope, code: str, at: datetime) -> None:
    """Close a machine's way in for good; what it has filed stays."""
    _only_administrators(scope)
    if not ApiClient.objects.filter(code=code, revoked_at=None).update(revoked_at=at):
        raise UnknownClient
    audit.record(scope=scope, action="client.revoked", subject_kind="client", subject=code, at=at)
    client_changed.happened(code, REVOKED, at)


def _only_administrators(scope: Scope) -> None:
    if not (scope.is_system or can_administer(scope)):
        raise OutOfScope
