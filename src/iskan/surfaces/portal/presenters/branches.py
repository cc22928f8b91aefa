"""Branches as citizens read them: numbered as on the map, every line said, also where it is not set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from iskan.core.branches import Branch, MapPoint
from iskan.core.circulars import Circular, CircularBook
from iskan.core.days import Span
from iskan.core.text import listed
from iskan.policy.branches import branch_address
from iskan.policy.governorates import governorate_name
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.outline import OutlineMap, outline_map

AHEAD: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchView:
    """A branch; ``number`` is that of its pin, or nothing where no place is set."""

    code: str
    name: str
    number: int | None
    governorate: str
    address: str
    hours: str
    telephone: str
    services: tuple[str, ...]
    entrance: str
    directions: str
    place: MapPoint | None
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysAhead:
    """Days on which branches are closed or keep other hours, soon."""

    occasion: str
    closed: tuple[str, ...]
    hours: str
    is_estimate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchesView:
    """All branches, the drawing that shows them, and what is unusual soon."""

    branches: tuple[BranchView, ...]
    map: OutlineMap | None
    ahead: tuple[DaysAhead, ...]


def branches_view(branches: Sequence[Branch], book: CircularBook, today: date) -> BranchesView:
    """Return the branches, those with a place on the map first and numbered, and the days ahead by the circulars."""
    placed = [branch for branch in branches if branch.place]
    others = [branch for branch in branches if not branch.place]
    points = [(float(p.longitude), float(p.latitude), p.is_area) for p in (one.place for one in placed) if p]
    return BranchesView(
        branches=(
            *(_view(branch, number) for number, branch in enumerate(placed, 1)),
            *(_view(branch, None) for branch in others),
        ),
        map=outline_map(points) if points else None,
        ahead=tuple(map(_ahead, book.speaking_of(Span(today, today + AHEAD)))),
    )


def _ahead(one: Circular) -> DaysAhead:
    return DaysAhead(
        occasion=t(one.occasion),
        closed=tuple(t(span.words) for span in (one.off, one.in_lieu) if span),
        hours=t(one.hours.words) if one.hours else "",
        is_estimate=one.is_estimate,
    )


def _view(branch: Branch, number: int | None) -> BranchView:
    address = branch_address(branch)
    return BranchView(
        code=branch.code,
        name=t(branch.name),
        number=number,
        governorate=t(governorate_name(branch.governorate)),
        address=t(address) if address else "",
        hours=t(branch.hours) if branch.hours else "",
        telephone=branch.telephone,
        services=tuple(t(branch.services).splitlines()) if branch.services else (),
        entrance=t(branch.entrance) if branch.entrance else "",
        directions=t(branch.directions) if branch.directions else "",
        place=branch.place,
        missing=_missing(branch),
    )


def _missing(branch: Branch) -> str:
    """Name what nobody has stated of a branch."""
    said = (
        (branch_address(branch), _("Address")),
        (branch.hours, _("Opening hours")),
        (branch.telephone, _("Telephone")),
        (branch.services, _("Services")),
        (branch.entrance, _("Accessible entrance")),
        (branch.directions, _("How to get there")),
        (branch.place, _("Place on the map")),
    )
    return t(listed(label for value, label in said if not value))
