"""The nightly care for what people are found by."""

from procrastinate.contrib.django import app

from iskan.apps.households.operations import complete_name_keys as complete
from iskan.foundation import jobs


@app.periodic(cron="40 21 * * *", periodic_id="complete-name-keys-nightly")
@app.task(name="households.complete_name_keys", retry=jobs.BRIEF, queueing_lock="households.complete_name_keys")
def complete_name_keys(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Let people kept by the release before be found in every spelling, after midnight in Bahrain."""
    complete()
