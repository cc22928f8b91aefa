"""Officials: hired, given roles, helped back in, let go."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from iskan.apps.accounts.models import User
from iskan.apps.accounts.rules import can_administer
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Role, Scope


class UsernameTaken(Refusal):
    """Another official has this user name."""

    text = Text(ar="اسم المستخدم هذا مستعمل.", en="This user name is taken.")
    field = "username"


@transaction.atomic
def create_official(
    *,
    scope: Scope,
    username: str,
    password: str,
    name: Text,
    roles: Iterable[Role],
    department_id: int | None,
    at: datetime,
    email: str = "",
    official_cpr: str | None = None,
    password_is_temporary: bool = True,
) -> User:
    """Add an official, who must choose their own password and set up a second factor before anything else."""
    _only_administrators(scope)
    granted = _values(roles)
    user = User(
        username=username, name_ar=name.ar, name_en=name.en, roles=granted, department_id=department_id, email=email,
        official_cpr=official_cpr, password_is_temporary=password_is_temporary, joined_at=at,
    )  # fmt: skip
    user.set_password(password)
    _add(user)
    _record(scope, "official.created", user, at, roles=granted, department_id=department_id)
    return user


def _add(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as fault:
        raise UsernameTaken from fault


@transaction.atomic
def grant_roles(*, scope: Scope, official_id: int, roles: Iterable[Role], at: datetime) -> None:
    """Set what an official may do, in place of what they could before. Nobody grants roles to themselves."""
    user = _other_official(scope, official_id)
    before, user.roles = user.roles, _values(roles)
    user.save(update_fields=["roles"])
    _record(scope, "roles.granted", user, at, before=before, roles=user.roles)


@transaction.atomic
def let_go(*, scope: Scope, official_id: int, at: datetime) -> None:
    """Close an official's account; their open sessions end with it."""
    user = _other_official(scope, official_id)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record(scope, "official.let_go", user, at)


@transaction.atomic
def forget_second_factor(*, scope: Scope, official_id: int, password: str, at: datetime) -> None:
    """Help back in an official who lost their second factor: a temporary password, and the factor set up again."""
    user = _other_official(scope, official_id)
    Authenticator.objects.filter(user=user).delete()
    user.set_password(password)
    user.password_is_temporary = True
    user.save(update_fields=["password", "password_is_temporary"])
    _record(scope, "second_factor.forgotten", user, at)


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set an official's own new password."""
    user.set_password(password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    _record(Scope(user_id=user.pk, roles=frozenset(map(Role, user.roles))), "password.changed", user, at)


def _values(roles: Iterable[Role]) -> list[str]:
    granted = sorted({Role(role).value for role in roles})
    if not granted:
        message = "an official has at least one role"
        raise ValueError(message)
    return granted


def _other_official(scope: Scope, official_id: int) -> User:
    _only_administrators(scope)
    user = User.objects.select_for_update().exclude(roles=[]).filter(pk=official_id).first()
    if user is None or user.pk == scope.user_id:
        raise OutOfScope
    return user


def _only_administrators(scope: Scope) -> None:
    """Let administrators pass, and the console of the machine itself."""
    if not (scope.is_system or can_administer(scope)):
        raise OutOfScope


def _record(scope: Scope, action: str, user: User, at: datetime, **detail: object) -> None:
    audit.record(scope=scope, action=action, subject_kind="user", subject=str(user.pk), at=at, **detail)
