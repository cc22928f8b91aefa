"""The signed documents a case has yielded, and what may be changed about them."""

from django.utils.translation import gettext as _

from iskan.apps.documents.queries import ISSUED, those_open_to
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase


def _is_closed(_service: Service, stage: Stage) -> bool:
    return stage.closed


def _show(case: ShownCase) -> PlateView | None:
    issued = those_open_to(case.scope, case.today, *(case.related[ISSUED] or ()))
    return PlateView(title=_("Signed documents"), card=issued) if issued else None


ISSUED_DOCUMENTS = Plate(
    code="issued",
    position=30,
    template="backoffice/plates/issued.html",
    concerns=_is_closed,
    reads=(ISSUED,),
    show=_show,
)
