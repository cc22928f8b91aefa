"""The way from a case to its tickets in draws."""

from django.utils.translation import gettext as _

from iskan.apps.draws.queries.tickets import DRAWS_TAKEN
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.plates import Plate, PlateLink, PlateView, ShownCase


def _show(case: ShownCase) -> PlateView | None:
    taken = case.related[DRAWS_TAKEN] or ()
    return PlateView(links=tuple(_link(draw.reference) for draw in taken))


def _link(reference: str) -> PlateLink:
    return PlateLink("dice", url("draws:mine", reference), _("My ticket in the draw %(draw)s") % {"draw": reference})


TICKETS = Plate(code="tickets", position=70, reads=(DRAWS_TAKEN,), show=_show)
