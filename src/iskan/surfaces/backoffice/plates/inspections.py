"""What is inspected for a case, as officials see it."""

from django.utils.translation import gettext as _

from iskan.apps.inspections.queries.of_case import INSPECTIONS
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.surfaces.backoffice.presenters.inspections import inspection_cards
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase


def _concerns(service: Service, _stage: Stage) -> bool:
    return bool(service.inspections)


def _show(case: ShownCase) -> PlateView | None:
    lines = case.related[INSPECTIONS]
    return PlateView(title=_("Inspections"), card=inspection_cards(case.service, lines)) if lines else None


INSPECTED = Plate(
    code="inspections", position=4, template="backoffice/plates/inspections.html", concerns=_concerns,
    reads=(INSPECTIONS,), show=_show,
)  # fmt: skip
