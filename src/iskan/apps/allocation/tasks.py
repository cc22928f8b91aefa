"""Jobs that rank the waiting lists."""

from procrastinate.contrib.django import app

from iskan.apps.allocation.operations import waiting_list
from iskan.foundation import clock, jobs


@app.task(name=waiting_list.RANK, retry=jobs.BRIEF)
def rank_lists() -> None:
    """Rank every list once."""
    waiting_list.rank_lists(at=clock.now())


@app.periodic(cron="10 21 * * *", periodic_id="rank-lists-nightly")
@app.task(name="allocation.rank_lists_nightly", retry=jobs.BRIEF, lock=waiting_list.RANK)
def rank_lists_nightly(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Rank every list shortly after midnight in Bahrain, whatever happened by day."""
    waiting_list.rank_lists(at=clock.now())
