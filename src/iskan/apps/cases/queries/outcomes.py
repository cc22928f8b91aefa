"""How cases were decided, in numbers anyone may read: by service, and what came of questions and appeals."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from iskan.apps.cases.enums import Outcome
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.lifecycle import CaseOutcome
from iskan.foundation.reading import cached_in_process

PERIOD = timedelta(days=365)
_COUNTED = """
SELECT CASE WHEN c.service_code = ANY(%(later)s) THEN e.service_code ELSE c.service_code END,
       CASE WHEN c.service_code = ANY(%(later)s) THEN c.service_code ELSE '' END, d.outcome, count(*)
FROM cases_decision d
JOIN cases_case c ON c.id = d.case_id
LEFT JOIN cases_case e ON e.id = c.about_id
WHERE d.replaced_at IS NULL AND (d.decided_at AT TIME ZONE %(zone)s)::date BETWEEN %(first)s AND %(last)s
  AND d.decided_at >= %(first)s::date - 1
GROUP BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOutcomes:
    """The decisions of one service that stand, and what came of questions and appeals about its refusals."""

    service: str
    granted: int
    refused: int
    answered: int
    upheld: int
    not_upheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedOutcomes:
    """The outcomes of each service from one day to another, both counted."""

    first_day: date
    last_day: date
    services: tuple[ServiceOutcomes, ...]


@cached_in_process(maxsize=2)
def outcomes_until(last_day: date) -> PublishedOutcomes:
    """Return the outcomes of the year that ends on a day gone by; counted once a day, for the page is open to all."""
    first = last_day - PERIOD + timedelta(days=1)
    questions, appeals = _later(others=False), _later(others=True)
    counted = _counted((*questions, *appeals), first, last_day)
    return PublishedOutcomes(
        first_day=first,
        last_day=last_day,
        services=tuple(
            ServiceOutcomes(
                service=service,
                granted=counted.get((service, "", Outcome.APPROVED), 0),
                refused=counted.get((service, "", Outcome.REFUSED), 0),
                answered=sum(counted.get((service, code, Outcome.APPROVED), 0) for code in questions),
                upheld=sum(counted.get((service, code, Outcome.APPROVED), 0) for code in appeals),
                not_upheld=sum(counted.get((service, code, Outcome.REFUSED), 0) for code in appeals),
            )
            for service in sorted({service for service, _later_code, _outcome in counted})
        ),
    )


def _later(*, others: bool) -> tuple[str, ...]:
    """Return the services that are about refusals of any service: those left to others than decided, or the rest."""
    return tuple(service.code for service in catalogue.services() if _is_about_refusals(service, others=others))


def _is_about_refusals(service: Service, *, others: bool) -> bool:
    about = service.about
    return bool(about and CaseOutcome.REFUSED in about.outcomes and about.decided_by_others is others)


def _counted(later: Collection[str], first: date, last: date) -> Mapping[tuple[str, str, str], int]:
    values: dict[str, Any] = {"later": list(later), "first": first, "last": last, "zone": settings.TIME_ZONE}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, values)
        return {(service, code, outcome): count for service, code, outcome, count in cursor.fetchall()}
