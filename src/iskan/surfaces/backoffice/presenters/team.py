"""A department's officials: what each holds, who is away, who stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from iskan.apps.accounts.absences import Away
from iskan.apps.accounts.queries import Official
from iskan.apps.cases.operations.handing_over import DEPARTMENT, SHARED, HandOverPlan
from iskan.apps.cases.queries.team import Load
from iskan.core.roles import Duty, may
from iskan.core.text import Text
from iskan.surfaces.backoffice.presenters.audit import role_names
from iskan.surfaces.ui.formatting import t

SHARE_OUT = Text(
    ar="توزيعها على الحاضرين، الأقل عهدة أولًا", en="Share them among those present, the least loaded first"
)
GIVE_BACK = Text(ar="إعادتها إلى الإدارة دون مسؤول", en="Give them back to the department, in nobody's hands")


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceView:
    """An absence: whose, its days, who stands in, and whether it has begun."""

    id: int
    official_id: int
    official: str
    substitute: str
    first_day: date
    last_day: date
    has_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueRow:
    """An official of the department."""

    id: int
    name: str
    roles: tuple[str, ...]
    load: Load
    away: AbsenceView | None
    is_self: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """The page: colleagues who work on cases, absences now and to come, and whom the viewer stands in for."""

    rows: tuple[ColleagueRow, ...]
    absences: tuple[AbsenceView, ...]
    stood_in_for: tuple[ColleagueRow, ...]
    choices: tuple[tuple[int, str], ...]


def team_view(
    *,
    colleagues: Iterable[Official],
    loads: Mapping[int, Load],
    absences: Iterable[Away],
    viewer: int | None,
    today: date,
) -> TeamView:
    """Return the page of a department; closed accounts are shown only as long as cases are stranded with them."""
    known = {one.id: one for one in colleagues}
    working = [one for one in known.values() if may(one.roles, Duty.WORK) and (one.is_active or one.id in loads)]
    views = {away.id: _absence(away, known, today) for away in absences if away.official_id in known}
    now = {away.official_id: away for away in absences if away.first_day <= today}
    rows = tuple(
        _row(one, loads.get(one.id, Load()), views.get(now[one.id].id) if one.id in now else None, viewer)
        for one in working
    )
    return TeamView(
        rows=rows,
        absences=tuple(views.values()),
        stood_in_for=tuple(row for row in rows if row.id in now and now[row.id].substitute_id == viewer),
        choices=tuple((one.id, t(one.name)) for one in working if one.is_active),
    )


def receivers(team: TeamView, official_id: int) -> tuple[tuple[str, str], ...]:
    """Return to whom an official's cases may go; who is away is not offered."""
    present = ((str(row.id), row.name) for row in team.rows if row.id != official_id and row.away is None)
    return ((SHARED, t(SHARE_OUT)), (DEPARTMENT, t(GIVE_BACK)), *present)


def given_to(plan: HandOverPlan, team: TeamView) -> tuple[tuple[str, int], ...]:
    """Return how many cases each receiver gets, by name, the most first."""
    names = {row.id: row.name for row in team.rows}
    given = ((t(GIVE_BACK) if to is None else names[to], count) for to, count in plan.given.items())
    return tuple(sorted(given, key=lambda one: -one[1]))


def _row(one: Official, load: Load, away: AbsenceView | None, viewer: int | None) -> ColleagueRow:
    titles = role_names()
    return ColleagueRow(
        id=one.id, name=t(one.name), roles=tuple(titles[role] for role in sorted(one.roles)), load=load, away=away,
        is_self=one.id == viewer,
    )  # fmt: skip


def _absence(away: Away, known: Mapping[int, Official], today: date) -> AbsenceView:
    return AbsenceView(
        id=away.id, official_id=away.official_id, official=t(known[away.official_id].name),
        substitute=t(away.substitute_name) if away.substitute_name else "",
        first_day=away.first_day, last_day=away.last_day, has_begun=away.first_day <= today,
    )  # fmt: skip
