"""Until when a case may stand in its stage, and what the system does after that day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.dated import NotConfigured
from iskan.core.lifecycle import Transition


@dataclass(frozen=True, slots=True)
class Deadline:
    """A move the system makes once ``last_day`` is over."""

    transition: Transition
    last_day: date


def deadlines_of(service: Service, stage: str, since: datetime) -> tuple[Deadline, ...]:
    """Return the deadlines of a stage entered at an instant, the nearest first, by the figures of that day.

    A figure the law has not set is no deadline: the case waits.
    """
    first_day = timezone.localdate(since)
    found = [
        Deadline(timer, first_day + timedelta(days=days))
        for timer in service.lifecycle.timers(stage)
        if (days := _days(timer, first_day)) is not None
    ]
    return tuple(sorted(found, key=lambda deadline: deadline.last_day))


def made_at_once(service: Service, stage: str, since: datetime) -> tuple[Transition, ...]:
    """Return the moves the system makes as soon as it can from a stage entered at an instant, by that day's figures."""
    first_day, life = timezone.localdate(since), service.lifecycle
    unset = (timer for timer in life.timers(stage) if timer.else_at_once and _days(timer, first_day) is None)
    return (*life.at_once(stage), *unset)


def _days(timer: Transition, day: date) -> int | None:
    assert timer.after is not None  # noqa: S101 -- only timers come here; this tells the type checker
    try:
        return catalogue.figures().value(timer.after, day)
    except NotConfigured:
        return None
