"""The waiting lists as officials watch over them: length, reach, and whose details are to be confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from iskan.apps.waiting_lists.queries.data_updates import UpdatesDue, UpdatesOfList
from iskan.apps.waiting_lists.queries.waiting_list import ListProgress
from iskan.core.catalogue import Service
from iskan.core.counted import DAY, MONTH, counted
from iskan.policy.parameters.entitlements import DATA_UPDATE_MONTHS
from iskan.surfaces.ui.formatting import number, t


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One programme's list."""

    programme: str
    waiting: str
    year: str
    soon: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """The page."""

    waiting: str
    soon: str
    late: str
    is_configured: bool
    interval: str
    ahead: str
    figure: str
    rows: tuple[ListRow, ...]


def waiting_view(due: UpdatesDue, standings: Iterable[ListProgress], services: Iterable[Service]) -> WaitingView:
    """Return the page of the waiting lists."""
    names = {programme.code: t(programme.name) for service in services for programme in service.programmes}
    reached = {row.programme: row for row in standings if not row.governorate}
    return WaitingView(
        waiting=number(due.waiting),
        soon=number(due.soon),
        late=number(due.late),
        is_configured=due.interval is not None,
        interval=t(counted(due.interval.months, MONTH, oblique=True)) if due.interval else "",
        ahead=t(counted(due.interval.reminder_days, DAY, oblique=True)) if due.interval else "",
        figure=DATA_UPDATE_MONTHS.code,
        rows=tuple(_row(one, names.get(one.programme, one.programme), reached.get(one.programme)) for one in due.lists),
    )


def _row(one: UpdatesOfList, name: str, standing: ListProgress | None) -> ListRow:
    return ListRow(
        programme=name,
        waiting=number(one.waiting),
        year=str(standing.reached_on.year) if standing and standing.reached_on else "—",
        soon=number(one.soon),
        late=number(one.late),
    )
