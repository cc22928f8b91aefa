"""The payments' background work: giving back, acting on notices that waited, asking after silent pages, reconciling."""

from procrastinate.contrib.django import app

from iskan.apps.payments.operations import following, reconciling, refunding
from iskan.foundation import clock, jobs


@app.task(name=refunding.SEND, retry=jobs.PATIENT)
def send_refund(*, refund_id: int) -> None:
    """Have the provider give money back."""
    refunding.send_refund(refund_id=refund_id, at=clock.now())


@app.periodic(cron="* * * * *", periodic_id="follow-payments")
@app.task(name="payments.follow_payments", retry=jobs.BRIEF, queueing_lock="follow-payments")
def follow_payments(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Act on notices that waited, and ask after the payments whose page says nothing."""
    following.handle_waiting_notices(at=clock.now())
    following.follow_open_payments(at=clock.now())


@app.periodic(cron="30 1 * * *", periodic_id="reconcile-payments")
@app.task(name="payments.reconcile", retry=jobs.PATIENT, queueing_lock="reconcile-payments")
def reconcile(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Hold the settlements that are not here yet to our own record."""
    reconciling.reconcile_what_is_missing(at=clock.now())
