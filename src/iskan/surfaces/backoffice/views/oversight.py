"""Watching over the work: load and alarms, registers, messages that did not arrive, the audit trail of a case."""

from django.http import HttpResponseBase

from iskan.apps.accounts import rules
from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.queries import lists
from iskan.apps.cases.queries.counts import waiting_by_register
from iskan.apps.cases.queries.sealing import sealed_from, trail_subject
from iskan.apps.cases.rules import is_sealed_from
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.draws.queries.beacon import beacon_standing
from iskan.apps.notifications.queries import undelivered
from iskan.apps.waiting_lists.queries.data_updates import updates_due
from iskan.apps.waiting_lists.queries.waiting_list import list_standings
from iskan.foundation import audit, clock
from iskan.foundation.references import NotAReference, read_reference
from iskan.foundation.scope import OutOfScope, ScopedRequest
from iskan.integrations.registry import standings
from iskan.surfaces.backoffice.pages import asking, listing, page, reading
from iskan.surfaces.backoffice.presenters.oversight import (
    beacon_row,
    officials_named,
    overview_view,
    register_rows,
    trail_rows,
    undelivered_rows,
)
from iskan.surfaces.backoffice.presenters.shell import can_oversee, can_see_registers
from iskan.surfaces.backoffice.presenters.waiting import waiting_view
from iskan.surfaces.backoffice.words import number


@reading(can_oversee)
def overview(request: ScopedRequest) -> HttpResponseBase:
    """Show how much work there is, where it stands, and who holds it."""
    scope = request.scope
    shown = overview_view(
        stages=lists.stage_counts(scope), alarms=lists.alarm_counts(scope), load=lists.load_by_assignee(scope)
    )
    return page(request, "oversight/overview", overview=shown)


@reading(rules.can_read_cases)
def waiting_list(request: ScopedRequest) -> HttpResponseBase:
    """Show how long the lists are, and how many households are to confirm their details."""
    shown = waiting_view(updates_due(clock.today()), list_standings(), catalogue.services())
    return page(request, "oversight/waiting_list", view=shown)


@reading(can_see_registers)
def registers(request: ScopedRequest) -> HttpResponseBase:
    """Ask each register and the draws' beacon how they are, and show how many cases wait for each register."""
    rows = register_rows(standings(), waiting_by_register(request.scope))
    return page(request, "oversight/registers", rows=rows, beacon=beacon_row(beacon_standing()), at=clock.now())


@reading(can_oversee)
@listing(rows=lambda rows: [reference for reference, _delivery in rows if reference])
def lost_messages(request: ScopedRequest) -> HttpResponseBase:
    """List the messages that could not be delivered."""
    found = undelivered(request.scope, number(request.GET.get("page", "")) or 1)
    sealed = sealed_from(request.scope, [line.case_reference for line in found.lines])
    return page(request, "oversight/undelivered", found=found, rows=undelivered_rows(found, sealed))


@asking(rules.can_read_audit)
def trail(request: ScopedRequest) -> HttpResponseBase:
    """Show every line of the audit trail about a case."""
    typed = request.GET.get("reference", "").strip()[:40]
    if not typed:
        return page(request, "oversight/audit", typed="", rows=None, missing=False)
    try:
        case = trail_subject(request.scope, read_reference(typed))
    except (NotAReference, OutOfScope):
        return page(request, "oversight/audit", typed=typed, rows=None, missing=True)
    reference = case.reference
    lines = audit.trail_of(subject_kind=audit.CASE, subject=reference)
    actors = frozenset(line.actor_id for line in lines if line.actor_id)
    names = officials_named(request.scope, actors) if is_sealed_from(request.scope.user_id, case) else names_of(actors)
    audit.record_read(scope=request.scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), trail=True)
    return page(request, "oversight/audit", typed=reference, rows=trail_rows(lines, names), missing=False)
