"""Forecasts of every list: made from stock and list, kept where they change, read back with what they hang on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.conftest import MakeCase
from tests.factories.pipeline import add_project

from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.catalogue.models import PublishedFigure
from iskan.apps.forecasts import operations as forecasts
from iskan.apps.forecasts import queueing, tasks
from iskan.apps.forecasts.models import Forecast, ForecastProject, ForecastRun
from iskan.apps.forecasts.queries import forecasts as queries
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.apps.waiting_lists.enums import ChangeGround
from iskan.apps.waiting_lists.operations import waiting_list
from iskan.foundation.models import AuditEntry

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def wait(make_case: MakeCase, *regions: str, programme: str = "unit", first: date = date(2004, 1, 1)) -> list[Case]:
    cases = [
        make_case(first + timedelta(days=number), governorate=region, programme=programme)
        for number, region in enumerate(regions)
    ]
    for case in cases:
        waiting_list.enter_waiting_list(case_id=case.pk, at=AT)
    waiting_list.rank_lists(at=AT)
    return cases


def test_a_case_is_told_years_project_and_what_it_hangs_on(make_case: MakeCase) -> None:
    first, second, third = wait(make_case, "BH-15", "BH-17", "BH-15")
    add_project("east-hidd", governorate="BH-15", kind="local", homes=2, percent=40, gates=("water", "roads"))

    run = forecasts.run_forecast(at=AT, runs=100)

    told = queries.forecast_of(first.pk)
    assert told is not None
    assert told.early_on is not None
    assert told.middle_on is not None
    assert told.late_on is not None
    assert AT.date().replace(day=1) <= told.early_on <= told.middle_on <= told.late_on
    (project,) = told.projects
    assert (project.code, project.share, project.percent) == ("east-hidd", 1.0, 40)
    assert set(project.gates_open) == {"water", "roads"}
    assert (told.units, told.local_units, told.place, told.place_in_governorate) == (2, 2, 1, 1)
    assert (run.application_count, run.changed_count) == (3, 3)
    elsewhere = queries.forecast_of(second.pk)
    assert elsewhere is not None
    assert (elsewhere.middle_on, elsewhere.projects, elsewhere.units, elsewhere.local_units) == (None, (), 0, 0)
    later = queries.forecast_of(third.pk)
    assert later is not None
    assert later.middle_on == told.middle_on
    assert AuditEntry.objects.filter(action="forecast.make").count() == 1


def test_only_what_a_reader_would_see_change_is_kept_again(make_case: MakeCase) -> None:
    first, second = wait(make_case, "BH-15", "BH-15")
    add_project("one", homes=1, ready=True)
    forecasts.run_forecast(at=AT, runs=50)

    assert forecasts.run_forecast(at=LATER, runs=50).changed_count == 0
    add_project("two", homes=1)
    assert forecasts.run_forecast(at=LATER, runs=50).changed_count == 1

    assert (Forecast.objects.filter(case=first).count(), Forecast.objects.filter(case=second).count()) == (1, 2)
    told = queries.forecast_of(second.pk)
    assert told is not None
    assert told.made_at == LATER


def test_lists_are_foretold_each_from_its_own_homes(make_case: MakeCase) -> None:
    (house,) = wait(make_case, "BH-15")
    (flat,) = wait(make_case, "BH-15", programme="ownership_flat")
    needing = in_need(wait(make_case, "BH-15", first=date(2010, 1, 1))[0])
    add_project("mixed", homes=1, unit_class="flat-3br", ready=True)
    add_project("special", homes=1, unit_class="house-4br-accessible", ready=True)

    forecasts.run_forecast(at=AT, runs=50)

    told_house, told_flat = queries.forecast_of(house.pk), queries.forecast_of(flat.pk)
    assert told_house is not None
    assert told_flat is not None
    assert told_house.middle_on is None
    assert told_flat.middle_on is not None
    assert date(2026, 4, 1) < told_flat.middle_on < date(2027, 4, 1)
    told_needing = queries.forecast_of(needing.pk)
    assert told_needing is not None
    assert told_needing.middle_on is not None
    assert date(2026, 4, 1) < told_needing.middle_on < date(2027, 4, 1)


def test_an_accessible_home_nobody_needs_is_foretold_to_the_most_senior(make_case: MakeCase) -> None:
    first, second = wait(make_case, "BH-15", "BH-15")
    add_project("special", homes=1, unit_class="house-4br-accessible", ready=True)

    forecasts.run_forecast(at=AT, runs=50)

    told, told_second = queries.forecast_of(first.pk), queries.forecast_of(second.pk)
    assert told is not None
    assert told_second is not None
    assert told.middle_on is not None
    assert told_second.middle_on is None
    assert (told.units, told.needs_accessible) == (0, False)
    assert [(each.unit_class, each.units, each.standing) for each in told.homes] == [
        ("house-4br-accessible", 1, queries.ClassEligibility.LAST)
    ]


def test_a_line_says_which_classes_were_counted_and_is_kept_again_when_they_change(make_case: MakeCase) -> None:
    (case,) = wait(make_case, "BH-15")
    add_project("both", homes=3)
    add_project("both", homes=2, unit_class="house-4br-accessible")
    forecasts.run_forecast(at=AT, runs=50)

    told = queries.forecast_of(case.pk)
    assert told is not None
    assert (told.units, told.local_units, told.projects[0].units) == (3, 3, 3)
    assert [each.unit_class for each in told.homes] == ["house-4br", "house-4br-accessible"]

    in_need(case)
    assert forecasts.run_forecast(at=LATER, runs=50).changed_count == 1
    told = queries.forecast_of(case.pk)
    assert told is not None
    assert (told.units, told.needs_accessible, told.projects[0].units) == (5, True, 5)
    assert [each.unit_class for each in told.homes] == ["house-4br-accessible", "house-4br"]
    assert forecasts.run_forecast(at=LATER, runs=50).changed_count == 0


def test_a_household_too_large_for_a_class_does_not_wait_for_it(make_case: MakeCase) -> None:
    large, small = wait(make_case, "BH-15", "BH-15")
    for case, size in ((large, 7), (small, 3)):
        in_household(case, size)
    add_project("small", homes=2, unit_class="house-3br", ready=True)
    forecasts.run_forecast(at=AT, runs=50)
    assert [_middle(case) is None for case in (large, small)] == [False, False]

    publish(large, "household_for_four_bedrooms", 6)
    run = forecasts.run_forecast(at=LATER, runs=50)

    assert [_middle(case) is None for case in (large, small)] == [True, False]
    assert run.basis["four_bedrooms"] == 6
    told = queries.forecast_of(large.pk)
    assert told is not None
    assert [(each.unit_class, each.standing) for each in told.homes] == [
        ("house-3br", queries.ClassEligibility.NOT_FOR_IT)
    ]
    assert told.units == 0


def test_a_list_no_homes_are_built_for_is_told_nothing(make_case: MakeCase) -> None:
    (case,) = wait(make_case, "BH-15", programme="another")
    add_project("houses", homes=4, ready=True)
    forecasts.run_forecast(at=AT, runs=20)
    told = queries.forecast_of(case.pk)
    assert told is not None
    assert (told.middle_on, told.units, told.homes) == (None, 0, ())


def test_a_line_from_before_classes_were_told_counts_all_homes(make_case: MakeCase) -> None:
    (case,) = wait(make_case, "BH-15")
    add_project("old", homes=4)
    forecasts.run_forecast(at=AT, runs=20)
    Forecast.objects.update(classes=None)
    ForecastProject.objects.update(homes={"": 4})

    told = queries.forecast_of(case.pk)
    assert told is not None
    assert (told.units, told.projects[0].units) == (4, 4)
    assert forecasts.run_forecast(at=LATER, runs=20).changed_count == 1


def test_ready_and_coming_homes_of_one_project_are_told_as_one(make_case: MakeCase) -> None:
    first, _second = wait(make_case, "BH-15", "BH-15")
    add_project("both", homes=1, ready=True)
    add_project("both", homes=1)

    forecasts.run_forecast(at=AT, runs=50)

    told = queries.forecast_of(first.pk)
    assert told is not None
    assert told.projects[0].units == 2


def test_new_programmes_are_foretold_only_where_they_are_known_of(make_case: MakeCase) -> None:
    (case,) = wait(make_case, "BH-15")
    forecasts.run_forecast(at=AT, runs=50)
    silent = queries.forecast_of(case.pk)
    assert silent is not None
    assert silent.middle_on is None

    publish(case, "new_homes_a_year", 90)
    forecasts.run_forecast(at=LATER, runs=50)
    told = queries.forecast_of(case.pk)
    assert told is not None
    assert told.middle_on is not None
    assert told.middle_on.year >= 2029
    assert told.new_share == 1.0


def test_who_does_not_wait_or_was_never_foretold_has_no_forecast(make_case: MakeCase) -> None:
    (case,) = wait(make_case, "BH-15")
    assert queries.forecast_of(case.pk) is None
    assert queries.forecast_basis() is None
    forecasts.run_forecast(at=AT, runs=20)
    waiting_list.leave_list(case_id=case.pk, at=LATER)
    assert queries.forecast_of(case.pk) is None


def test_the_basis_says_what_was_measured(make_case: MakeCase) -> None:
    wait(make_case, "BH-15")
    for number in range(6):
        add_project(f"done-{number}", homes=0, completed_on=date(2020 + number, 6, 1))
    add_project("coming", homes=3)

    forecasts.run_forecast(at=AT, runs=20)

    basis = queries.forecast_basis()
    assert basis is not None
    assert basis.basis["measured"] == {"slip": 6, "gate": 0, "keys": 0, "withdrawal": 0}
    assert (basis.projects, basis.units, basis.applications, basis.runs) == (1, 3, 1, 20)


def test_past_forecasts_are_scored_against_what_happened(make_case: MakeCase) -> None:
    first, second = wait(make_case, "BH-15", "BH-15")
    add_project("ready", homes=2, ready=True)
    forecasts.run_forecast(at=AT - timedelta(days=900), runs=20)

    waiting_list.leave_list(case_id=first.pk, at=AT - timedelta(days=30), ground=ChangeGround.HOUSED)
    waiting_list.leave_list(case_id=second.pk, at=AT, ground=ChangeGround.WITHDRAWN)

    record = queries.forecast_record()
    assert (record.count, record.within) == (1, 0)
    assert record.error_days == pytest.approx(690, abs=120)


def test_nothing_scored_is_told_as_nothing(db: None) -> None:  # noqa: ARG001 -- an empty one
    assert queries.forecast_record() == queries.ForecastRecord(count=0, within=0, error_days=None)
    assert queries.method_calibration() is None


def test_the_method_is_measured_and_read_back(db: None) -> None:  # noqa: ARG001 -- kept in it
    forecasts.measure_method(at=AT, histories=4, applications=400)
    found = queries.method_calibration()
    assert found is not None
    assert (found.made_at, found.histories) == (AT, 4)
    assert 0.3 < dict(found.covered)[0.8] <= 1
    assert found.count > 500


def test_a_ranking_that_moved_somebody_queues_a_forecast(make_case: MakeCase) -> None:
    def queued() -> int:
        return ProcrastinateJob.objects.filter(task_name=queueing.FORETELL).count()

    before = queued()
    first, _second = wait(make_case, "BH-15", "BH-15")
    assert queued() == before
    waiting_list.leave_list(case_id=first.pk, at=LATER)
    waiting_list.rank_lists(at=LATER)
    assert queued() == before + 1


def test_jobs_and_commands_foretell(make_case: MakeCase, monkeypatch: pytest.MonkeyPatch) -> None:
    wait(make_case, "BH-15")
    tasks.run_forecast()
    tasks.foretell_nightly(0)
    call_command("forecast", "make")
    assert list(ForecastRun.objects.order_by("pk").values_list("reason", flat=True)) == ["event", "nightly", "command"]
    measured = forecasts.measure_method
    monkeypatch.setattr(forecasts, "measure_method", lambda at: measured(at=at, histories=2, applications=200))
    tasks.measure_method(0)


def in_need(case: Case) -> Case:
    """Register a disability in a household."""
    CaseFact.objects.create(
        case=case, code="disability.registered", value=["إعاقة حركية"], register="health",
        source_ar="السجل الصحي", source_en="Health register", at=AT,
    )  # fmt: skip
    return case


def in_household(case: Case, size: int) -> None:
    people = Person.objects.bulk_create(
        Person(
            cpr=f"{100_000_000 + 10 * case.pk + index}", name_ar="فاطمة علي", birth_date=date(1980, 1, 1), sex="F",
            nationality="BH", registered_at=AT,
        )
        for index in range(size)
    )  # fmt: skip
    household = Household.objects.create(head=people[0], declared_at=AT)
    HouseholdMember.objects.bulk_create(
        HouseholdMember(household=household, person=person, relation="child") for person in people
    )
    Case.objects.filter(pk=case.pk).update(household=household)


def publish(case: Case, figure: str, value: int) -> None:
    PublishedFigure.objects.create(
        figure=figure, value=value, first_day=date(2026, 1, 1), instrument_ar="قرار", instrument_en="Decision",
        proposed_by=case.applicant, proposed_at=AT, approved_by=_other(), approved_at=AT,
    )  # fmt: skip


def _middle(case: Case) -> date | None:
    told = queries.forecast_of(case.pk)
    assert told is not None
    return told.middle_on


def _other() -> object:
    from tests.factories.cast import citizen  # noqa: PLC0415 -- one test's second official

    return citizen("700101234")
