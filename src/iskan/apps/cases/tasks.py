"""The machine's work on cases: asking registers until they answer, and raising alarms on promises."""

from procrastinate.contrib.django import app

from iskan.foundation import clock
from iskan.foundation.jobs import BRIEF, PATIENT


@app.task(name="cases.ask_register", retry=PATIENT, queue="registers")
def ask_register(*, case_id: int, register: str) -> None:
    """Ask one register for one case; a register that is down is asked again later."""
    from iskan.apps.cases.operations.checking import run_register  # noqa: PLC0415 -- it queues this task

    run_register(case_id=case_id, register=register, at=clock.now())


@app.periodic(cron="*/15 * * * *")
@app.task(name="cases.raise_alarms", retry=BRIEF, queueing_lock="cases.raise_alarms")
def raise_alarms(timestamp: int) -> None:  # noqa: ARG001 -- the scheduler passes its tick
    """Tell whoever holds a case, and their supervisor, when half, most or all of its promise is used."""
    from iskan.apps.cases.operations.alarms import raise_due_alarms  # noqa: PLC0415 -- beside the task above

    raise_due_alarms(at=clock.now())
