"""How many cases stand on each tab of the worklist, counted no further than a reader needs."""

from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet

from iskan.apps.cases.models import Case, RegisterRun
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.foundation.scope import Scope

MOST_COUNTED = 100
MINE, FREE, ALL = "mine", "free", "all"


def tab_counts(scope: Scope, stages: tuple[str, ...]) -> dict[str, int]:
    """Return how many open cases are the viewer's, nobody's, in all, and in each stage: each up to a hundred.

    One statement of small scans, so that a million cases cost what a hundred do.
    """
    sql, values = _count_statement(scope, stages)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(zip((MINE, FREE, ALL, *stages), cursor.fetchone(), strict=True))


@lru_cache(maxsize=512)
def _count_statement(scope: Scope, stages: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return the statement and its values; what a viewer may see settles both, so they are put together once."""
    cases = visible_cases(scope)
    open_cases = cases.filter(closed_at__isnull=True)
    counted = (
        open_cases.filter(assignee_id=scope.user_id),
        open_cases.filter(assignee_id__isnull=True),
        open_cases,
        *(cases.filter(stage=stage) for stage in stages),
    )
    parts = [_statement(query.order_by("due_on")) for query in counted]
    values = tuple(value for _sql, params in parts for value in params)
    return f"SELECT {', '.join(sql for sql, _params in parts)}", values


def waiting_by_register(scope: Scope) -> dict[str, int]:
    """Return how many open cases wait for each register."""
    waiting = RegisterRun.objects.filter(
        answered_at__isnull=True, case__in=visible_cases(scope), case__closed_at__isnull=True
    )
    return dict(waiting.values_list("register").annotate(Count("pk")).order_by())


def _statement(query: QuerySet[Case]) -> tuple[str, tuple[Any, ...]]:
    """Return a count that ends early; an official of no department has nothing to count."""
    try:
        sql, params = query.values("pk")[:MOST_COUNTED].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({sql}) AS counted)", tuple(params)  # noqa: S608 -- the ORM's words, values apart
