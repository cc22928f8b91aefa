"""Jobs that forecast when each turn comes.

A process that queues a job loads every task first: what a job computes with (numpy) is loaded by the job itself.
"""

from procrastinate.contrib.django import app

from iskan.apps.forecasts.queueing import FORETELL
from iskan.foundation import clock, jobs


@app.task(name=FORETELL, retry=jobs.BRIEF)
def run_forecast() -> None:
    """Work out every forecast after something changed."""
    from iskan.apps.forecasts import operations  # noqa: PLC0415 -- as said above

    operations.run_forecast(at=clock.now())


@app.periodic(cron="40 21 * * *", periodic_id="foretell-nightly")
@app.task(name="forecasts.foretell_nightly", retry=jobs.BRIEF, lock=FORETELL)
def foretell_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Work out every forecast shortly after the nightly ranking, whatever happened by day."""
    from iskan.apps.forecasts import operations  # noqa: PLC0415 -- as said above

    operations.run_forecast(at=clock.now(), reason="nightly")


@app.periodic(cron="20 22 1 * *", periodic_id="measure-method-monthly")
@app.task(name="forecasts.measure_method", retry=jobs.BRIEF)
def measure_method(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Measure the forecasting method again each month."""
    from iskan.apps.forecasts import operations  # noqa: PLC0415 -- as said above

    operations.measure_method(at=clock.now())
