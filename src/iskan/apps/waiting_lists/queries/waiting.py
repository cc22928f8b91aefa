"""The proposed cancellations that wait for an official as the second of the two."""

from datetime import datetime

from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.cases.queries.impartial import workable_where
from iskan.core.text import Text
from iskan.foundation.acts import may_agree
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed
from iskan.policy.acts import CANCEL_APPLICATION

_ROWS = f"""
SELECT w.id::text AS key, c.reference, c.applicant_id AS person_id, w.ground AS what, w.proposed_at AS since,
    '' AS on_whom
FROM waiting_lists_cancellation w
JOIN waiting_lists_waitinglistentry entry ON entry.id = w.entry_id
JOIN {CASES} c ON c.id = entry.case_id
WHERE w.outcome = '' AND w.proposed_by_id <> %(me)s AND
"""  # noqa: S608 -- tables our own apps expose


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    if not may_agree(scope, CANCEL_APPLICATION):
        return None
    where, values = workable_where(scope)
    return WaitingRows(f"{_ROWS} {where}", values | {"me": scope.user_id})


CANCELLATIONS_WAITING = exposed(
    WaitingPart(code="cancellations", name=Text(ar="إلغاءات للبت فيها", en="Cancellations to decide"), rows=_rows)
)
