"""Which registers a service asks, told before they are asked: by their one name, for what, on what ground."""

from dataclasses import dataclass

from django.http import HttpRequest

from iskan.core.catalogue import Service
from iskan.integrations.discovery import register
from iskan.surfaces.ui.formatting import t

TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAsked:
    """One register a service asks."""

    code: str
    name: str
    keeper: str
    purpose: str
    ground: str


def registers_asked(service: Service) -> tuple[RegisterAsked, ...]:
    """Return what a service asks of which registers, in its order."""
    return tuple(
        RegisterAsked(
            code=check.register,
            name=t(register(check.register).name),
            keeper=t(register(check.register).keeper),
            purpose=t(check.purpose),
            ground=t(service.ground_of(check)),
        )
        for check in service.register_checks
    )


def was_told(request: HttpRequest, service: Service) -> bool:
    """Say whether a form was sent from a page that told of every register the service asks today."""
    return {check.register for check in service.register_checks} <= set(request.POST.getlist(TOLD))
