"""Work on cases handed to the worker."""

from procrastinate.contrib.django import app

ASK = "cases.ask_register"
MAKE_DUE_MOVE = "cases.make_due_move"
FOLLOW_CALENDAR = "cases.follow_calendar"


def queue_register(*, case_id: int, register: str) -> None:
    """Have the worker ask a register, once the surrounding transaction is certain."""
    app.configure_task(ASK).defer(case_id=case_id, register=register)


def queue_following() -> None:
    """Have the worker move the promises to the calendar as it is, once the surrounding transaction is certain."""
    app.configure_task(FOLLOW_CALENDAR).defer(timestamp=0)
