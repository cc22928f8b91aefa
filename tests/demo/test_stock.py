"""The demonstration's stock is whole: units placed, states lawful behind their gates, progress that rises."""

from itertools import groupby, pairwise

import pytest
from django.db import connection
from django.db.models import Count
from tests.factories.module_rows import RowMaker

from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Gate, ProgressReport, Project, Unit, UnitEvent
from iskan.apps.housing_stock.queries import pipeline, projects, units
from iskan.demo.estates import ESTATES
from iskan.demo.stock import write_stock
from iskan.foundation import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stock")]


@pytest.fixture(scope="module")
def stock(row_maker: RowMaker) -> int:
    def write() -> int:
        with connection.cursor() as cursor:
            return write_stock(cursor, at=clock.now())

    return row_maker(write).found


def test_every_project_has_the_units_published(stock: int) -> None:
    counted = dict(Project.objects.annotate(n=Count("units")).values_list("code", "n"))
    assert counted == {
        estate.code: sum(count for part in estate.phases for _, count, _ in part.units) for estate in ESTATES
    }
    assert sum(counted.values()) == stock == UnitEvent.objects.count()
    assert counted["ramli"] == 4261


def test_no_ready_unit_stands_behind_an_open_gate() -> None:
    waiting = Gate.objects.filter(done_on__isnull=True, is_required=True).values("phase_id")
    assert not Unit.objects.filter(phase__in=waiting, state__in=[UnitState.READY, UnitState.HANDED_OVER]).exists()


def test_every_unit_stands_somewhere_of_its_own_or_in_its_building() -> None:
    assert sum(1 for code in projects.project_names() for _ in units.placed_units(code)) == Unit.objects.count()


def test_progress_is_told_in_order_and_none_of_tomorrow() -> None:
    today = clock.today()
    rows = ProgressReport.objects.order_by("project", "phase", "on").values_list("project", "phase", "on", "percent")
    for _, told in groupby(rows, key=lambda row: row[:2]):
        for before, after in pairwise(list(told)):
            assert before[2] < after[2] <= today
            assert before[3] <= after[3]


def test_the_rest_of_the_chain_finds_what_it_needs() -> None:
    assert len(units.units_for_draw("khalifa-town")) == 372
    assert len(pipeline.pipeline()) >= 7
    assert len(pipeline.past_delays()) >= 10
    assert all(card.percent is not None for card in projects.projects())
