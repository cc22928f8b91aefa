"""When a waiting household is to confirm its details again, and what it is reminded of."""

from dataclasses import dataclass
from datetime import date, timedelta

from iskan.core.dated import FigureBook, NotConfigured
from iskan.core.days import month_after
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy.parameters.entitlements import DATA_UPDATE_MONTHS, DATA_UPDATE_REMINDER_DAYS

_LAST_SURE_DAY = 28

SOON = Notice(
    subject=Text(
        ar="اقترب موعد تأكيد بيانات طلبك {reference}", en="Confirm the details of your application {reference}"
    ),
    body=Text(
        ar="يحين موعد تأكيد بيانات طلبك {reference} على قائمة الانتظار في {day}. يرجى تسجيل الدخول واستخدام خدمة «تحديث بيانات طلب على قائمة الانتظار» لتأكيدها أو بيان ما تغيّر منها.",
        en="The details of your application {reference} on the waiting list are to be confirmed by {day}. Sign in and use the service “Update of an application on the waiting list” to confirm them or to say what has changed.",
    ),
)
LATE = Notice(
    subject=Text(ar="تأخر تأكيد بيانات طلبك {reference}", en="The details of your application {reference} are due"),
    body=Text(
        ar="مضى موعد تأكيد بيانات طلبك {reference} على قائمة الانتظار، وكان في {day}. يرجى تسجيل الدخول واستخدام خدمة «تحديث بيانات طلب على قائمة الانتظار» لتأكيدها أو بيان ما تغيّر منها.",
        en="The details of your application {reference} on the waiting list were to be confirmed by {day}. Sign in and use the service “Update of an application on the waiting list” to confirm them or to say what has changed.",
    ),
)
NEVER = Notice(
    subject=LATE.subject,
    body=Text(
        ar="لم تُؤكَّد بيانات طلبك {reference} على قائمة الانتظار من قبل. يرجى تسجيل الدخول واستخدام خدمة «تحديث بيانات طلب على قائمة الانتظار» لتأكيدها أو بيان ما تغيّر منها.",
        en="The details of your application {reference} on the waiting list have never been confirmed. Sign in and use the service “Update of an application on the waiting list” to confirm them or to say what has changed.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How often details are confirmed, and how long before a reminder is sent."""

    months: int
    reminder_days: int

    def due_on(self, renewed_on: date) -> date:
        """Return the day by which details confirmed on a day are to be confirmed again."""
        return month_after(renewed_on, self.months).replace(day=min(renewed_on.day, _LAST_SURE_DAY))

    def renewed_by(self, due_by: date) -> date:
        """Return the last day of a confirmation that falls due by a day."""
        day = due_by
        while self.due_on(day) > due_by:
            day -= timedelta(days=1)
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The last days of confirmation that are late on a day, and that fall due within the days of the reminder."""

    late: date
    soon: date


def interval_on(figures: FigureBook, day: date) -> Interval | None:
    """Return the interval in force on a day, or nothing while none is configured."""
    try:
        return Interval(
            months=figures.value(DATA_UPDATE_MONTHS, day), reminder_days=figures.value(DATA_UPDATE_REMINDER_DAYS, day)
        )
    except NotConfigured:
        return None


def bounds_on(interval: Interval, day: date) -> Bounds:
    """Return which confirmations are late on a day, and which fall due soon."""
    return Bounds(
        late=interval.renewed_by(day - timedelta(days=1)),
        soon=interval.renewed_by(day + timedelta(days=interval.reminder_days)),
    )
