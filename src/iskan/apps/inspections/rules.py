"""Who orders, hands out, makes and reads inspections."""

from iskan.apps.accounts.models import User
from iskan.apps.households.rules import is_near
from iskan.apps.inspections.models import OrderedInspection
from iskan.foundation.scope import Duty, Role, Scope


def can_inspect(scope: Scope) -> bool:
    """Say whether the viewer goes out to look and reports on it."""
    return scope.may(Duty.INSPECT)


def can_hand_out(scope: Scope) -> bool:
    """Say whether the viewer says who makes an inspection."""
    return scope.may(Duty.SUPERVISE)


def can_appoint(scope: Scope) -> bool:
    """Say whether the viewer appoints the day of a visit: an inspector, or whoever hands inspections out."""
    return can_inspect(scope) or can_hand_out(scope)


def can_follow(scope: Scope) -> bool:
    """Say whether the viewer reads inspections: whoever makes them, and whoever reads cases."""
    return can_inspect(scope) or scope.may(Duty.READ)


def is_near_home(scope: Scope, inspection: OrderedInspection) -> bool:
    """Say whether an inspection is of the viewer's own household, or of somebody they accepted to act for."""
    return is_near(scope.own_cpr, inspection.citizen)


def may_make(inspector: User, inspection: OrderedInspection) -> bool:
    """Say whether somebody may be sent: an inspector in office, of the department, and not near to that household."""
    is_inspector = inspector.is_active and Role.INSPECTOR.value in inspector.roles
    is_of_office = inspector.department_id == inspection.department_id
    return is_inspector and is_of_office and not is_near(inspector.official_cpr, inspection.citizen)


def can_read_visits(scope: Scope) -> bool:
    """Say whether the viewer has the list of visits: whoever makes or hands them out, and auditors."""
    return can_appoint(scope) or scope.may(Duty.AUDIT)
