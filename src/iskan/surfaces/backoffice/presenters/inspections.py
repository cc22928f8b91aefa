"""Inspections at the desk: a day's visits, one inspection with what may be done about it, and the case's card."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from iskan.apps.accounts.queries import contact_for
from iskan.apps.inspections.enums import InspectionState
from iskan.apps.inspections.queries.lists import ListedInspection, possible_inspectors
from iskan.apps.inspections.queries.of_case import InspectionLine, ReportLine, VisitLine, inspection_line
from iskan.apps.inspections.queries.scoped import declared_of, inspection_for
from iskan.apps.inspections.rules import can_hand_out, can_inspect, is_near_home
from iskan.core.catalogue import Service
from iskan.core.inspections import Inspection, InspectionKind, InspectionResult
from iskan.core.text import Text, same
from iskan.foundation.scope import Scope
from iskan.surfaces.ui.fields import FieldView, Filling, fields_of, said, words_of
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.formatting import time as hour
from iskan.surfaces.ui.refusals import FormState

TONES = {
    InspectionState.ORDERED: "warning",
    InspectionState.APPOINTED: "info",
    InspectionState.REPORTED: "success",
    InspectionState.CALLED_OFF: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A line of a day's list."""

    reference: str
    case_reference: str
    name: str
    place: str
    hours: str
    inspector: str
    status: str
    tone: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDay:
    """The visits of a day; without one, those to be appointed."""

    day: date | None
    is_over: bool
    rows: tuple[VisitRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """What was found, in words."""

    result: str
    tone: str
    lines: tuple[Mapping[str, Any], ...]
    words: str
    made_at: datetime
    is_correction: bool
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionCard:
    """An inspection with its visits and reports, on a case's page and on its own."""

    reference: str
    name: str
    place: str
    status: str
    tone: str
    due_on: date | None
    inspector: str
    visit: VisitLine | None
    hours: str
    over: tuple[tuple[str, VisitLine], ...]
    reports: tuple[ReportView, ...]
    needs_somebody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionPage:
    """An inspection at the desk, with the forms the viewer has."""

    card: InspectionCard
    case_reference: str
    citizen: str
    phone: str
    inspectors: tuple[tuple[str, str], ...]
    may_take: bool
    may_appoint: bool
    may_report: bool
    corrects: bool
    fields: tuple[FieldView, ...]
    results: tuple[tuple[str, str], ...]


def visit_days(found: Iterable[ListedInspection], today: date) -> tuple[VisitDay, ...]:
    """Return the visits by their days, those to be appointed last."""
    days = groupby(found, key=lambda one: one.day)
    return tuple(
        VisitDay(day=day, is_over=day is not None and day < today, rows=tuple(map(_row, ones))) for day, ones in days
    )


def _row(one: ListedInspection) -> VisitRow:
    return VisitRow(
        reference=one.reference, case_reference=one.case_reference, name=t(one.name), place=t(one.place),
        hours=hours_of(one.from_time, one.until_time), inspector=t(one.inspector) if one.inspector else "",
        status=str(one.state.label), tone=TONES[one.state], due_on=one.due_on,
    )  # fmt: skip


def hours_of(from_time: time | None, until_time: time | None) -> str:
    """Return between which hours an inspector comes."""
    return f"{hour(from_time)} – {hour(until_time)}" if from_time and until_time else ""


def inspection_cards(service: Service, lines: Iterable[InspectionLine]) -> tuple[InspectionCard, ...]:
    """Return a case's inspections in words, the newest first."""
    return tuple(_card(service.inspection(line.code), line) for line in reversed(tuple(lines)))


def _card(declared: Inspection, line: InspectionLine) -> InspectionCard:
    visit = line.visit
    return InspectionCard(
        reference=line.reference, name=t(declared.name), place=t(line.place), status=str(line.state.label),
        tone=TONES[line.state], due_on=line.due_on if line.state.is_open else None,
        inspector=t(line.inspector) if line.inspector else "", visit=visit,
        hours=hours_of(visit.from_time, visit.until_time) if visit else "",
        over=tuple((str(one.end.label), one) for one in line.visits if one.end is not None),
        reports=tuple(_report(declared, one) for one in reversed(line.reports)),
        needs_somebody=declared.kind is InspectionKind.HOME,
    )  # fmt: skip


def _report(declared: Inspection, report: ReportLine) -> ReportView:
    answered = ((question, report.answers.get(question.code)) for question in declared.report)
    return ReportView(
        result=t(report.result.words), tone="success" if report.result is InspectionResult.IN_ORDER else "danger",
        lines=tuple({"label": question.label, "value": said(question, value)} for question, value in answered),
        words=report.words, made_at=report.made_at, is_correction=report.is_correction, pictures=report.pictures,
    )  # fmt: skip


def inspection_page(scope: Scope, reference: str, sent: FormState, today: date) -> InspectionPage:
    """Return an inspection in the viewer's scope, with what they may do about it."""
    inspection = inspection_for(scope, reference)
    declared, line = declared_of(inspection), inspection_line(reference)
    is_near, is_mine = is_near_home(scope, inspection), inspection.inspector_id == scope.user_id
    makes = can_inspect(scope) and is_mine and not is_near
    visit_due = line.visit is not None and line.visit.day <= today
    may_report = makes and (visit_due or line.state is InspectionState.REPORTED)
    citizen, hands_out = inspection.citizen, can_hand_out(scope) and not is_near
    return InspectionPage(
        card=_card(declared, line),
        case_reference=inspection.case_reference,
        citizen=t(Text(ar=citizen.name_ar, en=citizen.name_en or citizen.name_ar)),
        phone=contact_for(citizen.pk).phone if makes and line.state.is_open else "",
        inspectors=tuple((str(pk), t(name)) for pk, name in possible_inspectors(scope, inspection))
        if line.state.is_open
        else (),
        may_take=can_inspect(scope) and line.state.is_open and inspection.inspector_id is None and not is_near,
        may_appoint=line.state.is_open and line.inspector is not None and (makes or hands_out),
        may_report=may_report,
        corrects=line.state is InspectionState.REPORTED,
        fields=_fields(declared, line, sent) if may_report else (),
        results=tuple((one.value, t(one.words)) for one in InspectionResult),
    )


def _fields(declared: Inspection, line: InspectionLine, sent: FormState) -> tuple[FieldView, ...]:
    """Return the questions of the report as they were sent, or as the report to be corrected answers them."""
    answers = dict(line.report.answers) if line.report else {}
    words = sent.words if sent.form == "report" else words_of(declared.report, answers)
    faults = {name: same(fault) for name, fault in sent.faults.items()}
    return fields_of(declared.report, Filling(words=words, answers=answers, faults=faults))
