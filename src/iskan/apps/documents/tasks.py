"""The documents' background work."""

from procrastinate.contrib.django import app

from iskan.apps.documents import operations
from iskan.apps.documents.operations import issuing
from iskan.foundation import clock, jobs


@app.task(name=issuing.DRAW, retry=jobs.BRIEF)
def draw_document(*, issued_id: int) -> None:
    """Draw and sign an issued document."""
    operations.draw_document(issued_id=issued_id, at=clock.now())


@app.periodic(cron="*/10 * * * *", periodic_id="draw-what-is-missing")
@app.task(name="documents.draw_what_is_missing", queueing_lock="draw-what-is-missing", pass_context=False)
def draw_what_is_missing(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Queue again what was issued and never drawn."""
    operations.draw_what_is_missing(at=clock.now())


@app.periodic(cron="20 3 * * *", periodic_id="purge-orphans")
@app.task(name="documents.purge_orphans", queueing_lock="purge-orphans", pass_context=False)
def purge_orphans(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes it
    """Clear away files that belong to no document."""
    operations.purge_orphans(at=clock.now())
