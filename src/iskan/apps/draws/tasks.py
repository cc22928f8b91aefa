"""Jobs that tell who takes part how a draw stands."""

from procrastinate.contrib.django import app

from iskan.apps.draws.operations import draw_notices
from iskan.foundation import clock, jobs


@app.task(name=draw_notices.TELL, retry=jobs.BRIEF)
def tell_candidates(draw_id: int) -> None:
    """Tell everyone in a draw how it stands."""
    draw_notices.tell_candidates(draw_id=draw_id, at=clock.now())
