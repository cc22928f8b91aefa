"""The worklist: what was asked for in its address, its tabs and filters, and a row for each case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import Official
from iskan.apps.cases.queries.counts import ALL, FREE, MINE, MOST_COUNTED
from iskan.apps.cases.queries.lists import CaseLine, WorklistFilter, WorklistPage
from iskan.apps.cases.rules import can_assign, can_work
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.calendar import working_calendar
from iskan.core.lifecycle import Party, Stage
from iskan.core.promises import Alarm, Calendar
from iskan.core.roles import may
from iskan.foundation.reading import cached_in_process
from iskan.foundation.scope import Duty, Scope
from iskan.policy.governorates import GOVERNORATES, governorate_name
from iskan.surfaces.backoffice.presenters.dues import DueView, alarm_label, due_view, stage_name
from iskan.surfaces.backoffice.words import number
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import language, t

ASSIGNEES: Final = {MINE: "me", FREE: "nobody", ALL: "any"}
SORTS: Final = ("due", "oldest", "newest")
ALARMS: Final = tuple(alarm for alarm in Alarm if alarm)
KEPT: Final = ("tab", "stage", "alarm", "assignee", "service", "programme", "governorate", "sort")


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


def read_wanted(scope: Scope, asked: QueryDict) -> WorklistAddress:
    """Read a worklist's address; what is not offered is left out."""
    tab = asked.get("tab", "")
    stage = _offered(asked, "stage", {one.code for one in stages()})
    if tab not in ASSIGNEES:
        tab, stage = (ALL, stage) if stage else _first_tab(scope)
    holder = number(asked.get("assignee", "")) if tab == ALL else None
    return WorklistAddress(
        tab=tab,
        filter=WorklistFilter(
            stage=stage,
            alarm=int(_offered(asked, "alarm", {str(int(alarm)) for alarm in ALARMS}) or 0),
            assignee=str(holder) if holder else ASSIGNEES[tab],
            service=_offered(asked, "service", {service.code for service in catalogue.services()}),
            programme=_offered(asked, "programme", set(programmes())),
            governorate=_offered(asked, "governorate", set(GOVERNORATES)),
            sort=_offered(asked, "sort", set(SORTS)) or "due",
        ),
        cursor=asked.get("after", ""),
    )


def _first_tab(scope: Scope) -> tuple[str, str]:
    """Return the tab and stage an official opens on: deciders what awaits a decision, reviewers their own."""
    if scope.may(Duty.OVERSEE):
        return ALL, ""
    return (MINE, "") if scope.may(Duty.REVIEW) else (ALL, _deciding_stage())


@cached_in_process(maxsize=1)
def _deciding_stage() -> str:
    """Return the first stage in which an approving official decides."""
    lives = [service.lifecycle for service in catalogue.services()]
    moves = ((move, life) for life in lives for move in life.transitions if Party.APPROVER in move.by)
    return next((move.sources[0] for move, life in moves if life.decides(move)), "")


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
) -> WorklistView:
    """Return the worklist as its page shows it."""
    home = url("backoffice:worklist")
    kept = _kept(wanted)
    holders = tuple((one.id, t(one.name)) for one in officials if one.is_active and can_hold(one))
    return WorklistView(
        tabs=_tabs(home, wanted, counts),
        filters=_filters(wanted, holders),
        kept={"tab": wanted.tab},
        is_filtered=bool(set(kept) - {"tab", "sort"}),
        clear_url=f"{home}?tab={wanted.tab}",
        rows=worklist_rows(found.lines, scope, today),
        first_url=f"{home}?{urlencode(kept)}" if wanted.cursor else "",
        next_url=f"{home}?{urlencode({**kept, 'after': found.next_cursor})}" if found.next_cursor else "",
        can_assign=can_assign(scope),
        officials=holders,
        empty=_empty(wanted.tab),
        here=urlencode({**kept, **({"after": wanted.cursor} if wanted.cursor else {})}),
    )


def can_hold(official: Official) -> bool:
    """Say whether an official works on cases, so that one may be assigned to them."""
    return may(official.roles, Duty.WORK)


def _kept(wanted: WorklistAddress) -> dict[str, str]:
    chosen = wanted.filter
    said = {
        "tab": wanted.tab,
        "stage": chosen.stage,
        "alarm": str(chosen.alarm or ""),
        "assignee": chosen.assignee if chosen.assignee not in ASSIGNEES.values() else "",
        "service": chosen.service,
        "programme": chosen.programme,
        "governorate": chosen.governorate,
        "sort": chosen.sort if chosen.sort != "due" else "",
    }
    return {name: value for name, value in said.items() if value}


def _tabs(home: str, wanted: WorklistAddress, counts: Mapping[str, int]) -> tuple[dict[str, Any], ...]:
    chosen = (wanted.tab, wanted.filter.stage)
    labelled = [
        ((MINE, ""), _("Mine"), counts.get(MINE, 0)),
        ((FREE, ""), _("Unassigned"), counts.get(FREE, 0)),
        ((ALL, ""), _("All open"), counts.get(ALL, 0)),
        *(((ALL, stage.code), stage_name(stage), counts.get(stage.code, 0)) for stage in open_stages()),
    ]
    return tuple(
        {
            "label": label,
            "href": f"{home}?{urlencode({'tab': tab, 'stage': stage} if stage else {'tab': tab})}",
            "current": (tab, stage) == chosen or (tab == chosen[0] != ALL and not stage),
            "count": f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count),
        }
        for (tab, stage), label, count in labelled
    )


def _filters(wanted: WorklistAddress, holders: tuple[tuple[int, str], ...]) -> tuple[dict[str, Any], ...]:
    asked = [*_choices(language())]
    if holders and wanted.tab == ALL:
        asked.insert(2, ("assignee", _("Official"), (("", _("Any")), *holders)))
    return tuple(
        {"name": name, "label": label, "choices": choices, "value": getattr(wanted.filter, name) or ""}
        for name, label, choices in asked
    )


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


def _empty(tab: str) -> str:
    return {
        MINE: _("You hold no case here. Take one from the unassigned."),
        FREE: _("Every case has its official."),
        ALL: _("No case matches."),
    }[tab]
