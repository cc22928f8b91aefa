"""Whatever changes in the stock, forecasts are worked out again, once."""

from datetime import UTC, date, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.stock import make_project

from iskan.apps.forecasts.queueing import FORETELL
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.operations.progress import report_progress
from iskan.apps.housing_stock.operations.units import set_unit_states
from iskan.foundation.scope import SYSTEM

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def queued() -> int:
    return ProcrastinateJob.objects.filter(task_name=FORETELL, status="todo").count()


@pytest.mark.django_db
def test_progress_and_units_queue_one_forecast() -> None:
    project = make_project(units={"house-4br": 2})
    assert queued() == 0
    report_progress(
        scope=SYSTEM, project_code=project.code, phase=None, on=date(2026, 3, 1), percent=40, note="", at=AT
    )
    assert queued() == 1
    codes = list(project.units.values_list("code", flat=True))
    set_unit_states(scope=SYSTEM, codes=codes, state=UnitState.READY, at=AT)
    assert queued() == 1
