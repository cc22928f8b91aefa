"""Leave for one citizen to act for another."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from iskan.apps.accounts.events import delegation_given
from iskan.apps.accounts.models import Delegation, User
from iskan.apps.accounts.operations.citizens import NINE_DIGITS, account_of
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

LONGEST = timedelta(days=366)
OPEN_FOR = timedelta(days=14)


class BadDelegation(Refusal):
    """The delegation asked for cannot be given; ``text`` says why."""


class AlreadyDelegated(Refusal):
    """This person may act for the citizen already."""

    text = Text(
        ar="سبق تفويض صاحب هذا الرقم، والتفويض ما زال ساريًا. ولتغيير مدته يلزم إنهاؤه أولًا.",
        en="This person may act for you already. To change the dates, revoke that delegation first.",
    )


BAD_NUMBER = Text(ar="يتكون الرقم الشخصي من تسعة أرقام.", en="A personal number has nine digits.")
ONESELF = Text(ar="لا يجوز أن يكون المفوَّض صاحب التفويض نفسه.", en="You cannot delegate to yourself.")
BAD_DAYS = Text(
    ar="أدخل مدة صحيحة: لا ينتهي آخرها قبل أولها، ولا تزيد على سنة، ولا تكون قد انقضت.",
    en="The last day must not come before the first, within one year of it, and not in the past.",
)


@transaction.atomic
def delegate(*, scope: Scope, delegate_cpr: str, first_day: date, last_day: date, at: datetime) -> Delegation:
    """Let another citizen act for the viewer between two days, once they accept it.

    A number nobody has signed in with yet gets an account that waits for its holder: the answer tells nothing of who
    is known here, or whose number it is.
    """
    principal_id = _citizen_id(scope)
    _check(scope, delegate_cpr, first_day, last_day, timezone.localdate(at))
    other, _ = account_of(cpr=delegate_cpr, at=at)
    _give_up_lapsed(principal_id, other, at)
    delegation = _give(principal_id=principal_id, delegate=other, first_day=first_day, last_day=last_day, at=at)
    User.objects.filter(pk=other.pk).update(holds_delegations=True)
    audit.record(
        scope=scope, action="delegation.given", subject_kind="delegation", subject=str(delegation.pk), at=at,
        delegate_id=other.pk, first_day=first_day.isoformat(), last_day=last_day.isoformat(),
    )  # fmt: skip
    delegation_given.happened(other.pk, delegation.pk, at)
    return delegation


@transaction.atomic
def accept_delegation(*, scope: Scope, delegation_id: int, at: datetime) -> Delegation:
    """Accept to act for another citizen; until then nothing of theirs is open, and no official is kept from their file.

    Raises:
        OutOfScope: nobody asked the viewer, or not any more.
    """
    asked = Delegation.objects.select_for_update().filter(
        pk=delegation_id, delegate_id=_citizen_id(scope), accepted_at=None, revoked_at=None, given_at__gt=at - OPEN_FOR,
        last_day__gte=timezone.localdate(at),
    ).first()  # fmt: skip
    if asked is None:
        raise OutOfScope
    asked.accepted_at = at
    asked.save(update_fields=["accepted_at"])
    audit.record(scope=scope, action="delegation.accepted", subject_kind="delegation", subject=str(asked.pk), at=at)
    return asked


def _give_up_lapsed(principal_id: int, delegate: User, at: datetime) -> None:
    """Let a delegation nobody accepted in time stand in the way of no other."""
    lapsed = Delegation.objects.filter(
        principal_id=principal_id, delegate=delegate, accepted_at=None, revoked_at=None, given_at__lte=at - OPEN_FOR
    )
    lapsed.update(revoked_at=at)


def _citizen_id(scope: Scope) -> int:
    if scope.user_id is None or scope.cpr is None:
        raise OutOfScope
    return scope.user_id


def _check(scope: Scope, delegate_cpr: str, first_day: date, last_day: date, today: date) -> None:
    if not NINE_DIGITS.fullmatch(delegate_cpr):
        raise BadDelegation(BAD_NUMBER)
    if delegate_cpr == scope.cpr:
        raise BadDelegation(ONESELF)
    if not (max(first_day, today) <= last_day <= first_day + LONGEST):
        raise BadDelegation(BAD_DAYS)


def _give(*, principal_id: int, delegate: User, first_day: date, last_day: date, at: datetime) -> Delegation:
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                principal_id=principal_id, delegate=delegate, first_day=first_day, last_day=last_day, given_at=at
            )
    except IntegrityError as fault:
        raise AlreadyDelegated from fault


@transaction.atomic
def revoke_delegation(*, scope: Scope, delegation_id: int, at: datetime) -> None:
    """End a delegation; the one who gave it and the one who holds it may both do so."""
    standing = Delegation.objects.select_for_update().filter(pk=delegation_id, revoked_at__isnull=True).first()
    if standing is None or scope.cpr is None or scope.user_id not in {standing.principal_id, standing.delegate_id}:
        raise OutOfScope
    standing.revoked_at = at
    standing.save(update_fields=["revoked_at"])
    held = Delegation.objects.filter(delegate_id=standing.delegate_id, revoked_at__isnull=True).exists()
    User.objects.filter(pk=standing.delegate_id).update(holds_delegations=held)
    audit.record(scope=scope, action="delegation.revoked", subject_kind="delegation", subject=str(delegation_id), at=at)
