"""How the ministry reaches a citizen and where it pays: a change is told where they are reached now, and waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from iskan.apps.accounts.enums import ContactOutcome
from iskan.apps.accounts.events import contact_change_ended, contact_changed, contact_will_change
from iskan.apps.accounts.models import ContactChange, User
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope

DETAILS = ("phone", "email", "iban")


def replaces_contact(*, user_id: int, stated: Mapping[str, str]) -> bool:
    """Say whether details a citizen states would replace others by which they are reached or paid now."""
    known = User.objects.filter(pk=user_id).values(*DETAILS).get()
    return any(known[name] and stated.get(name) not in {None, "", known[name]} for name in DETAILS)


@transaction.atomic
def keep_contact(*, user_id: int, phone: str, email: str, iban: str, language: str, scope: Scope, at: datetime) -> None:
    """Keep the contact details a citizen stated in a case; what they left out stays as it was.

    What was not known is known at once. What replaces a detail waits ``ISKAN_CONTACT_WAIT_HOURS``: whoever took over
    an account must not turn its owner's messages and money away before the owner hears of it.
    """
    # Two cases of one person may be filed at once: lines that name the person do not wait for this lock.
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    stated = {"phone": phone, "email": email, "iban": iban, "language": language}
    changed = {name: value for name, value in stated.items() if value and value != getattr(user, name)}
    wait = timedelta(hours=settings.ISKAN_CONTACT_WAIT_HOURS)
    waits = {name: value for name, value in changed.items() if wait and name in DETAILS and getattr(user, name)}
    known = {name: value for name, value in changed.items() if name not in waits}
    _set(user, known)
    _record(scope, "contact.updated", user_id, at, fields=list(known))
    if waits:
        _end(user_id, ContactOutcome.REPLACED, scope, at)
        ContactChange.objects.create(user=user, asked_at=at, due_at=at + wait, **waits)
        _record(scope, "contact.change_asked", user_id, at, fields=sorted(waits))
        contact_will_change.happened(user_id, at + wait, at)


@transaction.atomic
def stop_contact_change(*, scope: Scope, at: datetime) -> None:
    """Stop the viewer's own change before it takes effect.

    Raises:
        OutOfScope: nobody is signed in, or nothing waits.
    """
    if not _end(scope.acting_id, ContactOutcome.STOPPED, scope, at):
        raise OutOfScope
    contact_change_ended.happened(scope.acting_id, at)


def apply_contact_changes(*, at: datetime) -> int:
    """Let every change take effect whose time has come; return how many did."""
    due = ContactChange.objects.filter(outcome="", due_at__lte=at).order_by("due_at")
    return sum(_apply(change_id, at) for change_id in due.values_list("pk", flat=True))


@transaction.atomic
def _apply(change_id: int, at: datetime) -> bool:
    change = ContactChange.objects.select_for_update().filter(pk=change_id, outcome="").first()
    if change is None:
        return False
    user = User.objects.select_for_update(no_key=True).get(pk=change.user_id)
    changed = {name: value for name in DETAILS if (value := getattr(change, name))}
    _set(user, changed)
    change.outcome, change.ended_at = ContactOutcome.APPLIED, at
    change.save(update_fields=["outcome", "ended_at"])
    _record(SYSTEM, "contact.change_applied", user.pk, at, fields=list(changed))
    contact_changed.happened(user.pk, at)
    return True


def _end(user_id: int, outcome: ContactOutcome, scope: Scope, at: datetime) -> bool:
    waiting = ContactChange.objects.filter(user_id=user_id, outcome="")
    ended = bool(waiting.update(outcome=outcome, ended_at=at))
    if ended:
        _record(scope, f"contact.change_{outcome}", user_id, at)
    return ended


def _set(user: User, changed: dict[str, str]) -> None:
    for name, value in changed.items():
        setattr(user, name, value)
    user.save(update_fields=list(changed))


def _record(scope: Scope, action: str, user_id: int, at: datetime, **detail: object) -> None:
    audit.record(scope=scope, action=action, subject_kind="user", subject=str(user_id), at=at, **detail)
