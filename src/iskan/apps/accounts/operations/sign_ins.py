"""Comings and goings, each a line of the trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from iskan.apps.accounts.models import Session, User
from iskan.apps.accounts.queries import mark_of_session
from iskan.foundation import audit
from iskan.foundation.scope import NOBODY, OutOfScope, Role, Scope


def record_sign_in(*, user: User, at: datetime, method: str) -> None:
    """Keep that a person came in, and how they proved who they are."""
    _record(user, "session.opened", at, method=method)


def record_sign_out(*, user: User, at: datetime, reason: str = "asked") -> None:
    """Keep that a person left, or was signed out for a reason."""
    _record(user, "session.closed", at, reason=reason)


def record_refusal(*, username: str, at: datetime) -> None:
    """Keep that a sign-in was refused. The name tried is hashed: people type passwords there by mistake."""
    digest = salted_hmac("iskan.sign_in.refused", username.casefold(), algorithm="sha256").hexdigest()[:32]
    audit.record(scope=NOBODY, action="sign_in.refused", subject_kind="username", subject=digest, at=at)


def record_refused_access(*, scope: Scope, address: str, named: dict[str, str], status: int, at: datetime) -> None:
    """Keep that an official was refused a case, a person or a document they named, by its address alone."""
    reference = named.get("reference", "")
    kind, subject = ("case", reference) if reference else ("address", address[:60])
    audit.record(
        scope=scope, action="access.refused", subject_kind=kind, subject=subject, at=at, address=address, status=status,
        named=named,
    )  # fmt: skip


def record_second_factor(*, user: User, action: str, at: datetime) -> None:
    """Keep that an official set up, gave up or renewed a part of their second factor."""
    _record(user, action, at)


@contextmanager
def second_factor_held(user_id: int) -> Iterator[None]:
    """Keep other requests away from one account's second factor until this one has ended, in one transaction."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user_id)
        yield


def _record(user: User, action: str, at: datetime, **detail: str) -> None:
    scope = Scope(user_id=user.pk, cpr=user.cpr, roles=frozenset(map(Role, user.roles)))
    audit.record(scope=scope, action=action, subject_kind="user", subject=str(user.pk), at=at, **detail)


@transaction.atomic
def end_session(*, scope: Scope, mark: str, at: datetime) -> None:
    """End one of the viewer's own sessions, by the mark that stands for it."""
    own = Session.objects.filter(user_id=scope.acting_id).values_list("session_key", flat=True)
    key = next((key for key in own if constant_time_compare(mark_of_session(key), mark)), None)
    if key is None:
        raise OutOfScope
    Session.objects.filter(session_key=key).delete()
    audit.record(
        scope=scope,
        action="session.closed",
        subject_kind="user",
        subject=str(scope.acting_id),
        at=at,
        reason="by_owner",
    )
