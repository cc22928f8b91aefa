"""Jobs on accounts."""

from procrastinate.contrib.django import app

from iskan.apps.accounts.operations import contacts
from iskan.foundation import clock, jobs


@app.periodic(cron="*/10 * * * *", periodic_id="apply-contact-changes")
@app.task(name="accounts.apply_contact_changes", retry=jobs.BRIEF, queueing_lock="accounts.apply_contact_changes")
def apply_contact_changes(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Let changes of contact details take effect whose time has come."""
    contacts.apply_contact_changes(at=clock.now())
