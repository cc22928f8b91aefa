"""While the primary is away a page that only shows is read from the copy, says so, and writes nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import InternalError, connection, connections
from django.test import Client
from tests.factories.cast import Cast, make_cast
from tests.factories.filed import inserted_case

from iskan.config import environment
from iskan.foundation import clock, replica
from iskan.foundation.models import AuditEntry
from iskan.foundation.replica import LOOKING_SECONDS, CopyRead, Primary, copy_read, reading_copy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a second, read-only address of the same database: what a replica is to whoever reads it."""
    at = connection.settings_dict
    monkeypatch.setenv("ISKAN_DATABASE_REPLICA_URL", f"postgresql:///{at['NAME']}?host={at['HOST']}&user={at['USER']}")
    named = environment.replica()
    connections.settings["replica"] = {**at, **named["replica"], "CONN_MAX_AGE": 0}
    try:
        yield
    finally:
        connections["replica"].close()
        del connections["replica"], connections.settings["replica"]


@pytest.fixture
def away(copy: None) -> Iterator[None]:  # noqa: ARG001 -- there is a copy
    """Have no primary for whoever asks the connection of that name; the replica's own goes on."""
    kept = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "9"
    try:
        yield
    finally:
        connection.settings_dict["PORT"] = kept
        connection.close()


@pytest.fixture
def cast() -> Cast:
    return make_cast(clock.now())


@pytest.fixture
def reference(cast: Cast) -> str:
    case = inserted_case(1, cast.requests, at=clock.now() - timedelta(days=1))
    case.applicant = cast.head
    case.save()
    return case.reference


@pytest.fixture
def head(cast: Cast, reference: str) -> Client:  # noqa: ARG001 -- it is there before the primary goes
    client = cast.client("head")
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("prefix", "words"), [("", "من نسخة منها"), ("/en", "read from a copy of it")])
@pytest.mark.usefixtures("reference")
def test_a_status_page_goes_on_and_says_so(
    head: Client, reference: str, prefix: str, words: str, request: pytest.FixtureRequest
) -> None:
    before = AuditEntry.objects.count()
    request.getfixturevalue("away")
    for path in (f"/cases/{reference}/", "/cases/", "/"):
        page = head.get(f"{prefix}{path}")
        assert page.status_code == 200, path
        assert words in page.content.decode(), path
        assert "data-read-from-copy" in page.content.decode()
    assert copy_read() is None
    with reading_copy():
        assert AuditEntry.objects.count() == before


def test_with_the_primary_there_nothing_is_said(head: Client, reference: str, copy: None) -> None:  # noqa: ARG001 -- there is one
    page = head.get(f"/cases/{reference}/")
    assert page.status_code == 200
    assert "data-read-from-copy" not in page.content.decode()


def test_what_is_sent_and_what_writes_is_answered_try_again(head: Client, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("away")
    assert head.post("/profile/", {"language": "en"}).status_code == 503
    assert head.get("/profile/").status_code == 503, "a page nobody declared to go on"


def test_a_page_that_would_write_is_away_and_no_fault(
    head: Client, reference: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("away")
    with patch("iskan.foundation.audit.copy_read", return_value=None):
        assert head.get(f"/cases/{reference}/").status_code == 503


def test_without_a_copy_a_status_page_is_away(head: Client, reference: str) -> None:
    kept, connection.settings_dict["PORT"] = connection.settings_dict["PORT"], "9"
    connection.close()
    try:
        assert head.get(f"/cases/{reference}/").status_code == 503
    finally:
        connection.settings_dict["PORT"] = kept
        connection.close()


def test_a_copy_that_is_away_too_is_told(head: Client, reference: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("away")
    connections["replica"].settings_dict["PORT"] = "9"
    page = head.get(f"/cases/{reference}/")
    assert page.status_code == 503
    assert page.headers["Retry-After"]


@pytest.mark.usefixtures("copy")
def test_nothing_is_written_to_the_copy_even_should_it_take_writes() -> None:
    with reading_copy(), pytest.raises(InternalError, match="read-only"):
        AuditEntry.objects.create(at=clock.now(), action="x", subject_kind="x", subject="x", detail={})
    assert not AuditEntry.objects.exists()


def test_how_old_a_copy_is() -> None:
    at = datetime(2026, 11, 28, 12, 0, 14, tzinfo=UTC)
    assert CopyRead(at, at - timedelta(seconds=14)).seconds == 14
    assert CopyRead(at, at + timedelta(seconds=1)).seconds == 0, "two machines' clocks"


def test_one_page_looks_whether_the_primary_is_back() -> None:
    primary = Primary()
    with patch.object(replica.time, "monotonic", return_value=100.0) as now:
        assert primary.is_worth_a_try()
        primary.is_away()
        assert not primary.is_worth_a_try()
        now.return_value = 100.0 + replica.AWAY_SECONDS
        assert primary.is_worth_a_try(), "one looks"
        assert not primary.is_worth_a_try(), "and the others do not wait for it"
        now.return_value += LOOKING_SECONDS
        assert primary.is_worth_a_try(), "whatever became of the one"
        primary.is_there()
        assert primary.is_worth_a_try()


def test_an_address_that_leads_nowhere_is_asked_of_nobody(head: Client, copy: None) -> None:  # noqa: ARG001 -- there is one
    assert head.get("/no-such-page/").status_code == 404


def test_the_copys_address_prefers_a_replica(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISKAN_DATABASE_REPLICA_URL", "postgresql://iskan@db1.example,db2.example/iskan")
    options = environment.replica()["replica"]["OPTIONS"]
    assert options["target_session_attrs"] == "prefer-standby"
    assert options["options"] == "-c default_transaction_read_only=on"
    monkeypatch.delenv("ISKAN_DATABASE_REPLICA_URL")
    assert environment.replica() == {}
