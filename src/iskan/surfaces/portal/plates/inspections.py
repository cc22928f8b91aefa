"""What is inspected for a case: who comes and when, how to ask for another day, what was found."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from iskan.apps.inspections.enums import InspectionState, VisitEnd
from iskan.apps.inspections.queries.of_case import INSPECTIONS, InspectionLine
from iskan.core.catalogue import Service
from iskan.core.inspections import Inspection, InspectionKind, InspectionResult
from iskan.core.lifecycle import Stage
from iskan.surfaces.ui.fields import said
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.formatting import time as hour
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase

_TONES: Final = {
    InspectionState.ORDERED: "info",
    InspectionState.APPOINTED: "warning",
    InspectionState.REPORTED: "success",
    InspectionState.CALLED_OFF: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """An inspection as the citizen sees it."""

    reference: str
    name: str
    place: str
    status: str
    tone: str
    day: date | None
    hours: str
    inspector: str
    was_missed: bool
    needs_somebody: bool
    may_ask: bool
    result: str
    result_tone: str
    words: str
    lines: tuple[dict[str, Any], ...]
    pictures: tuple[str, ...]


def visit_view(declared: Inspection, line: InspectionLine, today: date) -> VisitView:
    """Return an inspection in the citizen's words."""
    visit, report = line.visit, line.report
    return VisitView(
        reference=line.reference, name=t(declared.name), place=t(line.place), status=str(line.state.label),
        tone=_TONES[line.state], day=visit.day if visit else None,
        hours=f"{hour(visit.from_time)} – {hour(visit.until_time)}" if visit else "",
        inspector=t(line.inspector) if line.inspector and visit else "",
        was_missed=line.state.is_open and bool(line.visits) and line.visits[-1].end is VisitEnd.MISSED,
        needs_somebody=declared.kind is InspectionKind.HOME, may_ask=visit is not None and today < visit.day,
        result=t(report.result.words) if report else "",
        result_tone="success" if report and report.result is InspectionResult.IN_ORDER else "danger",
        words=report.words if report else "",
        lines=tuple({"label": one.label, "value": said(one, report.answers.get(one.code))} for one in declared.report)
        if report else (),
        pictures=report.pictures if report else (),
    )  # fmt: skip


def _concerns(service: Service, _stage: Stage) -> bool:
    return bool(service.inspections)


def _show(case: ShownCase) -> PlateView | None:
    lines = case.related[INSPECTIONS]
    if not lines:
        return None
    shown = (visit_view(case.service.inspection(one.code), one, case.today) for one in reversed(lines))
    return PlateView(card=tuple(shown))


INSPECTED = Plate(
    code="inspections", position=4, template="portal/plates/inspections.html", concerns=_concerns,
    reads=(INSPECTIONS,), show=_show,
)  # fmt: skip
