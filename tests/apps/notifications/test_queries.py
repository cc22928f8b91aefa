"""Reading messages: one's own alone, and on the desk what became of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.notifications.conftest import AT, REFERENCE

from iskan.apps.accounts.models import User
from iskan.apps.notifications import carriers, operations, queries
from iskan.apps.notifications.carriers import AttemptResult
from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Route
from iskan.apps.notifications.models import Message
from iskan.foundation.scope import NOBODY, OutOfScope, Role, Scope

Tell = Callable[..., Message]


def reader(user: User) -> Scope:
    return Scope(user_id=user.pk, cpr=user.cpr)


def officer(*roles: Role) -> Scope:
    return Scope(user_id=999, roles=frozenset(roles))


def test_inbox_is_newest_first(tell_citizen: Tell, citizen: User) -> None:
    older, newer = tell_citizen("a"), tell_citizen("b", at=AT + timedelta(days=1))

    page = queries.inbox(reader(citizen))

    assert [line.id for line in page.messages] == [newer.pk, older.pk]
    assert (page.total, page.unread, page.pages) == (2, 2, 1)


def test_inbox_is_cut_into_pages(tell_citizen: Tell, citizen: User) -> None:
    for number in range(queries.PAGE_SIZE + 1):
        tell_citizen(f"event {number}")

    first, second, beyond = (queries.inbox(reader(citizen), page) for page in (1, 2, 9))

    assert (len(first.messages), len(second.messages), beyond.page) == (queries.PAGE_SIZE, 1, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_asks_as_often_for_three_as_for_one(tell_citizen: Tell, citizen: User, count: int) -> None:
    for number in range(count):
        tell_citizen(f"event {number}")

    with CaptureQueriesContext(connection) as asked:
        queries.inbox(reader(citizen))

    assert len(asked) == 3


def test_inbox_shows_nobody_elses(tell_citizen: Tell, official: User) -> None:
    tell_citizen()

    assert queries.inbox(reader(official)).messages == ()
    with pytest.raises(OutOfScope):
        queries.inbox(NOBODY)


def test_unread_count_falls_as_messages_are_read(tell_citizen: Tell, citizen: User) -> None:
    message = tell_citizen("a")
    tell_citizen("b")
    operations.mark_read(scope=reader(citizen), message_id=message.pk, at=AT)

    assert queries.unread_count(reader(citizen)) == 1
    assert queries.unread_count(NOBODY) == 0
    assert not queries.message(reader(citizen), message.pk).is_unread


def test_message_of_another_is_out_of_scope(tell_citizen: Tell, official: User) -> None:
    message = tell_citizen()

    for scope in (reader(official), NOBODY):
        with pytest.raises(OutOfScope):
            queries.message(scope, message.pk)
        with pytest.raises(OutOfScope):
            queries.delivery_trail(scope, message.pk)


def test_trail_tells_every_try(tell_citizen: Tell, citizen: User, monkeypatch: pytest.MonkeyPatch) -> None:
    message = tell_citizen()
    letter = message.deliveries.get(route=Route.EMAIL)
    for report in (
        AttemptResult(status=DeliveryStatus.QUEUED, fault=DeliveryFault.UNAVAILABLE),
        AttemptResult(status=DeliveryStatus.SENT),
    ):
        monkeypatch.setattr(carriers, "carry", lambda _, report=report: report)
        operations.attempt_delivery(delivery_id=letter.pk, at=AT)

    email, sms = queries.delivery_trail(reader(citizen), message.pk)

    assert (email.route, email.status, email.attempt_count, email.fault) == (Route.EMAIL, DeliveryStatus.SENT, 2, None)
    assert [each.fault for each in email.attempts] == [DeliveryFault.UNAVAILABLE, None]
    assert (sms.status, sms.attempts) == (DeliveryStatus.QUEUED, ())


def test_messages_about_case_are_for_officials(tell_citizen: Tell, citizen: User) -> None:
    tell_citizen()
    tell_citizen("other", case_reference="")

    (sent,) = queries.messages_about(officer(Role.REVIEWER), REFERENCE)
    assert sent.line.case_reference == REFERENCE
    assert len(sent.deliveries) == 2
    with pytest.raises(OutOfScope):
        queries.messages_about(reader(citizen), REFERENCE)
    with pytest.raises(OutOfScope):
        queries.messages_about(officer(Role.REVIEWER), "")


def test_undelivered_names_what_failed_and_no_words(
    tell_citizen: Tell, citizen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = AttemptResult(status=DeliveryStatus.FAILED, fault=DeliveryFault.REFUSED)
    monkeypatch.setattr(carriers, "carry", lambda _: refused)
    operations.attempt_delivery(delivery_id=tell_citizen().deliveries.get(route=Route.SMS).pk, at=AT)

    (line,) = queries.undelivered(officer(Role.SUPERVISOR)).lines

    assert (line.case_reference, line.delivery.fault) == (REFERENCE, DeliveryFault.REFUSED)
    for scope in (reader(citizen), officer(Role.REVIEWER), officer(Role.ADMINISTRATOR)):
        with pytest.raises(OutOfScope):
            queries.undelivered(scope)
