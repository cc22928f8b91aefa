"""Telling people what happened, once for each event, and carrying each message until it has arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer
from procrastinate.types import TimeDeltaParams

from iskan.apps.accounts.queries import USERS
from iskan.apps.notifications import carriers
from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Route
from iskan.apps.notifications.models import Delivery, DeliveryAttempt, Message
from iskan.apps.notifications.reaching import note_delivery
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.jobs import Backoff
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope

DELIVER = "notifications.deliver"
CONFIRM = "notifications.confirm"
SEND_PASSWORD_LINK = "notifications.send_password_link"  # noqa: S105 -- a job's name
TELL_OLD_ADDRESS = "notifications.tell_old_address"
MAIL_INBOX = "notifications.mail_inbox"

PATIENCE = Backoff(first=timedelta(seconds=10), longest=timedelta(minutes=30), attempts=12)
EACH_DAY = timedelta(days=1)
GIVES_UP_AFTER = timedelta(days=90)
FORGOTTEN_AFTER = timedelta(hours=1)
_CONFIRMS_IN: TimeDeltaParams = {"seconds": 20}


_WORDS = ("user_id", "event", "case_reference", "subject_ar", "subject_en", "body_ar", "body_en", "created_at")
_ADD = f"""
INSERT INTO notifications_message ({", ".join(_WORDS)}) VALUES ({", ".join("%s" for _ in _WORDS)})
ON CONFLICT (user_id, event) DO NOTHING RETURNING id
"""  # noqa: S608 -- column names of our own


def tell(
    *,
    user_id: int,
    event: str,
    subject: Text,
    body: Text,
    case_reference: str = "",
    at: datetime,
    routes: Sequence[Route] = tuple(Route),
) -> Message:
    """Tell a person of one event, in the caller's transaction; telling again returns the first message.

    Besides their messages here it goes by those of ``routes`` that reach them.
    """
    message = Message(
        user_id=user_id,
        event=event,
        case_reference=case_reference,
        subject_ar=subject.ar,
        subject_en=subject.en,
        body_ar=body.ar,
        body_en=body.en,
        created_at=at,
    )
    with transaction.atomic(savepoint=False):
        message.pk = _added(message)
        if message.pk is None:
            return Message.objects.get(user_id=user_id, event=event)
        subject_id = str(message.pk)
        audit.record(
            scope=SYSTEM, action="message.tell", subject_kind="message", subject=subject_id, at=at, event=event
        )
        _send_out(message, routes, at)
    return message


def _added(message: Message) -> int | None:
    """Keep a message and return its id, or nothing where the person has been told."""
    values = [getattr(message, field) for field in _WORDS]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)
        row = cursor.fetchone()
    return None if row is None else int(row[0])


# A message that was just added goes out by every way that reaches its reader; officials, who work at a desk, are not
# sent text messages; to the dead nothing is sent.
_WAYS = f"""
CROSS JOIN LATERAL (VALUES
    ('{Route.EMAIL}', reader.email <> ''), ('{Route.SMS}', reader.phone <> '' AND reader.cpr IS NOT NULL)
) AS way (route, is_open)
WHERE way.is_open AND reader.died_on IS NULL
"""
_DELIVERY = "(message_id, route, status, attempt_count, gateway_id, fault, changed_at, next_try_at)"
_SEND_OUT = f"""
INSERT INTO notifications_delivery {_DELIVERY}
SELECT %(message)s, way.route, '{DeliveryStatus.QUEUED}', 0, '', '', %(at)s, %(at)s
FROM {USERS} reader {_WAYS} AND reader.id = %(user)s AND way.route = ANY(%(routes)s) RETURNING id
"""  # noqa: S608 -- column names, codes and tables of our own
_ADD_MANY = f"""
WITH told AS (
    INSERT INTO notifications_message ({", ".join(_WORDS)})
    SELECT letter.*, %(at)s FROM unnest(
        %(user_ids)s::bigint[], %(events)s::text[], %(references)s::text[],
        %(subjects_ar)s::text[], %(subjects_en)s::text[], %(bodies_ar)s::text[], %(bodies_en)s::text[]
    ) AS letter
    ON CONFLICT (user_id, event) DO NOTHING RETURNING id, user_id
), sent_out AS (
    INSERT INTO notifications_delivery {_DELIVERY}
    SELECT told.id, way.route, '{DeliveryStatus.QUEUED}', 0, '', '', %(at)s, %(at)s
    FROM told JOIN {USERS} reader ON reader.id = told.user_id {_WAYS} RETURNING id
)
SELECT (SELECT count(*) FROM told), (SELECT coalesce(array_agg(id ORDER BY id), ARRAY[]::bigint[]) FROM sent_out)
"""  # noqa: S608 -- column names, codes and tables of our own
_JOBS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one person is told of one event."""

    user_id: int
    event: str
    subject: Text
    body: Text
    case_reference: str = ""


def tell_many(*, letters: Sequence[Letter], at: datetime) -> int:
    """Tell many people at once, each of their own event, as after a draw; return how many had not been told before.

    The trail keeps one line for all of them: the messages themselves say who was told what.
    """
    values: dict[str, Any] = {
        "user_ids": [letter.user_id for letter in letters],
        "events": [letter.event for letter in letters],
        "references": [letter.case_reference for letter in letters],
        "subjects_ar": [letter.subject.ar for letter in letters],
        "subjects_en": [letter.subject.en for letter in letters],
        "bodies_ar": [letter.body.ar for letter in letters],
        "bodies_en": [letter.body.en for letter in letters],
        "at": at,
    }
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_ADD_MANY, values)
            count, deliveries = cursor.fetchone()
        for first in range(0, len(deliveries), _JOBS_AT_ONCE):
            some = deliveries[first : first + _JOBS_AT_ONCE]
            app.configure_task(DELIVER).batch_defer(*({"delivery_id": pk} for pk in some))
        if count:
            audit.record(
                scope=SYSTEM, action="message.tell_many", subject_kind="message", subject="many", at=at, count=count
            )
    return int(count)


def mark_read(*, scope: Scope, message_id: int, at: datetime) -> Message:
    """Note the first time a person read a message of theirs.

    Raises:
        OutOfScope: it is not theirs.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(user_id=_reader(scope), pk=message_id).first()
        if message is None:
            raise OutOfScope
        if message.read_at is None:
            message.read_at = at
            message.save(update_fields=["read_at"])
            audit.record(scope=scope, action="message.read", subject_kind="message", subject=str(message.pk), at=at)
    return message


def mark_all_read(*, scope: Scope, at: datetime) -> int:
    """Note that a person has read all their messages; return how many were new to them."""
    reader = _reader(scope)
    with transaction.atomic():
        count = Message.objects.filter(user_id=reader, read_at=None).update(read_at=at)
        if count:
            audit.record(
                scope=scope, action="message.read_all", subject_kind="user", subject=str(reader), at=at, count=count
            )
    return count


def attempt_delivery(*, delivery_id: int, at: datetime) -> Delivery:
    """Try once to hand a message to its carrier, unless it has left already.

    The row stays locked while the carrier is asked, so two workers never hand over the same message side by side. A
    worker that dies before its commit leaves the row as it was: the next attempt bears the same name.
    """
    with transaction.atomic():
        delivery = _locked(delivery_id)
        if not DeliveryStatus(delivery.status).has_left:
            _note(delivery, carriers.carry(delivery), at)
            if delivery.route == Route.SMS and delivery.status == DeliveryStatus.SENT:
                app.configure_task(CONFIRM, schedule_in=_CONFIRMS_IN).defer(delivery_id=delivery.pk)
    return delivery


def confirm_delivery(*, delivery_id: int, at: datetime) -> Delivery:
    """Ask the text message gateway what became of a message it took.

    Raises:
        SmsUnavailable: the gateway does not answer; nothing is changed.
    """
    with transaction.atomic():
        delivery = _locked(delivery_id)
        if delivery.status == DeliveryStatus.SENT:
            report = carriers.ask_status(delivery)
            if report.status != DeliveryStatus.SENT:
                _note(delivery, report, at)
    return delivery


def requeue_forgotten(*, at: datetime) -> int:
    """Queue again what is long due and has no job any more, as after a restored backup; return how many."""
    due = Delivery.objects.filter(next_try_at__lt=at - FORGOTTEN_AFTER).values_list("pk", flat=True)
    return sum(_queue(pk) for pk in due)


def _reader(scope: Scope) -> int:
    if scope.user_id is None:
        raise OutOfScope
    return scope.user_id


def _send_out(message: Message, routes: Sequence[Route], at: datetime) -> None:
    values: dict[str, Any] = {
        "message": message.pk,
        "user": message.user_id,
        "at": at,
        "routes": [route.value for route in routes],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEND_OUT, values)
        added = [delivery_id for (delivery_id,) in cursor.fetchall()]
    if added:
        app.job_manager.batch_defer_jobs([_job(pk).make_new_job(delivery_id=pk) for pk in added])


def _job(delivery_id: int) -> JobDeferrer:
    return app.configure_task(DELIVER, queueing_lock=f"delivery-{delivery_id}")


def _queue(delivery_id: int) -> bool:
    try:
        with transaction.atomic():
            _job(delivery_id).defer(delivery_id=delivery_id)
    except AlreadyEnqueued:
        return False
    return True


def _locked(delivery_id: int) -> Delivery:
    return Delivery.objects.select_for_update(of=("self",)).select_related("message__user").get(pk=delivery_id)


def _note(delivery: Delivery, report: carriers.AttemptResult, at: datetime) -> None:
    delivery.attempt_count += 1
    delivery.status = _standing(delivery, report)
    delivery.fault = report.fault or ""
    delivery.gateway_id = report.gateway_id or delivery.gateway_id
    delivery.changed_at = at
    delivery.next_try_at = _next_try(delivery, report, at)
    delivery.save()
    DeliveryAttempt.objects.create(delivery=delivery, status=report.status, fault=delivery.fault, at=at)
    note_delivery(delivery, at)


def _standing(delivery: Delivery, report: carriers.AttemptResult) -> DeliveryStatus:
    """Return the status to show: a carrier that stays away makes of a delay a failure the desk can see."""
    is_late = report.status == DeliveryStatus.QUEUED and delivery.attempt_count >= PATIENCE.attempts
    return DeliveryStatus.FAILED if is_late else report.status


def _next_try(delivery: Delivery, report: carriers.AttemptResult, at: datetime) -> datetime | None:
    if report.status.has_left or report.fault == DeliveryFault.UNDELIVERABLE:
        return None
    if at - delivery.message.created_at > GIVES_UP_AFTER:
        return None
    is_slow = delivery.status == DeliveryStatus.FAILED
    return at + (EACH_DAY if is_slow else PATIENCE.wait(delivery.attempt_count - 1))
