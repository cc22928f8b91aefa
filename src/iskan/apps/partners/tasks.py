"""Jobs that tell bodies' systems."""

from procrastinate.contrib.django import app

from iskan.apps.partners.operations.hooks import CALL
from iskan.foundation import clock
from iskan.foundation.jobs import PATIENT


class HookNotTaken(Exception):
    """The body's system has not taken the call; another try follows."""


@app.task(name=CALL, retry=PATIENT)
def call_hook(*, delivery_id: int) -> None:
    """Tell a body's system once, or ask to be called again."""
    from iskan.apps.partners.operations.calling import attempt_hook  # noqa: PLC0415 -- brings what reaches other systems

    if attempt_hook(delivery_id=delivery_id, at=clock.now()).fault:
        raise HookNotTaken
