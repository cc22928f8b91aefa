"""What a citizen may ask about a case that has ended: the services that are about such cases."""

from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import Plate, PlateLink, PlateView, ShownCase


def _show(case: ShownCase) -> PlateView | None:
    return PlateView(links=tuple(map(_link, _offered(case.service, case.stage))))


def _offered(service: Service, stage: Stage) -> tuple[Service, ...]:
    """Return the services about cases of that end; one that needs facts of the case says so on its own page."""
    about = (one for one in catalogue.services() if one.may_be_about(service.code, stage.outcome))
    return tuple(one for one in about if one.about and not one.about.facts)


def _link(service: Service) -> PlateLink:
    return PlateLink("scale", url("portal:service", service.code), t(service.name))


LATER_SERVICES = Plate(
    code="later_services",
    position=90,
    concerns=lambda _service, stage: stage.outcome is not None,
    show=_show,
)
