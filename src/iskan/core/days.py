"""Days of the calendar as the law counts them: ages, anniversaries, and how a day is written out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from iskan.core.text import Text

MONTHS = {
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
WEEKDAYS = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NOON = 12
_MORNING, _MIDDAY = Text(ar="صباحًا", en="am"), Text(ar="ظهرًا", en="pm")
_EVENING = Text(ar="مساءً", en="pm")


def years_after(day: date, years: int) -> date:
    """Return the anniversary of a day; the 29th of February falls on the 1st of March in common years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def days_after(day: date, days: int) -> date:
    """Return the day so many calendar days later."""
    return day + timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or earlier for a negative number; a day too late falls on the last."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 -- a draw is verified without it

    return day + relativedelta(months=months)


def month_after(day: date, months: int) -> date:
    """Return the first day of the month so many months after a day's own."""
    return months_after(day.replace(day=1), months)


def age_on(born: date, day: date) -> int:
    """Return the completed years of age on a day."""
    years = day.year - born.year
    return years - (day < years_after(born, years))


def day_text(day: date) -> Text:
    """Write a day out: ``14 مارس 2027``, ``14 March 2027``."""
    return Text(
        ar=f"{day.day} {MONTHS['ar'][day.month - 1]} {day.year}",
        en=f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}",
    )


def weekday_text(day: date) -> Text:
    """Write a day out with its name: ``الأحد 14 مارس 2027``, ``Sunday 14 March 2027``."""
    words = day_text(day)
    return Text(ar=f"{WEEKDAYS['ar'][day.weekday()]} {words.ar}", en=f"{WEEKDAYS['en'][day.weekday()]} {words.en}")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both counted."""

    first: date
    last: date

    @property
    def words(self) -> Text:
        """The days written out."""
        first, last = weekday_text(self.first), weekday_text(self.last)
        return first if self.first == self.last else Text(ar=f"{first.ar} – {last.ar}", en=f"{first.en} – {last.en}")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def moment_text(local: datetime) -> Text:
    """Write an appointment out: ``الأحد 14 مارس 2027، الساعة 10:30 صباحًا``, ``Sunday 14 March 2027, 10:30 am``."""
    day, hour = weekday_text(local), f"{local.hour % _NOON or _NOON}:{local.minute:02d}"
    part = _MORNING if local.hour < _NOON else _MIDDAY if local.hour == _NOON else _EVENING
    return Text(
        ar=f"{day.ar}، الساعة {hour} {part.ar}",
        en=f"{day.en}, {hour} {part.en}",
    )
