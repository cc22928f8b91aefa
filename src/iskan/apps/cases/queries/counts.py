"""How many cases stand on each tab of the worklist, counted no further than a reader needs."""

from django.db import connection
from django.db.models import Count

from iskan.apps.cases.models import RegisterRun
from iskan.apps.cases.queries.scoped import visible_cases, visible_where
from iskan.foundation.scope import Scope

MOST_COUNTED = 100
MINE, FREE, ALL = "mine", "free", "all"
_OPEN = "c.closed_at IS NULL"
_MINE = f"{_OPEN} AND c.assignee_id = %(me)s"
_FREE = f"{_OPEN} AND c.assignee_id IS NULL"


def tab_counts(scope: Scope, stages: tuple[str, ...]) -> dict[str, int]:
    """Return how many open cases are the viewer's, nobody's, in all, and in each stage: each up to a hundred.

    One statement of small scans, so that a million cases cost what a hundred do.
    """
    where, values = visible_where(scope)
    tabs = {MINE: _MINE, FREE: _FREE, ALL: _OPEN} | {
        stage: f"c.stage = %(stage_{number})s" for number, stage in enumerate(stages)
    }
    values |= {"me": scope.user_id} | {f"stage_{number}": stage for number, stage in enumerate(stages)}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_count(f'{where} AND {tab}') for tab in tabs.values())}", values)
        return dict(zip(tabs, cursor.fetchone(), strict=True))


def waiting_by_register(scope: Scope) -> dict[str, int]:
    """Return how many open cases wait for each register."""
    waiting = RegisterRun.objects.filter(
        answered_at__isnull=True, case__in=visible_cases(scope), case__closed_at__isnull=True
    )
    return dict(waiting.values_list("register").annotate(Count("pk")).order_by())


def _count(where: str) -> str:
    """Return the SQL of a count that ends early, for a condition of our own."""
    return f"(SELECT count(*) FROM (SELECT FROM cases_case c WHERE {where} ORDER BY c.due_on LIMIT {MOST_COUNTED}) x)"  # noqa: S608 -- values apart
