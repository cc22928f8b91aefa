"""The public page of the lists: how long each is and the year it has reached, by programme and governorate."""

from dataclasses import dataclass
from datetime import datetime

from iskan.apps.waiting_lists.queries.waiting_list import ListProgress
from iskan.core.catalogue import Service
from iskan.core.seniority import PROTOCOL
from iskan.policy.governorates import GOVERNORATES
from iskan.policy.waiting_list import ORDER_BASIS, ORDER_WITHIN_A_DAY
from iskan.surfaces.ui.formatting import number, t


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedList:
    """One programme's list: its length, and a row for each governorate of what it has reached."""

    programme: str
    waiting: int
    year: int | None
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsPage:
    lists: tuple[ReachedList, ...]
    order: str
    within_a_day: tuple[str, ...]
    method: str
    ranked_at: datetime | None


def lists_page(services: tuple[Service, ...], standings: tuple[ListProgress, ...]) -> ListsPage:
    """Return the page."""
    names = {programme.code: t(programme.name) for service in services for programme in service.programmes}
    codes = dict.fromkeys(row.programme for row in standings if row.programme in names)
    return ListsPage(
        lists=tuple(_list(names[code], [row for row in standings if row.programme == code]) for code in codes),
        order=t(ORDER_BASIS),
        within_a_day=tuple(t(sentence) for sentence in ORDER_WITHIN_A_DAY),
        method=PROTOCOL,
        ranked_at=max((row.ranked_at for row in standings), default=None),
    )


def _list(name: str, rows: list[ListProgress]) -> ReachedList:
    whole = next((row for row in rows if not row.governorate), None)
    return ReachedList(
        programme=name,
        waiting=whole.waiting if whole else 0,
        year=whole.reached_on.year if whole and whole.reached_on else None,
        rows=tuple(
            (t(GOVERNORATES[row.governorate]), str(row.reached_on.year) if row.reached_on else "—", number(row.waiting))
            for row in rows
            if row.governorate in GOVERNORATES
        ),
    )
