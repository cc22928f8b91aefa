"""What happened to the household of a case since it was filed."""

from django.utils.translation import gettext as _

from iskan.apps.household_life.queries.events import HAPPENED
from iskan.surfaces.backoffice.presenters.household_life import event_views
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase


def _show(case: ShownCase) -> PlateView | None:
    happened = case.related[HAPPENED]
    return PlateView(title=_("Changes in the household"), card=event_views(happened)) if happened else None


HOUSEHOLD_LIFE = Plate(
    code="household_life",
    position=15,
    template="backoffice/plates/household_life.html",
    reads=(HAPPENED,),
    show=_show,
)
