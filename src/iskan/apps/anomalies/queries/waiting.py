"""The anomalies that wait for an auditor's word."""

from datetime import datetime

from iskan.apps.anomalies.rules import can_look_into_anomalies
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

_ROWS = """
SELECT n.id::text AS key, '' AS reference, NULL::bigint AS person_id, n.kind AS what, n.found_at AS since, '' AS on_whom
FROM anomalies_anomaly n
WHERE NOT EXISTS (SELECT FROM anomalies_anomalyclosure closure WHERE closure.anomaly_id = n.id)
"""


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    return WaitingRows(_ROWS, {}) if can_look_into_anomalies(scope) else None


ANOMALIES_WAITING = exposed(
    WaitingPart(
        code="anomalies", name=Text(ar="سلوك غير معتاد للنظر فيه", en="Unusual conduct to look into"), rows=_rows
    )
)
