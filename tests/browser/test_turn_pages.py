"""The forecast on the status page and the public pages of the lists: both languages, both widths, light and dark."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, DESK, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today, filed_case, granted
from tests.factories.cast import Cast
from tests.factories.pipeline import add_project

from iskan.apps.cases.models import Case
from iskan.apps.forecasts import operations as forecasts
from iskan.apps.waiting_lists.models import ListChange, WaitingListEntry
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
PAGES = ("/cases/{0}/", "/waiting-lists/", "/forecast/")


@pytest.fixture(name="case")
def _case(transactional_db: None, settings: Settings) -> tuple[Cast, Case]:  # noqa: ARG001 -- the server reads what is committed
    cast = cast_of_today(settings)
    case = filed_case(cast.head)
    granted(case)
    WaitingListEntry.objects.filter(case=case).update(entered_at=clock.now() - timedelta(days=900))
    year = clock.today().year
    add_project(
        "east-hidd", homes=3, percent=55, gates=("water", "roads"), kind="local",
        start_on=date(year - 2, 1, 1), planned_on=date(year + 2, 6, 1),
    )  # fmt: skip
    add_project("east-hidd", homes=2, unit_class="house-3br")
    add_project("east-hidd", homes=1, unit_class="house-4br-accessible")
    for number in range(5):
        ListChange.objects.create(
            programme="unit", governorate="BH-15", seniority_on=date(2001, 1, 1), reference=f"A{number}", kind="left",
            ground="housed" if number else "withdrawn", at=clock.now() - timedelta(days=20),
        )  # fmt: skip
    forecasts.run_forecast(at=clock.now(), runs=200)
    forecasts.measure_method(at=clock.now(), histories=12, applications=600)
    return cast, case


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_turn_lists_and_method(visitor: VisitorMaker, case: tuple[Cast, Case], language: str, looks: Looks) -> None:
    cast, granted_case = case
    someone = visitor(language=language, looks=looks).come_in(cast.client("head"))
    for path in PAGES:
        someone.go(path.format(granted_case.reference))
        someone.page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")
        someone.check()
