"""How dates, money, numbers, codes and names are written for a reader, in the active language unless one is given."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone
from hijridate import Gregorian
from markupsafe import Markup, escape

from iskan.core.days import MONTHS, WEEKDAYS
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.language import Spoken
from iskan.foundation.language import spoken as spoken_now

NBSP = "\u00a0"
LEFT_TO_RIGHT_MARK = "\u200e"
_HALF_DAYS = {"ar": ("ص", "م"), "en": ("am", "pm")}
_HIJRI = {"ar": "الموافق {} هـ", "en": "({} AH)"}


def language() -> Spoken:
    """Return `en` or `ar`; everything but English reads Arabic."""
    return spoken_now()


def t(words: Text | str) -> str:
    """Return the ministry's words in the reader's language; plain text passes through."""
    return words.in_(language()) if isinstance(words, Text) else words


def date(day: dt.date | dt.datetime, spoken: Spoken | None = None) -> str:
    """Write a day in full: 12 March 2026."""
    return _date(_local(day), spoken or language())


def _date(day: dt.date, spoken: str) -> str:
    return f"{day.day}{NBSP}{MONTHS[spoken][day.month - 1]}{NBSP}{day.year}"


def short_date(day: dt.date | dt.datetime) -> Markup:
    """Write a day in digits for dense tables: 12/03/2026."""
    return ltr(f"{_local(day):%d/%m/%Y}")


def weekday(day: dt.date | dt.datetime, spoken: Spoken | None = None) -> str:
    """Name the day of the week."""
    return WEEKDAYS[spoken or language()][_local(day).weekday()]


def hijri(day: dt.date | dt.datetime, spoken: Spoken | None = None) -> str:
    """Write a day in the Umm al-Qura calendar; empty outside the years its tables cover."""
    return _hijri(_local(day), spoken or language())


@lru_cache(maxsize=4096)
def _hijri(day: dt.date, spoken: Spoken) -> str:
    try:
        umm_al_qura = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return ""
    return _HIJRI[spoken].format(f"{umm_al_qura.day}{NBSP}{umm_al_qura.month_name(spoken)}{NBSP}{umm_al_qura.year}")


def date_with_hijri(day: dt.date | dt.datetime, spoken: Spoken | None = None) -> Markup:
    """Write a day in full with the Hijri day beside it, as a `time` element."""
    return _date_with_hijri(_local(day), spoken or language())


@lru_cache(maxsize=4096)
def _date_with_hijri(local: dt.date, spoken: Spoken) -> Markup:
    beside = _hijri(local, spoken)
    apart = f' <span class="hijri">{beside}</span>' if beside else ""
    return Markup(f'<time datetime="{local.isoformat()}">{_date(local, spoken)}{apart}</time>')  # noqa: S704 -- figures and our own words


def datetime(instant: dt.datetime, spoken: Spoken | None = None) -> Markup:
    """Write an instant in Bahrain's time: 12 March 2026, 10:30 am."""
    local, spoken = instant.astimezone(timezone.get_default_timezone()), spoken or language()
    comma = "،" if spoken == "ar" else ","
    words = f"{_date(local, spoken)}{comma} {_time(local, spoken)}"
    return Markup(f'<time datetime="{local.isoformat(timespec="minutes")}">{words}</time>')  # noqa: S704 -- figures and our own words


def time(instant: dt.datetime | dt.time, spoken: Spoken | None = None) -> str:
    """Write the hour: 10:30 am."""
    local = instant.astimezone(timezone.get_default_timezone()) if isinstance(instant, dt.datetime) else instant
    return _time(local, spoken or language())


def _time(local: dt.datetime | dt.time, spoken: str) -> str:
    half = _HALF_DAYS[spoken][local.hour >= 12]  # noqa: PLR2004 -- noon
    return f"{local.hour % 12 or 12}:{local.minute:02d}{NBSP}{half}"


def money(amount: Money, spoken: Spoken | None = None) -> str:
    """Write an amount with its unit: 1,200.500 د.ب or BHD 1,200.500."""
    figure = _signed(str(amount))
    return f"{figure}{NBSP}د.ب" if (spoken or language()) == "ar" else f"BHD{NBSP}{figure}"


def number(value: float | Decimal) -> str:
    """Write a number with its thousands marked."""
    return _signed(f"{value:,}")


def percent(share: float | Decimal) -> str:
    """Write a share of one as a whole percentage."""
    return f"{_signed(f'{share * 100:.0f}')}%"


def ltr(value: object) -> Markup:
    """Isolate a reference, phone, IBAN or CPR from the direction of the words around it and from translation."""
    return Markup(f'<bdi dir="ltr" class="code" translate="no">{escape(value)}</bdi>')  # noqa: S704 -- escaped


def phone(number_: str) -> Markup:
    """Write a Bahraini number in its groups: +973 3600 1234."""
    digits = "".join(c for c in number_ if c.isdigit()).removeprefix("00").removeprefix("973")
    return ltr(f"+973 {digits[:4]} {digits[4:]}") if len(digits) == 8 else ltr(number_)  # noqa: PLR2004 -- national length


def iban(account: str) -> Markup:
    """Write an IBAN in fours, as banks print it."""
    bare = account.replace(" ", "").upper()
    return ltr(" ".join(bare[i : i + 4] for i in range(0, len(bare), 4)))


def person(name: str) -> Markup:
    """Write a person's name as typed, whatever its direction; a browser that translates leaves it."""
    return Markup(f'<bdi translate="no">{escape(name)}</bdi>')  # noqa: S704 -- escaped


def typed(words: str) -> Markup:
    """Write what a person typed in several lines, each line in its own direction."""
    lines = escape(words).splitlines()
    return Markup("<br>".join(f'<span dir="auto">{line}</span>' for line in lines))  # noqa: S704 -- escaped


def _local(day: dt.date | dt.datetime) -> dt.date:
    if isinstance(day, dt.datetime):
        return day.astimezone(timezone.get_default_timezone()).date() if day.tzinfo else day.date()
    return day


def _signed(figure: str) -> str:
    return f"{LEFT_TO_RIGHT_MARK}{figure}" if figure.startswith("-") else figure
