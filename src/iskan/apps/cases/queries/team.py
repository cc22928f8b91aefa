"""What each official of a viewer's departments holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.core.promises import Alarm
from iskan.foundation.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """An official's open cases, those past their promise, and the nearest last day."""

    held: int = 0
    late: int = 0
    nearest: date | None = None


def loads(scope: Scope) -> dict[int, Load]:
    """Return what each official holds of the cases the viewer may see, by the official's id."""
    held = visible_cases(scope).filter(closed_at__isnull=True, assignee__isnull=False)
    rows = held.values_list("assignee_id").annotate(
        held=Count("pk"), late=Count("pk", filter=Q(alarm=Alarm.BREACHED)), nearest=Min("due_on")
    )
    return {
        official: Load(held=count, late=late, nearest=nearest) for official, count, late, nearest in rows.order_by()
    }


def number_held(official_id: int) -> int:
    """Return how many open cases an official holds: a number alone, for whoever closes accounts and reads no case."""
    return Case.objects.filter(assignee_id=official_id, closed_at__isnull=True).count()
