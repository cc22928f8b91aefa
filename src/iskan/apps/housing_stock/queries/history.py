"""What the past of the stock tells a forecast: how long works took, how long gates were waited for, homes by year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, F, Max
from django.db.models.functions import ExtractYear

from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Gate, Phase, Project, UnitEvent

_KEYS = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM keys.at - ready.at) / 86400)
FROM housing_stock_unitevent keys
JOIN housing_stock_unit unit ON unit.id = keys.unit_id
JOIN LATERAL (
    SELECT max(at) AS at FROM housing_stock_unitevent
    WHERE unit_id = keys.unit_id AND target = 'ready' AND at < keys.at
) ready ON ready.at IS NOT NULL
WHERE keys.target = 'handed_over'
GROUP BY unit.project_id ORDER BY unit.project_id
"""


@dataclass(frozen=True, slots=True)
class FinishedWork:
    """When finished works were meant to begin and end, and when they ended."""

    planned_start_on: date
    planned_on: date
    completed_on: date


def finished_works() -> tuple[FinishedWork, ...]:
    """Return every finished project and phase whose plan is known, the earliest first."""
    columns = ("planned_start_on", "planned_on", "completed_on")
    known = {"completed_on__isnull": False, "planned_on__gt": F("planned_start_on")}
    rows = [row for model in (Project, Phase) for row in model.objects.filter(**known).values_list(*columns)]
    return tuple(FinishedWork(*row) for row in sorted(rows, key=lambda row: row[2]))


def gate_waits() -> tuple[int, ...]:
    """Return the days each finished project waited after its works for the last gate it needed."""
    required = Gate.objects.filter(is_required=True, project__completed_on__isnull=False)
    last = required.values("project").annotate(last=Max("done_on"), count=Count("pk"), done=Count("done_on"))
    rows = last.filter(count=F("done")).values_list("last", "project__completed_on").order_by("project")
    return tuple(max((gate - work).days, 1) for gate, work in rows)


def key_waits() -> tuple[int, ...]:
    """Return the days that passed, in each project's middle home, from being ready to the keys."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS)
        return tuple(max(round(days), 1) for (days,) in cursor.fetchall())


def homes_by_year() -> dict[str, dict[int, int]]:
    """Return how many units of each type were handed over in each year."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    events = UnitEvent.objects.filter(target=UnitState.HANDED_OVER).annotate(year=ExtractYear("at"))
    for kind, year, count in events.values_list("unit__type", "year").annotate(Count("unit", distinct=True)).order_by():
        found[kind][year] = count
    return dict(found)
