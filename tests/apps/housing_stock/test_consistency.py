"""`iskan stock check` finds what the screens could never have done."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests.factories.stock import make_project

from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.models import Gate, Phase, Unit
from iskan.apps.housing_stock.operations.units import set_unit_states
from iskan.apps.housing_stock.queries.consistency import inconsistencies
from iskan.demo.stock import write_stock
from iskan.foundation import clock
from iskan.foundation.scope import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def _moved() -> None:
    """Lay three units and tell their states in their trails."""
    make_project(units={"house-4br": 3})
    codes = Unit.objects.values_list("code", flat=True)
    set_unit_states(scope=SYSTEM, codes=list(codes), state=UnitState.READY, at=clock.now())


@pytest.mark.usefixtures("_moved")
def test_what_the_operations_did_holds_together(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("stock", "check")
    assert "holds together" in capsys.readouterr().out


def test_the_demonstration_holds_together() -> None:
    with connection.cursor() as cursor:
        write_stock(cursor, at=clock.now())
    assert list(inconsistencies()) == []


@pytest.mark.usefixtures("_moved")
def test_each_fault_is_named_with_its_units() -> None:
    other = make_project("east-hidd", units={"house-4br": 1})
    Unit.objects.filter(code="EAST-SITRA-0001").update(state=UnitState.ALLOCATED)
    Unit.objects.filter(code="EAST-SITRA-0002").update(phase=Phase.objects.get(project=other))
    Gate.objects.filter(project__code="east-sitra", kind=GateKind.WATER).update(done_on=None)
    found = dict(inconsistencies())
    assert "EAST-SITRA-0001" in found["The trail does not end in the unit's state"]
    assert found["The phase or building is another project's"] == ("EAST-SITRA-0002",)
    assert found["Ready or handed over behind an open gate"] == ("EAST-SITRA-0002", "EAST-SITRA-0003")
    with pytest.raises(CommandError, match="EAST-SITRA-0003"):
        call_command("stock", "check")


@pytest.mark.usefixtures("_moved")
def test_many_units_are_not_all_listed() -> None:
    make_project("east-hidd", units={"house-4br": 30})
    with pytest.raises(CommandError, match="and 10 more"):
        call_command("stock", "check")
