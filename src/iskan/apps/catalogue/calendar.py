"""The ministry's circulars and the working calendar they make: calculated, found, and entered by two officials."""

from functools import lru_cache

from django.db import connection

from iskan.apps.catalogue.estimates import estimates
from iskan.apps.catalogue.models import EnteredCircular
from iskan.core.circulars import CircularBook
from iskan.core.circulars_json import from_json
from iskan.core.promises import Calendar
from iskan.foundation.reading import RelatedRead, cached_in_process
from iskan.policy.circulars import CIRCULARS

# Rows are only added, so their count and the newest of them tell in one read whether there are new ones.
_ENTERED = "SELECT count(*), max(id) FROM catalogue_enteredcircular"


def circular_book() -> CircularBook:
    """Return every circular and estimate, those entered at the desk included."""
    return _read(*_stand())[0]


def working_calendar() -> Calendar:
    """Return the days and hours the ministry works."""
    return _read(*_stand())[1]


def _stand() -> tuple[int, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(_ENTERED)
        count, newest = cursor.fetchone()
    return count, newest


@cached_in_process(maxsize=4)
def _read(count: int, newest: int | None) -> tuple[CircularBook, Calendar]:  # noqa: ARG001 -- they tell one state from another
    if not count:
        return shipped()
    rows = EnteredCircular.objects.order_by("pk")
    entered = (from_json(row.terms, row.code) for row in rows)
    book = CircularBook((*shipped()[0].circulars, *entered))
    return book, book.calendar()


CALENDAR = RelatedRead(2, _ENTERED, lambda row: _read(*row)[1])
"""The working calendar, joined to the read of something else."""


@lru_cache(maxsize=1)
def shipped() -> tuple[CircularBook, Calendar]:
    """Return what stands before anything is entered at the desk."""
    book = CircularBook((*estimates(), *CIRCULARS))
    return book, book.calendar()
