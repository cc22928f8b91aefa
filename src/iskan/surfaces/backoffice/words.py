"""Words a form of the desk sent, read once and in one way."""

from datetime import date

from django.http import HttpRequest

from iskan.core.answers import BadAnswer, read_day
from iskan.core.refusal import Refusal
from iskan.core.text import Text, has_control_characters, latin_digits, tidy

LONGEST = 5_000
MOST_SEEN = 200
NEEDED = Text(ar="أجب عن هذا السؤال.", en="Answer this question.")
BAD_DAY = Text(ar="أدخل تاريخًا، مثل 2026-09-01.", en="Enter a date, such as 2026-09-01.")
NOTHING_CHOSEN = Text(ar="اختر أحد الخيارات.", en="Choose one of the options.")
NO_CASES_CHOSEN = Text(ar="اختر معاملة واحدة على الأقل.", en="Choose at least one case.")
NO_OFFICIAL_CHOSEN = Text(ar="اختر الموظف الذي تُسند إليه.", en="Choose the official to assign to.")
TOO_LONG = Text(ar="النص أطول من المسموح به؛ اختصره.", en="The text is longer than allowed; shorten it.")
NOT_TEXT = Text(
    ar="في النص رموز لا يمكن حفظها؛ تلزم إعادة كتابته.",
    en="The text holds characters that cannot be kept; type it again.",
)


def said(request: HttpRequest, name: str, longest: int = LONGEST) -> str:
    """Return the words of one field.

    Raises:
        Refusal: they are too long, or hold what no keyboard types.
    """
    typed = tidy(request.POST.get(name, ""))
    if len(typed) > longest:
        raise Refusal(TOO_LONG, field=name)
    if has_control_characters(typed):
        raise Refusal(NOT_TEXT, field=name)
    return typed


def needed(request: HttpRequest, name: str, longest: int = 160) -> str:
    """Return words that must be there, or raise `Refusal`."""
    typed = said(request, name, longest)
    if not typed:
        raise Refusal(NEEDED, field=name)
    return typed


def stated_day(request: HttpRequest, name: str) -> date | None:
    """Return the day of a date field, or nothing where it is left empty.

    Raises:
        Refusal: what was typed makes no date.
    """
    try:
        return read_day({part: request.POST.getlist(part) for part in request.POST}, name)
    except BadAnswer as fault:
        raise Refusal(fault.text, field=name) from fault


def picked_day(request: HttpRequest, name: str) -> date | None:
    """Return the day picked in one field, or nothing where it is left empty.

    Raises:
        Refusal: what was typed makes no date.
    """
    typed = latin_digits(said(request, name, 10))
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as fault:
        raise Refusal(BAD_DAY, field=name) from fault


def seen_version(request: HttpRequest) -> int:
    """Return the version of the case the reader saw; without one, none that could be the current one."""
    typed = latin_digits(request.POST.get("version", ""))
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1  # noqa: PLR2004 -- a small number


def seen_versions(request: HttpRequest) -> dict[str, int]:
    """Return the version of each case a list showed, by reference; what cannot be read was not seen."""
    pairs = (typed.partition(":") for typed in request.POST.getlist("seen")[:MOST_SEEN])
    read = ((reference, number(version)) for reference, _mark, version in pairs)
    return {reference: version for reference, version in read if version is not None}


def number(typed: str) -> int | None:
    """Return a positive whole number of reasonable size, or nothing."""
    bare = latin_digits(typed).strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 16 else None  # noqa: PLR2004 -- fits a bigint
