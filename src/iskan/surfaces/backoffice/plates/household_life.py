"""What happened to the household of a case since it was filed, and the way to record what registers do not tell yet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.cases.claims import claims_home
from iskan.apps.household_life.queries.events import HAPPENED
from iskan.apps.household_life.rules import can_record_events
from iskan.surfaces.backoffice.presenters.household_life import HouseholdEventView, event_views
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase


@dataclass(frozen=True, slots=True)
class LifeCard:
    """What happened, the newest first, and whether the viewer may record more."""

    events: tuple[HouseholdEventView, ...]
    may_record: bool


def _show(case: ShownCase) -> PlateView | None:
    happened = case.related[HAPPENED]
    events = event_views(happened) if happened else ()
    may_record = can_record_events(case.scope) and claims_home(case.service)
    if not events and not may_record:
        return None
    return PlateView(title=_("Changes in the household"), card=LifeCard(events, may_record))


HOUSEHOLD_LIFE = Plate(
    code="household_life", position=15, template="backoffice/plates/household_life.html", reads=(HAPPENED,), show=_show
)
