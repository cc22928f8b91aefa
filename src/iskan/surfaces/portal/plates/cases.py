"""What a citizen may ask about a case that has ended: the services that are about such cases."""

from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import Plate, PlateLink, PlateView, ShownCase


def _services_about(service: Service, stage: Stage) -> tuple[Service, ...]:
    """Return the services a case of that end may be taken to; those that ask facts of it say so themselves."""
    return tuple(one for one in catalogue.services() if _is_about(one, service, stage))


def _is_about(later: Service, service: Service, stage: Stage) -> bool:
    about = later.about
    if about is None or about.facts or stage.outcome not in about.outcomes:
        return False
    return service.code in about.services if about.services else service.code != later.code


def _show(case: ShownCase) -> PlateView | None:
    offered = _services_about(case.service, case.stage)
    return PlateView(links=tuple(PlateLink("scale", url("portal:service", one.code), t(one.name)) for one in offered))


LATER_SERVICES = Plate(
    code="later_services",
    position=90,
    concerns=lambda service, stage: bool(_services_about(service, stage)),
    show=_show,
)
