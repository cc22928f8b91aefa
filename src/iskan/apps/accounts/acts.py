"""What two officials do to an official's account together: add it, change its roles or details, reset its way in."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from iskan.apps.accounts.models import Department, User
from iskan.apps.accounts.operations.officials import (
    EmailMissing,
    UsernameTaken,
    change_details,
    changed_details,
    check_roles,
    create_official,
    grant_roles,
    reset_sign_in,
)
from iskan.apps.accounts.operations.partner_people import NewPartnerPerson, admit_partner_administrator
from iskan.apps.accounts.partner_people import with_roles
from iskan.apps.accounts.queries import of_ministry
from iskan.core.acts import JointAct
from iskan.core.refusal import OwnAccount
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.policy.acts import ADMIT_PARTNER, CHANGE_DETAILS, CREATE_OFFICIAL, GRANT_ROLES, RESET_SIGN_IN
from iskan.policy.partners import BODIES

Shown = Sequence[tuple[Text, Text | str]]
NAME, USERNAME = Text(ar="الاسم", en="Name"), Text(ar="اسم المستخدم", en="User name")
ROLES, EMAIL = Text(ar="الصلاحيات", en="Roles"), Text(ar="البريد الإلكتروني", en="E-mail address")
OFFICE, BODY = Text(ar="الإدارة", en="Department"), Text(ar="الجهة", en="Body")
TELEPHONE = Text(ar="رقم الهاتف", en="Telephone")
_NOW = Text(ar="{label} حاليًا", en="{label} now")
_PROPOSED = Text(ar="{label} بعد التغيير", en="{label} after the change")


class _AccountAct:
    """An act on an account; its subject is the account's id."""

    act: JointAct

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- an account names no citizen
        return True

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        if scope.user_id == int(subject):
            raise OwnAccount

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        _account(subject)


class _GrantRoles(_AccountAct):
    act = GRANT_ROLES

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:
        super().examine(scope=scope, subject=subject, terms=terms, at=at)
        check_roles(terms["roles"], _account(subject).official_cpr)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        grant_roles(scope=scope, official_id=int(subject), roles=map(Role, terms["roles"]), at=at)

    def shown(self, *, subject: str, terms: Terms) -> Shown:
        user = User.objects.get(pk=int(subject))
        return (
            *_person(user),
            (Text(ar="الصلاحيات الحالية", en="Roles now"), _role_names(user.roles)),
            (Text(ar="الصلاحيات المقترحة", en="Roles proposed"), _role_names(terms["roles"])),
        )


class _ResetSignIn(_AccountAct):
    act = RESET_SIGN_IN

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        if not _account(subject, with_roles()).email:
            raise EmailMissing

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        reset_sign_in(scope=scope, official_id=int(subject), at=at)

    def shown(self, *, subject: str, terms: Terms) -> Shown:  # noqa: ARG002 -- asked of all
        user = User.objects.get(pk=int(subject))
        body = ((BODY, BODIES[user.partner].name),) if user.partner else ()
        return (*body, *_person(user), (ROLES, _role_names(user.roles)), (EMAIL, user.email))


class _ChangeDetails(_AccountAct):
    act = CHANGE_DETAILS

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:
        super().examine(scope=scope, subject=subject, terms=terms, at=at)
        changed_details(_account(subject), terms)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        change_details(scope=scope, official_id=int(subject), details=terms, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Shown:
        user = User.objects.get(pk=int(subject))
        stands = {name: getattr(user, name) for name in terms}
        return (
            (USERNAME, user.username),
            *_compared(NAME, _named(stands), _named(terms)),
            *_compared(EMAIL, user.email, terms["email"]),
            *_compared(TELEPHONE, user.phone, terms["phone"]),
            *_compared(OFFICE, _office(user.department_id), _office(terms["department_id"])),
        )


class _CreateOfficial:
    """The subject is the user name the account would have: there is no account yet."""

    act = CREATE_OFFICIAL

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- an account names no citizen
        return True

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        if scope.own_cpr is not None and scope.own_cpr == terms["cpr"]:
            raise OwnAccount

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        if User.objects.filter(username=subject).exists() or User.objects.filter(official_cpr=terms["cpr"]).exists():
            raise UsernameTaken
        if not terms["email"]:
            raise EmailMissing
        check_roles(terms["roles"], terms["cpr"])

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        create_official(
            scope=scope, username=subject, name=_named(terms), roles=map(Role, terms["roles"]), email=terms["email"],
            official_cpr=terms["cpr"], department_id=terms["department_id"], at=at,
        )  # fmt: skip

    def shown(self, *, subject: str, terms: Terms) -> Shown:
        return (
            (NAME, _named(terms)),
            (USERNAME, subject),
            (ROLES, _role_names(terms["roles"])),
            (OFFICE, _office(terms["department_id"])),
            (EMAIL, terms["email"]),
            (Text(ar="الرقم الشخصي", en="Personal number"), terms["cpr"]),
        )


def _account(subject: str, among: QuerySet[User] | None = None) -> User:
    user = (of_ministry() if among is None else among).filter(pk=int(subject), is_active=True).first()
    if user is None:
        raise OutOfScope
    return user


def _person(user: User) -> Shown:
    return (NAME, Text(ar=user.name_ar or user.username, en=user.name_en or user.username)), (USERNAME, user.username)


def _compared(label: Text, stands: Text | str, proposed: Text | str) -> Shown:
    """Return a detail beside what stands, where they differ."""
    if stands == proposed:
        return ((label, proposed or "–"),)
    return ((_NOW.format(label=label), stands or "–"), (_PROPOSED.format(label=label), proposed or "–"))


def _office(department_id: int | None) -> Text | str:
    office = None if department_id is None else Department.objects.filter(pk=department_id).first()
    return Text(ar=office.name_ar, en=office.name_en) if office else "–"


def _named(terms: Terms) -> Text:
    return Text(ar=terms["name_ar"], en=terms["name_en"])


def _role_names(roles: Iterable[str]) -> Text:
    words = [Role(role).words for role in roles]
    return Text(ar="، ".join(word.ar for word in words), en=", ".join(word.en for word in words))


class _AdmitPartner(_CreateOfficial):
    """The subject is the user name the account would have; the terms name the body."""

    act = ADMIT_PARTNER

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        if User.objects.filter(username=subject).exists() or User.objects.filter(official_cpr=terms["cpr"]).exists():
            raise UsernameTaken
        if terms["body"] not in BODIES:
            raise OutOfScope
        if not terms["email"]:
            raise EmailMissing

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        person = NewPartnerPerson(
            body=terms["body"], username=subject, name=_named(terms), email=terms["email"], cpr=terms["cpr"]
        )
        admit_partner_administrator(scope=scope, person=person, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Shown:
        return (
            (BODY, BODIES[terms["body"]].name),
            (NAME, _named(terms)),
            (USERNAME, subject),
            (EMAIL, terms["email"]),
            (Text(ar="الرقم الشخصي", en="Personal number"), terms["cpr"]),
        )


carries_out_act(_CreateOfficial())
carries_out_act(_AdmitPartner())
carries_out_act(_GrantRoles())
carries_out_act(_ResetSignIn())
carries_out_act(_ChangeDetails())
