"""Officials: hired, given roles, helped back in, let go. What takes two of them is called by the acts alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from iskan.apps.accounts.events import account_changed, account_closed, address_replaced, password_link_due
from iskan.apps.accounts.models import User
from iskan.apps.accounts.partner_people import with_roles
from iskan.apps.accounts.queries import OFFICIAL_DETAILS, of_ministry
from iskan.apps.accounts.rules import can_administer
from iskan.core.acts import JointAct, Told
from iskan.core.refusal import Refusal
from iskan.core.roles import OF_PARTNERS, decides, go_together
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.acts import may_agree
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.policy.acts import CHANGE_DETAILS, CREATE_OFFICIAL, GRANT_ROLES, RESET_SIGN_IN

OWNER_TOLD: Final = frozenset({Told.ACCOUNT_OWNER})
ALL_TOLD: Final = OWNER_TOLD | {Told.AUDITORS}
LET_GO: Final = Text(ar="إغلاق الحساب", en="The account is closed")


class UsernameTaken(Refusal):
    """Another official has this user name."""

    text = Text(ar="اسم المستخدم هذا مستخدم من قبل.", en="This user name is taken.")
    field = "username"


class RolesApart(Refusal):
    """One person may not hold these roles together."""

    text = Text(
        ar="لا تجتمع هذه الصلاحيات لشخص واحد: مسؤول النظام والمدقق لا يحملان صلاحية أخرى، وطرف السحوبات لا يُجري سحبًا.",
        en="One person may not hold these roles together: administrators and auditors hold no other, and a party of "
        "the draws conducts none.",
    )
    field = "roles"


class OwnNumberMissing(Refusal):
    """Whoever decides on households must be known by their own personal number."""

    text = Text(
        ar="يلزم الرقم الشخصي للموظف قبل منحه صلاحية يبتّ بها في الطلبات.",
        en="An official who decides on applications must first be known by their own personal number.",
    )
    field = "roles"


class EmailMissing(Refusal):
    """There is no address to send the link to."""

    text = Text(
        ar="لا يوجد لهذا الموظف بريد إلكتروني، والرابط لا يُرسل إلى غيره.",
        en="This official has no e-mail address, and the link is sent to nobody else.",
    )
    field = "email"


class DetailsUnchanged(Refusal):
    """The details stated are those that stand."""

    text = Text(ar="البيانات المدخلة هي البيانات الحالية نفسها.", en="These are the details that stand already.")
    field = "email"


@transaction.atomic
def create_official(
    *,
    scope: Scope,
    username: str,
    name: Text,
    roles: Iterable[Role],
    department_id: int | None,
    at: datetime,
    password: str | None = None,
    email: str = "",
    official_cpr: str | None = None,
    password_is_temporary: bool = True,
) -> User:
    """Add an official, who sets up a second factor before anything else.

    Without a password they choose one by a link sent to their own address.
    """
    _require_second(scope, CREATE_OFFICIAL)
    granted = _values(roles)
    check_roles(granted, official_cpr)
    user = User(
        username=username, name_ar=name.ar, name_en=name.en, roles=granted, department_id=department_id, email=email,
        official_cpr=official_cpr or None, password_is_temporary=password is not None and password_is_temporary,
        joined_at=at,
    )  # fmt: skip
    user.set_password(password)
    _add(user)
    _record(scope, "official.created", user, at, roles=granted, department_id=department_id)
    _tell(scope, user, CREATE_OFFICIAL.name, at)
    if password is None:
        _send_link(user, at)
    return user


def _add(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as fault:
        raise UsernameTaken from fault


@transaction.atomic
def grant_roles(*, scope: Scope, official_id: int, roles: Iterable[Role], at: datetime) -> None:
    """Set what an official may do, in place of what they could before."""
    _require_second(scope, GRANT_ROLES)
    user = _other_official(scope, official_id)
    before, user.roles = user.roles, _values(roles)
    check_roles(user.roles, user.official_cpr)
    user.save(update_fields=["roles"])
    _record(scope, "roles.granted", user, at, before=before, roles=user.roles)
    _tell(scope, user, GRANT_ROLES.name, at)


@transaction.atomic
def reset_sign_in(*, scope: Scope, official_id: int, at: datetime, password: str | None = None) -> None:
    """Help back in whoever of the ministry or of a body lost password or second factor: both are set up again.

    Without a temporary password they choose one by a link sent to their own address. Their sessions end.
    """
    _require_second(scope, RESET_SIGN_IN)
    user = _other(scope, with_roles(), official_id)
    Authenticator.objects.filter(user=user).delete()
    user.set_password(password)
    user.password_is_temporary = password is not None
    user.save(update_fields=["password", "password_is_temporary"])
    _record(scope, "second_factor.forgotten", user, at)
    _tell(scope, user, RESET_SIGN_IN.name, at)
    if password is None:
        _send_link(user, at)


@transaction.atomic
def change_details(*, scope: Scope, official_id: int, details: Mapping[str, Any], at: datetime) -> None:
    """Set an official's names, addresses and department; a replaced e-mail address is told of it too."""
    _require_second(scope, CHANGE_DETAILS)
    user = _other_official(scope, official_id)
    changed = changed_details(user, details)
    email = user.email
    for name in changed:
        setattr(user, name, details[name])
    user.save(update_fields=changed)
    _record(scope, "official.details_changed", user, at, fields=changed)
    _tell(scope, user, CHANGE_DETAILS.name, at)
    if "email" in changed and email:
        address_replaced.happened(user.pk, email, at)


@transaction.atomic
def let_go(*, scope: Scope, official_id: int, at: datetime) -> None:
    """Close an official's account; their open sessions end with it. It only takes away, so one administrator may."""
    if not (scope.is_system or can_administer(scope)):
        raise OutOfScope
    user = _other_official(scope, official_id)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record(scope, "official.let_go", user, at)
    account_closed.happened(user.pk, at)
    account_changed.happened(user.pk, LET_GO, ALL_TOLD, at)


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set an official's own new password."""
    user.set_password(password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    _record(Scope(user_id=user.pk, roles=frozenset(map(Role, user.roles))), "password.changed", user, at)


def changed_details(user: User, details: Mapping[str, Any]) -> list[str]:
    """Return which details would differ, or refuse where none would or no address would be left."""
    if not details["email"]:
        raise EmailMissing
    changed = [name for name in OFFICIAL_DETAILS if details[name] != getattr(user, name)]
    if not changed:
        raise DetailsUnchanged
    return changed


def check_roles(roles: Iterable[str], official_cpr: str | None) -> None:
    """Refuse roles that one person may not hold together, or not without being known by their number."""
    asked = frozenset(Role(role) for role in roles)
    if not go_together(asked) or asked & OF_PARTNERS:
        raise RolesApart
    if decides(asked) and not official_cpr:
        raise OwnNumberMissing


@transaction.atomic
def choose_inbox_mail(*, scope: Scope, wanted: bool, at: datetime) -> None:
    """Switch on or off the mail that tells an official each morning what waits for them."""
    user = User.objects.select_for_update(no_key=True).exclude(roles=[]).get(pk=scope.acting_id)
    user.gets_inbox_mail = wanted
    user.save(update_fields=["gets_inbox_mail"])
    _record(scope, "account.inbox_mail", user, at, on=wanted)


def _values(roles: Iterable[Role]) -> list[str]:
    granted = sorted({Role(role).value for role in roles})
    if not granted:
        message = "an official has at least one role"
        raise ValueError(message)
    return granted


def _other_official(scope: Scope, official_id: int) -> User:
    return _other(scope, of_ministry(), official_id)


def _other(scope: Scope, accounts: QuerySet[User], official_id: int) -> User:
    user = accounts.select_for_update().filter(pk=official_id).first()
    if user is None or user.pk == scope.user_id:
        raise OutOfScope
    return user


def _require_second(scope: Scope, act: JointAct) -> None:
    """Let pass the second official of an act, and the console of the machine itself."""
    if not (scope.is_system or may_agree(scope, act)):
        raise OutOfScope


def _send_link(user: User, at: datetime) -> None:
    if not user.email:
        raise EmailMissing
    password_link_due.happened(user.pk, at)


def _tell(scope: Scope, user: User, what: Text, at: datetime) -> None:
    """Tell the owner; the auditors hear of an act of two by its agreement, of the console's doing by this."""
    account_changed.happened(user.pk, what, ALL_TOLD if scope.is_system else OWNER_TOLD, at)


def _record(scope: Scope, action: str, user: User, at: datetime, **detail: object) -> None:
    audit.record(scope=scope, action=action, subject_kind="user", subject=str(user.pk), at=at, **detail)
