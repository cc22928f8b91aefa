"""The payments' background work: giving back, acting on notices that waited, asking after silent pages, reconciling.

Whoever queues a job loads this module: what reaches the provider is loaded by the job itself.
"""

from procrastinate.contrib.django import app

from iskan.foundation import clock, jobs


@app.task(name="payments.send_refund", retry=jobs.PATIENT)
def send_refund(*, refund_id: int) -> None:
    """Have the provider give money back."""
    from iskan.apps.payments.operations import refunding  # noqa: PLC0415 -- as said above

    refunding.send_refund(refund_id=refund_id, at=clock.now())


@app.periodic(cron="* * * * *", periodic_id="follow-payments")
@app.task(name="payments.follow_payments", retry=jobs.BRIEF, queueing_lock="follow-payments")
def follow_payments(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Act on notices that waited, and ask after the payments whose page says nothing."""
    from iskan.apps.payments.operations import following  # noqa: PLC0415 -- as said above

    following.handle_waiting_notices(at=clock.now())
    following.follow_open_payments(at=clock.now())


@app.periodic(cron="30 1 * * *", periodic_id="reconcile-payments")
@app.task(name="payments.reconcile", retry=jobs.PATIENT, queueing_lock="reconcile-payments")
def reconcile(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Hold the settlements that are not here yet to our own record."""
    from iskan.apps.payments.operations import reconciling  # noqa: PLC0415 -- as said above

    reconciling.reconcile_what_is_missing(at=clock.now())


@app.periodic(cron="* * * * *", periodic_id="follow-payouts")
@app.task(name="payments.follow_payouts", retry=jobs.BRIEF, queueing_lock="follow-payouts")
def follow_payouts(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Make files of what was released, hand them to the bank, and take up what it answered."""
    from iskan.apps.payments.operations import bank_answers, payment_files  # noqa: PLC0415 -- as said above

    payment_files.make_files(at=clock.now())
    payment_files.hand_over_files(at=clock.now())
    bank_answers.read_answers(at=clock.now())


@app.periodic(cron="30 2 * * *", periodic_id="read-statements")
@app.task(name="payments.read_statements", retry=jobs.PATIENT, queueing_lock="read-statements")
def read_statements(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Take up the bank's statements that are not here yet."""
    from iskan.apps.payments.operations import bank_answers  # noqa: PLC0415 -- as said above

    bank_answers.read_statements(at=clock.now())
