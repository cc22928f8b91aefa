"""The alarms of the audit trail that wait for an auditor's word."""

from datetime import datetime

from iskan.core.text import Text
from iskan.foundation.scope import Duty, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

_ROWS = """
SELECT v.id::text AS key, '' AS reference, NULL::bigint AS person_id, v.fault AS what, v.at AS since, '' AS on_whom
FROM anchors_chainverification v
WHERE v.fault <> '' AND NOT EXISTS (SELECT FROM anchors_alarmclosure closure WHERE closure.verification_id = v.id)
"""


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    return WaitingRows(_ROWS, {}) if scope.may(Duty.AUDIT) else None


ALARMS_WAITING = exposed(
    WaitingPart(code="alarms", name=Text(ar="إنذارات سجل التدقيق", en="Alarms of the audit trail"), rows=_rows)
)
