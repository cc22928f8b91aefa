"""A session brings its account along; whatever is doubtful about it signs nobody in."""

import secrets
from contextlib import suppress
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.db import InternalError, OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from psycopg.errors import ReadOnlySqlTransaction
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.factories.cast import Cast, make_cast

from iskan.apps.accounts.models import Session, User
from iskan.apps.accounts.queries import mark_of_session
from iskan.apps.accounts.sessions import StrangersSessionTooBig
from iskan.foundation import budgets, clock
from iskan.foundation.models import AuditEntry

PAGE = "/profile/"


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in the database
    return make_cast(clock.now())


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client("head")


def is_signed_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def test_one_read_brings_session_and_account(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = cast.client("head")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    with django_assert_num_queries(1):
        store = import_module(settings.SESSION_ENGINE).SessionStore(key)
        assert store[SESSION_KEY] == str(cast.head.pk)
        assert store.account == cast.head
        assert store.account.roles == cast.head.roles


def test_whose_a_session_is_stands_beside_it(cast: Cast, head: Client) -> None:
    assert is_signed_in(head)
    assert [session.user for session in Session.objects.all()] == [cast.head]


def test_an_account_closed_meanwhile_is_signed_in_no_more(cast: Cast, head: Client) -> None:
    User.objects.filter(pk=cast.head.pk).update(is_active=False)
    assert not is_signed_in(head)


def test_a_new_password_ends_the_other_sessions(cast: Cast, head: Client) -> None:
    User.objects.filter(pk=cast.head.pk).update(password="!other")
    assert not is_signed_in(head)


def test_a_session_of_a_backend_no_longer_in_use_is_over(head: Client, settings: object) -> None:
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.AllowAllUsersModelBackend"]  # type: ignore[attr-defined] # pytest-django's
    assert not is_signed_in(head)


def test_a_session_that_is_over_signs_nobody_in(head: Client) -> None:
    Session.objects.update(expire_date=clock.now())
    assert not is_signed_in(head)


def test_an_unknown_key_signs_nobody_in(db: None) -> None:  # noqa: ARG001 -- read there
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "z" * 32
    assert not is_signed_in(client)


def test_an_address_no_database_can_hold_is_answered_all_the_same(head: Client) -> None:
    assert head.get("/verify/a%00b/").status_code == head.get("/verify/ab/").status_code == 404


def test_a_session_ended_meanwhile_is_not_saved_anew(cast: Cast) -> None:
    key = cast.client("head").cookies[settings.SESSION_COOKIE_NAME].value
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    store["read"] = ["case:x"]
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_ends_no_session() -> None:
    key = make_cast(clock.now()).client("head").cookies[settings.SESSION_COOKIE_NAME].value
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    store["read"] = ["case:x"]
    # The transaction cannot end on a line that is lost; what is asked is how saving tells of it.
    with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(OperationalError):
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        with pytest.raises(OperationalError) as told:
            store.save()
    connection.close()
    assert told.value


@pytest.mark.django_db(transaction=True)
def test_what_else_the_database_says_ends_no_session_either() -> None:
    key = make_cast(clock.now()).client("head").cookies[settings.SESSION_COOKIE_NAME].value
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    store["read"] = ["case:x"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        with pytest.raises(InternalError, match="read-only") as told:
            store.save()
    assert isinstance(told.value.__cause__, ReadOnlySqlTransaction)


def test_what_a_session_holds_is_there_again(cast: Cast) -> None:
    key = cast.client("head").cookies[settings.SESSION_COOKIE_NAME].value
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    store["read"] = ["case:x"]
    store.save()
    again = import_module(settings.SESSION_ENGINE).SessionStore(key)
    assert (again["read"], again.account, again[SESSION_KEY]) == (["case:x"], cast.head, str(cast.head.pk))


def test_signing_out_leaves_no_session(head: Client) -> None:
    head.post(reverse("account_logout"))
    assert not Session.objects.filter(user__isnull=False).exists()


def test_a_strangers_session_holds_a_bounded_number_of_bytes(cast: Cast) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["kept"] = secrets.token_hex(budgets.STRANGER_SESSION_BYTES)
    before = Session.objects.count()
    with pytest.raises(StrangersSessionTooBig):
        store.create()
    with pytest.raises(StrangersSessionTooBig):
        store.save()
    assert Session.objects.count() == before
    store[SESSION_KEY] = str(cast.head.pk)
    store.save(must_create=True)
    assert Session.objects.count() == before + 1


def _aged(client: Client, **moved: timedelta) -> None:
    session = client.session
    for name, by in moved.items():
        session[name] = int((clock.now() - by).timestamp())
    session.save()


def test_a_citizens_session_is_over_once_it_was_idle(cast: Cast) -> None:
    client = cast.client("head")
    assert client.get("/profile/").status_code == 200
    _aged(client, seen_at=timedelta(minutes=31))
    assert client.get("/profile/").status_code == 302
    assert "_auth_user_id" not in client.session
    assert AuditEntry.objects.latest("id").detail == {"reason": "idle"}


def test_an_officials_session_ends_however_busy_it_is(cast: Cast) -> None:
    client = cast.client("reviewer")
    assert client.get("/staff/security/").status_code == 200
    _aged(client, began_at=timedelta(hours=12, minutes=1), seen_at=timedelta(0))
    assert client.get("/staff/security/").status_code == 302
    assert AuditEntry.objects.latest("id").detail == {"reason": "ended"}


def test_the_cookie_ends_with_the_browser(cast: Cast) -> None:
    client = cast.client("head")
    _aged(client, seen_at=timedelta(minutes=2))
    cookie = client.get("/profile/").cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_a_citizen_sees_their_sessions_and_ends_one_and_nobody_elses(cast: Cast) -> None:
    here, there, another = cast.client("head"), cast.client("head"), cast.client("stranger")
    shown = here.get("/my-sessions/").content.decode()
    assert shown.count('class="panel mandate"') == 2
    assert there.session.session_key not in shown
    theirs = mark_of_session(another.session.session_key)
    assert here.post("/my-sessions/", {"mark": theirs}).status_code == 404
    mark = mark_of_session(there.session.session_key)
    assert here.post("/my-sessions/", {"mark": mark}).status_code == 302
    assert there.get("/profile/").status_code == 302
    assert another.get("/profile/").status_code == 200
    assert here.get("/profile/").status_code == 200
