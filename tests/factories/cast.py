"""The fixed cast every permission test is written with: each knows what they may see of the same household's case."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.utils.crypto import get_random_string

from iskan.apps.accounts.enums import Assurance
from iskan.apps.accounts.models import Delegation, Department, User
from iskan.apps.accounts.queries import scope_of
from iskan.foundation.scope import Role, Scope

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A head of household, her delegate, a stranger; officials of each role, one elsewhere; two people of a bank."""

    head: User
    delegate: User
    stranger: User
    reviewer: User
    second_reviewer: User
    approver: User
    supervisor: User
    auditor: User
    administrator: User
    treasurer: User
    inspector: User
    outsider: User
    bank: User
    bank_keeper: User
    requests: Department
    finance: Department

    def scope(self, role: str, on: date = TODAY) -> Scope:
        """Return what one of the cast may see; ``anonymous`` and ``system`` are of the cast too."""
        if role in {"anonymous", "system"}:
            return Scope(is_system=role == "system")
        return scope_of(getattr(self, role), on)

    def users(self) -> dict[str, User]:
        return {f.name: getattr(self, f.name) for f in fields(self) if isinstance(getattr(self, f.name), User)}

    def client(self, role: str) -> Client:
        """Return a browser signed in as one of the cast, officials with their second factor."""
        return signed_in(None if role == "anonymous" else getattr(self, role))


def make_cast(at: datetime = AT) -> Cast:
    """Make the whole cast; the delegation runs for a year around the day."""
    requests = department("housing_requests", "إدارة الطلبات الإسكانية", "Housing Requests Department")
    finance = department("housing_finance", "إدارة التمويل الإسكاني", "Housing Finance Department")
    cast = Cast(
        head=citizen("850312407", "زينب أحمد الموسوي", "Zainab Ahmed Al Musawi", at=at),
        delegate=citizen("820714118", "علي أحمد الموسوي", "Ali Ahmed Al Musawi", at=at),
        stranger=citizen("900105526", "سلمان راشد البوعينين", "Salman Rashid Al Buainain", at=at),
        reviewer=official("r.isa", Role.REVIEWER, requests, at=at),
        second_reviewer=official("s.nasser", Role.REVIEWER, requests, at=at),
        approver=official("a.hasan", Role.APPROVER, requests, at=at),
        supervisor=official("m.jasim", Role.SUPERVISOR, requests, at=at),
        auditor=official("y.buali", Role.AUDITOR, None, at=at),
        administrator=official("n.salman", Role.ADMINISTRATOR, None, at=at),
        treasurer=official("t.jowder", Role.TREASURER, None, at=at),
        inspector=official("j.madani", Role.INSPECTOR, requests, at=at, cpr="870611327"),
        outsider=official("h.sairafi", Role.REVIEWER, finance, at=at),
        bank=partner_person("b.jowder", "nbb", at=at),
        bank_keeper=partner_person("b.bucheeri", "nbb", Role.PARTNER_ADMINISTRATOR, at=at),
        requests=requests,
        finance=finance,
    )
    let_act(cast.head, cast.delegate, at)
    return cast


def citizen(cpr: str, name_ar: str = "مواطن", name_en: str = "Citizen", *, at: datetime = AT) -> User:
    """Make a citizen as a first sign-in through eKey leaves one."""
    return User.objects.create(
        username=f"citizen-{get_random_string(12)}",
        password="!",
        cpr=cpr,
        name_ar=name_ar,
        name_en=name_en,
        email=f"{cpr}@example.test",
        phone="+97333000000",
        assurance=Assurance.ADVANCED,
        joined_at=at,
    )


def official(
    username: str,
    role: Role,
    office: Department | None,
    *,
    at: datetime = AT,
    password: str = "",
    cpr: str | None = None,
) -> User:
    """Make an official; without a password of their own nobody knows it."""
    user = User(
        username=username,
        name_ar=f"موظف {username}",
        name_en=f"Official {username}",
        roles=[role.value],
        department=office,
        official_cpr=cpr,
        joined_at=at,
    )
    user.set_password(password or get_random_string(20))
    user.save()
    return user


def partner_person(
    username: str, body: str, role: Role = Role.PARTNER_OFFICER, *, at: datetime = AT, cpr: str | None = None
) -> User:
    """Make somebody of a partner body; nobody knows their password."""
    user = User(
        username=username, name_ar=f"موظف {username}", name_en=f"Officer {username}", roles=[role.value], partner=body,
        official_cpr=cpr, email=f"{username}@example.test", joined_at=at,
    )  # fmt: skip
    user.set_password(get_random_string(20))
    user.save()
    return user


def department(code: str, name_ar: str, name_en: str) -> Department:
    return Department.objects.get_or_create(code=code, defaults={"name_ar": name_ar, "name_en": name_en})[0]


def let_act(principal: User, other: User, at: datetime) -> Delegation:
    """Let one citizen act for another, who accepts, from half a year before to half a year after."""
    half = timedelta(days=182)
    other.holds_delegations = True
    other.save(update_fields=["holds_delegations"])
    return Delegation.objects.create(
        principal=principal,
        delegate=other,
        first_day=(at - half).date(),
        last_day=(at + half).date(),
        given_at=at,
        accepted_at=at,
    )


def signed_in(user: User | None, *, second_factor: bool = True) -> Client:
    """Return a test browser with a session of that user, as the sign-in pages would have left it."""
    client = Client()
    if user is None:
        return client
    client.force_login(user)
    if user.roles and second_factor:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client
