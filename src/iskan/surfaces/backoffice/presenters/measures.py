"""By what statistics narrowed the worklist: read from its address, written into it, and shown to be let go."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from iskan.apps.cases.queries.lists import WorklistFilter
from iskan.apps.cases.queries.measured import Measured
from iskan.surfaces.backoffice.words import number

MEASURES: Final = ("filed_from", "filed_until", "decided_from", "decided_until")


def read_measured(asked: QueryDict) -> Measured:
    """Read what statistics narrow by; what is no day is left out."""
    days = {name: _day(asked.get(name, "")) for name in MEASURES}
    closed = asked.get("closed") == "yes"
    return Measured(**days, decided_by=number(asked.get("decided_by", "")), with_closed=closed)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def measures_of(measured: Measured) -> dict[str, str]:
    """Return what statistics narrow by, as an address says it."""
    days = {name: getattr(measured, name) for name in MEASURES}
    said = {name: day.isoformat() for name, day in days.items() if day is not None}
    by = {"decided_by": str(measured.decided_by)} if measured.decided_by is not None else {}
    return {**said, **by, **({"closed": "yes"} if measured.with_closed else {})}


def measures_chosen(chosen: WorklistFilter, holders: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """Yield what statistics narrowed by, each to be kept or let go."""
    labels = {
        "filed_from": _("Filed from"), "filed_until": _("Filed until"), "decided_from": _("Decided from"),
        "decided_until": _("Decided until"), "decided_by": _("Decided by"), "closed": _("Closed cases"),
        "department": _("Department"),
    }  # fmt: skip
    department = {"department": str(chosen.department_id)} if chosen.department_id is not None else {}
    for name, said in {**department, **measures_of(chosen.measured)}.items():
        words = {"closed": _("Included"), "decided_by": holders.get(chosen.measured.decided_by or 0, said)}.get(
            name, said
        )
        yield {"name": name, "label": labels[name], "choices": (("", _("Any")), (said, words)), "value": said}
