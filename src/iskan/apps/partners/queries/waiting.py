"""The bodies whose answer is late, with whoever holds the case."""

from datetime import datetime

from django.utils import timezone

from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.cases.queries.impartial import workable_where
from iskan.core.text import Text
from iskan.foundation.scope import Duty, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

# It waits for whoever holds the case; where nobody does, for those who hand cases out.
_ROWS = f"""
SELECT r.id::text AS key, c.reference, c.applicant_id AS person_id, r.body AS what, r.sent_at AS since, '' AS on_whom
FROM partners_referral r JOIN {CASES} c ON c.id = r.case_id
WHERE r.answered_at IS NULL AND r.ended_at IS NULL AND r.due_on < %(today)s
    AND (c.assignee_id = %(me)s OR %(hands_out)s AND c.assignee_id IS NULL) AND
"""  # noqa: S608 -- tables our own apps expose


def _rows(scope: Scope, at: datetime) -> WaitingRows | None:
    if not scope.may(Duty.WORK):
        return None
    where, values = workable_where(scope)
    asked = {"me": scope.user_id, "today": timezone.localdate(at), "hands_out": scope.may(Duty.SUPERVISE)}
    return WaitingRows(f"{_ROWS} {where}", values | asked)


LATE_BODIES = exposed(
    WaitingPart(code="late_bodies", name=Text(ar="جهات تأخر ردها", en="Bodies whose answer is late"), rows=_rows)
)
