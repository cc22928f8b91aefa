"""What is inspected for a case, for whoever reads the case."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from iskan.apps.accounts.queries import USERS
from iskan.apps.inspections.enums import InspectionState, VisitEnd
from iskan.apps.inspections.models import OrderedInspection
from iskan.core.inspections import InspectionResult
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead

_OF_CASE = """
SELECT json_agg(json_build_array(
           i.reference, i.code, i.place_ar, i.place_en, i.state, i.due_on, u.name_ar, u.name_en,
           (SELECT json_agg(json_build_array(v.day, v.from_time, v.until_time, v."end", v.end_words, v.asked_words)
                            ORDER BY v.id)
            FROM inspections_visit v WHERE v.inspection_id = i.id),
           (SELECT json_agg(json_build_array(
                       r.result, r.answers, r.words, r.made_at, r.corrects_id IS NOT NULL,
                       (SELECT json_agg(p.document_id ORDER BY p.id) FROM inspections_reportpicture p
                        WHERE p.report_id = r.id)) ORDER BY r.id)
            FROM inspections_inspectionreport r WHERE r.inspection_id = i.id)
       ) ORDER BY i.id)
FROM inspections_orderedinspection i LEFT JOIN {users} u ON u.id = i.inspector_id
WHERE i.case_reference = c.reference
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """A visit that stands, or how it ended."""

    day: date
    from_time: time
    until_time: time
    end: VisitEnd | None
    end_words: str
    asked_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """What was found; the last of several stands, those before it were corrected."""

    result: InspectionResult
    answers: Mapping[str, Any]
    words: str
    made_at: datetime
    is_correction: bool
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionLine:
    """An inspection of a case with its visits and reports, as its page tells them."""

    reference: str
    code: str
    place: Text
    state: InspectionState
    due_on: date | None
    inspector: Text | None
    visits: tuple[VisitLine, ...]
    reports: tuple[ReportLine, ...]

    @property
    def visit(self) -> VisitLine | None:
        """The visit that stands, if one is appointed."""
        return next((one for one in self.visits if one.end is None), None)

    @property
    def report(self) -> ReportLine | None:
        """The report that stands, once it was made."""
        return self.reports[-1] if self.reports else None


def is_reported(case_reference: str, code: str) -> bool:
    """Say whether the inspection of a kind that was ordered last for a case has been reported on."""
    rows = OrderedInspection.objects.filter(case_reference=case_reference, code=code).order_by("-pk")
    return rows.values_list("state", flat=True).first() == InspectionState.REPORTED


def inspection_line(reference: str) -> InspectionLine:
    """Return one inspection with its visits and reports; whoever asks has been let into it."""
    case_reference = OrderedInspection.objects.values_list("case_reference", flat=True).get(reference=reference)
    return next(one for one in INSPECTIONS.of(reference=case_reference) or () if one.reference == reference)


def _read(columns: Sequence[Any]) -> tuple[InspectionLine, ...]:
    (lines,) = columns
    return tuple(map(_line, json.loads(lines) if isinstance(lines, str) else lines))


def _line(told: Sequence[Any]) -> InspectionLine:
    reference, code, place_ar, place_en, state, due_on, name_ar, name_en, visits, reports = told
    return InspectionLine(
        reference=reference,
        code=code,
        place=Text(ar=place_ar, en=place_en),
        state=InspectionState(state),
        due_on=date.fromisoformat(due_on) if due_on else None,
        inspector=Text(ar=name_ar, en=name_en or name_ar) if name_ar else None,
        visits=tuple(map(_visit, visits or ())),
        reports=tuple(map(_report, reports or ())),
    )


def _visit(told: Sequence[Any]) -> VisitLine:
    day, from_time, until_time, end, end_words, asked_words = told
    return VisitLine(
        day=date.fromisoformat(day), from_time=time.fromisoformat(from_time), until_time=time.fromisoformat(until_time),
        end=VisitEnd(end) if end else None, end_words=end_words, asked_words=asked_words,
    )  # fmt: skip


def _report(told: Sequence[Any]) -> ReportLine:
    result, answers, words, made_at, is_correction, pictures = told
    return ReportLine(
        result=InspectionResult(result), answers=answers, words=words, made_at=datetime.fromisoformat(made_at),
        is_correction=is_correction, pictures=tuple(pictures or ()),
    )  # fmt: skip


INSPECTIONS: RelatedRead[tuple[InspectionLine, ...]] = RelatedRead(1, _OF_CASE.format(users=USERS), _read)
