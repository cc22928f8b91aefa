"""Requests to applicants: how long there is to answer, when to remind, and which were not answered in time."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from iskan.apps.cases.models import CitizenRequest
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.calendar import working_calendar
from iskan.core.dated import Dated, NotConfigured
from iskan.policy.parameters.requests import REQUEST_ANSWER_DAYS, REQUEST_REMINDER_DAYS


def answer_days(on: date) -> int | None:
    """Return how many working days an applicant has to answer; nothing where that is not configured."""
    return _figure(REQUEST_ANSWER_DAYS, on)


def reminder_day(asked_on: date, due_on: date) -> date:
    """Return the day on which to remind: so long before the last day as the figure says, and without one half-way."""
    days = _figure(REQUEST_REMINDER_DAYS, asked_on)
    return due_on - timedelta(days=days) if days is not None else asked_on + (due_on - asked_on) / 2


def is_overdue(request: CitizenRequest | None, today: date) -> bool:
    """Say whether the last day to answer an open request is over."""
    return request is not None and request.answered_at is None and request.due_on is not None and request.due_on < today


def days_last_named(official_id: int) -> int | None:
    """Return how many working days an official gave in their newest request; nothing where they never named any."""
    asked = CitizenRequest.objects.filter(asked_by_id=official_id, due_on__isnull=False).order_by("-asked_at").first()
    if asked is None or asked.due_on is None:
        return None
    return working_calendar().between(localdate(asked.asked_at), asked.due_on)


def _figure(figure: Dated[int], on: date) -> int | None:
    try:
        return catalogue.figures().value(figure, on)
    except NotConfigured:
        return None
