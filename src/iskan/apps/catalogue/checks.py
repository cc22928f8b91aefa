"""Before serving: can every service in force be carried out as declared."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from iskan.apps.catalogue.proof import service_faults
from iskan.apps.catalogue.queries import services


@register("catalogue")
def every_service_holds(**_given: Any) -> list[CheckMessage]:
    """Tell everything that is wrong with the declared services, all of it at once."""
    return [
        Error(f"{service.code}: {fault}", hint="Mend the service's file.", id="catalogue.E001")
        for service in services()
        for fault in service_faults(service)
    ]
