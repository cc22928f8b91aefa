"""Alarms: raised once at half, near the end and after it, to whom they concern, never while the citizen is awaited."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.alarms import raise_due_alarms
from iskan.apps.notifications.models import Message
from iskan.core.promises import Alarm


@pytest.mark.parametrize(
    ("days", "alarm"), [(1, Alarm.CALM), (3, Alarm.HALF), (6, Alarm.NEAR), (7, Alarm.NEAR), (8, Alarm.BREACHED)]
)
def test_the_alarm_follows_the_working_days_used(cast: Cast, days: int, alarm: Alarm) -> None:
    case = inserted_case(0, cast.requests, assignee=cast.reviewer)
    raise_due_alarms(at=AT + timedelta(days=days))
    assert Case.objects.get(pk=case.pk).alarm == alarm


def test_holder_and_supervisor_are_told_once(cast: Cast) -> None:
    inserted_case(0, cast.requests, assignee=cast.reviewer)
    for _ in range(2):
        raise_due_alarms(at=AT + timedelta(days=8))
    assert Message.objects.filter(user=cast.reviewer).count() == 1
    assert Message.objects.filter(user=cast.supervisor).count() == 1
    assert not Message.objects.filter(user=cast.approver).exists()


def test_no_alarm_rings_while_the_citizen_is_awaited(cast: Cast) -> None:
    inserted_case(0, cast.requests, stage="awaiting_applicant", assignee=cast.reviewer)
    assert raise_due_alarms(at=AT + timedelta(days=30)) == 0


def test_cases_far_from_their_due_day_are_not_even_looked_at(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (20, 21, 22):
        inserted_case(number, cast.requests)
    raise_due_alarms(at=AT)
    with django_assert_num_queries(4):
        assert raise_due_alarms(at=AT) == 0
