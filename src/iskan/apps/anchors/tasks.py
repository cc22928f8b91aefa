"""The anchors' background work: each night the head is anchored and sent out, and the whole trail verified.

A process that queues a job loads every task first: what signs and stamps is loaded by the job itself.
"""

from procrastinate.contrib.django import app

from iskan.apps.anchors.queueing import MAIL, STAMP, VERIFY
from iskan.foundation import clock, jobs


@app.task(name=STAMP, retry=jobs.PATIENT)
def stamp(*, anchor_id: int) -> None:
    """Have an anchor stamped."""
    from iskan.apps.anchors.operations.anchoring import stamp_anchor  # noqa: PLC0415 -- as said above

    stamp_anchor(anchor_id=anchor_id, at=clock.now())


@app.task(name=MAIL, retry=jobs.PATIENT)
def mail(*, anchor_id: int, user_id: int) -> None:
    """Mail an anchor to an auditor."""
    from iskan.apps.anchors.operations.mailing import mail_anchor  # noqa: PLC0415 -- as said above

    mail_anchor(anchor_id=anchor_id, user_id=user_id, at=clock.now())


@app.task(name=VERIFY, retry=jobs.BRIEF)
def verify() -> None:
    """Verify the whole trail because an auditor asked."""
    from iskan.apps.anchors.operations.verifying import verify_trail  # noqa: PLC0415 -- as said above

    verify_trail(at=clock.now())


@app.periodic(cron="5 21 * * *", periodic_id="anchor-nightly")
@app.task(name="anchors.anchor_nightly", retry=jobs.BRIEF, queueing_lock="anchor-nightly")
def anchor_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Anchor the trail shortly after midnight in Bahrain."""
    from iskan.apps.anchors.operations.anchoring import make_anchor  # noqa: PLC0415 -- as said above

    make_anchor(at=clock.now())


@app.periodic(cron="15 22 * * *", periodic_id="stamp-nightly")
@app.task(name="anchors.stamp_nightly", retry=jobs.BRIEF, queueing_lock="stamp-nightly")
def stamp_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Ask again for the stamps whose jobs gave up."""
    from iskan.apps.anchors.operations.anchoring import queue_missing_stamps  # noqa: PLC0415 -- as said above

    queue_missing_stamps(at=clock.now())


@app.periodic(cron="25 22 * * *", periodic_id="verify-nightly")
@app.task(name="anchors.verify_nightly", retry=jobs.BRIEF, queueing_lock="verify-nightly")
def verify_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Verify the whole trail against its anchors."""
    from iskan.apps.anchors.operations.verifying import verify_trail  # noqa: PLC0415 -- as said above

    verify_trail(at=clock.now())
