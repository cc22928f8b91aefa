"""The first page: the families of services, the reader's open cases, and how far the waiting lists have come."""

from dataclasses import dataclass

from iskan.apps.cases.queries.consents import Asked
from iskan.apps.cases.queries.lists import CaseLine
from iskan.apps.payments.queries.charges import DueLine
from iskan.apps.waiting_lists.queries.waiting_list import ListProgress
from iskan.core.catalogue import Service
from iskan.policy.governorates import GOVERNORATES
from iskan.surfaces.portal.presenters.asked import AskedView, asked_view
from iskan.surfaces.portal.presenters.case_list import CaseRow, case_rows
from iskan.surfaces.portal.presenters.service_list import (
    Catalogue,
    EntryRow,
    FamilyView,
    family_views,
    rows_for_reader,
)
from iskan.surfaces.portal.presenters.service_ways import Way, situation_ways
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import money, t

CASES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far one list has come in one governorate: the year of the oldest application still waiting."""

    governorate: str
    year: int | None
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReach:
    """One programme's waiting list."""

    programme: str
    waiting: int
    reaches: tuple[Reach, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLink:
    """Something the reader owes, and the way to its case."""

    href: str
    name: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    asked: tuple[AskedView, ...]
    due: tuple[DueLink, ...]
    families: tuple[FamilyView, ...]
    situations: tuple[Way, ...]
    for_reader: tuple[EntryRow, ...]
    cases: tuple[CaseRow, ...]
    more_cases: int
    lists: tuple[ListReach, ...]


def home_page(
    *,
    catalogue: Catalogue,
    standings: tuple[ListProgress, ...],
    cases: tuple[CaseLine, ...],
    viewer_id: int | None,
    asked: tuple[Asked, ...] = (),
    due: tuple[DueLine, ...] = (),
) -> HomePage:
    """Return the first page."""
    rows = case_rows(cases, catalogue.today, viewer_id)
    open_cases = tuple(row for row in rows if row.is_open) or rows[:1]
    return HomePage(
        asked=tuple(map(asked_view, asked)),
        due=tuple(map(_due_link, due)),
        families=family_views(catalogue),
        situations=situation_ways(),
        for_reader=rows_for_reader(catalogue),
        cases=open_cases[:CASES_SHOWN],
        more_cases=max(len(cases) - CASES_SHOWN, 0),
        lists=_lists(catalogue.services, standings),
    )


def _due_link(due: DueLine) -> DueLink:
    return DueLink(href=url("portal:case", due.case_reference), name=t(due.name), amount=money(due.amount))


def _lists(services: tuple[Service, ...], standings: tuple[ListProgress, ...]) -> tuple[ListReach, ...]:
    names = {programme.code: t(programme.name) for service in services for programme in service.programmes}
    return tuple(
        ListReach(
            programme=name,
            waiting=sum(row.waiting for row in standings if row.programme == code and not row.governorate),
            reaches=tuple(
                Reach(
                    governorate=t(GOVERNORATES[row.governorate]),
                    year=row.reached_on.year if row.reached_on else None,
                    waiting=row.waiting,
                )
                for row in standings
                if row.programme == code and row.governorate in GOVERNORATES
            ),
        )
        for code, name in names.items()
        if any(row.programme == code for row in standings)
    )
