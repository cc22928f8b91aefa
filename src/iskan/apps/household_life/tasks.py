"""The nightly look at the life of waiting households."""

from procrastinate.contrib.django import app

from iskan.foundation import budgets, clock, jobs


@app.periodic(cron="15 0 * * *", periodic_id="compare-households-nightly")
@app.task(name="household_life.compare_nightly", retry=jobs.PATIENT, queueing_lock="household_life.compare_nightly")
def compare_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Compare waiting households with the registers before the day begins in Bahrain, the population register first."""
    from iskan.apps.household_life.operations.comparing import compare_households  # noqa: PLC0415 -- every process loads tasks
    from iskan.apps.household_life.operations.comparing_registers import compare_registers  # noqa: PLC0415 -- likewise

    at = clock.now()
    compare_households(at=at, connections=budgets.NIGHT_CONNECTIONS)
    compare_registers(at=at, connections=budgets.NIGHT_CONNECTIONS)
