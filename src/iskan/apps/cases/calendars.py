"""The ministry's working days: Bahrain's weekend and the public holidays the `holidays` library knows."""

from functools import lru_cache

from iskan.core.promises import Calendar

FIRST_YEAR, LAST_YEAR = 2000, 2040


@lru_cache(maxsize=1)
def working_calendar() -> Calendar:
    """Return the working calendar; lunar holidays yet to be announced are the library's estimates."""
    import holidays  # noqa: PLC0415 -- a large library, wanted once a process

    return Calendar(holidays=frozenset(holidays.country_holidays("BH", years=range(FIRST_YEAR, LAST_YEAR))))
