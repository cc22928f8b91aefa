"""Statistics a supervisor acts on: each number opens exactly the rows it counts."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case, Decision
from iskan.apps.cases.queries.statistics import week_of
from iskan.core.promises import Alarm
from iskan.foundation import clock

ADDRESS = "/en/staff/statistics/"


def noon(days_ago: int) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=days_ago), time(12), timezone.get_default_timezone())


def laid(cast: Cast, number: int, days_ago: int, **fields: object) -> Case:
    case = inserted_case(number, cast.requests, **fields)  # type: ignore[arg-type] # the test's own table
    Case.objects.filter(pk=case.pk).update(filed_at=noon(days_ago))
    return case


def settled(case: Case, by: User, days_ago: int) -> None:
    Decision.objects.create(case=case, outcome="approved", decided_by=by, decided_at=noon(days_ago))
    Case.objects.filter(pk=case.pk).update(closed_at=noon(days_ago), stage="approved")


@pytest.fixture(autouse=True)
def _work(cast: Cast) -> None:
    laid(cast, 1, 0)
    laid(cast, 2, 5, assignee=cast.reviewer)
    laid(cast, 3, 20, assignee=cast.reviewer, alarm=Alarm.BREACHED)
    laid(cast, 4, 45, alarm=Alarm.BREACHED)
    laid(cast, 5, 400, assignee=cast.supervisor)
    for number, (filed, done, by) in enumerate(
        [(10, 1, cast.approver), (30, 2, cast.approver), (70, 15, cast.supervisor), (300, 200, cast.approver)], 6
    ):
        settled(laid(cast, number, filed), by, done)
    Decision.objects.create(
        case=laid(cast, 10, 3), recommendation="approved", recommended_by=cast.reviewer, recommended_at=noon(1)
    )
    Case.objects.filter(pk=inserted_case(11, cast.finance).pk).update(filed_at=noon(6))


def shown(cast: Cast, role: str, asked: str = "") -> str:
    answer = cast.client(role).get(f"{ADDRESS}?{asked}")
    assert answer.status_code == 200
    page: str = answer.content.decode()
    return page


def numbers(page: str) -> list[tuple[str, int]]:
    """Return each number that leads somewhere, with its address."""
    tables = re.findall(r'<a class="ds-link" href="(/en/staff/\?[^"]+)">([\d,]+)</a>', page)
    stats = re.findall(r'<a href="(/en/staff/\?[^"]+)">[^<]+</a></p>\s*<p class="stat-value">([\d,]+)<', page)
    return [(href.replace("&amp;", "&"), int(value.replace(",", ""))) for href, value in (*tables, *stats)]


@pytest.mark.parametrize("asked", ["", "weeks=4", "weeks=26", "weeks=7"])
@pytest.mark.parametrize("role", ["supervisor", "auditor"])
def test_each_number_opens_exactly_the_rows_it_counts(cast: Cast, role: str, asked: str) -> None:
    found = numbers(shown(cast, role, asked))
    assert len(found) > 15
    client = cast.client(role)
    for href, value in found:
        page = client.get(href).content.decode()
        assert page.count('role="rowheader"') == value, href
        assert f"<p>{value} case" in page, href


def totals(page: str) -> dict[str, str]:
    label, value = r'<p class="stat-label">(?:<a [^>]+>)?([^<]+)(?:</a>)?</p>', r'<p class="stat-value">([^<]+)<'
    return dict(re.findall(rf"{label}\s*{value}", page))


def test_what_is_counted_is_of_the_weeks_and_of_the_department(cast: Cast) -> None:
    assert totals(shown(cast, "supervisor", "weeks=26")) == {
        "Received": "8", "Decided": "3", "Open cases": "6", "Overdue": "2", "Oldest open case": "400 days",
    }  # fmt: skip
    assert totals(shown(cast, "auditor", "weeks=26"))["Received"] == "9"
    assert "By department" in shown(cast, "auditor")
    assert "By department" not in shown(cast, "supervisor")


def test_officials_stand_by_name_with_what_nobody_holds(cast: Cast) -> None:
    page = shown(cast, "supervisor")
    for name in ("Official a.hasan", "Official m.jasim", "Official r.isa", "Unassigned"):
        assert name in page, name
    assert f"decided_by={cast.approver.pk}" in page


def test_what_was_narrowed_by_is_said_and_can_be_let_go(cast: Cast) -> None:
    asked = f"tab=all&filed_from=2020-01-01&closed=yes&decided_by={cast.approver.pk}&department={cast.requests.pk}"
    page = cast.client("supervisor").get(f"/en/staff/?{asked}").content.decode()
    for words in (
        "Filed from",
        "2020-01-01",
        "Closed cases",
        "Included",
        "Decided by",
        "Official a.hasan",
        "Clear all",
    ):
        assert words in page, words
    assert page.count('role="rowheader"') == 3
    wrong = cast.client("supervisor").get("/en/staff/?tab=all&filed_from=2020-99-01").content.decode()
    assert wrong.count('role="rowheader"') == 6


def test_with_nothing_to_count_the_page_says_so(cast: Cast) -> None:
    Case.objects.update(sealed_at=clock.now(), sealed_readers=[])
    page = shown(cast, "supervisor")
    assert "No cases." in page
    assert "Oldest open case" not in page


def test_a_week_begins_on_sunday() -> None:
    days = [clock.today() + timedelta(days=number) for number in range(14)]
    assert {week_of(day).isoweekday() for day in days} == {7}
    assert all(0 <= (day - week_of(day)).days < 7 for day in days)


def test_only_who_oversees_reads_them(cast: Cast) -> None:
    assert cast.client("reviewer").get(ADDRESS).status_code == 403
