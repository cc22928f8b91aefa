"""Two officials at once: one move is made, the other is told; a gate and the units behind it never cross."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.factories.cast import AT
from tests.factories.stock import make_project

from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.models import Gate, Unit, UnitEvent
from iskan.apps.housing_stock.operations.progress import UnitsBehindGate, reopen_gate
from iskan.apps.housing_stock.operations.units import GatesOpen, UnlawfulUnitMove, set_unit_states
from iskan.foundation.scope import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS = (UnlawfulUnitMove, GatesOpen, UnitsBehindGate)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Let each act in a thread of its own, all at the same moment; return what each came to."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            barrier.wait()
            return act()
        except REFUSALS as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def move(codes: list[str], state: UnitState) -> Callable[[], object]:
    return lambda: set_unit_states(scope=SYSTEM, codes=codes, state=state, at=AT)


def test_a_unit_is_withheld_or_offered_but_not_both() -> None:
    make_project(units={"house-4br": 5}, state=UnitState.READY)
    codes = list(Unit.objects.values_list("code", flat=True))
    done = at_once(move(codes, UnitState.OFFERED), move(codes[::-1], UnitState.WITHHELD))
    assert sorted(map(str, done)) == sorted(["5", str(UnlawfulUnitMove)])
    assert Unit.objects.values("state").distinct().count() == 1
    assert UnitEvent.objects.count() == 5


def test_units_become_ready_or_their_gate_is_opened_again_but_not_both() -> None:
    make_project()
    codes, gate = list(Unit.objects.values_list("code", flat=True)), Gate.objects.get(kind=GateKind.WATER)
    done = at_once(
        move(codes, UnitState.READY), lambda: reopen_gate(scope=SYSTEM, gate_id=gate.pk, note="تسرب", at=AT).pk
    )
    gate.refresh_from_db()
    is_ready = Unit.objects.filter(state=UnitState.READY).exists()
    assert is_ready is (gate.done_on is not None)
    assert (GatesOpen in done) is not is_ready
    assert (UnitsBehindGate in done) is is_ready
