"""What the forms of the stock sent, read field by field, and what was wrong with them."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from django.http import HttpRequest

from iskan.apps.housing_stock.operations.projects import BadDetails, ProjectDetails
from iskan.apps.housing_stock.queries.projects import Dates
from iskan.core.text import Text, latin_digits
from iskan.surfaces.backoffice.words import BAD_DAY, number, said

BAD_NUMBER = Text(ar="أدخل رقمًا، مثل 26.235.", en="Enter a number, such as 26.235.")
DATES: Final = tuple(one.name for one in dataclasses.fields(Dates))


def details_from(request: HttpRequest, code: str) -> ProjectDetails:
    """Return the details a form gives.

    Raises:
        BadDetails: a day or a number cannot be read. Refusal: words are too long or cannot be kept.
    """
    words = {name: said(request, name, 120) for name in ("name_ar", "name_en", "town_ar", "town_en")}
    about = Text(ar=said(request, "about_ar", 600), en=said(request, "about_en", 600))
    faults: dict[str, Text] = {}
    return _unless(faults, ProjectDetails(
        code=code, name=Text(ar=words["name_ar"], en=words["name_en"]),
        town=Text(ar=words["town_ar"], en=words["town_en"]), about=about,
        governorate=request.POST.get("governorate", ""), kind=request.POST.get("kind", ""),
        programme=request.POST.get("programme", ""), dates=_dates(request, faults),
        land_hectares=_decimal(request, "land_hectares", faults), latitude=_decimal(request, "latitude", faults),
        longitude=_decimal(request, "longitude", faults),
    ))  # fmt: skip


def dates_from(request: HttpRequest) -> Dates:
    """Return the four days of a form, or raise `BadDetails` naming those that cannot be read."""
    faults: dict[str, Text] = {}
    dates = _dates(request, faults)
    if faults:
        raise BadDetails(faults)
    return dates


def day_from(request: HttpRequest, name: str) -> date | None:
    """Return the day a field gives, nothing where it is empty, or raise `BadDetails`."""
    faults: dict[str, Text] = {}
    day = _day(request, name, faults)
    if faults:
        raise BadDetails(faults)
    return day


def percent_from(request: HttpRequest) -> int | None:
    """Return the whole number of the percentage, with or without its sign."""
    return number(request.POST.get("percent", "").strip().rstrip("%٪"))


def _unless(faults: Mapping[str, Text], details: ProjectDetails) -> ProjectDetails:
    if faults:
        raise BadDetails(faults)
    return details


def _dates(request: HttpRequest, faults: dict[str, Text]) -> Dates:
    return Dates(**{name: _day(request, name, faults) for name in DATES})


def _day(request: HttpRequest, name: str, faults: dict[str, Text]) -> date | None:
    typed = latin_digits(said(request, name, 10))
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        faults[name] = BAD_DAY
        return None


def _decimal(request: HttpRequest, name: str, faults: dict[str, Text]) -> Decimal | None:
    typed = latin_digits(said(request, name, 20)).replace("٫", ".")
    try:
        value = Decimal(typed) if typed else None
    except InvalidOperation:
        value = Decimal("NaN")
    if value is not None and (not value.is_finite() or abs(value) >= 100_000):  # noqa: PLR2004 -- no figure here is so large
        faults[name] = BAD_NUMBER
        return None
    return value
