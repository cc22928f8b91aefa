"""A colleague is away: the absence entered and all their 118 cases handed over, counted by what is clicked."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.browser.portal import cast_of_today
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case
from iskan.core.promises import Alarm
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
HELD = 118
MOST_ACTIONS = 4


@EVERY_LOOK
def test_a_supervisor_hands_over_what_an_absent_colleague_holds(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    for number in range(HELD):
        late = Alarm.BREACHED if number % 9 == 0 else Alarm.CALM
        inserted_case(number, cast.requests, assignee=cast.reviewer, alarm=late)
    supervisor = visitor(language=language, looks=looks).come_in(cast.client("supervisor"))
    _enter_absence(supervisor, cast.reviewer.pk, cast.second_reviewer.pk)

    page, actions = supervisor.page, 0
    page.locator(f'a[href$="/{cast.reviewer.pk}/hand-over/"]').click()
    actions += 1
    supervisor.check()
    page.select_option("#to", str(cast.second_reviewer.pk))
    actions += 1
    page.locator("main form.form button[type=submit]").click()
    actions += 1
    expect(page.locator("main form.confirm")).to_contain_text(str(HELD))
    supervisor.check()
    page.locator("main form.confirm button[type=submit]").click()
    actions += 1

    expect(page.locator("main h1")).to_be_visible()
    supervisor.check()
    assert actions <= MOST_ACTIONS
    assert Case.objects.filter(assignee=cast.second_reviewer).count() == HELD


def _enter_absence(supervisor: Visitor, official: int, substitute: int) -> None:
    today = clock.today()
    supervisor.go("/staff/team/")
    supervisor.check()
    page = supervisor.page
    page.select_option("#official", str(official))
    page.fill("#first_day", today.isoformat())
    page.fill("#last_day", (today + timedelta(days=9)).isoformat())
    page.select_option("#substitute", str(substitute))
    page.locator("main form.form button[type=submit]").click()
    expect(page.locator("main table").nth(1)).to_be_visible()
    supervisor.check()
