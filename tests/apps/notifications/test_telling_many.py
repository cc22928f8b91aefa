"""Telling many at once comes to what telling each would: their messages, the same routes, a job for each."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.notifications.conftest import AT, BODY, REFERENCE, SUBJECT

from iskan.apps.accounts.models import User
from iskan.apps.notifications.models import Delivery, Message
from iskan.apps.notifications.operations import Letter, attempt_delivery, tell, tell_many
from iskan.foundation.models import AuditEntry


def letters(*users: User, event: str = "drawn") -> list[Letter]:
    return [
        Letter(user_id=user.pk, event=event, subject=SUBJECT, body=BODY, case_reference=REFERENCE) for user in users
    ]


def kept(user: User, event: str) -> tuple[object, ...]:
    """Return all that a message comes to, save its id and event."""
    message = Message.objects.get(user=user, event=event)
    words = (message.subject_ar, message.subject_en, message.body_ar, message.body_en, message.case_reference)
    deliveries = message.deliveries.order_by("route").values_list(
        "route", "status", "attempt_count", "gateway_id", "fault", "changed_at", "next_try_at"
    )
    return (*words, message.created_at, message.read_at, *deliveries)


def test_many_are_told_as_each_would_be(citizen: User, official: User) -> None:
    for user in (citizen, official):
        tell(user_id=user.pk, event="one", subject=SUBJECT, body=BODY, case_reference=REFERENCE, at=AT)
    assert tell_many(letters=letters(citizen, official, event="many"), at=AT) == 2
    for user in (citizen, official):
        assert kept(user, "many") == kept(user, "one")


def test_each_delivery_has_its_job(citizen: User, official: User) -> None:
    tell_many(letters=letters(citizen, official), at=AT)
    jobs = ProcrastinateJob.objects.filter(task_name="notifications.deliver").values_list("args", flat=True)
    assert sorted(job["delivery_id"] for job in jobs) == sorted(Delivery.objects.values_list("pk", flat=True))


def test_nobody_is_told_twice(citizen: User, official: User) -> None:
    assert tell_many(letters=letters(citizen), at=AT) == 1
    assert tell_many(letters=letters(citizen, official), at=AT) == 1
    assert tell_many(letters=letters(citizen, official), at=AT) == 0
    assert Message.objects.count() == 2
    assert ProcrastinateJob.objects.filter(task_name="notifications.deliver").count() == Delivery.objects.count() == 3


def test_the_trail_keeps_one_line_for_all(citizen: User, official: User) -> None:
    tell_many(letters=letters(citizen, official), at=AT)
    assert [(line.action, line.detail) for line in AuditEntry.objects.all()] == [("message.tell_many", {"count": 2})]


@pytest.mark.django_db
def test_nothing_to_tell_is_nothing_kept() -> None:
    assert tell_many(letters=[], at=AT) == 0
    assert not AuditEntry.objects.exists()


def test_what_is_told_to_many_is_delivered(citizen: User, mailoutbox: list[object]) -> None:
    citizen.phone = ""
    citizen.save()
    tell_many(letters=letters(citizen), at=AT)
    attempt_delivery(delivery_id=Delivery.objects.get().pk, at=AT)
    assert len(mailoutbox) == 1
