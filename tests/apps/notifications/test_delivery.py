"""The whole way out: a worker, a real mail server, the gateway's process; broken at each place and mended again."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.notifications.conftest import REFERENCE, MailServer, SmsProcess, wait_for

from iskan.apps.accounts.models import User
from iskan.apps.notifications import operations
from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Route
from iskan.apps.notifications.models import Delivery, Message
from iskan.foundation import clock
from iskan.foundation.jobs import worker_connector

pytestmark = pytest.mark.django_db(transaction=True)
Tell = Callable[..., Message]


@pytest.fixture
def tell_now(tell_citizen: Tell) -> Tell:
    """Tell the citizen of something at this instant, as the worker reads the clock too."""
    return lambda: tell_citizen(at=clock.now())


@pytest.fixture(autouse=True)
def _no_jobs_from_before(transactional_db: None) -> None:  # noqa: ARG001 -- a fixture is asked for by name
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(autouse=True)
def _threads_keep_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker's threads close their connections after each job, so that the test database can be dropped."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)


def work() -> None:
    """Run every job that is due, as the worker does."""
    with app.replace_connector(worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, concurrency=1)


def hasten() -> None:
    """Make what is scheduled due now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


def by_route(message: Message) -> dict[str, Delivery]:
    return {each.route: each for each in message.deliveries.all()}


def test_message_goes_out_by_both_routes_in_arabic(
    tell_now: Tell, citizen: User, mail_server: MailServer, sms_gateway: SmsProcess
) -> None:
    message = tell_now()

    work()

    (letter,) = mail_server.postbox.letters
    assert letter["To"] == citizen.email
    assert letter["Message-ID"].startswith(f"<message-{message.pk}@")
    plain, rich = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert "سُجِّل طلبكم." in plain.get_content()
    assert rich is not None
    assert 'dir="rtl"' in rich.get_content()
    (text,) = sms_gateway.messages()
    assert (text["to"], REFERENCE in text["text"]) == (citizen.phone, True)
    assert {each.status for each in message.deliveries.all()} == {DeliveryStatus.SENT}


@pytest.mark.usefixtures("mail_server")
def test_sms_is_confirmed_once_the_gateway_knows(tell_now: Tell, sms_gateway: SmsProcess) -> None:
    message = tell_now()
    work()
    wait_for(lambda: sms_gateway.messages()[0]["delivery"] == "delivered")

    hasten()
    work()

    assert by_route(message)[Route.SMS].status == DeliveryStatus.DELIVERED


@pytest.mark.usefixtures("mail_server")
def test_unreachable_telephone_is_told_to_the_desk(tell_now: Tell, citizen: User, sms_gateway: SmsProcess) -> None:
    citizen.phone = "+97333120000"
    citizen.save()
    message = tell_now()
    work()
    wait_for(lambda: sms_gateway.messages()[0]["delivery"] == "undeliverable")

    hasten()
    work()

    sms = by_route(message)[Route.SMS]
    assert (sms.status, sms.fault, sms.next_try_at) == (DeliveryStatus.FAILED, DeliveryFault.UNDELIVERABLE, None)


@pytest.mark.usefixtures("mail_server")
def test_confirmation_waits_while_the_gateway_is_down(tell_now: Tell, sms_gateway: SmsProcess) -> None:
    message = tell_now()
    work()
    sms_gateway.stop()

    hasten()
    work()

    assert by_route(message)[Route.SMS].status == DeliveryStatus.SENT
    assert ProcrastinateJob.objects.filter(task_name=operations.CONFIRM, status="todo").count() == 1


def test_failing_carriers_delay_and_never_lose(
    tell_now: Tell, mail_server: MailServer, sms_gateway: SmsProcess
) -> None:
    mail_server.stop()
    sms_gateway.stop()
    message = tell_now()

    for _ in range(2):
        work()
        hasten()
    held = by_route(message)
    assert {each.status for each in held.values()} == {DeliveryStatus.QUEUED}
    assert {each.fault for each in held.values()} == {DeliveryFault.UNAVAILABLE}
    assert {each.attempt_count for each in held.values()} == {2}

    mail_server.start()
    sms_gateway.start()
    work()

    assert {each.status for each in message.deliveries.all()} == {DeliveryStatus.SENT}
    assert len(mail_server.postbox.letters) == len(sms_gateway.messages()) == 1


def test_mail_server_that_is_busy_is_asked_again(tell_now: Tell, citizen: User, mail_server: MailServer) -> None:
    citizen.phone = ""
    citizen.save()
    mail_server.postbox.answer = "451 try later"
    message = tell_now()
    work()
    assert by_route(message)[Route.EMAIL].status == DeliveryStatus.QUEUED

    mail_server.postbox.answer = "250 OK"
    hasten()
    work()
    assert by_route(message)[Route.EMAIL].status == DeliveryStatus.SENT


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("550 no such person", (DeliveryStatus.FAILED, DeliveryFault.REFUSED)),
        ("450 mailbox busy", (DeliveryStatus.QUEUED, DeliveryFault.UNAVAILABLE)),
    ],
)
def test_unknown_address_shows_at_once(
    tell_now: Tell, citizen: User, mail_server: MailServer, answer: str, outcome: tuple[str, str]
) -> None:
    citizen.phone = ""
    citizen.save()
    mail_server.postbox.recipient_answer = answer
    message = tell_now()

    work()

    letter = by_route(message)[Route.EMAIL]
    assert (letter.status, letter.fault) == outcome
    assert letter.next_try_at is not None


@pytest.mark.usefixtures("sms_gateway")
def test_number_the_gateway_refuses_shows_at_once(tell_now: Tell, citizen: User) -> None:
    citizen.email, citizen.phone = "", "33123456"
    citizen.save()
    message = tell_now()

    work()

    assert by_route(message)[Route.SMS].fault == DeliveryFault.REFUSED


KILLED = """
import os, signal, sys
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[2])
settings.ISKAN_SMS_URL = sys.argv[3]
from iskan.apps.notifications import carriers, operations
from iskan.foundation import clock
carry = carriers.carry
def die_after(delivery):
    carry(delivery)
    os.kill(os.getpid(), signal.SIGKILL)
carriers.carry = die_after
operations.attempt_delivery(delivery_id=int(sys.argv[4]), at=clock.now())
"""


def die_between_sending_and_commit(delivery: Delivery, mail_server: MailServer, sms_gateway: SmsProcess) -> None:
    name = connection.settings_dict["NAME"]
    arguments = [str(name), str(mail_server.port), sms_gateway.url, str(delivery.pk)]
    command = [sys.executable, "-c", KILLED, *arguments]
    done = subprocess.run(command, env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL


def test_death_between_sending_and_commit_repeats_under_the_same_name(
    tell_now: Tell, mail_server: MailServer, sms_gateway: SmsProcess
) -> None:
    message = tell_now()
    for each in message.deliveries.all():
        die_between_sending_and_commit(each, mail_server, sms_gateway)
    assert {each.status for each in message.deliveries.all()} == {DeliveryStatus.QUEUED}

    work()

    told = by_route(message)
    assert told[Route.EMAIL].status == DeliveryStatus.SENT
    # The gateway says that it came as soon as it did, which may be while the second process is about to die.
    assert told[Route.SMS].status in {DeliveryStatus.SENT, DeliveryStatus.DELIVERED}
    assert len(sms_gateway.messages()) == 1
    assert len({letter["Message-ID"] for letter in mail_server.postbox.letters}) == 1
    assert len(mail_server.postbox.letters) == 2


def test_two_workers_hand_a_message_over_once(tell_now: Tell, citizen: User, mail_server: MailServer) -> None:
    citizen.phone = ""
    citizen.save()
    message = tell_now()
    (letter,) = message.deliveries.all()
    app.configure_task(operations.DELIVER).defer(delivery_id=letter.pk)

    with app.replace_connector(worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, concurrency=4)

    assert len(mail_server.postbox.letters) == 1


def test_swept_jobs_are_delivered(tell_now: Tell, citizen: User, mail_server: MailServer) -> None:
    citizen.phone = ""
    citizen.save()
    tell_now()
    Delivery.objects.update(next_try_at=clock.now() - 2 * operations.FORGOTTEN_AFTER)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    app.configure_task("notifications.requeue_forgotten").defer(timestamp=0)

    work()

    assert len(mail_server.postbox.letters) == 1
