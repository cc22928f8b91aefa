"""Who a viewer is, whom they act for, and who the officials are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from iskan.apps.accounts.models import ApiClient, ContactChange, Delegation, Department, Session, User
from iskan.apps.accounts.session_limits import instants
from iskan.apps.accounts.sessions import SessionStore
from iskan.core.delegations import is_name_of
from iskan.core.roles import roles_with
from iskan.core.text import Text, same
from iskan.foundation.reading import RelatedValues, cached_in_process
from iskan.foundation.scope import NOBODY, ActingFor, DelegatedAct, Duty, OutOfScope, Role, Scope

# SQL other apps may compose into their statements: a table of the columns it names.
USERS = "(SELECT id, cpr, name_ar, name_en, email, phone, died_on FROM accounts_user)"
ACCEPTED = "(SELECT principal_id, delegate_id FROM accounts_delegation WHERE accepted_at IS NOT NULL)"
OFFICES = "(SELECT id, department_id FROM accounts_user WHERE roles <> '{}')"
DEPARTMENTS = "(SELECT id, name_ar, name_en FROM accounts_department)"
OFFICIAL_DETAILS = ("name_ar", "name_en", "email", "phone", "department_id")
_MOST_REACHED = 10
CLIENTS = "(SELECT id, name_ar, name_en FROM accounts_apiclient)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """An official as colleagues see them."""

    id: int
    username: str
    name: Text
    roles: frozenset[Role]
    department_id: int | None
    is_active: bool
    partner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A department as the administrator keeps it."""

    code: str
    name: Text
    staff: int
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A machine of another body, and what it may file; let in by its key, with what was read together with it."""

    id: int
    code: str
    name: Text
    services: frozenset[str]
    hourly_limit: int
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None
    related: RelatedValues | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How the ministry reaches a person, and in which language."""

    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A session as its owner sees it."""

    mark: str
    began_at: datetime | None
    seen_at: datetime | None
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A delegation as its two sides see it. ``cpr`` is the other side's number.

    Before the delegate accepts, a principal reads the name they typed themselves: nobody turns numbers into names by
    delegating. No service means each that delegates may use.
    """

    id: int
    cpr: str
    name: Text
    services: tuple[str, ...]
    acts: frozenset[DelegatedAct]
    first_day: date
    last_day: date
    ended_as: str
    given_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None

    def stands_on(self, day: date) -> bool:
        return self.revoked_at is None and self.accepted_at is not None and self.first_day <= day <= self.last_day


def numbers_reached_at(*, phone: str = "", email: str = "") -> tuple[str, ...]:
    """Return the personal numbers of the citizens reached at a telephone or an address, ten at most."""
    reached = Q(phone=phone) if phone else Q(email__iexact=email)
    found = User.objects.filter(reached, cpr__isnull=False).order_by("cpr").values_list("cpr", flat=True)
    return tuple(cpr for cpr in found[:_MOST_REACHED] if cpr)


def scope_of(user: User | AnonymousUser, on: date, assurance: str | None = None) -> Scope:
    """Return what a user may see on a day. Only those who hold delegations cost a query.

    ``assurance`` is the session's own; where there is no session, it is that of the last sign-in.
    """
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    if user.roles:
        departments = frozenset({user.department_id} if user.department_id else ())
        roles = frozenset(Role(role) for role in user.roles)
        return Scope(
            user_id=user.pk, own_cpr=user.official_cpr, roles=roles, department_ids=departments, partner=user.partner
        )
    if user.cpr is None:
        return NOBODY
    acting_for = _acting_for(user, on) if user.holds_delegations else ()
    known = user.assurance if assurance is None else assurance
    return Scope(user_id=user.pk, cpr=user.cpr, own_cpr=user.cpr, acting_for=acting_for, assurance=known)


def _acting_for(user: User, on: date) -> tuple[ActingFor, ...]:
    standing = Delegation.objects.filter(
        delegate=user,
        revoked_at__isnull=True,
        accepted_at__isnull=False,
        first_day__lte=on,
        last_day__gte=on,
        principal__is_active=True,
    )  # fmt: skip
    rows = standing.order_by("pk").values_list("principal_id", "services", "acts")
    return tuple(
        ActingFor(principal_id=principal, services=frozenset(services), acts=acts_of(acts))
        for principal, services, acts in rows
    )


def acts_of(kept: Sequence[str]) -> frozenset[DelegatedAct]:
    """Return what a delegation lets its holder do: every act, where it was given before acts were named."""
    return frozenset(DelegatedAct(act) for act in kept) or frozenset(DelegatedAct)


def is_addressed_to(delegation: Delegation, holder: User) -> bool:
    """Say whether a delegation names its holder by the name their sign-in knows them by; those of old named nobody."""
    named = delegation.delegate_name
    return not named or is_name_of(named, holder.name_ar, holder.name_en)


def officials_with(role: Role) -> tuple[int, ...]:
    """Return the ids of the officials of a role whose account is open, for messages the system itself sends."""
    return tuple(User.objects.filter(roles__contains=[role.value], is_active=True).values_list("pk", flat=True))


def sessions_of(scope: Scope, own_key: str | None, at: datetime) -> tuple[OpenSession, ...]:
    """Return the viewer's open sessions, the newest first. A mark stands for each: its key is a secret."""
    rows = Session.objects.filter(user_id=_citizen_id(scope), expire_date__gt=at)
    found = (_open_session(row, own_key) for row in rows)
    return tuple(sorted(found, key=lambda one: one.seen_at or at, reverse=True))


def mark_of_session(key: str) -> str:
    """Return what stands for a session on a page, from which its key cannot be told."""
    return salted_hmac("iskan.accounts.session", key, algorithm="sha256").hexdigest()[:32]


def _open_session(row: Session, own_key: str | None) -> OpenSession:
    began_at, seen_at = instants(SessionStore().decode(row.session_data))
    mark = mark_of_session(row.session_key)
    return OpenSession(mark=mark, began_at=began_at, seen_at=seen_at, is_this=row.session_key == own_key)


def named_official(user_id: int) -> Official:
    """Return one official, for messages the system itself sends."""
    return seen_official(User.objects.get(pk=user_id))


def name_of_official(user: User) -> Text:
    """Return what colleagues call an official: by name, or where none is kept by user name."""
    return Text(ar=user.name_ar or user.username, en=user.name_en or user.username)


def names_of(user_ids: frozenset[int]) -> dict[int, Text]:
    """Return the names of several users by id, in one query."""
    rows = User.objects.filter(pk__in=user_ids).values_list("pk", "name_ar", "name_en", "username")
    return {pk: Text(ar=ar or username, en=en or username) for pk, ar, en, username in rows}


def has_died(cpr: str) -> bool:
    """Say whether the death of a citizen who has an account is on record."""
    return User.objects.filter(cpr=cpr, died_on__isnull=False).exists()


def contact_of(scope: Scope) -> Contact:
    """Return the viewer's own contact details."""
    if scope.user_id is None:
        raise OutOfScope
    return Contact(**User.objects.filter(pk=scope.user_id).values("email", "phone", "language").get())


def contact_change_of(scope: Scope) -> ContactChange | None:
    """Return the viewer's own change of contact details that waits, or nothing."""
    if scope.user_id is None:
        return None
    return ContactChange.objects.filter(user_id=scope.user_id, outcome="").first()


def contact_for(user_id: int) -> Contact:
    """Return a user's contact details for a message the system itself sends."""
    return Contact(**User.objects.filter(pk=user_id).values("email", "phone", "language").get())


def delegations_given(scope: Scope) -> tuple[Mandate, ...]:
    """Return whom the viewer let act for them, newest first."""
    rows = Delegation.objects.filter(principal_id=_citizen_id(scope)).select_related("delegate")
    return tuple(
        _mandate(row, row.delegate, _name_of(row.delegate) if row.accepted_at else same(row.delegate_name))
        for row in rows.order_by("-pk")
    )


def delegations_held(scope: Scope) -> tuple[Mandate, ...]:
    """Return for whom the viewer may act or is asked to by their own name, newest first."""
    rows = Delegation.objects.filter(delegate_id=_citizen_id(scope)).select_related("principal", "delegate")
    theirs = (row for row in rows.order_by("-pk") if row.accepted_at or is_addressed_to(row, row.delegate))
    return tuple(_mandate(row, row.principal, _name_of(row.principal)) for row in theirs)


def of_ministry() -> QuerySet[User]:
    """Return the accounts of officials; partners' people are none."""
    return User.objects.exclude(roles=[]).filter(partner="")


def officials(scope: Scope, *, department_id: int | None = None) -> tuple[Official, ...]:
    """Return the officials a viewer works with: their departments', or everyone's for those who see all."""
    if not (scope.is_official or scope.is_system):
        raise OutOfScope
    rows = of_ministry().order_by("username")
    if not (scope.is_system or scope.may(Duty.AUDIT) or scope.may(Duty.ADMINISTER)):
        rows = rows.filter(department_id__in=scope.department_ids)
    if department_id is not None:
        rows = rows.filter(department_id=department_id)
    return tuple(seen_official(row) for row in rows)


def contacts_who_may(duty: Duty) -> dict[int, Contact]:
    """Return how the officials in office who may do something are reached, by id."""
    rows = User.objects.filter(is_active=True, roles__overlap=[role.value for role in roles_with(duty)])
    return {row.pk: Contact(email=row.email, phone=row.phone, language=row.language) for row in rows.order_by("pk")}


def official_details(scope: Scope, official_id: int) -> dict[str, Any]:
    """Return an official's names, addresses and department, for the administrators who keep them."""
    _only_administrators(scope)
    row = of_ministry().filter(pk=official_id).values(*OFFICIAL_DETAILS).first()
    if row is None:
        raise OutOfScope
    return dict(row)


def official(scope: Scope, official_id: int) -> Official:
    """Return one of the officials a viewer works with."""
    found = next((one for one in officials(scope) if one.id == official_id), None)
    if found is None:
        raise OutOfScope
    return found


def digest_of_key(key: str) -> str:
    """Return what is kept of a machine's key. It holds 256 bits of chance, so that no slow digest is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def clients(scope: Scope) -> tuple[Client, ...]:
    """Return every machine that was ever let in, by its code."""
    _only_administrators(scope)
    return tuple(_client(row) for row in ApiClient.objects.order_by("code"))


def standing_client(scope: Scope, code: str) -> Client:
    """Return a machine whose key holds, or raise `OutOfScope`."""
    _only_administrators(scope)
    row = ApiClient.objects.filter(code=code, revoked_at=None).first()
    if row is None:
        raise OutOfScope(code)
    return _client(row)


def _only_administrators(scope: Scope) -> None:
    if not (scope.is_system or scope.may(Duty.ADMINISTER)):
        raise OutOfScope


def _client(row: ApiClient) -> Client:
    return Client(
        id=row.pk,
        code=row.code,
        name=Text(ar=row.name_ar, en=row.name_en),
        services=frozenset(row.services),
        hourly_limit=row.hourly_limit,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )


def departments() -> dict[str, tuple[int, Text]]:
    """Return every department's id and name by its code."""
    rows = Department.objects.order_by("code").values_list("code", "pk", "name_ar", "name_en")
    return {code: (pk, Text(ar=ar, en=en)) for code, pk, ar, en in rows}


def open_departments() -> dict[str, tuple[int, Text]]:
    """Return the id and name of every department officials may be put in, by its code."""
    closed = set(Department.objects.filter(closed_at__isnull=False).values_list("code", flat=True))
    return {code: found for code, found in departments().items() if code not in closed}


def offices() -> tuple[Office, ...]:
    """Return every department with how many open accounts of officials are in it, by name."""
    staffed = Count("user", filter=Q(user__is_active=True) & ~Q(user__roles=[]))
    rows = Department.objects.annotate(staff=staffed).order_by("closed_at", "name_ar")
    return tuple(
        Office(
            code=row.code, name=Text(ar=row.name_ar, en=row.name_en), staff=row.staff,
            is_closed=row.closed_at is not None,
        )
        for row in rows
    )  # fmt: skip


def department_codes(department_ids: frozenset[int]) -> frozenset[str]:
    """Return the codes of departments."""
    return frozenset(Department.objects.filter(pk__in=department_ids).values_list("code", flat=True))


@cached_in_process(maxsize=64)
def department_id(code: str) -> int:
    """Return a department's id, which it keeps, or raise `Department.DoesNotExist`."""
    return Department.objects.values_list("pk", flat=True).get(code=code)


def _citizen_id(scope: Scope) -> int:
    if scope.user_id is None or scope.cpr is None:
        raise OutOfScope
    return scope.user_id


def _name_of(user: User) -> Text:
    return Text(ar=user.name_ar, en=user.name_en or user.name_ar)


def _mandate(row: Delegation, other: User, name: Text) -> Mandate:
    return Mandate(
        id=row.pk,
        cpr=other.cpr or "",
        name=name,
        services=tuple(row.services),
        acts=acts_of(row.acts),
        ended_as=row.ended_as,
        first_day=row.first_day,
        last_day=row.last_day,
        given_at=row.given_at,
        accepted_at=row.accepted_at,
        revoked_at=row.revoked_at,
    )


def seen_official(row: User) -> Official:
    """Return an account as colleagues see it."""
    return Official(
        id=row.pk,
        username=row.username,
        name=name_of_official(row),
        roles=frozenset(Role(role) for role in row.roles),
        department_id=row.department_id,
        is_active=row.is_active,
        partner=row.partner,
    )
