"""The worklist: what was asked for in its address, its tabs and filters, and a row for each case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from iskan.apps.accounts.queries import Official
from iskan.apps.cases.queries.counts import ALL, DECIDE, ELSEWHERE, FREE, MINE
from iskan.apps.cases.queries.lists import CaseLine, WorklistFilter, WorklistPage
from iskan.apps.cases.queries.measured import UNMEASURED
from iskan.apps.cases.rules import can_assign, can_work
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.calendar import working_calendar
from iskan.core.lifecycle import Stage
from iskan.core.promises import Alarm, Calendar
from iskan.core.roles import may
from iskan.foundation.reading import cached_in_process
from iskan.foundation.scope import Duty, Scope
from iskan.policy.governorates import GOVERNORATES, governorate_name
from iskan.surfaces.backoffice.presenters.dues import DueView, alarm_label, due_view, stage_name
from iskan.surfaces.backoffice.presenters.measures import measures_chosen, measures_of, read_measured
from iskan.surfaces.backoffice.words import number
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import language, t
from iskan.surfaces.ui.formatting import number as figure

ASSIGNEES: Final = {MINE: "me", ELSEWHERE: "me", DECIDE: "any", FREE: "nobody", ALL: "any"}
STANDINGS: Final = {MINE: "ready", ELSEWHERE: "elsewhere", DECIDE: "decide"}
SORTS: Final = ("due", "oldest", "newest")
ALARMS: Final = tuple(alarm for alarm in Alarm if alarm)
EMPTY: Final = {
    MINE: gettext_noop("You hold no case that is ready for you. Take the next one, or one from the unassigned."),
    ELSEWHERE: gettext_noop("No case of yours waits for anybody else."),
    DECIDE: gettext_noop("No recommendation awaits your decision."),
    FREE: gettext_noop("Every case has its official."),
    ALL: gettext_noop("No case matches."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistAddress:
    """A worklist's address, read: the tab, and the filter the query takes."""

    tab: str
    filter: WorklistFilter
    cursor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """A case in the list."""

    reference: str
    url: str
    applicant: str
    cpr: str
    filed_at: datetime | None
    service: str
    programme: str
    governorate: str
    stage: str
    tone: str
    due: DueView
    assignee: str
    is_mine: bool
    claim_url: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistView:
    """Everything the worklist page shows."""

    tabs: tuple[dict[str, Any], ...]
    filters: tuple[dict[str, Any], ...]
    kept: Mapping[str, str]
    is_filtered: bool
    clear_url: str
    rows: tuple[WorklistRow, ...]
    first_url: str
    next_url: str
    can_assign: bool
    officials: tuple[tuple[int, str], ...]
    empty: str
    here: str
    sorts: Mapping[str, "SortLink"]
    found_words: str
    sheet_url: str
    all_url: str


@dataclass(frozen=True, slots=True)
class SortLink:
    """The way to a list in the order of a column; ``direction`` is how it stands by that column now, if it does."""

    href: str
    direction: str


def read_wanted(scope: Scope, asked: QueryDict) -> WorklistAddress:
    """Read a worklist's address; what is not offered is left out."""
    tab = asked.get("tab", "")
    stage = _offered(asked, "stage", {one.code for one in stages()})
    if tab not in _OPENS or not _OPENS[tab](scope):
        tab, stage = (ALL, stage) if stage else _first_tab(scope)
    holder = number(asked.get("assignee", "")) if tab == ALL else None
    return WorklistAddress(
        tab=tab,
        filter=WorklistFilter(
            stage=stage,
            alarm=int(_offered(asked, "alarm", {str(int(alarm)) for alarm in ALARMS}) or 0),
            assignee=str(holder) if holder else ASSIGNEES[tab],
            standing=STANDINGS.get(tab, ""),
            service=_offered(asked, "service", {service.code for service in catalogue.services()}),
            programme=_offered(asked, "programme", set(programmes())),
            governorate=_offered(asked, "governorate", set(GOVERNORATES)),
            department_id=number(asked.get("department", "")),
            sort=_offered(asked, "sort", set(SORTS)) or "due",
            measured=read_measured(asked) if tab == ALL else UNMEASURED,
        ),
        cursor=asked.get("after", ""),
    )


def _first_tab(scope: Scope) -> tuple[str, str]:
    """Return the tab an official opens on: deciders what awaits a decision, reviewers their own."""
    if scope.may(Duty.OVERSEE):
        return ALL, ""
    return (MINE if scope.may(Duty.REVIEW) else DECIDE), ""


def _offered(asked: QueryDict, name: str, choices: set[str]) -> str:
    said = asked.get(name, "")
    return said if said in choices else ""


@cached_in_process(maxsize=1)
def stages() -> tuple[Stage, ...]:
    """Return every stage a filed case of any service in force may stand in, once."""
    found: dict[str, Stage] = {}
    for service in catalogue.services():
        for stage in service.lifecycle.stages[1:]:
            found.setdefault(stage.code, stage)
    return tuple(found.values())


def open_stages() -> tuple[Stage, ...]:
    """Return the stages in which there is still something to do."""
    return tuple(stage for stage in stages() if not stage.closed)


def programmes() -> dict[str, Any]:
    """Return the name of every programme of every service in force, by code."""
    return {programme.code: programme.name for service in catalogue.services() for programme in service.programmes}


def worklist_view(
    *,
    scope: Scope,
    wanted: WorklistAddress,
    found: WorklistPage,
    counts: Mapping[str, int],
    officials: Iterable[Official],
    today: date,
    total: int | None = None,
) -> WorklistView:
    """Return the worklist as its page shows it; ``total`` is how many cases its filter brings, where it has one."""
    home = url("backoffice:worklist")
    kept = kept_of(wanted)
    count = counts.get(wanted.filter.stage or wanted.tab, 0) if total is None else total
    holders = assignees_of(officials)
    return WorklistView(
        tabs=_tabs(scope, wanted, counts),
        filters=_filters(wanted, holders),
        kept={"tab": wanted.tab},
        is_filtered=bool(set(kept) - {"tab", "sort"}),
        clear_url=f"{home}?tab={wanted.tab}",
        rows=worklist_rows(found.lines, scope, today),
        first_url=f"{home}?{urlencode(kept)}" if wanted.cursor else "",
        next_url=f"{home}?{urlencode({**kept, 'after': found.next_cursor})}" if found.next_cursor else "",
        can_assign=can_assign(scope),
        officials=holders,
        empty=_(EMPTY[wanted.tab]),
        here=urlencode({**kept, **({"after": wanted.cursor} if wanted.cursor else {})}),
        sorts=_sorts(home, kept),
        found_words=ngettext("%(num)s case", "%(num)s cases", count) % {"num": figure(count)},
        sheet_url=f"{url('backoffice:worklist-sheet')}?{urlencode(kept)}" if count else "",
        all_url=f"{url('backoffice:assign-all')}?{urlencode(kept)}" if count and can_assign(scope) else "",
    )


def _sorts(home: str, kept: Mapping[str, str]) -> dict[str, SortLink]:
    """Return the links in the heads of the columns the list may stand by."""
    now = kept.get("sort", "due")
    filed = "newest" if now == "oldest" else "oldest"
    directions = {"oldest": "ascending", "newest": "descending"}
    return {
        "due": SortLink(f"{home}?{urlencode({**kept, 'sort': 'due'})}", "ascending" if now == "due" else ""),
        "filed": SortLink(f"{home}?{urlencode({**kept, 'sort': filed})}", directions.get(now, "")),
    }


def assignees_of(officials: Iterable[Official]) -> tuple[tuple[int, str], ...]:
    """Return the officials a case may be assigned to, as the choices of a field."""
    return tuple((one.id, t(one.name)) for one in officials if one.is_active and can_hold(one))


def can_hold(official: Official) -> bool:
    """Say whether an official works on cases, so that one may be assigned to them."""
    return may(official.roles, Duty.WORK)


def is_narrowed(wanted: WorklistAddress) -> bool:
    """Say whether more than a tab or one of its stages was asked for, so that no tab tells how many there are."""
    kept = set(kept_of(wanted)) - {"tab", "sort"}
    return bool(kept) and not (kept == {"stage"} and wanted.tab == ALL and wanted.filter.stage in _open_codes())


@cached_in_process(maxsize=1)
def _open_codes() -> frozenset[str]:
    return frozenset(stage.code for stage in open_stages())


def kept_of(wanted: WorklistAddress) -> dict[str, str]:
    """Return what an address says, without the page it is on."""
    chosen = wanted.filter
    said = {
        "tab": wanted.tab,
        "stage": chosen.stage,
        "alarm": str(chosen.alarm or ""),
        "assignee": chosen.assignee if chosen.assignee not in ASSIGNEES.values() else "",
        "service": chosen.service,
        "programme": chosen.programme,
        "governorate": chosen.governorate,
        "department": str(chosen.department_id or ""),
        **measures_of(chosen.measured),
        "sort": chosen.sort if chosen.sort != "due" else "",
    }
    return {name: value for name, value in said.items() if value}


_OPENS: Final[Mapping[str, Callable[[Scope], bool]]] = {
    MINE: can_work,
    ELSEWHERE: can_work,
    DECIDE: lambda scope: scope.may(Duty.DECIDE),
    FREE: lambda scope: True,  # noqa: ARG005 -- asked of all
    ALL: lambda scope: True,  # noqa: ARG005 -- asked of all
}


def _tabs(scope: Scope, wanted: WorklistAddress, counts: Mapping[str, int]) -> tuple[dict[str, Any], ...]:
    chosen = (wanted.tab, wanted.filter.stage)
    return tuple(
        {
            "label": label,
            "href": href,
            "current": (tab, stage) == chosen or (tab == chosen[0] != ALL and not stage),
            "count": figure(counts.get(stage or tab, 0)),
        }
        for tab, stage, label, href in _tabs_offered(language())
        if _OPENS[tab](scope)
    )


@cached_in_process(maxsize=2)
def _tabs_offered(_language: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return each tab and stage with its words and address, in the active language: the same until the next start."""
    home = url("backoffice:worklist")
    held = ((MINE, "", _("Mine")), (ELSEWHERE, "", _("Waiting for others")), (DECIDE, "", _("To decide")))
    tabs = ((FREE, "", _("Unassigned")), (ALL, "", _("All open")))
    staged = ((ALL, stage.code, stage_name(stage)) for stage in open_stages())
    return tuple(
        (tab, stage, label, f"{home}?{urlencode({'tab': tab, 'stage': stage} if stage else {'tab': tab})}")
        for tab, stage, label in (*held, *tabs, *staged)
    )


def _filters(wanted: WorklistAddress, holders: tuple[tuple[int, str], ...]) -> tuple[dict[str, Any], ...]:
    asked = [*_choices(language())]
    if holders and wanted.tab == ALL:
        asked.insert(2, ("assignee", _("Official"), (("", _("Any")), *holders)))
    offered = tuple(
        {"name": name, "label": label, "choices": choices, "value": getattr(wanted.filter, name) or ""}
        for name, label, choices in asked
    )
    return (*offered, *measures_chosen(wanted.filter, dict(holders)))


@cached_in_process(maxsize=2)
def _choices(_language: str) -> tuple[tuple[str, str, tuple[tuple[Any, str], ...]], ...]:
    """Return what the list can be narrowed and ordered by, in the active language: the same until the next start."""
    return (
        ("stage", _("Stage"), (("", _("Every open stage")), *((one.code, stage_name(one)) for one in stages()))),
        ("alarm", _("Promise"), (("", _("Any")), *((int(one), _alarm(one)) for one in ALARMS))),
        ("service", _("Service"), (("", _("Any")), *((one.code, t(one.name)) for one in catalogue.services()))),
        ("programme", _("Programme"), (("", _("Any")), *((code, t(name)) for code, name in programmes().items()))),
        ("governorate", _("Governorate"), (("", _("Any")), *((code, t(name)) for code, name in GOVERNORATES.items()))),
        ("sort", _("Order"), (("", _("Due first")), *((sort, _order(sort)) for sort in SORTS[1:]))),
    )


def filter_words(wanted: WorklistAddress, holders: tuple[tuple[int, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return what was filtered by, each with its value, in words."""
    tab = next(label for tab, stage, label, _href in _tabs_offered(language()) if tab == wanted.tab and not stage)
    chosen = (
        (one["label"], next((label for value, label in one["choices"] if str(value) == str(one["value"])), ""))
        for one in _filters(wanted, holders)
        if one["value"] and one["name"] != "sort"
    )
    return ((_("List"), tab), *(pair for pair in chosen if pair[1]))


def _order(sort: str) -> str:
    return {"oldest": _("Oldest first"), "newest": _("Newest first")}[sort]


def _alarm(alarm: Alarm) -> str:
    if alarm is Alarm.BREACHED:
        return alarm_label(alarm)
    return _("%(percent)s%% used or more") % {"percent": int(alarm)}


def worklist_rows(lines: Iterable[CaseLine], scope: Scope, today: date) -> tuple[WorklistRow, ...]:
    """Return cases as rows of a list."""
    calendar, may_work = working_calendar(), can_work(scope)
    return tuple(_row(line, scope, today, calendar, may_work=may_work) for line in lines)


def _row(line: CaseLine, scope: Scope, today: date, calendar: Calendar, *, may_work: bool) -> WorklistRow:
    name = line.applicant_name
    address = f"{_case_url(language())}{line.reference}/"
    return WorklistRow(
        reference=line.reference,
        url=address,
        applicant=t(name) or name.ar or name.en,
        cpr=line.cpr,
        filed_at=line.filed_at,
        service=t(line.service.name),
        programme=t(line.programme) if line.programme else "",
        governorate=t(governorate_name(line.governorate)),
        stage=stage_name(line.stage),
        tone=line.stage.tone,
        due=due_view(line.stage, line.due_on, line.alarm, today, calendar),
        assignee=t(line.assignee_name) if line.assignee_name else "",
        is_mine=line.assignee_id == scope.user_id,
        claim_url=f"{address}claim/" if may_work and line.assignee_id is None and not line.stage.closed else "",
        version=line.version,
    )


@cached_in_process(maxsize=4)
def _case_url(_language: str) -> str:
    """Return the address all cases of the desk begin with; resolving it for each row would cost more than the row."""
    return url("backoffice:case", "R").removesuffix("R/")
