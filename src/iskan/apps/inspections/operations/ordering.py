"""Ordering an inspection for a case, and calling off what is no longer needed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from iskan.apps.inspections.enums import InspectionState, VisitEnd
from iskan.apps.inspections.models import OPEN, OrderedInspection, Visit
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.references import new_reference
from iskan.foundation.scope import Scope
from iskan.policy import inspection_messages as words


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionOrder:
    """What is to be looked at: by its service's declaration, for which case, where, and by when if a day is set."""

    case_reference: str
    service_version_id: int
    code: str
    department_id: int
    citizen_id: int
    place: Text
    block: str
    due_on: date | None = None


@transaction.atomic
def order_inspection(*, scope: Scope, order: InspectionOrder, at: datetime) -> OrderedInspection:
    """Order an inspection, or return the one of its kind that is still to be made for the case."""
    inspection, is_new = OrderedInspection.objects.get_or_create(
        case_reference=order.case_reference,
        code=order.code,
        state__in=OPEN,
        defaults={
            "reference": new_reference(),
            "state": InspectionState.ORDERED,
            "service_version_id": order.service_version_id,
            "department_id": order.department_id,
            "citizen_id": order.citizen_id,
            "place_ar": order.place.ar,
            "place_en": order.place.en,
            "block": order.block,
            "due_on": order.due_on,
            "ordered_at": at,
        },
    )
    if is_new:
        record(inspection, scope=scope, action="inspection.ordered", at=at)
    return inspection


@transaction.atomic
def call_off_inspections(*, scope: Scope, case_reference: str, at: datetime) -> int:
    """Call off what was not made yet, because its case has ended; return how many inspections that were."""
    found = OrderedInspection.objects.select_for_update(no_key=True).filter(
        case_reference=case_reference, state__in=OPEN
    )
    for inspection in found:
        end_visit(inspection, VisitEnd.CALLED_OFF, at=at, told=words.CALLED_OFF)
        inspection.state, inspection.ended_at = InspectionState.CALLED_OFF, at
        inspection.save(update_fields=["state", "ended_at"])
        record(inspection, scope=scope, action="inspection.called_off", at=at)
    return len(found)


def end_visit(
    inspection: OrderedInspection, end: VisitEnd, *, at: datetime, said: str = "", told: words.Told | None = None
) -> Visit | None:
    """End the visit that stands for an inspection, tell the citizen where there is something to tell, and return it."""
    visit = inspection.visits.filter(ended_at__isnull=True).first()
    if visit is None:
        return None
    visit.end, visit.end_words, visit.ended_at = end, said, at
    visit.save(update_fields=["end", "end_words", "ended_at"])
    if told is not None:
        tell_citizen(visit, told, event=str(end), at=at)
    return visit


def tell_citizen(visit: Visit, told: words.Told, *, event: str, at: datetime) -> None:
    """Write to the citizen about a visit, once for each event."""
    filled = words.of_visit(visit.inspection.case_reference, visit.day, visit.from_time, visit.until_time)
    tell(
        user_id=visit.inspection.citizen_id, event=f"visit:{visit.pk}:{event}", subject=told.subject.format(**filled),
        body=told.body.format(**filled), case_reference=visit.inspection.case_reference, at=at,
    )  # fmt: skip


def record(inspection: OrderedInspection, *, scope: Scope, action: str, at: datetime, **detail: str) -> None:
    """Add what happened to an inspection to the trail of its case."""
    audit.record(
        scope=scope, action=action, subject_kind=audit.CASE, subject=inspection.case_reference, at=at,
        inspection=inspection.reference, **detail,
    )  # fmt: skip
