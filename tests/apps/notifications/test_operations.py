"""Telling people once, and carrying each message until it has arrived."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.notifications.conftest import AT, BODY, REFERENCE, SUBJECT

from iskan.apps.accounts.models import User
from iskan.apps.notifications import carriers, operations
from iskan.apps.notifications.carriers import AttemptResult
from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Route
from iskan.apps.notifications.models import Delivery, DeliveryAttempt, Message
from iskan.core.text import Text
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import NOBODY, OutOfScope, Scope

Tell = Callable[..., Message]
LATER = AT + timedelta(hours=1)
UNAVAILABLE = AttemptResult(status=DeliveryStatus.QUEUED, fault=DeliveryFault.UNAVAILABLE)
REFUSED = AttemptResult(status=DeliveryStatus.FAILED, fault=DeliveryFault.REFUSED)
SENT = AttemptResult(status=DeliveryStatus.SENT)


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Callable[[AttemptResult], None]:
    def answers(report: AttemptResult) -> None:
        monkeypatch.setattr(carriers, "carry", lambda _: report)

    return answers


def jobs(task: str) -> list[dict[str, Any]]:
    return list(ProcrastinateJob.objects.filter(task_name=task).order_by("pk").values("args", "queueing_lock"))


def delivery(message: Message, route: Route) -> Delivery:
    found: Delivery = message.deliveries.get(route=route)
    return found


def test_tell_keeps_words_and_queues_both_routes(tell_citizen: Tell, citizen: User) -> None:
    message = tell_citizen()

    assert (message.user, message.subject_ar, message.body_en) == (citizen, SUBJECT.ar, BODY.en)
    assert list(message.deliveries.order_by("route").values_list("route", "status")) == [
        (Route.EMAIL, DeliveryStatus.QUEUED),
        (Route.SMS, DeliveryStatus.QUEUED),
    ]
    pks = set(message.deliveries.values_list("pk", flat=True))
    assert {job["args"]["delivery_id"] for job in jobs(operations.DELIVER)} == pks
    assert {job["queueing_lock"] for job in jobs(operations.DELIVER)} == {f"delivery-{pk}" for pk in pks}


def test_all_ways_of_a_message_are_queued_in_one_statement(tell_citizen: Tell, citizen: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        tell_citizen()
    assert sum("procrastinate_defer_jobs" in query["sql"] for query in asked) == 1
    citizen.email = citizen.phone = ""
    citizen.save()
    with CaptureQueriesContext(connection) as asked:
        tell_citizen("approved")
    assert not any("procrastinate" in query["sql"] for query in asked)


def test_tell_same_event_again_returns_first_and_sends_nothing(tell_citizen: Tell) -> None:
    first = tell_citizen()
    second = tell_citizen(subject=Text(ar="غيره", en="Another"))

    assert second == first
    assert second.subject_ar == SUBJECT.ar
    assert Delivery.objects.count() == 2
    assert len(jobs(operations.DELIVER)) == 2


def test_tell_another_event_is_another_message(tell_citizen: Tell) -> None:
    assert tell_citizen("filed") != tell_citizen("approved")


def test_tell_leaves_nothing_when_the_change_fails(tell_citizen: Tell) -> None:
    def change() -> None:
        with transaction.atomic():
            tell_citizen()
            raise IntegrityError

    with pytest.raises(IntegrityError):
        change()

    assert not Message.objects.exists()
    assert jobs(operations.DELIVER) == []


def test_tell_person_without_addresses_lies_in_inbox_alone(tell_citizen: Tell, citizen: User) -> None:
    citizen.email = citizen.phone = ""
    citizen.save()

    assert not tell_citizen().deliveries.exists()


def test_tell_official_by_email_alone(official: User) -> None:
    message = operations.tell(user_id=official.pk, event="alarm", subject=SUBJECT, body=BODY, at=AT)

    assert [each.route for each in message.deliveries.all()] == [Route.EMAIL]


def test_tell_leaves_one_audit_line(tell_citizen: Tell) -> None:
    message = tell_citizen()
    tell_citizen()

    line = AuditEntry.objects.get(subject_kind="message")
    assert (line.action, line.subject, line.actor_role) == ("message.tell", str(message.pk), "system")


def test_attempt_marks_email_sent(tell_citizen: Tell) -> None:
    letter = delivery(tell_citizen(), Route.EMAIL)

    done = operations.attempt_delivery(delivery_id=letter.pk, at=LATER)

    assert (done.status, done.attempt_count, done.next_try_at, done.changed_at) == (DeliveryStatus.SENT, 1, None, LATER)
    assert len(mail.outbox) == 1


def test_attempt_after_sent_sends_nothing_more(tell_citizen: Tell) -> None:
    letter = delivery(tell_citizen(), Route.EMAIL)

    for _ in range(3):
        operations.attempt_delivery(delivery_id=letter.pk, at=LATER)

    assert len(mail.outbox) == 1
    assert DeliveryAttempt.objects.count() == 1


def test_attempt_waits_longer_after_each_failure(tell_citizen: Tell, carrier: Callable[[AttemptResult], None]) -> None:
    carrier(UNAVAILABLE)
    pk = delivery(tell_citizen(), Route.SMS).pk

    waits = []
    for _ in range(4):
        tried = operations.attempt_delivery(delivery_id=pk, at=LATER)
        assert tried.next_try_at is not None
        waits.append((tried.next_try_at - LATER).total_seconds())

    assert waits == [10, 20, 40, 80]
    assert tried.status == DeliveryStatus.QUEUED


def test_attempt_shows_failure_after_many_and_goes_on_daily(
    tell_citizen: Tell, carrier: Callable[[AttemptResult], None]
) -> None:
    carrier(UNAVAILABLE)
    pk = delivery(tell_citizen(), Route.SMS).pk

    for _ in range(operations.PATIENCE.attempts):
        tried = operations.attempt_delivery(delivery_id=pk, at=LATER)

    assert (tried.status, tried.fault) == (DeliveryStatus.FAILED, DeliveryFault.UNAVAILABLE)
    assert tried.next_try_at == LATER + timedelta(days=1)
    carrier(SENT)
    assert operations.attempt_delivery(delivery_id=pk, at=LATER).status == DeliveryStatus.SENT


def test_attempt_refused_fails_at_once_and_is_tried_daily(
    tell_citizen: Tell, carrier: Callable[[AttemptResult], None]
) -> None:
    carrier(REFUSED)

    tried = operations.attempt_delivery(delivery_id=delivery(tell_citizen(), Route.SMS).pk, at=LATER)

    assert (tried.status, tried.fault) == (DeliveryStatus.FAILED, DeliveryFault.REFUSED)
    assert tried.next_try_at == LATER + timedelta(days=1)


def test_attempt_gives_up_on_an_old_message(tell_citizen: Tell, carrier: Callable[[AttemptResult], None]) -> None:
    carrier(REFUSED)

    tried = operations.attempt_delivery(
        delivery_id=delivery(tell_citizen(), Route.SMS).pk, at=AT + operations.GIVES_UP_AFTER + timedelta(seconds=1)
    )

    assert (tried.status, tried.next_try_at) == (DeliveryStatus.FAILED, None)


def test_attempt_without_address_fails_until_there_is_one(tell_citizen: Tell, citizen: User) -> None:
    letter = delivery(tell_citizen(), Route.EMAIL)
    citizen.email = ""
    citizen.save()

    tried = operations.attempt_delivery(delivery_id=letter.pk, at=LATER)
    assert (tried.status, tried.fault) == (DeliveryStatus.FAILED, DeliveryFault.NO_ADDRESS)

    citizen.email = "new@example.org"
    citizen.save()
    operations.attempt_delivery(delivery_id=letter.pk, at=LATER)
    assert mail.outbox[0].to == ["new@example.org"]


def test_attempts_are_kept_each(tell_citizen: Tell, carrier: Callable[[AttemptResult], None]) -> None:
    letter = delivery(tell_citizen(), Route.EMAIL)
    for report in (UNAVAILABLE, SENT):
        carrier(report)
        operations.attempt_delivery(delivery_id=letter.pk, at=LATER)

    assert list(letter.attempts.order_by("pk").values_list("status", "fault")) == [
        (DeliveryStatus.QUEUED, DeliveryFault.UNAVAILABLE),
        (DeliveryStatus.SENT, ""),
    ]


def test_attempt_trail_cannot_be_changed(tell_citizen: Tell) -> None:
    operations.attempt_delivery(delivery_id=delivery(tell_citizen(), Route.EMAIL).pk, at=LATER)

    with pytest.raises((ProgrammingError, InternalError), match="added to only"), transaction.atomic():
        DeliveryAttempt.objects.update(fault=DeliveryFault.REFUSED)


def test_requeue_brings_back_what_lost_its_job(tell_citizen: Tell) -> None:
    tell_citizen()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

    assert operations.requeue_forgotten(at=AT + timedelta(minutes=59)) == 0
    assert operations.requeue_forgotten(at=AT + timedelta(minutes=61)) == 2
    assert operations.requeue_forgotten(at=AT + timedelta(minutes=62)) == 0
    assert len(jobs(operations.DELIVER)) == 2


def test_mark_read_keeps_first_time(tell_citizen: Tell, citizen: User) -> None:
    message = tell_citizen()
    scope = Scope(user_id=citizen.pk, cpr=citizen.cpr)

    operations.mark_read(scope=scope, message_id=message.pk, at=LATER)
    again = operations.mark_read(scope=scope, message_id=message.pk, at=LATER + timedelta(days=1))

    assert again.read_at == LATER


def test_mark_read_of_another_is_out_of_scope(tell_citizen: Tell, official: User) -> None:
    message = tell_citizen()

    for scope in (Scope(user_id=official.pk), NOBODY):
        with pytest.raises(OutOfScope):
            operations.mark_read(scope=scope, message_id=message.pk, at=LATER)


def test_mark_all_read_touches_own_alone(tell_citizen: Tell, citizen: User, official: User) -> None:
    tell_citizen("a")
    tell_citizen("b")
    operations.tell(user_id=official.pk, event="c", subject=SUBJECT, body=BODY, case_reference=REFERENCE, at=AT)

    assert operations.mark_all_read(scope=Scope(user_id=citizen.pk), at=LATER) == 2
    assert operations.mark_all_read(scope=Scope(user_id=citizen.pk), at=LATER) == 0
    assert Message.objects.filter(read_at=None).get().user == official
