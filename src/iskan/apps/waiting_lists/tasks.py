"""Jobs that rank the waiting lists, try policies on them and remind of updates.

A process that queues a job loads every task first: what a trial computes with (numpy) is loaded by the trial itself.
"""

from collections.abc import Sequence

from procrastinate.contrib.django import app

from iskan.apps.waiting_lists.operations import data_updates, reminding, waiting_list
from iskan.apps.waiting_lists.operations.queueing import REMIND_CHOSEN, RUN_TRIAL
from iskan.foundation import clock, jobs


@app.task(name=waiting_list.RANK, retry=jobs.BRIEF)
def rank_lists() -> None:
    """Rank every list once."""
    waiting_list.rank_lists(at=clock.now())


@app.periodic(cron="10 21 * * *", periodic_id="rank-lists-nightly")
@app.task(name="waiting_lists.rank_lists_nightly", retry=jobs.BRIEF, lock=waiting_list.RANK)
def rank_lists_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Rank every list shortly after midnight in Bahrain, whatever happened by day."""
    waiting_list.rank_lists(at=clock.now())


@app.task(name=RUN_TRIAL)
def run_trial(trial_id: int) -> None:
    """Compute a policy trial; one that cannot be computed says so."""
    from iskan.apps.waiting_lists.operations import points  # noqa: PLC0415 -- as said above

    try:
        points.run_trial(trial_id=trial_id, at=clock.now())
    except Exception:
        points.fail_trial(trial_id=trial_id, at=clock.now())
        raise


@app.periodic(cron="30 5 * * *", periodic_id="remind-of-updates-daily")
@app.task(name="waiting_lists.remind_of_updates", retry=jobs.BRIEF, queueing_lock="waiting_lists.remind_of_updates")
def remind_of_updates(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Remind households of their updates each morning in Bahrain, when telephones may ring."""
    data_updates.remind_of_updates(at=clock.now())


@app.task(name=REMIND_CHOSEN, retry=jobs.BRIEF)
def remind_chosen(entries: Sequence[int]) -> None:
    """Remind the households an official chose, while their update is due."""
    reminding.remind_chosen(entries=entries, at=clock.now())
