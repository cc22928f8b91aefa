"""The status page tells when the turn may come and why the place moved; the public pages tell how, and how far."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.test import Client
from django.utils import translation
from tests.factories.cast import AT, Cast
from tests.factories.pipeline import add_project

from iskan.apps.cases.models import Case
from iskan.apps.forecasts import operations as forecasts
from iskan.apps.forecasts.queries.forecasts import ClassEligibility, ForecastLine, HomesOfAClass, LikelyProject
from iskan.apps.waiting_lists.enums import CancellationGround, ChangeGround, ChangeKind
from iskan.apps.waiting_lists.models import Cancellation, ListChange
from iskan.apps.waiting_lists.operations import waiting_list
from iskan.core.dated import FigureBook, LegalBasis, Version
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.surfaces.portal.plates.forecasts import turn_view
from iskan.surfaces.portal.plates.waiting_lists import update_view

NUMBERS = count()


def status(client: Client, case: Case, language: str = "en") -> str:
    prefix = "/en" if language == "en" else ""
    return client.get(f"{prefix}/cases/{case.reference}/").content.decode()


def change(kind: ChangeKind, ground: ChangeGround, *, days_ago: int = 10, seniority: date = date(2001, 1, 1)) -> None:
    ListChange.objects.create(
        programme="unit", governorate="BH-15", seniority_on=seniority, reference=f"X{next(NUMBERS)}", kind=kind,
        ground=ground, at=clock.now() - timedelta(days=days_ago),
    )  # fmt: skip


def test_the_turn_is_told_in_years_with_project_and_what_it_hangs_on(cast: Cast, waiting: Case) -> None:
    add_project("east-hidd", homes=3, percent=60, gates=("water",), kind="local", planned_on=date(2028, 6, 1))
    forecasts.run_forecast(at=clock.now(), runs=50)

    page = status(cast.client("head"), waiting)

    assert "When your turn may come" in page
    assert "Project east-hidd" in page
    assert "60 % built" in page
    assert "still to be connected: Water" in page
    assert "likely" in page
    assert "homes announced that you may be offered: 3" in page


def test_what_is_built_is_said_to_be_and_no_plan_of_years_ago(cast: Cast, waiting: Case) -> None:
    add_project("suhail", homes=3, percent=100, start_on=date(2021, 1, 1), planned_on=date(2024, 4, 30), ready=True)
    forecasts.run_forecast(at=clock.now(), runs=50)
    page = status(cast.client("head"), waiting)
    assert "construction completed" in page
    assert "planned for" not in page


def test_an_unreached_place_is_told_honestly(cast: Cast, waiting: Case) -> None:
    forecasts.run_forecast(at=clock.now(), runs=20)
    assert "The announced projects do not reach your place yet" in status(cast.client("head"), waiting)


def test_before_any_forecast_nothing_is_shown(cast: Cast, waiting: Case) -> None:
    assert "When your turn may come" not in status(cast.client("head"), waiting)


def test_each_reason_a_place_moved_is_told(cast: Cast, waiting: Case) -> None:
    client = cast.client("head")
    assert "Why your place moved" not in status(client, waiting)
    waiting.waiting_list_entry.entered_at = clock.now() - timedelta(days=700)
    waiting.waiting_list_entry.save()
    for ground in (ChangeGround.HOUSED, ChangeGround.HOUSED, ChangeGround.WITHDRAWN, ChangeGround.CANCELLED):
        change(ChangeKind.LEFT, ground)
    change(ChangeKind.ENTERED, ChangeGround.REVIVED)
    change(ChangeKind.ENTERED, ChangeGround.GRANTED)
    change(ChangeKind.LEFT, ChangeGround.HOUSED, days_ago=400)
    change(ChangeKind.LEFT, ChangeGround.HOUSED, seniority=date(2099, 1, 1))

    page = status(client, waiting)

    assert "2 households ahead of you received a home" in page
    assert "1 household ahead of you withdrew" in page
    assert "1 application ahead of you was cancelled by a formal decision" in page
    assert "1 application ahead of you was revived" in page
    assert "1 older application was granted" in page
    assert "or when you entered: 3. Now: 1." in page


PROJECT = LikelyProject(
    code="p", name=Text(ar="م", en="P"), governorate="BH-15", is_local=False, share=0.3, units=1, percent=None,
    planned_on=None, gates_open=(),
)  # fmt: skip


def line(early: date | None, middle: date | None, late: date | None, new_share: float = 0.0) -> ForecastLine:
    return ForecastLine(
        early_on=early, middle_on=middle, late_on=late, made_at=datetime(2026, 3, 1, tzinfo=UTC), place=5,
        place_in_governorate=2, units=9, local_units=0, new_share=new_share, projects=(PROJECT,),
    )  # fmt: skip


def day(year: int) -> date:
    return date(year, 5, 1)


@pytest.mark.parametrize(
    ("told", "first", "last", "middle"),
    [
        (line(day(2029), day(2031), day(2034)), 2026, 2035, 2031),
        (line(day(2029), day(2029), day(2029)), 2026, 2030, 2029),
        (line(day(2030), day(2045), day(2060)), 2046, 2061, None),
    ],
)
def test_the_picture_runs_from_today_to_after_the_range(
    told: ForecastLine, first: int, last: int, middle: int | None
) -> None:
    years = turn_view(told).years
    assert (years[0].year, years[-1].year) == (first, last)
    assert next((year.year for year in years if year.state == "middle"), None) == middle
    assert years[-1].state == "outside"
    assert 2 <= sum(year.is_labelled for year in years) <= 7


def test_an_open_end_is_told_without_a_later_year() -> None:
    shown = turn_view(line(day(2029), None, None, new_share=0.2))
    assert shown.years == ()
    assert "2029" in shown.headline
    assert shown.is_known
    assert shown.new_programmes
    assert shown.projects[0].facts


def homes(unit_class: str, units: int, standing: ClassEligibility) -> HomesOfAClass:
    return HomesOfAClass(unit_class=unit_class, units=units, local_units=0, standing=standing)


def test_the_kinds_of_home_counted_are_told() -> None:
    told = replace(
        line(day(2029), day(2031), day(2034)),
        homes=(
            homes("house-4br", 9, ClassEligibility.COUNTED),
            homes("house-4br-accessible", 2, ClassEligibility.LAST),
            homes("house-3br", 5, ClassEligibility.NOT_FOR_IT),
        ),
    )
    with translation.override("en"):
        facts = turn_view(told).hangs_on
    assert "kinds of home counted for you: House, 4 bedrooms (9)" in facts
    assert any(fact.startswith("given to you only if no") and fact.endswith("accessible (2)") for fact in facts)
    assert any(fact.startswith("not counted, as") and fact.endswith("House, 3 bedrooms (5)") for fact in facts)


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ("house-4br-accessible", "accessible homes go first to households with a registered disability, and yours"),
        ("house-4br", "no accessible home is announced yet"),
    ],
)
def test_who_needs_an_accessible_home_is_told_whether_any_is_announced(offered: str, said: str) -> None:
    told = replace(line(None, None, None), homes=(homes(offered, 2, ClassEligibility.COUNTED),), needs_accessible=True)
    with translation.override("en"):
        assert any(fact.startswith(said) for fact in turn_view(told).hangs_on)


def test_a_forecast_from_before_classes_were_told_names_none() -> None:
    told = replace(line(day(2029), None, None), homes=(homes("", 9, ClassEligibility.COUNTED),))
    with translation.override("en"):
        assert not any("kinds of home" in fact for fact in turn_view(told).hangs_on)


def test_kinds_of_home_are_told_on_the_status_page_in_both_languages(cast: Cast, waiting: Case) -> None:
    add_project("east-hidd", homes=3, kind="local")
    add_project("east-hidd", homes=1, unit_class="house-4br-accessible")
    forecasts.run_forecast(at=clock.now(), runs=50)

    assert "kinds of home counted for you: House, 4 bedrooms (3)" in status(cast.client("head"), waiting)
    assert "أنواع الوحدات المحسوبة لك: بيت من 4 غرف نوم (3)" in status(cast.client("head"), waiting, "ar")


def test_the_public_page_says_what_is_not_measured(client: Client, db: None) -> None:  # noqa: ARG001 -- an empty one
    page = client.get("/en/forecast/").content.decode()
    assert "Not measured yet" in page
    assert "No home has been handed over yet" in page


def test_the_public_page_shows_coverage_error_basis_and_record(cast: Cast, waiting: Case) -> None:
    add_project("ready", homes=2, ready=True)
    forecasts.measure_method(at=AT, histories=3, applications=300)
    forecasts.run_forecast(at=clock.now() - timedelta(days=900), runs=20)
    waiting_list.leave_list(case_id=waiting.pk, at=clock.now(), ground=ChangeGround.HOUSED)

    page = cast.client("anonymous").get("/en/forecast/").content.decode()

    assert "Outcomes within the range of 80 %" in page
    assert "calibration-chart" in page
    assert "1 household has received a home" in page
    assert "Assumed by the system" in page
    assert "Not configured" in page


def test_the_lists_tell_the_year_reached_by_governorate(client: Client, waiting: Case) -> None:
    page = client.get("/en/waiting-lists/").content.decode()
    assert "Muharraq Governorate" in page
    assert str(waiting.waiting_list_entry.seniority_on.year) in page


def test_without_lists_the_page_says_so(client: Client, db: None) -> None:  # noqa: ARG001 -- an empty one
    assert "Nobody waits on a list" in client.get("/en/waiting-lists/").content.decode()


def test_a_waiting_household_is_told_how_fresh_its_details_are(cast: Cast, waiting: Case) -> None:
    page = status(cast.client("head"), waiting)
    assert "Your details were last confirmed on" in page
    assert "/en/services/waiting_list_data_update/" in page


def figures(months: int) -> FigureBook:
    basis = LegalBasis(instrument=Text(ar="قرار", en="Decision"), source="published", grade="A")
    return FigureBook({"data_update_months": (Version(value=months, first_day=date(2020, 1, 1), basis=basis),)})


@pytest.mark.parametrize(
    ("renewed_on", "book", "due_on", "is_late"),
    [
        (date(2025, 1, 31), FigureBook(), None, False),
        (date(2025, 1, 31), figures(24), date(2027, 1, 28), False),
        (date(2023, 5, 2), figures(24), date(2025, 5, 2), True),
        (None, figures(24), None, True),
    ],
)
def test_an_update_is_due_where_an_interval_is_set(
    renewed_on: date | None,
    book: FigureBook,
    due_on: date | None,
    is_late: bool,  # noqa: FBT001 -- a table of cases
) -> None:
    shown = update_view(renewed_on, book, date(2026, 3, 1))
    assert (shown.due_on, shown.is_late) == (due_on, is_late)


@pytest.mark.parametrize(
    ("ground", "years_ago", "said"),
    [
        (CancellationGround.OWNS_PROPERTY, 0, "Ask for its revival"),
        (CancellationGround.OWNS_PROPERTY, 3, "It can no longer be revived"),
        (CancellationGround.NATIONALITY_LOST, 0, "It can no longer be revived"),
    ],
)
def test_a_cancelled_application_says_why_and_what_may_be_done(
    cast: Cast, waiting: Case, ground: CancellationGround, years_ago: int, said: str
) -> None:
    at = clock.now() - timedelta(days=365 * years_ago)
    Cancellation.objects.create(
        entry=waiting.waiting_list_entry, ground=ground, explanation="x", proposed_by=cast.reviewer, proposed_at=at,
        outcome="approved", decided_by=cast.approver, decided_at=at, reason="سبب القرار",
    )  # fmt: skip
    waiting_list.leave_list(case_id=waiting.pk, at=at, ground=ChangeGround.CANCELLED)
    page = status(cast.client("head"), waiting)
    assert "سبب القرار" in page
    assert said in page
