"""People of partner bodies: an administrator is added by two of the ministry, and adds the body's officers alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from iskan.apps.accounts.events import account_closed, password_link_due
from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.officials import EmailMissing, UsernameTaken
from iskan.apps.accounts.rules import can_administer, can_keep_body
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.acts import may_agree
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.policy.acts import ADMIT_PARTNER
from iskan.policy.partners import BODIES

KIND: Final = "partner_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPartnerPerson:
    """Whom somebody would add to a partner body.

    Their personal number keeps them from the cases of their own household. Without a password they choose one by a link
    sent to their own address; either way they set up a second factor before anything else.
    """

    body: str
    username: str
    name: Text
    email: str
    cpr: str
    password: str | None = None


@transaction.atomic
def admit_partner_administrator(*, scope: Scope, person: NewPartnerPerson, at: datetime) -> User:
    """Add who keeps the people of a body; the second of two officials calls it by the act alone.

    Raises:
        OutOfScope: the viewer is not the second of two, or there is no such body. EmailMissing, UsernameTaken.
    """
    if not (scope.is_system or may_agree(scope, ADMIT_PARTNER)):
        raise OutOfScope(person.body)
    return _added(scope, person, Role.PARTNER_ADMINISTRATOR, at)


@transaction.atomic
def add_partner_officer(*, scope: Scope, person: NewPartnerPerson, at: datetime) -> User:
    """Add who answers for a body; its own administrator does so alone.

    Raises:
        OutOfScope: the viewer does not keep this body's people, or there is no such body. EmailMissing, UsernameTaken.
    """
    if not (scope.is_system or (can_keep_body(scope) and scope.partner == person.body)):
        raise OutOfScope(person.body)
    return _added(scope, person, Role.PARTNER_OFFICER, at)


@transaction.atomic
def close_partner_person(*, scope: Scope, user_id: int, at: datetime) -> None:
    """Close the account of somebody of a partner body; their open sessions end with it. It only takes away."""
    user = User.objects.select_for_update().exclude(partner="").filter(pk=user_id, is_active=True).first()
    if user is None or user.pk == scope.user_id:
        raise OutOfScope
    is_own_officer = can_keep_body(scope) and user.partner == scope.partner and user.roles == [Role.PARTNER_OFFICER]
    if not (scope.is_system or can_administer(scope) or is_own_officer):
        raise OutOfScope
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record(scope, "partner_person.closed", user, at)
    account_closed.happened(user.pk, at)


def _added(scope: Scope, person: NewPartnerPerson, role: Role, at: datetime) -> User:
    if person.body not in BODIES:
        raise OutOfScope(person.body)
    if not person.email and person.password is None:
        raise EmailMissing
    user = User(
        username=person.username, name_ar=person.name.ar, name_en=person.name.en, roles=[role.value],
        partner=person.body, email=person.email, official_cpr=person.cpr or None, joined_at=at,
    )  # fmt: skip
    user.set_password(person.password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as fault:
        raise UsernameTaken from fault
    _record(scope, "partner_person.admitted", user, at, roles=[role.value])
    if person.password is None:
        password_link_due.happened(user.pk, at)
    return user


def _record(scope: Scope, action: str, user: User, at: datetime, **detail: Any) -> None:
    audit.record(
        scope=scope, action=action, subject_kind=KIND, subject=user.username, at=at, body=user.partner, **detail
    )
