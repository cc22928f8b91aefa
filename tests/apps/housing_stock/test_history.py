"""What the past of the stock tells: works, gates, keys, and homes by year, each read from its own record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.pipeline import add_project

from iskan.apps.housing_stock.models import Gate, Project, UnitEvent
from iskan.apps.housing_stock.queries import history

pytestmark = pytest.mark.django_db
READY = datetime(2023, 12, 1, 9, 0, tzinfo=UTC)


def event(project: Project, source: str, target: str, at: datetime) -> None:
    for unit in project.units.all():
        UnitEvent.objects.create(unit=unit, source=source, target=target, at=at)


def test_finished_works_are_told_with_their_plan() -> None:
    add_project("done", homes=0, completed_on=date(2020, 6, 1))
    add_project("coming", homes=1)
    (work,) = history.finished_works()
    assert (work.planned_start_on, work.planned_on, work.completed_on) == (
        date(2018, 1, 1), date(2019, 6, 1), date(2020, 6, 1),
    )  # fmt: skip


def test_gates_are_waited_for_until_the_last() -> None:
    done = add_project("done", homes=0, completed_on=date(2020, 6, 1))
    early = add_project("early", homes=0, completed_on=date(2020, 6, 1))
    still = add_project("still", homes=0, completed_on=date(2020, 6, 1))
    Gate.objects.create(project=done, kind="water", done_on=date(2020, 7, 1))
    Gate.objects.create(project=done, kind="roads", done_on=date(2020, 9, 1))
    Gate.objects.create(project=early, kind="roads", done_on=date(2020, 1, 1))
    Gate.objects.create(project=still, kind="roads")
    assert history.gate_waits() == (92, 1)


def test_keys_follow_a_ready_home_and_count_in_their_year() -> None:
    one, two, other = (
        add_project("one", homes=3),
        add_project("two", homes=1, unit_class="flat-3br"),
        add_project("three"),
    )
    for project, days in ((one, 90), (two, 40)):
        event(project, "building", "ready", READY)
        event(project, "allocated", "handed_over", READY + timedelta(days=days))
    event(other, "building", "ready", READY)
    assert history.key_waits() == (90, 40)
    assert history.homes_by_year() == {"house": {2024: 3}, "flat": {2024: 1}}


def test_nothing_past_tells_nothing() -> None:
    assert (history.finished_works(), history.gate_waits(), history.key_waits(), history.homes_by_year()) == (
        (),
        (),
        (),
        {},
    )
