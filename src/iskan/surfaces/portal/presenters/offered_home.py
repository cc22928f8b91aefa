"""The home of an offer as the citizen reads it: what it is, where, what it costs, and what nobody has set."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from iskan.apps.catalogue.queries import figures
from iskan.apps.housing_stock.queries.offered import OfferedHome, offered_home
from iskan.apps.housing_stock.queries.terms import terms_of
from iskan.core.branches import MapPoint
from iskan.core.dated import NotConfigured
from iskan.core.text import listed
from iskan.policy.addresses import address_text
from iskan.policy.governorates import governorate_name
from iskan.policy.parameters.instalments import HOME_INSTALMENT_SHARE
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import ltr, money, t
from iskan.surfaces.ui.outline import OutlineMap, outline_map


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """What the page says of the home; ``missing`` names what the ministry has not set."""

    lines: tuple[dict[str, Any], ...]
    missing: str
    plan: UUID | None
    place: MapPoint | None
    map: OutlineMap | None


def home_view(offer: Any, on: date) -> HomeView:
    """Return the home an offer is of, as it stands on a day."""
    nomination = offer.nomination
    home = offered_home(nomination.project_code, nomination.unit_class, offer.unit_code)
    is_plot = nomination.unit_class.startswith("plot")
    instalment = None if is_plot else _instalment(on)
    terms = terms_of(nomination.project_code, nomination.unit_class)
    price, plan = (terms.price, terms.plan) if terms else (None, None)
    address = address_text(building=home.house, road=home.road, block=home.block)
    stated = (
        (_("Type"), t(class_name(nomination.unit_class)), ""),
        (_("Number of the home"), ltr(offer.unit_code) if offer.unit_code else "", ""),
        (_("Area"), _area(home), "" if offer.unit_code else _("The homes of this kind in this project")),
        (_("Building and floor"), _storey(home), ""),
        (_("Address"), t(address) if address else "", ""),
        (_("Town"), t(home.town), t(governorate_name(home.governorate))),
        (_("Price"), money(price) if price else "", t(terms.instrument) if terms else ""),
        (_("Monthly instalment"), *(instalment or ("", ""))),
    )
    unset = [
        *([] if price else [_("Price")]),
        *([] if is_plot or instalment else [_("Monthly instalment")]),
        *([] if home.house and home.road else [_("Street and building number")]),
        *([] if is_plot or plan else [_("Floor plan")]),
    ]
    place = _place(home)
    return HomeView(
        lines=tuple({"label": label, "value": value, "note": note} for label, value, note in stated if value),
        missing=t(listed(unset)),
        plan=plan,
        place=place,
        map=outline_map([(float(place.longitude), float(place.latitude), place.is_area)], near=True) if place else None,
    )


def _instalment(on: date) -> tuple[str, str] | None:
    """Return the most an instalment may be, and who said so; nothing where no figure is configured."""
    try:
        found = figures().on(HOME_INSTALMENT_SHARE, on)
    except NotConfigured:
        return None
    return _("Not more than %(share)s%% of the income") % {"share": found.value}, t(found.basis.cited())


def _area(home: OfferedHome) -> str:
    least, most = (f"{one:,f}".rstrip("0").rstrip(".") if one else "" for one in (home.least_area, home.most_area))
    if least == most:
        return _("%(area)s m²") % {"area": least} if least else ""
    return _("From %(least)s to %(most)s m²") % {"least": least, "most": most}


def _storey(home: OfferedHome) -> str:
    building = [_("Building %(code)s") % {"code": home.building}] if home.building else []
    floor = (
        []
        if home.floor is None
        else [_("Floor %(number)s") % {"number": home.floor} if home.floor else _("Ground floor")]
    )
    return t(listed([*building, *floor]))


def _place(home: OfferedHome) -> MapPoint | None:
    if home.latitude is None or home.longitude is None:
        return None
    return MapPoint(latitude=home.latitude, longitude=home.longitude, is_area=home.is_project_place)
