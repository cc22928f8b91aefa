"""The inspections a viewer may see at all; every other query of inspections starts here."""

from django.db.models import Q, QuerySet

from iskan.apps.catalogue.queries import service_of
from iskan.apps.inspections.models import OrderedInspection
from iskan.apps.inspections.rules import can_follow
from iskan.core.inspections import Inspection
from iskan.foundation.scope import DelegatedAct, OutOfScope, Scope


def visible_inspections(scope: Scope) -> QuerySet[OrderedInspection]:
    """Return the inspections in a viewer's scope: their own and their principals', or their departments'."""
    if scope.filing is not None or scope.partner:
        return OrderedInspection.objects.none()
    if scope.is_system or scope.sees_all_departments:
        return OrderedInspection.objects.all()
    if scope.is_official:
        seen = OrderedInspection.objects.filter(department_id__in=scope.department_ids)
        return seen if can_follow(scope) else seen.none()
    everywhere = [one for one in scope.principal_ids if scope.acts_everywhere_for(one, DelegatedAct.READ)]
    return OrderedInspection.objects.filter(Q(citizen_id=scope.user_id) | Q(citizen_id__in=everywhere))


def inspection_for(scope: Scope, reference: str) -> OrderedInspection:
    """Return a visible inspection, or raise `OutOfScope`."""
    found = visible_inspections(scope).select_related("citizen", "inspector", "department").filter(reference=reference)
    if (inspection := found.first()) is None:
        raise OutOfScope(reference)
    return inspection


def locked_inspection(scope: Scope, reference: str) -> OrderedInspection:
    """Return a visible inspection, locked until the transaction ends, or raise `OutOfScope`."""
    found = visible_inspections(scope).filter(reference=reference).select_for_update(of=("self",), no_key=True)
    if (inspection := found.select_related("citizen").first()) is None:
        raise OutOfScope(reference)
    return inspection


def declared_of(inspection: OrderedInspection) -> Inspection:
    """Return an inspection as its service declares it, in the version its case keeps."""
    return service_of(inspection.service_version_id).inspection(inspection.code)
