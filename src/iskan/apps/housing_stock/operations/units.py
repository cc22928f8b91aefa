"""Moving units from state to state: all those named or none, each with a line in its trail."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.events import stock_changed
from iskan.apps.housing_stock.models import Project, Unit, UnitEvent
from iskan.apps.housing_stock.operations.permission import require
from iskan.apps.housing_stock.queries.gates import open_gates
from iskan.core.refusal import Refusal
from iskan.core.text import Text, listed
from iskan.foundation import audit
from iskan.foundation.scope import Scope

SHOWN: Final = 5
NONE_SUCH = Text(ar="لا توجد وحدات بهذه الأرقام: {codes}", en="There are no units of these codes: {codes}")
UNLAWFUL = Text(
    ar="لا يمكن نقل هذه الوحدات من حالتها الحالية إلى الحالة المطلوبة: {codes}",
    en="These units cannot pass from the state they are in to the one asked for: {codes}",
)
GATES_OPEN = Text(
    ar="لا تصبح الوحدة جاهزة ولا تُسلَّم قبل إنجاز خدمات البنية التحتية المطلوبة. ما لم يُنجز بعد: {gates}",
    en="No unit becomes ready or is handed over while required infrastructure is not done. Still open: {gates}",
)
GATE_NAMES: Final[dict[GateKind, Text]] = {
    GateKind.ELECTRICITY: Text(ar="الكهرباء", en="electricity"),
    GateKind.WATER: Text(ar="الماء", en="water"),
    GateKind.TELECOM: Text(ar="الاتصالات", en="telecommunications"),
    GateKind.ROADS: Text(ar="الطرق", en="roads"),
    GateKind.SEWAGE: Text(ar="الصرف الصحي", en="sewage"),
    GateKind.ADDRESSES: Text(ar="العناوين", en="addresses"),
}


class NoSuchUnits(Refusal):
    """Some of the codes are no unit's."""

    text = NONE_SUCH
    status = HTTPStatus.CONFLICT

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(codes=_some(codes))
        self.codes = tuple(codes)


class UnlawfulUnitMove(Refusal):
    """Some of the units may not pass to that state from their own."""

    text = UNLAWFUL
    status = HTTPStatus.CONFLICT

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(codes=_some(codes))
        self.codes = tuple(codes)


class GatesOpen(Refusal):
    """A required gate of the units' project or phase is still open."""

    text = GATES_OPEN
    status = HTTPStatus.CONFLICT

    def __init__(self, gates: Iterable[GateKind]) -> None:
        self.gates = tuple(dict.fromkeys(gates))
        super().__init__(gates=listed(GATE_NAMES[gate] for gate in self.gates))


def set_unit_states(*, scope: Scope, codes: Collection[str], state: UnitState, at: datetime, reason: str = "") -> int:
    """Move units to a state, all or none, and return how many were not there already.

    Raises:
        NotForThisRole: the viewer may not move units so. NoSuchUnits, UnlawfulUnitMove: for the codes they name.
        GatesOpen: units become ready or are handed over only once the required gates of project and phase are closed.
    """
    with transaction.atomic():
        units = [unit for unit in _locked(codes) if unit.state != state]
        _require_moves(scope, units, state)
        if state.waits_for_gates and (gates := open_gates({unit.phase_id for unit in units})):
            raise GatesOpen(gate for phase in gates.values() for gate in phase)
        move_units(scope=scope, units=units, state=state, at=at, reason=reason)
    return len(units)


def move_units(*, scope: Scope, units: Sequence[Unit], state: UnitState, at: datetime, reason: str = "") -> None:
    """Write a move already found lawful: the state, the trail, and one audit line for each project."""
    UnitEvent.objects.bulk_create(
        [UnitEvent(unit=u, source=u.state, target=state, at=at, by_id=scope.user_id, reason=reason) for u in units],
        batch_size=5_000,
    )
    Unit.objects.filter(pk__in=[unit.pk for unit in units]).update(state=state, state_since=at)
    for project_id, count in sorted(Counter(unit.project_id for unit in units).items()):
        audit.record(
            scope=scope, action=f"unit.{state.value}", subject_kind="project", subject=str(project_id), at=at,
            unit_count=count,
        )  # fmt: skip
    stock_changed.happened()


def lock_projects(project_ids: Collection[int]) -> None:
    """Hold the projects: while a gate is judged nobody opens it again."""
    list(Project.objects.select_for_update().filter(pk__in=project_ids).order_by("pk").values_list("pk"))


def _locked(codes: Collection[str]) -> list[Unit]:
    wanted = set(codes)
    lock_projects(set(Unit.objects.filter(code__in=wanted).values_list("project_id", flat=True)))
    units = list(Unit.objects.select_for_update().filter(code__in=wanted).order_by("pk"))
    if missing := sorted(wanted - {unit.code for unit in units}):
        raise NoSuchUnits(missing)
    return units


def _require_moves(scope: Scope, units: Sequence[Unit], state: UnitState) -> None:
    giving = state.is_given or any(UnitState(unit.state).is_given for unit in units)
    require(scope, rules.can_give_units if giving else rules.can_keep_stock)
    if unlawful := sorted(unit.code for unit in units if state not in UnitState(unit.state).next_states):
        raise UnlawfulUnitMove(unlawful)


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(sorted(codes)[:SHOWN])
    return f"{shown}, …" if len(codes) > SHOWN else shown
