"""A unit as officials read it: what it is, where it stands, and everything that became of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from iskan.apps.allocation.queries.units import UnitOffer
from iskan.apps.draws.queries.units import UnitDraw
from iskan.apps.housing_stock.enums import UnitState, UnitType
from iskan.apps.housing_stock.ground.corners import Corner
from iskan.apps.housing_stock.queries.units import UnitLine, UnitMove
from iskan.core.text import Text
from iskan.policy.addresses import address_text
from iskan.policy.unit_classes import class_name
from iskan.surfaces.backoffice.presenters.ground import who
from iskan.surfaces.backoffice.presenters.offers import TONES as OFFER_TONES
from iskan.surfaces.ui import stock
from iskan.surfaces.ui.formatting import date, language, ltr, number, person, t, typed
from iskan.surfaces.ui.formatting import datetime as write_instant

Names = Mapping[int, Text]
ICONS: Final = {
    UnitState.PLANNED: "edit",
    UnitState.BUILDING: "building",
    UnitState.READY: "check-circle",
    UnitState.WITHHELD: "lock",
    UnitState.OFFERED: "send",
    UnitState.ALLOCATED: "house",
    UnitState.HANDED_OVER: "key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHistory:
    """What a unit's history is told from."""

    moves: Sequence[UnitMove]
    names: Names
    sheets: Mapping[datetime, str]
    offers: Sequence[UnitOffer]
    draws: Sequence[UnitDraw]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOfferRow:
    """An offer of the unit in a table."""

    id: int
    case: str
    state: str
    tone: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDesk:
    """Everything a unit's page shows."""

    code: str
    name: str
    project_code: str
    project: str
    state: str
    tone: str
    facts: tuple[dict[str, Any], ...]
    building: str
    place: str
    map: Mapping[str, str] | None
    events: tuple[dict[str, Any], ...]
    offers: tuple[UnitOfferRow, ...]
    draws: tuple[UnitDraw, ...]


def unit_desk(line: UnitLine, past: UnitHistory) -> UnitDesk:
    """Return a unit's page."""
    return UnitDesk(
        code=line.code,
        name=t(class_name(line.unit_class)),
        project_code=line.project_code,
        project=t(line.project_name),
        state=str(line.state.label),
        tone=stock.TONES[line.state],
        facts=tuple(_facts(line)),
        building=line.building if line.latitude is None else "",
        place=ltr(", ".join(f"{one:f}" for one in line.stands_at)) if line.stands_at else "",
        map=_map(line, line.stands_at) if line.stands_at else None,
        events=tuple(_event(move, past) for move in reversed(past.moves)),
        offers=tuple(map(_offer, past.offers)),
        draws=tuple(past.draws),
    )


def _facts(line: UnitLine) -> list[dict[str, Any]]:
    project = stock.project_link("backoffice:project", line.project_code, t(line.project_name))
    facts = [
        (_("Project"), project),
        (_("Phase"), number(line.phase)),
        (_("Type"), str(line.type.label)),
        (_("Class of home"), t(class_name(line.unit_class))),
    ]
    if line.building or line.type is UnitType.FLAT:
        facts.append((_("Building"), ltr(line.building) if line.building else ""))
    if line.type is UnitType.FLAT:
        facts.append((_("Floor"), stock.floor_words(line)))
    if line.type is not UnitType.PLOT:
        facts.append((_("Rooms"), "" if line.rooms is None else number(line.rooms)))
        facts.append((_("Accessible"), _("Yes") if line.accessible else _("No")))
    facts.append((_("Area"), stock.area_words(line)))
    address = address_text(building=line.house, road=line.road, block=line.block)
    facts.append((_("Address"), t(address) if address else ""))
    state = {
        "label": _("State"),
        "value": str(line.state.label),
        "note": _("Since %(day)s") % {"day": date(line.state_since)},
    }
    return [state, *({"label": label, "value": value} for label, value in facts)]


def _map(line: UnitLine, place: Corner) -> dict[str, str]:
    """Return what the map's script is told: the project's units around this one, which bears its code."""
    names = {state.value: str(state.label) for state in UnitState}
    return {
        "library": static("packages/maplibre-gl.mjs"),
        "worker": static("packages/maplibre-gl-worker.mjs"),
        "styles": static("packages/maplibre-gl.css"),
        "outline": static("stock/bahrain.json"),
        "features": reverse("api:units-map", args=[line.project_code]),
        "project": line.project_code,
        "names": json.dumps(names | {"building": _("Building %(code)s") % {"code": "CODE"}}, ensure_ascii=False),
        "at": f"{place.east:f},{place.north:f}",
        "named": line.code,
        "language": language(),
        "words": json.dumps(dict(stock.map_words()), ensure_ascii=False),
    }


def _event(move: UnitMove, past: UnitHistory) -> dict[str, Any]:
    label = str(move.target.label)
    offer = _handed_over_by(move, past)
    giver = offer.handover.by if offer and offer.handover else None
    return {
        "title": label if move.source else _("Entered in the stock: %(state)s") % {"state": label},
        "when": write_instant(move.at),
        "by": person(t(giver)) if giver else who(move.by_id, past.names),
        "text": typed(move.reason) if move.reason else _ground(move, past, offer),
        "tone": stock.TONES[move.target],
        "icon": ICONS[move.target],
    }


def _handed_over_by(move: UnitMove, past: UnitHistory) -> UnitOffer | None:
    if move.target is not UnitState.HANDED_OVER:
        return None
    return next((one for one in past.offers if one.handover and one.handover.at == move.at), None)


def _ground(move: UnitMove, past: UnitHistory, offer: UnitOffer | None) -> Markup | str:
    """Return why a unit moved where the official did not write it: the handover, the draw or the file behind it."""
    if offer:
        return _linked(
            _("Keys handed over on the offer of case %s"), "backoffice:offer", offer.id, offer.case_reference
        )
    draw = next((one for one in past.draws if one.drawn_at <= move.at), None)
    if move.target is UnitState.ALLOCATED and draw:
        return _linked(_("By the result of the draw %s"), "backoffice:draw", draw.reference, draw.reference)
    sheet = past.sheets.get(move.at)
    return Markup("{} <bdi>{}</bdi>").format(_("Imported from the file"), sheet) if sheet else ""


def _linked(words: str, to: str, key: int | str, label: str) -> Markup:
    link = Markup('<a class="ds-link" data-color="palm" href="{}">{}</a>').format(reverse(to, args=[key]), ltr(label))
    return Markup(words) % link  # noqa: S704 -- the words are ours, and the link is escaped


def _offer(line: UnitOffer) -> UnitOfferRow:
    return UnitOfferRow(
        id=line.id,
        case=line.case_reference,
        state=str(line.state.label),
        tone=OFFER_TONES.get(line.state, "info"),
        since=line.state_since,
    )
