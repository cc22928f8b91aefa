"""How many cases stand on each tab of the worklist, counted no further than a reader needs."""

from functools import lru_cache

from django.db.models import Count, QuerySet

from iskan.apps.cases.models import Case, RegisterRun
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.foundation.reading import Composed, composed
from iskan.foundation.scope import Scope

MOST_COUNTED = 100
MINE, FREE, ALL = "mine", "free", "all"


def tab_counts(scope: Scope, stages: tuple[str, ...]) -> dict[str, int]:
    """Return how many open cases are the viewer's, nobody's, in all, and in each stage: each up to a hundred.

    One statement of small scans, so that a million cases cost what a hundred do.
    """
    (counted,) = _statement(scope, stages).rows()
    return dict(zip((MINE, FREE, ALL, *stages), counted, strict=True))


@lru_cache(maxsize=512)
def _statement(scope: Scope, stages: tuple[str, ...]) -> Composed:
    """Return the statement; what a viewer may see settles it, so it is put together once."""
    cases = visible_cases(scope)
    open_cases = cases.filter(closed_at__isnull=True)
    counted = (
        open_cases.filter(assignee_id=scope.user_id),
        open_cases.filter(assignee_id__isnull=True),
        open_cases,
        *(cases.filter(stage=stage) for stage in stages),
    )
    parts = [_count(query.order_by("due_on")) for query in counted]
    return Composed(f"SELECT {', '.join(part.sql for part in parts)}", tuple(v for part in parts for v in part.values))


def waiting_by_register(scope: Scope) -> dict[str, int]:
    """Return how many open cases wait for each register."""
    waiting = RegisterRun.objects.filter(
        answered_at__isnull=True, case__in=visible_cases(scope), case__closed_at__isnull=True
    )
    return dict(waiting.values_list("register").annotate(Count("pk")).order_by())


def _count(query: QuerySet[Case]) -> Composed:
    """Return a count that ends early; an official of no department has nothing to count."""
    counted = composed(query.values("pk")[:MOST_COUNTED])
    if counted is None:
        return Composed("0", ())
    return Composed(f"(SELECT count(*) FROM ({counted.sql}) AS counted)", counted.values)  # noqa: S608 -- the ORM's words, values apart
