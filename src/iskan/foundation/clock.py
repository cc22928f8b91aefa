"""The one place that reads the clock; everything below it is handed the time."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, aware."""
    return timezone.now()


def today() -> date:
    """Return today's date in Bahrain."""
    return timezone.localdate()
