"""The machine's work on cases: asking registers until they answer, alarms on promises, moves whose day is over."""

from procrastinate.contrib.django import app

from iskan.apps.cases.operations import alarms, checking, consenting, following, presence, requests, timers
from iskan.apps.cases.operations.queueing import ASK, FOLLOW_CALENDAR, MAKE_DUE_MOVE
from iskan.foundation import clock
from iskan.foundation.jobs import BRIEF, PATIENT


@app.task(name=ASK, retry=PATIENT, queue="registers")
def ask_register(*, case_id: int, register: str) -> None:
    """Ask one register for one case; a register that is down is asked again later."""
    checking.run_register(case_id=case_id, register=register, at=clock.now())


@app.periodic(cron="5 * * * *", periodic_id="queue-forgotten-checks")
@app.task(name="cases.queue_forgotten_checks", retry=BRIEF, queueing_lock="cases.queue_forgotten_checks")
def queue_forgotten_checks(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Ask again where asking had been given up."""
    checking.queue_forgotten_checks(at=clock.now())


@app.periodic(cron="*/15 * * * *")
@app.task(name="cases.raise_alarms", retry=BRIEF, queueing_lock="cases.raise_alarms")
def raise_alarms(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Tell whoever holds a case, and their supervisor, when half, most or all of its promise is used."""
    alarms.raise_due_alarms(at=clock.now())


@app.periodic(cron="40 21 * * *", periodic_id="follow-calendar")
@app.task(name=FOLLOW_CALENDAR, retry=BRIEF)
def follow_calendar(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Move the last days of promises to the working calendar: after a circular, and each night."""
    following.follow_calendar(at=clock.now())


@app.periodic(cron="20 * * * *", periodic_id="queue-due-moves")
@app.task(name="cases.queue_due_moves", retry=BRIEF, queueing_lock="cases.queue_due_moves")
def queue_due_moves(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Find the cases whose last day in a stage is over."""
    timers.queue_due_moves(at=clock.now())


@app.task(name=MAKE_DUE_MOVE, retry=BRIEF)
def make_due_move(*, case_id: int) -> None:
    """Make the move whose day is over."""
    timers.make_due_move(case_id=case_id, at=clock.now())


@app.periodic(cron="50 4 * * *", periodic_id="remind-applicants")
@app.task(name="cases.remind_applicants", retry=BRIEF, queueing_lock="cases.remind_applicants")
def remind_applicants(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Remind, in the morning, those whose last day to answer the ministry comes near."""
    requests.remind_applicants(at=clock.now())


@app.periodic(cron="20 * * * *")
@app.task(name="cases.lapse_consents", retry=BRIEF, queueing_lock="cases.lapse_consents")
def lapse_consents(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Count consents as not given once their last day has passed."""
    consenting.lapse_consents(at=clock.now())


@app.periodic(cron="50 * * * *", periodic_id="clear-presence")
@app.task(name="cases.clear_presence", retry=BRIEF, queueing_lock="cases.clear_presence")
def clear_presence(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Forget who had cases open."""
    presence.clear_lapsed(at=clock.now())
