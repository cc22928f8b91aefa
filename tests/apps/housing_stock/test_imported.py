"""What a filter hid is asked about; an import is taken back as long as none of its units was used."""

import io
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.apps.housing_stock.test_importing import NEW, SECOND
from tests.apps.housing_stock.test_sheets import ENGLISH, FILES, comma_separated
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.stock import make_project

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Building, StockImport, Unit, UnitEvent
from iskan.apps.housing_stock.operations.imported import ImportUsed, take_back_import
from iskan.apps.housing_stock.operations.importing import ImportForbidden, confirm_import, examine_sheet, examined
from iskan.apps.housing_stock.operations.units import set_unit_states
from iskan.apps.housing_stock.queries.consistency import inconsistencies
from iskan.core.refusal import NotForThisRole, ReasonMissing
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def imported(cast: Cast, *rows: Sequence[Any], at: Any = AT) -> StockImport:
    scope = cast.scope("supervisor")
    found = examine_sheet(scope=scope, file=io.BytesIO(comma_separated(ENGLISH, *rows)), name="units.csv", at=at)
    assert found.import_id is not None
    return confirm_import(scope=scope, import_id=found.import_id, at=at)


def taken_back(cast: Cast, done: StockImport, *, role: str = "supervisor", reason: str = "the wrong file") -> None:
    take_back_import(scope=cast.scope(role), import_id=done.pk, reason=reason, at=LATER)


@pytest.mark.parametrize(("with_filtered", "codes"), [(False, ["ES-9001"]), (True, ["ES-9001", "ES-9002"])])
def test_rows_a_filter_hides_are_taken_only_where_they_are_asked_for(
    cast: Cast, codes: list[str], *, with_filtered: bool
) -> None:
    make_project()
    scope = cast.scope("supervisor")
    with (FILES / "units-filtered-row.xlsx").open("rb") as sent:
        found = examine_sheet(scope=scope, file=sent, name="units.xlsx", at=AT)
    assert (found.row_count, found.filtered_count, found.sheet) == (1, 1, "Units")
    assert found.import_id is not None
    again = examined(scope=scope, import_id=found.import_id, with_filtered=with_filtered)
    assert (again.row_count, len(again.judgement.created)) == (len(codes), len(codes))
    confirm_import(scope=scope, import_id=found.import_id, at=AT, with_filtered=with_filtered)
    assert sorted(Unit.objects.filter(code__startswith="ES-").values_list("code", flat=True)) == codes


def test_a_hidden_row_that_names_a_visible_unit_again_forbids_only_itself(cast: Cast) -> None:
    make_project()
    scope = cast.scope("supervisor")
    with (FILES / "units-filtered-row.xlsx").open("rb") as sent:
        found = examine_sheet(scope=scope, file=sent, name="units.xlsx", at=AT)
    kept = StockImport.objects.get(pk=found.import_id)
    StockImport.objects.update(filtered_rows=[{**kept.filtered_rows[0], "code": "ES-9001"}])
    assert examined(scope=scope, import_id=kept.pk).faults == []
    assert len(examined(scope=scope, import_id=kept.pk, with_filtered=True).faults) == 1
    with pytest.raises(ImportForbidden):
        confirm_import(scope=scope, import_id=kept.pk, at=AT, with_filtered=True)


def test_what_an_import_created_goes_and_can_come_again(cast: Cast) -> None:
    make_project(units={"house-4br": 2})
    done = imported(cast, NEW, SECOND)
    taken_back(cast, done)
    assert not Unit.objects.filter(code__startswith="ES-").exists()
    assert not Building.objects.exists()
    assert not UnitEvent.objects.filter(unit__code__startswith="ES-").exists()
    done.refresh_from_db()
    assert (done.taken_back_at, done.taken_back_reason) == (LATER, "the wrong file")
    assert AuditEntry.objects.get(action="stock.take_back").detail == {"removed": 2, "restored": 0}
    with pytest.raises(OutOfScope):
        taken_back(cast, done)
    assert imported(cast, NEW, SECOND, at=LATER).created_count == 2


def test_what_an_import_changed_is_again_what_it_was(cast: Cast) -> None:
    make_project()
    imported(cast, NEW)
    row = ["east-sitra", 1, "B1", "ES-1", "flat-3br", 2, 99, None, None, None, None, "withheld", 26.153, 50.634]
    second = imported(cast, row, at=AT + timedelta(minutes=5))
    assert Building.objects.get().latitude == Decimal("26.153")
    taken_back(cast, second)
    unit = Unit.objects.get(code="ES-1")
    assert (unit.unit_class, unit.rooms, unit.area, unit.state) == ("flat-3br-accessible", 3, Decimal(140), "building")
    assert Building.objects.get().latitude is None
    assert list(unit.events.order_by("id").values_list("target", flat=True)) == ["building", "withheld", "building"]
    assert not any("ES-1" in codes for _title, codes in inconsistencies())


def test_units_used_since_stay_and_are_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project()
    done = imported(cast, NEW, SECOND)
    with monkeypatch.context() as patched:
        patched.setattr(rules, "_holders", [lambda _codes: frozenset({"ES-2"})])
        with pytest.raises(ImportUsed, match="ES-2"):
            taken_back(cast, done)
    state = UnitState.READY
    set_unit_states(scope=cast.scope("supervisor"), codes=["ES-1"], state=state, at=AT + timedelta(minutes=1))
    with pytest.raises(ImportUsed, match="ES-1"):
        taken_back(cast, done)
    assert Unit.objects.filter(code__startswith="ES-").count() == 2


def test_units_a_later_import_changed_stay_until_that_is_taken_back(cast: Cast) -> None:
    make_project()
    first = imported(cast, NEW, SECOND)
    row = ["east-sitra", 1, None, "ES-2", "flat-3br", 2, *[None] * 8]
    second = imported(cast, row, at=AT + timedelta(minutes=5))
    with pytest.raises(ImportUsed, match="ES-2"):
        taken_back(cast, first)
    taken_back(cast, second)
    taken_back(cast, first)
    assert not Unit.objects.filter(code__startswith="ES-").exists()


def test_nobody_else_takes_back_and_nobody_without_a_reason(cast: Cast) -> None:
    make_project()
    done = imported(cast, NEW)
    with pytest.raises(NotForThisRole):
        taken_back(cast, done, role="reviewer")
    with pytest.raises(ReasonMissing):
        taken_back(cast, done, reason="")


def test_the_database_keeps_the_trail_of_whatever_is_not_taken_back(cast: Cast) -> None:
    make_project()
    done = imported(cast, NEW, SECOND)
    set_unit_states(scope=cast.scope("supervisor"), codes=["ES-1"], state=UnitState.READY, at=AT + timedelta(minutes=1))
    for taken_at in (None, LATER):
        StockImport.objects.filter(pk=done.pk).update(taken_back_at=taken_at)
        with pytest.raises(DatabaseError, match="is added to only: DELETE refused"), transaction.atomic():
            UnitEvent.objects.filter(unit__code="ES-1").delete()
    with pytest.raises(DatabaseError, match="is added to only: UPDATE refused"), transaction.atomic():
        UnitEvent.objects.filter(unit__code="ES-2").update(reason="another")
