"""Machines of other bodies: a key is shown once, kept as a digest, and revoked for good."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import make_cast

from iskan.apps.accounts import operations, queries
from iskan.apps.accounts.models import ApiClient
from iskan.apps.catalogue.queries import FIGURES, figures
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.models import RateCount
from iskan.foundation.ratelimit import TooOften
from iskan.foundation.scope import SYSTEM, OutOfScope

pytestmark = pytest.mark.django_db
ADD = ("clients", "add", "bank", "--name-ar", "بنك", "--name-en", "Bank", "--service", "family_members_declaration")


def _said(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


def test_a_key_opens_until_it_is_revoked() -> None:
    key = _said(*ADD)
    client = operations.admit_client(key=key, at=clock.now())
    assert client is not None
    assert (client.code, client.services, client.hourly_limit) == ("bank", {"family_members_declaration"}, 100)
    assert key not in str(list(ApiClient.objects.values()))
    assert "revoked" not in _said("clients", "list")
    _said("clients", "revoke", "bank")
    assert operations.admit_client(key=key, at=clock.now()) is None
    assert "(revoked)" in _said("clients", "list")


def test_a_code_is_given_once_and_an_unknown_one_is_not_revoked() -> None:
    _said(*ADD)
    with pytest.raises(CommandError, match="Another client"):
        _said(*ADD)
    with pytest.raises(CommandError, match="no client"):
        _said("clients", "revoke", "nobody")


@pytest.mark.parametrize("role", ["anonymous", "head", "reviewer", "supervisor", "auditor"])
def test_only_an_administrator_keeps_them(role: str) -> None:
    scope = make_cast().scope(role)
    with pytest.raises(OutOfScope):
        queries.clients(scope)
    with pytest.raises(OutOfScope):
        operations.register_client(
            scope=scope, code="x", name=Text(ar="", en=""), services=(), hourly_limit=1, at=clock.now()
        )
    with pytest.raises(OutOfScope):
        operations.revoke_client(scope=scope, code="x", at=clock.now())


def test_an_administrator_revokes() -> None:
    key = operations.register_client(
        scope=SYSTEM, code="x", name=Text(ar="", en=""), services=(), hourly_limit=1, at=clock.now()
    )
    operations.revoke_client(scope=make_cast().scope("administrator"), code="x", at=clock.now())
    assert operations.admit_client(key=key, at=clock.now()) is None


def test_when_a_system_last_came_is_kept_to_the_minute() -> None:
    key, at = _said(*ADD), clock.now()
    assert ApiClient.objects.get().last_used_at is None
    assert operations.admit_client(key=key, at=at) is not None
    operations.admit_client(key=key, at=at + timedelta(seconds=30))
    assert ApiClient.objects.get().last_used_at == at
    operations.admit_client(key=key, at=at + timedelta(minutes=2))
    assert ApiClient.objects.get().last_used_at == at + timedelta(minutes=2)
    assert "last used" in _said("clients", "list")
    _said("clients", "revoke", "bank")
    assert operations.admit_client(key=key, at=at + timedelta(minutes=9)) is None
    assert ApiClient.objects.get().last_used_at == at + timedelta(minutes=2)


def test_a_system_that_asks_too_often_is_put_off_and_an_unknown_key_is_not_counted() -> None:
    key = operations.register_client(
        scope=SYSTEM, code="x", name=Text(ar="", en=""), services=(), hourly_limit=2, at=clock.now()
    )
    assert operations.admit_client(key="guessed", at=clock.now()) is None
    assert not RateCount.objects.exists()
    assert all(operations.admit_client(key=key, at=clock.now()) for _ in range(2))
    with pytest.raises(TooOften) as put_off:
        operations.admit_client(key=key, at=clock.now())
    assert 3590 <= put_off.value.retry_after <= 3600
    counted = RateCount.objects.get()
    assert counted.count == 3
    assert key not in counted.key


def test_letting_a_system_in_takes_one_statement_with_what_is_read_for_it() -> None:
    key = _said(*ADD)
    operations.admit_client(key=key, at=clock.now())
    with CaptureQueriesContext(connection) as asked:
        client = operations.admit_client(key=key, at=clock.now())
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 1
    assert client is not None
    assert client.related is not None
    assert client.related[FIGURES] == figures()
