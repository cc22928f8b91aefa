"""The proposed acts that wait for an official as the second of the two."""

from datetime import datetime
from typing import Any

from iskan.apps.accounts.queries import OFFICES
from iskan.core.acts import Apart
from iskan.core.text import Text
from iskan.foundation.acts import SubjectsSeen, acts_narrowed, may_agree
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed
from iskan.policy.acts import PROPOSED

_ROWS = f"""
SELECT a.id::text AS key, '' AS reference, NULL::bigint AS person_id, a.act AS what, a.proposed_at AS since,
    '' AS on_whom
FROM agreements_proposedact a
WHERE a.outcome = '' AND a.act = ANY(%(acts_agreed)s) AND a.proposed_by_id <> %(me)s
  AND (a.act <> ALL(%(acts_of_offices)s) OR EXISTS (
      SELECT FROM {OFFICES} mine JOIN {OFFICES} theirs ON theirs.department_id IS DISTINCT FROM mine.department_id
      WHERE mine.id = %(me)s AND theirs.id = a.proposed_by_id
  ))
"""  # noqa: S608 -- tables our own apps expose


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    agreed = [act for act in PROPOSED if may_agree(scope, act)]
    if not agreed:
        return None
    values: dict[str, Any] = {
        "me": scope.user_id,
        "acts_agreed": [act.code for act in agreed],
        "acts_of_offices": [act.code for act in agreed if Apart.OFFICE in act.apart],
    }
    narrowed: dict[SubjectsSeen, list[str]] = {}
    for act in agreed:
        if act.code in acts_narrowed():
            narrowed.setdefault(acts_narrowed()[act.code], []).append(f"'{act.code}'")
    # Each condition reads the subject in its own way, so that none may be asked of another act's.
    cases = []
    for by, codes in narrowed.items():
        where, more = by(scope)
        values |= more
        cases.append(f"WHEN a.act IN ({', '.join(codes)}) THEN {where}")
    return WaitingRows(f"{_ROWS} AND CASE {' '.join(cases)} ELSE TRUE END" if cases else _ROWS, values)


ACTS_WAITING = exposed(
    WaitingPart(
        code="acts",
        name=Text(ar="إجراءات تنتظر موافقة الموظف الثاني", en="Acts to agree to as second official"),
        rows=_rows,
    )
)
