"""Visitors with a session as the sign-in pages leave it: citizens with cases, officials with a second factor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from itertools import cycle

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from tests.bench.generator import Browser

from iskan.apps.accounts.models import Department, Session, User
from iskan.apps.accounts.operations import register_client
from iskan.apps.accounts.session_limits import ASSURANCE
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import services
from iskan.apps.households.models import Person
from iskan.core.catalogue import Service
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.references import new_reference
from iskan.foundation.scope import SYSTEM

BACKEND = "django.contrib.auth.backends.ModelBackend"
TOKEN = "a" * 32
MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Known:
    """Citizens with an open case and its reference, one with many, officials who work lists, numbers to search for."""

    citizens: tuple[tuple[str, str], ...]
    officials: tuple[str, ...]
    numbers: tuple[str, ...]
    first_case: int
    with_many_cases: str


def known(citizens: int = 64, officials: int = 16) -> Known:
    """Return visitors of the loaded demonstration, signed in."""
    cases = Case.objects.filter(closed_at__isnull=True, filed_at__isnull=False).select_related("applicant")
    apart = max(1, min(50, cases.count() // citizens))
    chosen = list(cases.order_by("pk")[: citizens * apart : apart])
    numbers = Person.objects.order_by("pk").values_list("cpr", flat=True)[:200_000:1009]
    return Known(
        citizens=tuple((session_for(case.applicant), case.reference) for case in chosen),
        officials=tuple(session_for(_official(number)) for number in range(officials)),
        numbers=tuple(numbers),
        first_case=chosen[0].pk,
        with_many_cases=session_for(_with_cases(chosen[0])),
    )


def _with_cases(like: Case, count: int = 60) -> User:
    """Return a citizen with so many open cases of all services in turn, made once in a folder from one there is."""
    user, is_new = User.objects.get_or_create(
        cpr="900101001",
        defaults={
            "username": "bench-cases",
            "name_ar": "كثير المعاملات",
            "name_en": "Of many cases",
            "joined_at": clock.now(),
        },
    )
    if is_new:
        Case.objects.bulk_create(
            _like(like, user, service, number) for number, service in zip(range(count), cycle(services()), strict=False)
        )
    return user


def _like(case: Case, applicant: User, service: Service, number: int) -> Case:
    return Case(
        reference=new_reference(),
        service_code=service.code,
        service_version_id=ensure_version(service=service, at=case.created_at),
        subject=str(number),
        applicant=applicant,
        department_id=case.department_id,
        stage=service.lifecycle.stages[1].code,
        stage_since=case.stage_since,
        created_at=case.created_at + timedelta(minutes=number),
        filed_at=case.filed_at,
        due_on=case.due_on,
    )


def _official(number: int) -> User:
    return User.objects.get_or_create(
        username=f"bench-{number}",
        defaults={
            "name_ar": f"موظف {number}",
            "name_en": f"Official {number}",
            "roles": ["reviewer"],
            "department": Department.objects.get(code="housing_requests"),
            "joined_at": clock.now(),
        },
    )[0]


def session_for(user: User) -> str:
    """Return the key of a fresh session of a user."""
    return sessions_for([user])[0]


def sessions_for(users: Sequence[User]) -> list[str]:
    """Return the keys of fresh sessions, each of a user, an official's with the second factor given."""
    rows = [_session_of(user) for user in users]
    Session.objects.bulk_create(rows, batch_size=1_000)
    return [row.session_key for row in rows]


def _session_of(user: User) -> Session:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    content = {
        SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()
    }  # fmt: skip
    if user.assurance:
        content[ASSURANCE] = user.assurance
    if user.roles:
        at = clock.now().timestamp()
        content["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": at}]
        content["account_authentication_methods_user"] = str(user.pk)
    row: Session = store.create_model_instance(content)
    row.expire_date = clock.now() + timedelta(hours=8)
    return row


def key_of_machine() -> str:
    """Return the key of a machine just registered, which may ask as often as it can."""
    at = clock.now()
    name = Text(ar="مصرف", en="Bank")
    return register_client(
        scope=SYSTEM, code=f"bench-{at:%y%m%d%H%M%S}", name=name, services=(), hourly_limit=MOST, at=at
    )


def browser(port: int, session: str = "") -> Browser:
    """Return a browser with that session."""
    cookies = {settings.CSRF_COOKIE_NAME: TOKEN} | ({settings.SESSION_COOKIE_NAME: session} if session else {})
    return Browser("127.0.0.1", port, cookies)
