"""The waiting lists as officials browse them: what an address asks, tabs, counts and a row for each household."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.waiting_lists.queries.browsing import (
    LATE,
    SOON,
    SORTS,
    HouseholdLine,
    HouseholdsPage,
    ListCount,
    ListFilter,
)
from iskan.apps.waiting_lists.queries.waiting_list import ListProgress
from iskan.apps.waiting_lists.rules import can_call, can_remind
from iskan.core.counted import DAY, MONTH, counted
from iskan.core.text import Text, listed
from iskan.foundation.scope import Scope
from iskan.policy.data_update import Bounds, Interval
from iskan.policy.governorates import GOVERNORATES, governorate_name
from iskan.policy.parameters.entitlements import DATA_UPDATE_MONTHS
from iskan.surfaces.backoffice.presenters.worklist import SortLink, programmes
from iskan.surfaces.backoffice.words import number
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import number as figure
from iskan.surfaces.ui.formatting import t

FAMILIES: Final = {"1-2": (1, 2), "3-4": (3, 4), "5-6": (5, 6), "7": (7, None)}
Projects = tuple[tuple[str, Text], ...]
Choices = tuple[tuple[Any, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAddress:
    """A waiting list's address, read: the filter, the row it goes on after, the words typed and which are no number."""

    filter: ListFilter
    after: int | None
    said: Mapping[str, str]
    mistyped: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRow:
    """A household in the list."""

    place: str
    place_there: str
    reference: str
    url: str
    applicant: str
    cpr: str
    governorate: str
    seniority_on: date
    family_size: str
    wishes: str
    renewed_on: date | None
    update: str
    tone: str
    has_events: bool
    call_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingView:
    """The page."""

    tabs: tuple[dict[str, Any], ...]
    stats: tuple[tuple[str, str, str, str], ...]
    is_configured: bool
    interval: str
    ahead: str
    figure: str
    filters: tuple[dict[str, Any], ...]
    kept: Mapping[str, str]
    is_filtered: bool
    clear_url: str
    rows: tuple[HouseholdRow, ...]
    first_url: str
    next_url: str
    found_words: str
    sheet_url: str
    remind_url: str
    sorts: Mapping[str, SortLink]


def read_list(asked: QueryDict, counts: Mapping[str, ListCount]) -> ListAddress:
    """Read a list's address; what is not offered is left out, and without a programme the longest list is meant."""
    said = {name: asked.get(name, "").strip() for name in ("from", "to")}
    smallest, largest = FAMILIES.get(asked.get("family", ""), (None, None))
    longest = max(counts, key=lambda code: counts[code].waiting, default="")
    return ListAddress(
        filter=ListFilter(
            programme=_one_of(asked, "programme", counts) or longest,
            governorate=_one_of(asked, "governorate", GOVERNORATES),
            project=asked.get("project", "")[:40],
            year=_year(asked.get("year", "")),
            smallest_family=smallest,
            largest_family=largest,
            first_place=number(said["from"]),
            last_place=number(said["to"]),
            update=_one_of(asked, "update", (LATE, SOON)),
            events=asked.get("events") == "yes",
            sort=_one_of(asked, "sort", SORTS) or SORTS[0],
        ),
        after=number(asked.get("after", "")),
        said=said,
        mistyped=frozenset(name for name, words in said.items() if words and number(words) is None),
    )


def _one_of(asked: QueryDict, name: str, choices: Iterable[str]) -> str:
    said = asked.get(name, "")
    return said if said in choices else ""


def _year(said: str) -> int | None:
    year = number(said)
    return year if year and date.min.year <= year <= date.max.year else None


def kept_of_list(wanted: ListAddress) -> dict[str, str]:
    """Return what an address says, without the page it is on."""
    chosen = wanted.filter
    said = {
        "programme": chosen.programme, "governorate": chosen.governorate, "project": chosen.project,
        "year": str(chosen.year or ""), "family": _family_of(chosen), **wanted.said, "update": chosen.update,
        "events": "yes" if chosen.events else "", "sort": chosen.sort if chosen.sort != SORTS[0] else "",
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def _family_of(chosen: ListFilter) -> str:
    sizes = (chosen.smallest_family, chosen.largest_family)
    return next((code for code, bounds in FAMILIES.items() if bounds == sizes), "")


def is_narrowed_list(wanted: ListAddress) -> bool:
    """Say whether more than a programme was asked for, so that no tab tells how many there are."""
    return replace(wanted.filter, sort=SORTS[0]) != ListFilter(programme=wanted.filter.programme)


def waiting_view(
    *,
    scope: Scope,
    wanted: ListAddress,
    found: HouseholdsPage,
    total: int,
    counts: Mapping[str, ListCount],
    with_events: frozenset[str],
    projects: Projects,
    standings: Iterable[ListProgress],
    interval: Interval | None,
    bounds: Bounds | None,
    today: date,
) -> WaitingView:
    """Return the page of one programme's list."""
    home, kept = url("backoffice:waiting-list"), kept_of_list(wanted)
    names = dict(projects)
    return WaitingView(
        tabs=_tabs(home, wanted, counts),
        stats=_stats(home, wanted, counts, standings, is_configured=interval is not None),
        is_configured=interval is not None,
        interval=t(counted(interval.months, MONTH, oblique=True)) if interval else "",
        ahead=t(counted(interval.reminder_days, DAY, oblique=True)) if interval else "",
        figure=DATA_UPDATE_MONTHS.code,
        filters=list_filters(wanted, counts, projects, today, is_configured=interval is not None),
        kept={"programme": wanted.filter.programme},
        is_filtered=is_narrowed_list(wanted) or bool(wanted.mistyped),
        clear_url=f"{home}?{urlencode({'programme': wanted.filter.programme})}",
        rows=tuple(_row(line, scope, names, with_events, bounds) for line in found.lines),
        first_url=f"{home}?{urlencode(kept)}" if wanted.after else "",
        next_url=f"{home}?{urlencode({**kept, 'after': str(found.next_after)})}" if found.next_after else "",
        found_words=households_words(total),
        sheet_url=f"{url('backoffice:waiting-list-sheet')}?{urlencode(kept)}" if total else "",
        remind_url=f"{url('backoffice:remind-waiting')}?{urlencode(kept)}" if interval and can_remind(scope) else "",
        sorts=_sorts(home, kept),
    )


def households_words(count: int) -> str:
    """Say how many households there are."""
    return ngettext("%(num)s household", "%(num)s households", count) % {"num": figure(count)}


def _tabs(home: str, wanted: ListAddress, counts: Mapping[str, ListCount]) -> tuple[dict[str, Any], ...]:
    names = programmes()
    longest_first = sorted(counts, key=lambda code: -counts[code].waiting)
    return tuple(
        {
            "label": t(names.get(code, code)), "href": f"{home}?{urlencode({'programme': code})}",
            "current": code == wanted.filter.programme, "count": counts[code].waiting,
        }
        for code in longest_first
    )  # fmt: skip


def _stats(
    home: str,
    wanted: ListAddress,
    counts: Mapping[str, ListCount],
    standings: Iterable[ListProgress],
    *,
    is_configured: bool,
) -> tuple[tuple[str, str, str, str], ...]:
    """Return the label, figure, tone and address of each number of a list; each opens the rows it counts."""
    programme = wanted.filter.programme
    count = counts.get(programme)
    if count is None:
        return ()
    reached = next((one.reached_on for one in standings if (one.programme, one.governorate) == (programme, "")), None)

    def leads(**asked: str) -> str:
        return f"{home}?{urlencode({'programme': programme, **asked})}"

    year = (_("Year reached"), str(reached.year), "", leads(year=str(reached.year))) if reached else None
    due = (
        (_("Update due"), figure(count.soon), "", leads(update=SOON)),
        (_("Update late"), figure(count.late), "warning" if count.late else "", leads(update=LATE)),
    )
    return (
        (_("Waiting"), figure(count.waiting), "", leads()),
        *((year,) if year else ()),
        *(due if is_configured else ()),
    )


def list_filters(
    wanted: ListAddress, counts: Mapping[str, ListCount], projects: Projects, today: date, *, is_configured: bool
) -> tuple[dict[str, Any], ...]:
    """Return what a list can be narrowed and ordered by, with what is chosen."""
    chosen, count = wanted.filter, counts.get(wanted.filter.programme)
    years = range(today.year, count.first_year - 1, -1) if count else ()
    any_of: Choices = (("", _("Any")),)
    asked: list[tuple[str, str, Choices, Any]] = [
        ("governorate", _("Governorate"), (*any_of, *_named(GOVERNORATES.items())), chosen.governorate),
        ("project", _("Project wished for"), (*any_of, *_named(projects)), chosen.project),
        ("family", _("Family size"), (*any_of, *((code, family_words(code)) for code in FAMILIES)), _family_of(chosen)),
        ("year", _("Year of seniority"), (*any_of, *((year, str(year)) for year in years)), chosen.year or ""),
    ]
    if is_configured:
        updates = ((LATE, _("Late")), (SOON, _("Due soon")))
        asked.append(("update", _("Update of details"), (*any_of, *updates), chosen.update))
    decided: Choices = (*any_of, ("yes", _("Awaiting a decision")))
    asked += [
        ("events", _("Changes in the household"), decided, "yes" if chosen.events else ""),
        ("sort", _("Order"), tuple((sort, order_words(sort)) for sort in SORTS), chosen.sort),
    ]
    selects = [dict(zip(("name", "label", "choices", "value"), one, strict=True)) for one in asked]
    return (*selects[:4], *_places(wanted), *selects[4:])


def _places(wanted: ListAddress) -> Iterable[dict[str, Any]]:
    for name, label in (("from", _("Place from")), ("to", _("Place to"))):
        error = _("Enter a whole number, such as 250.") if name in wanted.mistyped else ""
        yield {"name": name, "label": label, "value": wanted.said[name], "error": error}


def _named(pairs: Iterable[tuple[str, Text]]) -> Choices:
    return tuple((code, t(name)) for code, name in pairs)


def family_words(code: str) -> str:
    """Say a range of family sizes."""
    smallest, largest = FAMILIES[code]
    if largest is None:
        return _("7 or more")
    return _("%(smallest)s to %(largest)s") % {"smallest": smallest, "largest": largest}


def order_words(sort: str) -> str:
    """Say what a list stands by."""
    return {
        "place": _("By place"),
        "last": _("Last place first"),
        "confirmed": _("Longest unconfirmed first"),
    }[sort]


def _sorts(home: str, kept: Mapping[str, str]) -> dict[str, SortLink]:
    now = kept.get("sort", SORTS[0])
    by_place = "last" if now == "place" else "place"
    directions = {"place": "ascending", "last": "descending"}
    return {
        "place": SortLink(f"{home}?{urlencode({**kept, 'sort': by_place})}", directions.get(now, "")),
        "confirmed": SortLink(
            f"{home}?{urlencode({**kept, 'sort': 'confirmed'})}", "ascending" if now == "confirmed" else ""
        ),
    }


def _row(
    line: HouseholdLine, scope: Scope, names: Mapping[str, Text], with_events: frozenset[str], bounds: Bounds | None
) -> HouseholdRow:
    update, tone = update_standing(line.renewed_on, bounds)
    return HouseholdRow(
        place=figure(line.place),
        place_there=figure(line.place_in_governorate),
        reference=line.reference,
        url=url("backoffice:case", line.reference),
        applicant=t(line.applicant_name) or line.applicant_name.ar,
        cpr=line.cpr,
        governorate=t(governorate_name(line.governorate)),
        seniority_on=line.seniority_on,
        family_size=figure(line.family_size) if line.family_size else "–",
        wishes=wishes_words(line, names),
        renewed_on=line.renewed_on,
        update=update,
        tone=tone,
        has_events=line.reference in with_events,
        call_url=url("backoffice:call-household", line.reference) if can_call(scope) else "",
    )


def update_standing(renewed_on: date | None, bounds: Bounds | None) -> tuple[str, str]:
    """Say how a household's confirmation stands, with its tone; nothing where it is not due or no interval stands."""
    if bounds is None:
        return "", ""
    if renewed_on is None or renewed_on <= bounds.late:
        return _("Update late"), "warning"
    return (_("Update due"), "info") if renewed_on <= bounds.soon else ("", "")


def wishes_words(line: HouseholdLine, names: Mapping[str, Text]) -> str:
    """Name the projects a household wishes for, the dearest first."""
    return t(listed(names.get(code, code) for code in line.projects)) if line.projects else ""
