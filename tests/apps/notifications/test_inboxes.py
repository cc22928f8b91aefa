"""The morning's mail: their own numbers to each official who wants it, nobody's details, none on a day off."""

from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import Cast, make_cast
from tests.factories.filed import inserted_case

from iskan.apps.notifications.inboxes import mail_inbox, queue_inbox_mails

MONDAY, FRIDAY = datetime(2026, 3, 2, 3, 30, tzinfo=UTC), datetime(2026, 3, 6, 3, 30, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast stands in the database
    cast = make_cast()
    for official in (cast.reviewer, cast.approver, cast.supervisor):
        official.email = f"{official.username}@example.test"
        official.save()
    return cast


def queued() -> list[int]:
    jobs = ProcrastinateJob.objects.filter(task_name="notifications.mail_inbox")
    return sorted(job.args["user_id"] for job in jobs)


def test_each_official_with_an_address_who_wants_it_is_mailed_on_a_working_day(cast: Cast) -> None:
    cast.supervisor.gets_inbox_mail = False
    cast.supervisor.save()
    assert queue_inbox_mails(at=MONDAY) == 2
    assert queued() == sorted([cast.reviewer.pk, cast.approver.pk])


def test_nobody_is_mailed_on_a_day_off(cast: Cast) -> None:  # noqa: ARG001 -- who might be
    assert queue_inbox_mails(at=FRIDAY) == 0
    assert queued() == []


@pytest.mark.django_db
def test_where_nobody_wants_it_nothing_is_queued() -> None:
    assert queue_inbox_mails(at=MONDAY) == 0


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("en", "Your inbox today: 2", "My cases to work on: 2"),
        ("ar", "الوارد اليوم في نظام الإسكان: 2", "معاملات في العهدة جاهزة للعمل: 2"),
    ],
)
def test_the_mail_tells_numbers_alone(
    cast: Cast, mailoutbox: list[EmailMessage], language: str, subject: str, line: str
) -> None:
    cases = [inserted_case(number, cast.requests, assignee=cast.reviewer) for number in range(2)]
    inserted_case(5, cast.requests, stage="awaiting_applicant", assignee=cast.reviewer)
    cast.reviewer.language = language
    cast.reviewer.save()

    assert mail_inbox(user_id=cast.reviewer.pk, at=MONDAY)

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["r.isa@example.test"], subject)
    assert line in mail.body
    assert "staff/inbox/" in mail.body
    for case in cases:
        assert case.reference not in mail.body
        assert case.applicant.name_ar not in mail.body


def test_who_has_nothing_waiting_or_has_left_is_not_mailed(cast: Cast, mailoutbox: list[EmailMessage]) -> None:
    inserted_case(1, cast.requests, assignee=cast.reviewer)
    assert not mail_inbox(user_id=cast.approver.pk, at=MONDAY)
    cast.reviewer.is_active = False
    cast.reviewer.save()
    assert not mail_inbox(user_id=cast.reviewer.pk, at=MONDAY)
    assert mailoutbox == []
