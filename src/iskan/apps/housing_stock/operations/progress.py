"""Reporting how far works have come, and closing the gates before handover."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.events import stock_changed
from iskan.apps.housing_stock.models import Gate, Phase, ProgressReport, Project, Unit
from iskan.apps.housing_stock.operations.permission import StockChangedMeanwhile, require
from iskan.apps.housing_stock.operations.projects import NEEDED, BadDetails, locked_project
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

WHOLE: Final = 100
NOT_A_PERCENT = Text(ar="أدخل نسبة من 0 إلى 100.", en="Enter a percentage from 0 to 100.")
IN_THE_FUTURE = Text(ar="أدخل تاريخًا لا يتجاوز اليوم.", en="Enter a day no later than today.")
WHY_LESS = Text(
    ar="النسبة أقل من آخر نسبة سُجّلت. أدخل السبب في الملاحظة.",
    en="This is less than the last percentage reported. Say why in the note.",
)
UNITS_BEHIND = Text(
    ar="لا يمكن التراجع عن إنجاز هذا المرفق بعد تسليم وحدات تعتمد عليه أو جاهزيتها. تُنقل الوحدات الجاهزة أولًا إلى "
    "حالة سابقة.",
    en="This cannot be opened again while units behind it are ready or handed over. Move the ready units back first.",
)


class UnitsBehindGate(Refusal):
    """Units became ready or were handed over because the gate was closed."""

    text = UNITS_BEHIND
    status = HTTPStatus.CONFLICT


def report_progress(
    *,
    scope: Scope,
    project_code: str,
    phase: int | None,
    on: date | None,
    percent: int | None,
    note: str = "",
    at: datetime,
) -> ProgressReport:
    """Report how far a project, or one phase of it, had come on a day; a second report of a day corrects the first.

    Raises:
        NotForThisRole: the viewer does not keep the stock. NoSuchProject: none has the code.
        BadDetails: for the fields it names; a lower percentage than the last needs a note.
    """
    require(scope, rules.can_keep_stock)
    with transaction.atomic():
        project = locked_project(project_code)
        part = _phase(project, phase)
        last = (
            ProgressReport.objects.filter(project=project, phase=part, on__lt=on or localdate(at))
            .order_by("on", "id")
            .last()
        )
        day, share = _checked(on, percent, note, last.percent if last else 0, localdate(at))
        report = ProgressReport.objects.create(
            project=project, phase=part, on=day, percent=share, note=note,
            reported_by_id=scope.user_id, reported_at=at,
        )  # fmt: skip
        audit.record(
            scope=scope, action="project.progress", subject_kind="project", subject=str(project.pk), at=at,
            percent=percent, phase=phase,
        )  # fmt: skip
        stock_changed.happened()
    return report


def close_gate(*, scope: Scope, gate_id: int, done_on: date | None, note: str = "", at: datetime) -> Gate:
    """Close a gate as done on a day.

    Raises:
        NotForThisRole: the viewer does not keep the stock. OutOfScope: there is no such gate.
        StockChangedMeanwhile: it is closed already. BadDetails: the day is missing or in the future.
    """
    require(scope, rules.can_keep_stock)
    if done_on is None or done_on > localdate(at):
        raise BadDetails({"done_on": IN_THE_FUTURE})
    with transaction.atomic():
        gate = _locked_gate(gate_id)
        if gate.done_on is not None:
            raise StockChangedMeanwhile
        gate.done_on, gate.note = done_on, note
        gate.save(update_fields=["done_on", "note"])
        _record(scope, "gate.close", gate, at)
    return gate


def reopen_gate(*, scope: Scope, gate_id: int, note: str, at: datetime) -> Gate:
    """Open a gate again that was closed by mistake, saying why.

    Raises:
        NotForThisRole, OutOfScope: as for closing. StockChangedMeanwhile: it is open already.
        BadDetails: no reason is given. UnitsBehindGate: units stand ready or handed over behind it.
    """
    require(scope, rules.can_keep_stock)
    if not note:
        raise BadDetails({"note": NEEDED})
    with transaction.atomic():
        gate = _locked_gate(gate_id)
        if gate.done_on is None:
            raise StockChangedMeanwhile
        if gate.is_required and _has_units_behind(gate):
            raise UnitsBehindGate
        gate.done_on, gate.note = None, note
        gate.save(update_fields=["done_on", "note"])
        _record(scope, "gate.reopen", gate, at)
    return gate


def plan_gate(
    *, scope: Scope, gate_id: int, is_required: bool, planned_on: date | None, note: str = "", at: datetime
) -> Gate:
    """Say when an open gate is to be closed and whether handover waits for it; letting it go needs a reason.

    Raises:
        NotForThisRole, OutOfScope: as for closing. StockChangedMeanwhile: it is closed already.
        BadDetails: it is no longer to be required, and no reason is given.
    """
    require(scope, rules.can_keep_stock)
    with transaction.atomic():
        gate = _locked_gate(gate_id)
        if gate.done_on is not None:
            raise StockChangedMeanwhile
        if gate.is_required and not is_required and not note:
            raise BadDetails({"plan_note": NEEDED})
        gate.is_required, gate.planned_on, gate.note = is_required, planned_on, note
        gate.save(update_fields=["is_required", "planned_on", "note"])
        _record(scope, "gate.plan" if is_required else "gate.waive", gate, at)
    return gate


def _checked(on: date | None, percent: int | None, note: str, last: int, today: date) -> tuple[date, int]:
    faults = {}
    if on is None or on > today:
        faults["on"] = IN_THE_FUTURE
    if percent is None or not 0 <= percent <= WHOLE:
        faults["percent"] = NOT_A_PERCENT
    elif percent < last and not note:
        faults["note"] = WHY_LESS
    if faults or on is None or percent is None:
        raise BadDetails(faults)
    return on, percent


def _phase(project: Project, number: int | None) -> Phase | None:
    if number is None:
        return None
    phase = project.phases.filter(number=number).first()
    if phase is None:
        raise BadDetails({"phase": NEEDED})
    return phase


def _locked_gate(gate_id: int) -> Gate:
    project_id = Gate.objects.filter(pk=gate_id).values_list("project_id", flat=True).first()
    if project_id is None:
        raise OutOfScope(str(gate_id))
    Project.objects.select_for_update().get(pk=project_id)
    return Gate.objects.select_for_update().get(pk=gate_id)


def _has_units_behind(gate: Gate) -> bool:
    behind = Unit.objects.filter(project_id=gate.project_id).exclude(
        state__in=[UnitState.PLANNED, UnitState.BUILDING, UnitState.WITHHELD]
    )
    return (behind.filter(phase_id=gate.phase_id) if gate.phase_id else behind).exists()


def _record(scope: Scope, action: str, gate: Gate, at: datetime) -> None:
    audit.record(
        scope=scope, action=action, subject_kind="project", subject=str(gate.project_id), at=at, gate=gate.kind
    )
    stock_changed.happened()
