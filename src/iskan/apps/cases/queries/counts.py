"""How many cases stand on each tab of the worklist, counted no further than a reader needs."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet

from iskan.apps.cases.models import Case, RegisterRun
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.foundation.scope import Scope

MOST_COUNTED = 100
MINE, FREE, ALL = "mine", "free", "all"


def tab_counts(scope: Scope, stages: Iterable[str]) -> dict[str, int]:
    """Return how many open cases are the viewer's, nobody's, in all, and in each stage: each up to a hundred.

    One statement of small scans, so that a million cases cost what a hundred do.
    """
    cases = visible_cases(scope)
    open_cases = cases.filter(closed_at__isnull=True)
    counted = {
        MINE: open_cases.filter(assignee_id=scope.user_id).order_by("due_on"),
        FREE: open_cases.filter(assignee_id__isnull=True).order_by("due_on"),
        ALL: open_cases.order_by("due_on"),
        **{stage: cases.filter(stage=stage).order_by("due_on") for stage in stages},
    }
    return dict(zip(counted, _count_all(counted.values()), strict=True))


def waiting_by_register(scope: Scope) -> dict[str, int]:
    """Return how many open cases wait for each register."""
    waiting = RegisterRun.objects.filter(
        answered_at__isnull=True, case__in=visible_cases(scope), case__closed_at__isnull=True
    )
    return dict(waiting.values_list("register").annotate(Count("pk")).order_by())


def _count_all(queries: Iterable[QuerySet[Case]]) -> tuple[int, ...]:
    statements: list[str] = []
    values: list[Any] = []
    for query in queries:
        sql, params = _statement(query)
        statements.append(sql)
        values += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(statements)}", values)
        return tuple(cursor.fetchone())


def _statement(query: QuerySet[Case]) -> tuple[str, tuple[Any, ...]]:
    """Return a count that ends early; an official of no department has nothing to count."""
    try:
        sql, params = query.values("pk")[:MOST_COUNTED].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({sql}) AS counted)", tuple(params)  # noqa: S608 -- the ORM's words, values apart
