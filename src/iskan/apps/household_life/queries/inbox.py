"""The changes in households that wait for an official's decision."""

from datetime import datetime
from typing import Any

from iskan.apps.agreements.queries import OPEN_ACTS
from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.cases.queries.impartial import workable_where
from iskan.apps.cases.rules import can_judge_changes
from iskan.core.text import Text
from iskan.foundation.acts import narrows_acts
from iskan.foundation.scope import Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed
from iskan.policy.acts import SETTLE_CHANGE

_ROWS = f"""
SELECT e.id::text AS key, c.reference, c.applicant_id AS person_id, e.kind AS what, e.found_at AS since, '' AS on_whom
FROM household_life_householdevent e JOIN {CASES} c ON c.id = e.case_id
WHERE e.asks_decision AND NOT EXISTS (SELECT FROM household_life_eventsettlement s WHERE s.event_id = e.id)
  AND NOT EXISTS (SELECT FROM {OPEN_ACTS} a WHERE a.act = %(settle_change)s AND a.subject = e.id::text) AND
"""  # noqa: S608 -- tables our own apps expose


def _rows(scope: Scope, _at: datetime) -> WaitingRows | None:
    if not can_judge_changes(scope):
        return None
    where, values = workable_where(scope)
    return WaitingRows(f"{_ROWS} {where}", values | {"settle_change": SETTLE_CHANGE.code})


def _changes_seen(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return of which changes a viewer sees the proposed decisions, as SQL on the row ``a`` of an act."""
    where, values = workable_where(scope)
    seen = f"""EXISTS (
        SELECT FROM household_life_householdevent e JOIN {CASES} c ON c.id = e.case_id
        WHERE e.id = a.subject::bigint AND {where}
    )"""
    return seen, values


EVENTS_WAITING = exposed(
    WaitingPart(
        code="events", name=Text(ar="تغيّرات في الأسر للبت فيها", en="Changes in households to decide"), rows=_rows
    )
)

narrows_acts(SETTLE_CHANGE, by=_changes_seen)
