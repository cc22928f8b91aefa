"""The ways into the catalogue: what happened in one's life, who decides, for whom, and what is typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from iskan.apps.catalogue.queries import audiences, offices
from iskan.apps.catalogue.search import LONGEST_QUERY
from iskan.core.catalogue import Audience
from iskan.core.offices import DeclaredDepartment
from iskan.policy.audiences import AUDIENCES
from iskan.policy.life_situations import LIFE_SITUATIONS, LifeSituation
from iskan.surfaces.portal.presenters.service_list import (
    Catalogue,
    EntryRow,
    FamilyView,
    body_rows,
    family_views,
    found_rows,
    situation_rows,
)
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to some of the services."""

    name: str
    href: str
    icon: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a reader of the list asked for; at most one of words, a situation, an office, beside an audience."""

    typed: str = ""
    audience: Audience | None = None
    situation: LifeSituation | None = None
    body: DeclaredDepartment | None = None

    @property
    def title(self) -> str:
        """What is listed, where it is not everything."""
        named = self.situation or self.body
        return t(named.name) if named else ""

    @property
    def summary(self) -> str:
        """What the situation brings with it."""
        return t(self.situation.summary) if self.situation else ""


def narrowing(asked: Mapping[str, str]) -> Narrowing:
    """Read what an address asks for; what names nothing is not asked for."""
    typed = asked.get("q", "").strip()[:LONGEST_QUERY]
    situation = None if typed else LIFE_SITUATIONS.get(asked.get("situation", ""))
    return Narrowing(
        typed=typed,
        audience=next((one for one in Audience if one.value == asked.get("audience")), None),
        situation=situation,
        body=None if typed or situation else {one.code: one for one in offices()}.get(asked.get("body", "")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceListPage:
    """What was asked for, or nothing and every way in: the situations of life, the offices, the families."""

    asked: Narrowing
    audiences: tuple[Way, ...]
    found: tuple[EntryRow, ...] | None
    situations: tuple[Way, ...]
    bodies: tuple[Way, ...]
    families: tuple[FamilyView, ...]


def service_list_page(catalogue: Catalogue, asked: Narrowing) -> ServiceListPage:
    """Return the list of services as it was asked for; the ways in are made only where they are shown."""
    found = _found(catalogue, asked)
    return ServiceListPage(
        asked=asked,
        audiences=audience_ways(asked),
        found=found,
        situations=situation_ways() if found is None else (),
        bodies=body_ways() if found is None else (),
        families=family_views(catalogue) if found is None else (),
    )


def _found(catalogue: Catalogue, asked: Narrowing) -> tuple[EntryRow, ...] | None:
    if asked.typed:
        return found_rows(catalogue, asked.typed)
    if asked.situation:
        return situation_rows(catalogue, asked.situation)
    return body_rows(catalogue, asked.body.code) if asked.body else None


def situation_ways() -> tuple[Way, ...]:
    """Return a way for each situation of life."""
    return tuple(
        Way(name=t(situation.name), href=_list(situation=situation.code), icon=situation.icon)
        for situation in LIFE_SITUATIONS.values()
    )


def body_ways() -> tuple[Way, ...]:
    """Return a way for each office that decides a service."""
    return tuple(Way(name=t(office.name), href=_list(body=office.code)) for office in offices())


def audience_ways(asked: Narrowing) -> tuple[Way, ...]:
    """Return the ways to narrow a list or a search to one audience; none where all services are for the same."""
    there_are = audiences()
    if len(there_are) == 1:
        return ()
    kept = {"q": asked.typed} if asked.typed else {}
    everybody = Way(name=_("All"), href=_list(**kept), is_current=asked.audience is None)
    return (
        everybody,
        *(
            Way(name=t(AUDIENCES[one]), href=_list(**kept, audience=one.value), is_current=one is asked.audience)
            for one in there_are
        ),
    )


def _list(**asked: str) -> str:
    return f"{url('portal:services')}?{urlencode(asked)}" if asked else url("portal:services")
