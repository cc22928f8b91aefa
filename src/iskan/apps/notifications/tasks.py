"""Jobs that carry messages to their carriers."""

from datetime import datetime, timedelta

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from iskan.apps.accounts.models import User
from iskan.apps.accounts.passwords import awaits_password
from iskan.apps.notifications import inboxes, operations
from iskan.apps.notifications.enums import DeliveryStatus
from iskan.apps.notifications.letters import old_address_letter, password_letter
from iskan.foundation import clock
from iskan.foundation.jobs import BRIEF, PATIENT, Backoff


class NotYetDelivered(Exception):
    """The carrier has not taken, or not confirmed, the message; another try follows."""

    def __init__(self, until: datetime | None = None) -> None:
        super().__init__("another try follows")
        self.until = until


class UntilDelivered(BaseRetryStrategy):
    """Waits as long as the delivery says; after a fault of our own it tries again without end."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, NotYetDelivered) and exception.until is not None:
            return RetryDecision(retry_at=exception.until)
        return RetryDecision(retry_in={"seconds": PATIENT.wait(job.attempts).seconds})


@app.task(name=operations.DELIVER, retry=UntilDelivered())
def deliver(*, delivery_id: int) -> None:
    """Hand one message over, or ask to be called again at the delivery's next try."""
    delivery = operations.attempt_delivery(delivery_id=delivery_id, at=clock.now())
    if delivery.next_try_at is not None:
        raise NotYetDelivered(delivery.next_try_at)


@app.task(
    name=operations.CONFIRM,
    retry=Backoff(first=timedelta(seconds=30), longest=timedelta(hours=6), attempts=18),
)
def confirm(*, delivery_id: int) -> None:
    """Ask what became of a text message, for about two days."""
    delivery = operations.confirm_delivery(delivery_id=delivery_id, at=clock.now())
    if delivery.status == DeliveryStatus.SENT:
        raise NotYetDelivered


@app.periodic(cron="35 * * * *", periodic_id="requeue-forgotten")
@app.task(name="notifications.requeue_forgotten", queueing_lock="requeue-forgotten", pass_context=False)
def requeue_forgotten(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Queue again what has lost its job."""
    operations.requeue_forgotten(at=clock.now())


@app.task(name=operations.TELL_OLD_ADDRESS, retry=PATIENT)
def tell_old_address(*, user_id: int, address: str) -> None:
    """Mail the address an official was reached at before that it was replaced."""
    old_address_letter(User.objects.get(pk=user_id), address).send()


@app.task(name=operations.SEND_PASSWORD_LINK, retry=PATIENT)
def send_password_link(*, user_id: int) -> None:
    """Mail an official the link by which they choose their password; each try makes a new one."""
    if user := awaits_password(user_id):
        password_letter(user).send()


@app.periodic(cron="30 3 * * *", periodic_id="inbox-mails")
@app.task(name="notifications.queue_inbox_mails", retry=BRIEF, queueing_lock="inbox-mails")
def queue_inbox_mails(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Queue the morning's mails before the ministry opens in Bahrain."""
    inboxes.queue_inbox_mails(at=clock.now())


@app.task(name=operations.MAIL_INBOX, retry=PATIENT)
def mail_inbox(*, user_id: int) -> None:
    """Mail one official what waits for them."""
    inboxes.mail_inbox(user_id=user_id, at=clock.now())
