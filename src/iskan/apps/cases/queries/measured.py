"""By what statistics narrow a list of cases: the days they were filed and decided on, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

_DECIDED = "c.id IN (SELECT d.case_id FROM cases_decision d WHERE d.replaced_at IS NULL AND d.outcome <> ''{bounds})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The first and last days of filing, and of the decision, and who decided; ``with_closed`` takes in those done."""

    filed_from: date | None = None
    filed_until: date | None = None
    decided_from: date | None = None
    decided_until: date | None = None
    decided_by: int | None = None
    with_closed: bool = False

    @property
    def asks_decision(self) -> bool:
        """Whether only decided cases are meant."""
        return any(one is not None for one in (self.decided_from, self.decided_until, self.decided_by))


UNMEASURED = Measured()


def measured_conditions(wanted: Measured) -> Iterator[str]:
    """Yield what is asked of a case ``c``, in SQL of our own; its values stay apart."""
    if wanted.filed_from is not None:
        yield "c.filed_at >= %(filed_from)s"
    if wanted.filed_until is not None:
        yield "c.filed_at < %(filed_until)s"
    if wanted.asks_decision:
        yield _DECIDED.format(bounds="".join(_decision_bounds(wanted)))


def _decision_bounds(wanted: Measured) -> Iterator[str]:
    if wanted.decided_from is not None:
        yield " AND d.decided_at >= %(decided_from)s"
    if wanted.decided_until is not None:
        yield " AND d.decided_at < %(decided_until)s"
    if wanted.decided_by is not None:
        yield " AND d.decided_by_id = %(decided_by)s"


def measured_values(wanted: Measured) -> dict[str, Any]:
    """Return the values of the conditions; a last day ends with its midnight."""
    return {
        "filed_from": _begins(wanted.filed_from),
        "filed_until": _ends(wanted.filed_until),
        "decided_from": _begins(wanted.decided_from),
        "decided_until": _ends(wanted.decided_until),
        "decided_by": wanted.decided_by,
    }


def _begins(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), timezone.get_default_timezone()) if day else None


def _ends(day: date | None) -> datetime | None:
    return _begins(day + timedelta(days=1)) if day else None
