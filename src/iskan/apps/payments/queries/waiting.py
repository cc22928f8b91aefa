"""The differences of settlements that wait for an official of finance."""

from datetime import datetime

from iskan.apps.payments.rules import can_reckon
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

_ROWS = """
SELECT d.id::text AS key, '' AS reference, NULL::bigint AS person_id, d.kind AS what, d.found_at AS since, '' AS on_whom
FROM payments_difference d
WHERE NOT EXISTS (SELECT FROM payments_differenceclosure closure WHERE closure.difference_id = d.id)
"""


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    return WaitingRows(_ROWS, {}) if can_reckon(scope) else None


DIFFERENCES_WAITING = exposed(
    WaitingPart(code="differences", name=Text(ar="فروق في تسويات الدفع", en="Differences in settlements"), rows=_rows)
)
