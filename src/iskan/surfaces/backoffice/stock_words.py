"""What the forms of the stock sent, read field by field, and what was wrong with them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.http import HttpRequest

from iskan.apps.housing_stock.operations.boundaries import NothingDiffers
from iskan.apps.housing_stock.operations.importing import ImportForbidden
from iskan.apps.housing_stock.operations.permission import NotForThisRole, StockChangedMeanwhile
from iskan.apps.housing_stock.operations.progress import UnitsBehindGate
from iskan.apps.housing_stock.operations.projects import BadDetails, ProjectDetails
from iskan.apps.housing_stock.operations.units import GatesOpen, NoSuchUnits, UnlawfulUnitMove
from iskan.apps.housing_stock.queries.projects import Dates
from iskan.apps.housing_stock.sheets.refusals import BadSheet
from iskan.core.text import Text, latin_digits
from iskan.surfaces.backoffice.refusals import CONFLICT, FORBIDDEN, UNPROCESSABLE, Refused, text_of, words_in
from iskan.surfaces.backoffice.words import number, said
from iskan.surfaces.ui.formatting import t

BAD_DAY = Text(ar="اكتب تاريخًا، مثل 2026-09-01", en="Write a date, such as 2026-09-01")
BAD_NUMBER = Text(ar="اكتب رقمًا، مثل 26.235", en="Write a number, such as 26.235")
DATES: Final = tuple(one.name for one in dataclasses.fields(Dates))
STATUSES: Final[dict[type[Exception], int]] = {
    BadDetails: UNPROCESSABLE,
    BadSheet: UNPROCESSABLE,
    NothingDiffers: UNPROCESSABLE,
    Refused: UNPROCESSABLE,
    StockChangedMeanwhile: CONFLICT,
    UnitsBehindGate: CONFLICT,
    ImportForbidden: CONFLICT,
    GatesOpen: CONFLICT,
    UnlawfulUnitMove: CONFLICT,
    NoSuchUnits: CONFLICT,
    NotForThisRole: FORBIDDEN,
}
STOCK_REFUSALS: Final[tuple[type[Exception], ...]] = tuple(STATUSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What stands in a form: as kept, or as sent with what was wrong."""

    words: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    status: int = 200

    def word(self, name: str) -> Any:
        return self.words.get(name, "")

    def error(self, name: str) -> str:
        return self.faults.get(name, "")

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Return what to mend, as the summary at the top names it."""
        whole = [("", self.message)] if self.message else []
        return whole + list(self.faults.items())


def sent_back(request: HttpRequest, fault: Exception) -> Sent:
    """Return a refused form with its words and the reasons beside them."""
    status = next(status for kind, status in STATUSES.items() if isinstance(fault, kind))
    words = {name: values[-1] for name, values in words_in(request).items()}
    if isinstance(fault, BadDetails):
        return Sent(words=words, faults={name: t(why) for name, why in fault.faults.items()}, status=status)
    if isinstance(fault, Refused) and fault.field:
        return Sent(words=words, faults={fault.field: t(fault.text)}, status=status)
    return Sent(words=words, message=t(text_of(fault)), status=status)


def details_from(request: HttpRequest, code: str) -> ProjectDetails:
    """Return the details a form gives.

    Raises:
        BadDetails: a day or a number cannot be read. Refused: words are too long or cannot be kept.
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
