"""How many cases stand on each tab of the worklist, to the case; and how many a filter brings."""

from django.db import connection
from django.db.models import Count

from iskan.apps.cases.models import RegisterRun
from iskan.apps.cases.queries.impartial import workable_where
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.queries.waiting import AWAITED, TO_DECIDE, standing_values
from iskan.foundation.scope import Duty, Scope

MINE, ELSEWHERE, DECIDE, FREE, ALL = "mine", "elsewhere", "decide", "free", "all"
_HELD = (
    "SELECT {awaited} = '' AS ready FROM cases_case c WHERE c.assignee_id = %(me)s AND c.closed_at IS NULL AND {where}"
)
_DECIDE = "SELECT count(*) FROM cases_case c WHERE c.closed_at IS NULL AND {to_decide} AND {where}"
_OPEN = """
SELECT c.stage, count(*) AS found, count(*) FILTER (WHERE c.assignee_id IS NULL) AS free
FROM cases_case c WHERE c.closed_at IS NULL AND {where} GROUP BY c.stage
"""
_TABS = """
WITH held AS ({held}), opened AS ({opened})
SELECT (SELECT json_build_array(count(*) FILTER (WHERE ready), count(*) FILTER (WHERE NOT ready)) FROM held),
    {decide}, (SELECT COALESCE(json_object_agg(stage, json_build_array(found, free)), '{{}}') FROM opened)
"""


def tab_counts(scope: Scope, stages: tuple[str, ...]) -> dict[str, int]:
    """Return how many open cases are ready for the viewer, held for others, to decide, free, in all, in each stage.

    One statement; what is open is counted from an index alone, so that a million cases cost what the open ones do.
    """
    where, values = workable_where(scope)
    decide = f"({_DECIDE.format(to_decide=TO_DECIDE, where=where)})" if scope.may(Duty.DECIDE) else "0"
    held, opened = _HELD.format(awaited=AWAITED, where=where), _OPEN.format(where=where)
    with connection.cursor() as cursor:
        cursor.execute(_TABS.format(held=held, opened=opened, decide=decide), values | standing_values(scope))
        (ready, waiting), to_decide, found = cursor.fetchone()
    tabs = {MINE: ready, ELSEWHERE: waiting, DECIDE: to_decide}
    tabs |= {FREE: sum(free for _all, free in found.values()), ALL: sum(every for every, _free in found.values())}
    return tabs | {stage: found.get(stage, (0, 0))[0] for stage in stages}


def waiting_by_register(scope: Scope) -> dict[str, int]:
    """Return how many open cases wait for each register."""
    waiting = RegisterRun.objects.filter(
        answered_at__isnull=True, case__in=visible_cases(scope), case__closed_at__isnull=True
    )
    return dict(waiting.values_list("register").annotate(Count("pk")).order_by())
