"""People messages do not reach: one piece of work a person, whatever failed; settled once a message arrives."""

import importlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from tests.apps.notifications.conftest import AT

from iskan.apps.accounts.models import User
from iskan.apps.notifications.enums import DeliveryStatus, Reaching, Route
from iskan.apps.notifications.models import Delivery, Message, Unreached
from iskan.apps.notifications.reaching import failures_of, note_delivery

Tell = Callable[..., Message]
BEFORE = importlib.import_module("iskan.apps.notifications.migrations.0004_unreached_before")


def _came(message: Message, route: Route, status: DeliveryStatus, minutes: int) -> Delivery:
    """Let a delivery come to a status so many minutes later."""
    at = AT + timedelta(minutes=minutes)
    delivery = Delivery.objects.select_related("message__user").get(message=message, route=route)
    delivery.status, delivery.changed_at = status, at
    delivery.save()
    note_delivery(delivery, at)
    return delivery


def test_however_many_fail_a_person_is_there_once_and_told_how_often(citizen: User, tell_citizen: Tell) -> None:
    for number in range(3):
        _came(tell_citizen(f"n{number}"), Route.SMS, DeliveryStatus.FAILED, number)
    _came(tell_citizen("mail"), Route.EMAIL, DeliveryStatus.FAILED, 9)
    assert Unreached.objects.get().route == Route.SMS
    told = {one.route: (one.count, one.last_at) for one in failures_of(citizen.pk)}
    assert told == {Route.SMS: (3, AT + timedelta(minutes=2)), Route.EMAIL: (1, AT + timedelta(minutes=9))}


@pytest.mark.parametrize(
    ("route", "status", "settles"),
    [
        (Route.SMS, DeliveryStatus.DELIVERED, True),
        (Route.SMS, DeliveryStatus.SENT, False),
        (Route.EMAIL, DeliveryStatus.SENT, False),
    ],
)
def test_a_later_message_that_arrives_the_same_way_settles_it(
    citizen: User, tell_citizen: Tell, route: Route, status: DeliveryStatus, *, settles: bool
) -> None:
    _came(tell_citizen("first"), Route.SMS, DeliveryStatus.FAILED, 0)
    _came(tell_citizen("second"), route, status, 1)
    assert (Unreached.objects.get().outcome == Reaching.ARRIVED) is settles
    assert (failures_of(citizen.pk) == ()) is settles
    _came(tell_citizen("third"), Route.SMS, DeliveryStatus.FAILED, 2)
    assert Unreached.objects.filter(settled_at=None).count() == 1


def test_officials_and_the_dead_are_nobody_s_work(citizen: User, tell_citizen: Tell) -> None:
    message = tell_citizen("first")
    User.objects.filter(pk=citizen.pk).update(died_on=AT.date())
    _came(message, Route.SMS, DeliveryStatus.FAILED, 0)
    User.objects.filter(pk=citizen.pk).update(died_on=None, cpr=None)
    _came(message, Route.EMAIL, DeliveryStatus.FAILED, 0)
    assert not Unreached.objects.exists()


def test_what_failed_before_it_was_kept_becomes_work_once(citizen: User, tell_citizen: Tell) -> None:
    for number in range(2):
        _came(tell_citizen(f"n{number}"), Route.SMS, DeliveryStatus.FAILED, number)
    Unreached.objects.all().delete()
    for _again in range(2):
        BEFORE.find(apps, None)
    assert Unreached.objects.get().user == citizen
