"""The catalogue as people look through it: by family, by search, and by what is open to the reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from iskan.apps.catalogue.queries import offices_of
from iskan.apps.catalogue.search import search
from iskan.core.catalogue import Service, ServiceFamily, Tool
from iskan.core.dated import FigureBook
from iskan.core.openings import OpeningState
from iskan.policy.life_situations import LifeSituation
from iskan.policy.tools import TOOLS
from iskan.surfaces.portal.presenters.services import for_whom, service_card
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """A service or tool in a list; ``closed`` says why it is not open to the reader, where that is known."""

    name: str
    summary: str
    href: str
    promise: str = ""
    fee: str = ""
    closed: str = ""
    for_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """A family of services with what belongs to it."""

    code: str
    name: str
    summary: str
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a list is made from: the services in force, and what is known of the reader's way into each."""

    services: tuple[Service, ...]
    openings: Mapping[str, OpeningState]
    figures: FigureBook
    today: date

    @property
    def entries(self) -> tuple[Service | Tool, ...]:
        return (*self.services, *TOOLS)


def family_views(catalogue: Catalogue) -> tuple[FamilyView, ...]:
    """Return every family with its services first, then its tools, in the order lists show families."""
    families: dict[str, ServiceFamily] = {entry.family.code: entry.family for entry in catalogue.entries}
    return tuple(
        FamilyView(
            code=family.code,
            name=t(family.name),
            summary=t(family.summary),
            entries=_rows(catalogue, (e for e in catalogue.entries if e.family.code == family.code)),
        )
        for family in sorted(families.values(), key=lambda family: family.position)
    )


def found_rows(catalogue: Catalogue, typed: str) -> tuple[EntryRow, ...]:
    """Return what a search leads to."""
    return _rows(catalogue, search(catalogue.entries, typed))


def situation_rows(catalogue: Catalogue, situation: LifeSituation) -> tuple[EntryRow, ...]:
    """Return what people look for in a situation of their lives, the likeliest wanted first."""
    by_code = {entry.code: entry for entry in catalogue.entries}
    return _rows(catalogue, (by_code[code] for code in situation.entries if code in by_code))


def body_rows(catalogue: Catalogue, body: str) -> tuple[EntryRow, ...]:
    """Return the services that an office decides, by its code."""
    return _rows(catalogue, (one for one in catalogue.services if body in {office.code for office in offices_of(one)}))


def rows_for_reader(catalogue: Catalogue) -> tuple[EntryRow, ...]:
    """Return the services that are open to the reader because of where they stand, not to everybody."""
    opened = (s for s in catalogue.services if s.opens_when and catalogue.openings[s.code].is_open)
    return _rows(catalogue, opened)


def _rows(catalogue: Catalogue, entries: Iterable[Service | Tool]) -> tuple[EntryRow, ...]:
    return tuple(_tool(e) if isinstance(e, Tool) else _service(catalogue, e) for e in entries)


def _tool(tool: Tool) -> EntryRow:
    return EntryRow(name=t(tool.name), summary=t(tool.summary), href=url(tool.page))


def _service(catalogue: Catalogue, service: Service) -> EntryRow:
    card = service_card(service, catalogue.figures, catalogue.today)
    closed = catalogue.openings[service.code].closed
    return EntryRow(
        name=card.name,
        summary=card.summary,
        href=url("portal:service", service.code),
        promise=card.promise,
        fee=card.fee,
        closed=t(closed[0]) if closed else "",
        for_whom=for_whom(service),
    )
