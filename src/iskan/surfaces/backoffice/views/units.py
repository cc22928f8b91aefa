"""A unit on the desk: its page, read by every official."""

from django.http import Http404, HttpResponseBase

from iskan.apps.accounts.queries import names_of
from iskan.apps.allocation.queries.units import offers_of_unit
from iskan.apps.draws.queries.units import draws_of_unit
from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.queries import units
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.pages import page, reading
from iskan.surfaces.backoffice.presenters.units import UnitHistory, unit_desk


@reading(rules.can_read_stock)
def unit(request: ScopedRequest, code: str) -> HttpResponseBase:
    """Show one unit with everything that became of it."""
    try:
        line = units.unit_line(code)
    except units.NoSuchUnit as unknown:
        raise Http404 from unknown
    shown = unit_desk(line, _past(request.scope, line))
    keeps = rules.can_keep_stock(request.scope)
    return page(request, "projects/unit", trail_of=("project", code), unit=shown, may_keep=keeps)


def _past(scope: Scope, line: units.UnitLine) -> UnitHistory:
    moves = units.trail_of(line.code)
    return UnitHistory(
        moves=moves,
        names=names_of(frozenset(move.by_id for move in moves if move.by_id)),
        sheets=units.sheets_confirmed(move.at for move in moves if not move.reason),
        offers=offers_of_unit(scope, line.code),
        draws=draws_of_unit(project_code=line.project_code, unit_class=line.unit_class, unit_code=line.code),
    )
