"""What of inspections waits for whom: who is to be sent, what day is to be appointed, what is to be reported."""

from datetime import datetime

from django.utils import timezone

from iskan.apps.inspections.rules import can_hand_out, can_inspect
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

_OPEN = """
SELECT i.reference AS key, i.case_reference AS reference, NULL::bigint AS person_id, i.code AS what,
       i.ordered_at AS since, '' AS on_whom
FROM inspections_orderedinspection i WHERE i.department_id = ANY(%(inspection_offices)s) AND i.state = 'ordered'
"""
_FREE = f"{_OPEN} AND i.inspector_id IS NULL"
_MINE = f"{_OPEN} AND i.inspector_id = %(inspector)s"
_TODAY = """
SELECT i.reference AS key, i.case_reference AS reference, NULL::bigint AS person_id, i.code AS what,
       v.appointed_at AS since, '' AS on_whom
FROM inspections_visit v JOIN inspections_orderedinspection i ON i.id = v.inspection_id
WHERE v.inspector_id = %(inspector)s AND v.ended_at IS NULL AND v.day <= %(visit_day)s
"""


def _free(scope: Scope, _at: datetime) -> WaitingRows | None:
    departments = {"inspection_offices": list(scope.department_ids)}
    return WaitingRows(_FREE, departments) if can_hand_out(scope) or can_inspect(scope) else None


def _mine(scope: Scope, _at: datetime) -> WaitingRows | None:
    values = {"inspection_offices": list(scope.department_ids), "inspector": scope.user_id}
    return WaitingRows(_MINE, values) if can_inspect(scope) else None


def _today(scope: Scope, at: datetime) -> WaitingRows | None:
    values = {"inspector": scope.user_id, "visit_day": timezone.localdate(at)}
    return WaitingRows(_TODAY, values) if can_inspect(scope) else None


INSPECTIONS_FREE = exposed(
    WaitingPart(
        code="inspections_free", name=Text(ar="معاينات لم تُسند إلى معاين", en="Inspections nobody has yet"), rows=_free
    )
)
VISITS_TO_APPOINT = exposed(
    WaitingPart(code="visits_to_appoint", name=Text(ar="معاينات يلزم تحديد موعدها", en="Visits to appoint"), rows=_mine)
)
VISITS_DUE = exposed(
    WaitingPart(code="visits_due", name=Text(ar="معاينات اليوم وما قبله", en="Visits of today and before"), rows=_today)
)
