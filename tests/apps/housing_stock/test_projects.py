"""Projects are opened with their gates, report progress that nobody rewrites, and tell what is on its way."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import AT, TODAY, Cast, make_cast
from tests.factories.stock import make_project, make_units

from iskan.apps.housing_stock.enums import GateKind, UnitState
from iskan.apps.housing_stock.models import Gate, Phase, ProgressReport, Project, Unit
from iskan.apps.housing_stock.operations import progress
from iskan.apps.housing_stock.operations.permission import StockChangedMeanwhile
from iskan.apps.housing_stock.operations.projects import (
    BadDetails,
    ProjectDetails,
    change_project,
    create_project,
    keep_phase,
)
from iskan.apps.housing_stock.queries import pipeline, projects
from iskan.apps.housing_stock.queries.projects import Dates
from iskan.core.refusal import NotForThisRole
from iskan.core.text import Text
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope

pytestmark = pytest.mark.django_db
DATES = Dates(
    planned_start_on=date(2026, 1, 1), planned_on=date(2028, 1, 1), started_on=date(2026, 2, 1), completed_on=None
)
DETAILS = ProjectDetails(
    code="east-hidd",
    name=Text(ar="مشروع شرق الحد", en="East Hidd"),
    town=Text(ar="الحد", en="Hidd"),
    governorate="BH-15",
    kind="general",
    programme="unit",
    dates=DATES,
    land_hectares=Decimal("244.5"),
    latitude=Decimal("26.23"),
    longitude=Decimal("50.67"),
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_a_project_opens_with_every_gate_to_close(cast: Cast) -> None:
    create_project(scope=cast.scope("supervisor"), details=DETAILS, at=AT)
    found = projects.project("east-hidd")
    assert (found.card.name, found.card.dates, found.land_hectares) == (DETAILS.name, DATES, Decimal("244.5"))
    assert [gate.kind for gate in found.gates] == list(GateKind)
    assert all(gate.is_open and gate.is_required for gate in found.gates)
    assert [phase.number for phase in found.phases] == [1]
    assert projects.project_names() == {"east-hidd": DETAILS.name}
    assert AuditEntry.objects.filter(action="project.create", actor_id=cast.supervisor.pk).exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("code", {"code": "East Hidd"}),
        ("code", {"code": "x" * 41}),
        ("name_ar", {"name": Text(ar="", en="East Hidd")}),
        ("town_en", {"town": Text(ar="الحد", en="")}),
        ("governorate", {"governorate": "BH-99"}),
        ("kind", {"kind": "secret"}),
        ("programme", {"programme": "villa"}),
        ("land_hectares", {"land_hectares": Decimal(0)}),
        ("latitude", {"latitude": None}),
        ("latitude", {"latitude": Decimal(52)}),
        ("planned_on", {"dates": replace(DATES, planned_on=date(2025, 1, 1))}),
        ("completed_on", {"dates": replace(DATES, completed_on=date(2025, 1, 1))}),
    ],
)
def test_what_cannot_be_kept_is_named(cast: Cast, field: str, wrong: dict[str, object]) -> None:
    with pytest.raises(BadDetails) as refused:
        create_project(scope=cast.scope("supervisor"), details=replace(DETAILS, **wrong), at=AT)
    assert set(refused.value.faults) == {field}
    assert not Project.objects.exists()


def test_a_code_is_taken_once(cast: Cast) -> None:
    make_project("east-hidd")
    with pytest.raises(BadDetails) as refused:
        create_project(scope=cast.scope("supervisor"), details=DETAILS, at=AT)
    assert set(refused.value.faults) == {"code"}


def test_a_change_upon_an_older_version_is_refused(cast: Cast) -> None:
    create_project(scope=cast.scope("supervisor"), details=DETAILS, at=AT)
    renamed = replace(DETAILS, name=Text(ar="الحد الشرقية", en="Eastern Hidd"))
    change_project(scope=cast.scope("supervisor"), details=renamed, version=1, at=AT)
    with pytest.raises(StockChangedMeanwhile):
        change_project(scope=cast.scope("supervisor"), details=DETAILS, version=1, at=AT)
    assert projects.project_name("east-hidd") == renamed.name
    with pytest.raises(projects.NoSuchProject):
        change_project(scope=cast.scope("supervisor"), details=replace(DETAILS, code="nowhere"), version=1, at=AT)


def test_a_phase_is_opened_and_changed_by_its_number(cast: Cast) -> None:
    create_project(scope=cast.scope("supervisor"), details=DETAILS, at=AT)
    for name in (Text(ar="الثانية", en="Second"), Text(ar="حي القلعة", en="Al Qalia")):
        keep_phase(scope=cast.scope("supervisor"), project_code="east-hidd", number=2, name=name, dates=DATES, at=AT)
    assert [(phase.number, phase.name.en) for phase in projects.project("east-hidd").phases] == [
        (1, ""),
        (2, "Al Qalia"),
    ]
    late = replace(DATES, planned_on=date(2020, 1, 1))
    with pytest.raises(BadDetails) as refused:
        keep_phase(scope=cast.scope("supervisor"), project_code="east-hidd", number=31, name=name, dates=late, at=AT)
    assert set(refused.value.faults) == {"number", "planned_on"}


@pytest.mark.parametrize("role", ["reviewer", "approver", "auditor", "administrator", "head", "anonymous"])
def test_only_those_who_keep_the_stock_change_it(cast: Cast, role: str) -> None:
    gate, scope = Gate.objects.filter(project=make_project()).first(), cast.scope(role)
    assert gate is not None
    for attempt in (
        lambda: create_project(scope=scope, details=DETAILS, at=AT),
        lambda: change_project(scope=scope, details=DETAILS, version=1, at=AT),
        lambda: keep_phase(scope=scope, project_code="east-sitra", number=2, name=DETAILS.name, dates=DATES, at=AT),
        lambda: progress.report_progress(
            scope=scope, project_code="east-sitra", phase=None, on=TODAY, percent=10, at=AT
        ),
        lambda: progress.close_gate(scope=scope, gate_id=gate.pk, done_on=TODAY, at=AT),
        lambda: progress.reopen_gate(scope=scope, gate_id=gate.pk, note="x", at=AT),
    ):
        with pytest.raises(NotForThisRole):
            attempt()


def test_progress_is_told_by_the_last_word_on_each_day(cast: Cast) -> None:
    make_project(reports={date(2025, 1, 1): 20})
    for percent in (40, 45):
        progress.report_progress(
            scope=cast.scope("supervisor"), project_code="east-sitra", phase=None, on=TODAY, percent=percent, at=AT
        )
    progress.report_progress(
        scope=cast.scope("supervisor"), project_code="east-sitra", phase=1, on=TODAY, percent=80, at=AT
    )
    found = projects.project("east-sitra")
    assert [(report.on, report.percent) for report in found.history] == [(date(2025, 1, 1), 20), (TODAY, 45)]
    assert (found.card.percent, found.phases[0].percent) == (45, 80)
    assert pipeline.pipeline()[0].percents == ((TODAY, 80),)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE housing_stock_progressreport SET percent = 99")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"on"}, {"on": TODAY + timedelta(days=1)}),
        ({"on", "percent"}, {"on": None, "percent": None}),
        ({"percent"}, {"percent": 101}),
        ({"note"}, {"percent": 10}),
        ({"phase"}, {"phase": 9}),
    ],
)
def test_progress_that_cannot_be_is_named(cast: Cast, fields: set[str], wrong: dict[str, object]) -> None:
    make_project(reports={date(2025, 1, 1): 20})
    said = {"project_code": "east-sitra", "phase": None, "on": TODAY, "percent": 30} | wrong
    with pytest.raises(BadDetails) as refused:
        progress.report_progress(scope=cast.scope("supervisor"), at=AT, **said)
    assert set(refused.value.faults) == fields
    assert ProgressReport.objects.count() == 1


def test_less_than_before_needs_a_reason_and_then_stands(cast: Cast) -> None:
    make_project(reports={date(2025, 1, 1): 20})
    progress.report_progress(
        scope=cast.scope("supervisor"), project_code="east-sitra", phase=None, on=TODAY, percent=10,
        note="أُعيد قياس الأعمال", at=AT,
    )  # fmt: skip
    assert projects.project("east-sitra").card.percent == 10


def test_a_gate_is_closed_once_and_opened_again_with_a_reason(cast: Cast) -> None:
    make_project(open_gates=(GateKind.ROADS,))
    gate, scope = Gate.objects.get(kind=GateKind.ROADS), cast.scope("supervisor")
    with pytest.raises(BadDetails):
        progress.close_gate(scope=scope, gate_id=gate.pk, done_on=TODAY + timedelta(days=1), at=AT)
    progress.close_gate(scope=scope, gate_id=gate.pk, done_on=TODAY, at=AT)
    with pytest.raises(StockChangedMeanwhile):
        progress.close_gate(scope=scope, gate_id=gate.pk, done_on=TODAY, at=AT)
    with pytest.raises(BadDetails):
        progress.reopen_gate(scope=scope, gate_id=gate.pk, note="", at=AT)
    Unit.objects.update(state=UnitState.READY)
    with pytest.raises(progress.UnitsBehindGate):
        progress.reopen_gate(scope=scope, gate_id=gate.pk, note="الطبقة الأخيرة لم تُنجز", at=AT)
    Unit.objects.update(state=UnitState.BUILDING)
    progress.reopen_gate(scope=scope, gate_id=gate.pk, note="الطبقة الأخيرة لم تُنجز", at=AT)
    with pytest.raises(StockChangedMeanwhile):
        progress.reopen_gate(scope=scope, gate_id=gate.pk, note="مرة أخرى", at=AT)
    with pytest.raises(OutOfScope):
        progress.close_gate(scope=scope, gate_id=gate.pk + 999, done_on=TODAY, at=AT)


def test_a_gate_is_planned_and_let_go_only_with_a_reason(cast: Cast) -> None:
    make_project(open_gates=(GateKind.TELECOM,))
    gate, scope = Gate.objects.get(kind=GateKind.TELECOM), cast.scope("supervisor")
    plan = {"scope": scope, "gate_id": gate.pk, "planned_on": date(2027, 1, 1), "at": AT}
    assert progress.plan_gate(is_required=True, **plan).planned_on == date(2027, 1, 1)
    with pytest.raises(BadDetails) as refused:
        progress.plan_gate(is_required=False, **plan)
    assert set(refused.value.faults) == {"plan_note"}
    assert not progress.plan_gate(is_required=False, note="لا شبكة ثابتة في القرية", **plan).is_required
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == ["gate.plan", "gate.waive"]
    progress.close_gate(scope=scope, gate_id=gate.pk, done_on=TODAY, at=AT)
    with pytest.raises(StockChangedMeanwhile):
        progress.plan_gate(is_required=True, **plan)
    with pytest.raises(NotForThisRole):
        progress.plan_gate(is_required=True, **plan | {"scope": cast.scope("approver")})


def test_the_pipeline_counts_what_no_household_stands_behind() -> None:
    make_project(units={"house-4br": 2, "flat-3br": 1}, open_gates=(GateKind.SEWAGE, GateKind.WATER))
    Unit.objects.filter(unit_class="flat-3br").update(state=UnitState.READY)
    make_project("east-hidd", state=UnitState.HANDED_OVER)
    (found,) = pipeline.pipeline()
    assert (found.code, found.units, found.ready) == ("east-sitra", {"house-4br": 2, "flat-3br": 1}, {"flat-3br": 1})
    assert found.gates_open == ("sewage", "water")


def test_each_phase_comes_by_its_own_plan_reports_and_gates() -> None:
    project = make_project(open_gates=(GateKind.ROADS,), reports={TODAY: 60})
    (whole,) = pipeline.pipeline()
    assert (whole.code, whole.name.en, whole.percents) == ("east-sitra", project.name_en, ((TODAY, 60),))
    later = Phase.objects.create(
        project=project, number=2, planned_on=date(2030, 6, 30), name_ar="القسائم", name_en="Plots"
    )
    undated = Phase.objects.create(project=project, number=3)
    for phase in (later, undated):
        make_units(phase, {"house-4br": 2}, state=UnitState.PLANNED)
    Gate.objects.create(project=project, phase=later, kind=GateKind.SEWAGE)
    ProgressReport.objects.create(project=project, phase=later, on=TODAY, percent=4, reported_at=AT)

    first, second, third = pipeline.pipeline()

    assert (first.code, first.planned_start_on, first.planned_on, first.percents) == (
        "east-sitra/1", None, date(2026, 6, 1), (),
    )  # fmt: skip
    assert (second.code, second.planned_on, second.percents) == ("east-sitra/2", date(2030, 6, 30), ((TODAY, 4),))
    assert (second.name.ar, third.name.ar) == ("مشروع east-sitra، القسائم", "مشروع east-sitra، المرحلة 3")
    assert (third.planned_start_on, third.planned_on) == (project.planned_start_on, project.planned_on)
    assert (first.gates_open, second.gates_open) == (("roads",), ("roads", "sewage"))


def test_past_delays_are_those_of_finished_works() -> None:
    project = make_project()
    assert pipeline.past_delays() == ()
    Project.objects.update(completed_on=date(2027, 9, 1))
    Phase.objects.update(completed_on=date(2026, 5, 1))
    assert pipeline.past_delays() == (
        pipeline.PastDelay(project.code, date(2026, 6, 1), date(2026, 5, 1)),
        pipeline.PastDelay(project.code, date(2027, 1, 1), date(2027, 9, 1)),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    for number in range(count):
        make_project(f"project-{number}")
    with django_assert_num_queries(2):
        assert len(projects.projects()) == count
    with django_assert_num_queries(4):
        assert len(pipeline.pipeline()) == count
    with django_assert_num_queries(5):
        assert projects.project("project-0").card.unit_count == 3
    with pytest.raises(projects.NoSuchProject):
        projects.project("nowhere")
    with pytest.raises(projects.NoSuchProject):
        projects.project_name("nowhere")
