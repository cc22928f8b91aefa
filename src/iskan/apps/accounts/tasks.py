"""Jobs on accounts."""

from procrastinate.contrib.django import app

from iskan.apps.accounts.field_drafts import drop_old_drafts
from iskan.apps.accounts.operations import contacts, delegations
from iskan.foundation import clock, jobs


@app.periodic(cron="*/10 * * * *", periodic_id="apply-contact-changes")
@app.task(name="accounts.apply_contact_changes", retry=jobs.BRIEF, queueing_lock="accounts.apply_contact_changes")
def apply_contact_changes(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Let changes of contact details take effect whose time has come."""
    contacts.apply_contact_changes(at=clock.now())


@app.periodic(cron="20 0 * * *", periodic_id="end-delegations")
@app.task(name="accounts.end_delegations", retry=jobs.BRIEF, queueing_lock="accounts.end_delegations")
def end_delegations(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """End delegations whose time is over, then tell of those that soon will be."""
    delegations.end_delegations(at=clock.now())
    delegations.remind_of_ends(at=clock.now())


@app.periodic(cron="35 3 * * *", periodic_id="drop-old-drafts")
@app.task(name="accounts.drop_old_drafts", retry=jobs.BRIEF, queueing_lock="accounts.drop_old_drafts")
def drop_old_field_drafts(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Drop what was typed into a field long ago and never sent."""
    drop_old_drafts(clock.now())
