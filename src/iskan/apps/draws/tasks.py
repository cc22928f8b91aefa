"""Jobs that tell who takes part how a draw stands."""

from procrastinate.contrib.django import app

from iskan.apps.draws.operations import draw_notices, drawing
from iskan.foundation import clock, jobs


@app.periodic(cron="* * * * *", periodic_id="hold-draws-due")
@app.task(name="draws.hold_draws_due", retry=jobs.BRIEF, queueing_lock="draws.hold_draws_due")
def hold_draws_due(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Hold the draws whose hour has come."""
    drawing.hold_due(at=clock.now())


@app.task(name=draw_notices.TELL, retry=jobs.BRIEF)
def tell_candidates(draw_id: int) -> None:
    """Tell everyone in a draw how it stands."""
    draw_notices.tell_candidates(draw_id=draw_id, at=clock.now())
