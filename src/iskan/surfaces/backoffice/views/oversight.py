"""Watching over the work: load and alarms, registers."""

from datetime import timedelta

from django.http import HttpResponseBase

from iskan.apps.accounts.queries import departments, names_of
from iskan.apps.cases.queries import lists
from iskan.apps.cases.queries.counts import waiting_by_register
from iskan.apps.cases.queries.statistics import Counted, week_of, work_statistics
from iskan.apps.draws.queries.beacon import beacon_standing
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.integrations.registry import standings
from iskan.surfaces.backoffice.pages import page, reading
from iskan.surfaces.backoffice.presenters.oversight import beacon_row, overview_view, register_rows
from iskan.surfaces.backoffice.presenters.shell import can_oversee, can_see_registers
from iskan.surfaces.backoffice.presenters.statistics import PERIODS, statistics_view
from iskan.surfaces.backoffice.words import number


@reading(can_oversee)
def overview(request: ScopedRequest) -> HttpResponseBase:
    """Show how much work there is, where it stands, and who holds it."""
    scope = request.scope
    shown = overview_view(
        stages=lists.stage_counts(scope), alarms=lists.alarm_counts(scope), load=lists.load_by_assignee(scope)
    )
    return page(request, "oversight/overview", overview=shown)


@reading(can_oversee)
def statistics(request: ScopedRequest) -> HttpResponseBase:
    """Show what was received and decided of late and what waits, by week, age, service, official and department."""
    asked, today = number(request.GET.get("weeks", "")), clock.today()
    weeks = asked if asked in PERIODS else PERIODS[1]
    told = work_statistics(request.scope, first_day=week_of(today) - timedelta(weeks=weeks - 1), today=today)
    people = {*told.decided[Counted.DECIDER], *told.waiting[Counted.HOLDER]} - {None}
    names = dict(departments().values())
    return page(request, "oversight/statistics", view=statistics_view(told, names_of(frozenset(people)), names, weeks))


@reading(can_see_registers)
def registers(request: ScopedRequest) -> HttpResponseBase:
    """Ask each register and the draws' beacon how they are, and show how many cases wait for each register."""
    rows = register_rows(standings(), waiting_by_register(request.scope))
    return page(request, "oversight/registers", rows=rows, beacon=beacon_row(beacon_standing()), at=clock.now())
