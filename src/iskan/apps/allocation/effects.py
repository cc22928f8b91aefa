"""What follows on the offers when a household leaves its list or a draw is held."""

from collections.abc import Collection

from procrastinate.contrib.django import app

from iskan.apps.allocation.operations.queueing import DROP_NOMINATIONS, TAKE_DRAW
from iskan.apps.allocation.queries.offers import (
    given_a_home,
    holds_a_home,
    is_nominated,
    offered_to_own,
    told_by_offer,
    units_of_standing_offers,
)
from iskan.apps.catalogue.standing import supplies
from iskan.apps.draws.events import draw_held
from iskan.apps.draws.operations.draw_notices import tells_of_homes
from iskan.apps.housing_stock.rules import holds_units, knows_own_homes
from iskan.apps.waiting_lists.events import left_list
from iskan.apps.waiting_lists.queries.leaving import bars_leaving
from iskan.policy.standing_facts import HOLDS_HOME


@left_list.followed_by
def drop_nominations(case_id: int) -> None:
    """Withdraw the nomination of a case that left its list, where it has one."""
    if is_nominated(case_id):
        app.configure_task(DROP_NOMINATIONS).defer(case_id=case_id)


@draw_held.followed_by
def take_draw(draw_id: int) -> None:
    """Give each accepted offer the home it drew."""
    app.configure_task(TAKE_DRAW).defer(draw_id=draw_id)


@tells_of_homes
def cases_told(case_ids: Collection[int]) -> frozenset[int]:
    """Return the cases whose offer tells them of the home they drew."""
    return told_by_offer(case_ids)


supplies(HOLDS_HOME)(holds_a_home)
bars_leaving(given_a_home)
holds_units(units_of_standing_offers)
knows_own_homes(offered_to_own)
