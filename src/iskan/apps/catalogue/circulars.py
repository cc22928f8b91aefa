"""Refusing a circular that says nothing, that no calendar could hold, or that is known already."""

from http import HTTPStatus
from typing import Final

from iskan.apps.catalogue.estimates import FIRST_YEAR, LAST_YEAR
from iskan.core.circulars import Circular, CircularBook
from iskan.core.days import Span
from iskan.core.refusal import Refusal
from iskan.core.text import Text

# No rules: longer is a slip of the keyboard.
MOST_OFF, MOST_IN_LIEU, MOST_HOURS = 21, 14, 62
_LONGEST: Final = {"off": MOST_OFF, "in_lieu": MOST_IN_LIEU, "hours": MOST_HOURS}


class CircularSaysNothing(Refusal):
    """A circular that replaces none sets neither days nor hours."""

    text = Text(ar="أدخل أيام العطلة أو ساعات العمل.", en="Enter the days off or the working hours.")
    field = "off_first"


class DaysOutOfOrder(Refusal):
    """The last day lies before the first, or too far behind it."""

    text = Text(
        ar="آخر يوم لا يسبق أول يوم، ولا تتجاوز المدة {most} يومًا.",
        en="The last day is not before the first, and the period is not longer than {most} days.",
    )


class YearOutOfCalendar(Refusal):
    """The calendar is not kept for that year."""

    text = Text(ar="السنة بين {first} و{last}.", en="The year lies between {first} and {last}.")


class HoursOutOfOrder(Refusal):
    """Offices would close before they open."""

    text = Text(ar="ساعة الانصراف بعد ساعة الحضور.", en="The closing hour is after the opening hour.")
    field = "closes"


class DaysAlreadySet(Refusal):
    """Another circular in force sets days off or in lieu on the same days."""

    text = Text(
        ar="بعض هذه الأيام محدد في «{occasion}»؛ صحّح ذلك البند بدلًا من إدخال تعميم آخر.",
        en="Some of these days are set under “{occasion}”: correct that entry instead of entering another.",
    )
    status = HTTPStatus.CONFLICT
    field = "off_first"


class CircularReplaced(Refusal):
    """What was to be corrected is no longer in force."""

    text = Text(
        ar="صُحّح هذا البند من قبل؛ ابدأ من قيمه السارية.",
        en="This entry was corrected meanwhile; start from what is in force now.",
    )
    status = HTTPStatus.CONFLICT


def require_possible(circular: Circular, book: CircularBook) -> None:
    """Refuse a circular that could not be entered as things stand.

    Raises:
        CircularSaysNothing, DaysOutOfOrder, YearOutOfCalendar, HoursOutOfOrder, DaysAlreadySet, CircularReplaced.
    """
    if circular.replaces and book.one(circular.replaces) is None:
        raise CircularReplaced
    if circular.first_day is None and not circular.replaces:
        raise CircularSaysNothing
    hours = circular.hours
    spans = {"off": circular.off, "in_lieu": circular.in_lieu, "hours": hours.span if hours else None}
    for name, span in spans.items():
        _require_span(name, span)
    if hours and hours.closes <= hours.opens:
        raise HoursOutOfOrder
    for other in book.in_force():
        if other.code != circular.replaces and other.days & circular.days:
            raise DaysAlreadySet(occasion=other.occasion)


def _require_span(name: str, span: Span | None) -> None:
    if span is None:
        return
    if not 0 <= (span.last - span.first).days < _LONGEST[name]:
        raise DaysOutOfOrder(field=f"{name}_last", most=str(_LONGEST[name]))
    if not FIRST_YEAR <= span.first.year <= span.last.year <= LAST_YEAR:
        raise YearOutOfCalendar(field=f"{name}_first", first=str(FIRST_YEAR), last=str(LAST_YEAR))
