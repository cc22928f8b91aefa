"""The ministry's departments, and which of them decides the cases of each service."""

from dataclasses import dataclass

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """An office and the services whose cases come to it."""

    code: str
    name: Text
    services: tuple[str, ...] = ()


HOUSING_REQUESTS = Department(
    code="housing_requests",
    name=Text(ar="إدارة الطلبات الإسكانية", en="Housing Requests Department"),
    services=("new_housing_application", "family_members_declaration", "update_contact_details"),
)
HOUSING_FINANCE = Department(
    code="housing_finance",
    name=Text(ar="إدارة التمويل الإسكاني", en="Housing Finance Department"),
)
DEPARTMENTS = (HOUSING_REQUESTS, HOUSING_FINANCE)


def department_for(service_code: str) -> Department:
    """Return the department a service's cases come to; one that names none comes to housing requests."""
    return next((d for d in DEPARTMENTS if service_code in d.services), HOUSING_REQUESTS)
