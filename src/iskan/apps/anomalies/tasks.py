"""The anomalies' background work: each night the day that is over is looked through."""

from datetime import timedelta

from procrastinate.contrib.django import app

from iskan.foundation import clock, jobs


@app.periodic(cron="35 22 * * *", periodic_id="anomalies-nightly")
@app.task(name="anomalies.find_nightly", retry=jobs.BRIEF, queueing_lock="anomalies-nightly")
def find_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Look through yesterday's trail, as the day is counted in Bahrain."""
    from iskan.apps.anomalies.operations.finding import find_anomalies  # noqa: PLC0415 -- every process loads tasks

    find_anomalies(day=clock.today() - timedelta(days=1), at=clock.now())
