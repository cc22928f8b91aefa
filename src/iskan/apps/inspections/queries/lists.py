"""Inspections as lists: an inspector's visits by day and block, a department's that are open."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import F, FilteredRelation, Q

from iskan.apps.accounts.models import User
from iskan.apps.inspections.enums import InspectionState
from iskan.apps.inspections.models import OPEN, OrderedInspection
from iskan.apps.inspections.queries.scoped import declared_of, visible_inspections
from iskan.apps.inspections.rules import can_hand_out, can_inspect, may_make
from iskan.core.inspections import InspectionKind
from iskan.core.text import Text
from iskan.foundation.scope import Role, Scope

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedInspection:
    """An open inspection on a list, with the visit that stands."""

    reference: str
    case_reference: str
    name: Text
    kind: InspectionKind
    place: Text
    block: str
    state: InspectionState
    due_on: date | None
    inspector: Text | None
    day: date | None
    from_time: time | None
    until_time: time | None


def open_inspections(scope: Scope) -> tuple[ListedInspection, ...]:
    """Return what is still to be made and the viewer may see, by day and block; two hundred at most.

    An inspector's are their own and those nobody has yet.
    """
    rows = visible_inspections(scope).filter(state__in=OPEN)
    if can_inspect(scope):
        rows = rows.filter(Q(inspector_id=scope.user_id) | Q(inspector_id__isnull=True))
    standing = FilteredRelation("visits", condition=Q(visits__ended_at__isnull=True))
    found = rows.select_related("inspector").annotate(
        standing=standing, day=F("standing__day"), from_time=F("standing__from_time"),
        until_time=F("standing__until_time"),
    )  # fmt: skip
    by_day = F("day").asc(nulls_last=True)
    return tuple(map(_listed, found.order_by(by_day, "block", "from_time", "ordered_at", "pk")[:MOST]))


def possible_inspectors(scope: Scope, inspection: OrderedInspection) -> tuple[tuple[int, Text], ...]:
    """Return whom the viewer may send: inspectors of the department who are not near to the household."""
    if not can_hand_out(scope):
        return ()
    rows = User.objects.filter(
        department_id=inspection.department_id, roles__contains=[Role.INSPECTOR.value], is_active=True
    )
    return tuple((row.pk, _name(row)) for row in rows.order_by("username") if may_make(row, inspection))


def _listed(row: Any) -> ListedInspection:
    declared = declared_of(row)
    return ListedInspection(
        reference=row.reference, case_reference=row.case_reference, name=declared.name, kind=declared.kind,
        place=Text(ar=row.place_ar, en=row.place_en), block=row.block, state=InspectionState(row.state),
        due_on=row.due_on, inspector=_name(row.inspector) if row.inspector else None, day=row.day,
        from_time=row.from_time, until_time=row.until_time,
    )  # fmt: skip


def _name(user: User) -> Text:
    return Text(ar=user.name_ar, en=user.name_en or user.name_ar)
