"""Days of the calendar as the law counts them: ages, anniversaries, and how a day is written out."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from iskan.core.text import Text

_MONTHS_AR = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


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
        ar=f"{day.day} {_MONTHS_AR[day.month - 1]} {day.year}",
        en=f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}",
    )
