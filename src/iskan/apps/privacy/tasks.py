"""The nightly run of the rules of retention. What erases is loaded by the job itself."""

from procrastinate.contrib.django import app

from iskan.foundation import clock, jobs


@app.periodic(cron="45 0 * * *", periodic_id="erase-due")
@app.task(name="privacy.erase_due", retry=jobs.BRIEF, queueing_lock="erase-due")
def erase_due(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Erase what is due."""
    from iskan.apps.privacy.operations import erasing  # noqa: PLC0415 -- as said above

    erasing.erase_due(at=clock.now())
