"""Lists one works from, in both languages, on a phone and at a desk; and on paper, whole."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, DESK, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today
from tests.factories.cast import Cast
from tests.factories.figures import approve_figure
from tests.factories.filed import inserted_case
from tests.factories.nominations import approved, small_market, waits
from tests.factories.stock import make_project

from iskan.apps.cases.models import Case, Decision
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations.waiting_list import rank_lists
from iskan.foundation import clock
from iskan.policy.parameters.entitlements import DATA_UPDATE_MONTHS, DATA_UPDATE_REMINDER_DAYS

VisitorMaker = Callable[..., Visitor]
LIST = "/staff/waiting-list/"
REFERENCE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}")


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    return cast_of_today(settings)


@pytest.fixture(name="waiting")
def _waiting(cast: Cast) -> Case:
    make_project("buri", units={"house-4br": 1})
    for number in range(27):
        waits(cast, date(2004 + number // 3, 1 + number % 3, 1), wishes=("buri",) if number % 2 else ())
    case = waits(cast, date(2003, 5, 6), governorate="BH-15", wishes=("buri",))
    waits(cast, date(2010, 5, 6), programme="plot")
    rank_lists(at=clock.now())
    approve_figure(DATA_UPDATE_MONTHS, 12, cast, first_day=date(2020, 1, 1))
    approve_figure(DATA_UPDATE_REMINDER_DAYS, 30, cast, first_day=date(2020, 1, 1))
    WaitingListEntry.objects.update(renewed_on=clock.today())
    WaitingListEntry.objects.filter(case=case).update(renewed_on=None)
    HouseholdEvent.objects.create(
        case=case, kind="member_died", cpr="900000001", name_ar="فرد", asks_decision=True, found_at=clock.now()
    )
    return case


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_the_waiting_list_is_narrowed_called_and_reminded(
    visitor: VisitorMaker, cast: Cast, waiting: Case, language: str, looks: Looks
) -> None:
    someone = visitor(language=language, looks=looks).come_in(cast.client("supervisor"))
    for path in ("", "?update=late&from=1&to=x", "remind/?programme=unit", f"{waiting.reference}/call/"):
        someone.go(LIST + path)
        someone.check()
    someone.go(f"{LIST}?governorate=BH-15")
    someone.page.get_by_role("link", name=waiting.reference).click()
    someone.page.wait_for_url(re.compile(waiting.reference))


def test_on_a_tablet_a_table_wider_than_the_page_scrolls_within_its_frame(
    visitor: VisitorMaker, cast: Cast, waiting: Case
) -> None:
    someone = visitor(language="ar").come_in(cast.client("supervisor"))
    someone.page.set_viewport_size({"width": 820, "height": 1000})
    someone.go(LIST)
    expect(someone.page.get_by_role("link", name=waiting.reference)).to_be_visible()
    both = "[document.documentElement, document.querySelector('.table-frame')]"
    over, within = someone.page.evaluate(f"() => {both}.map(one => one.scrollWidth - one.clientWidth)")
    assert (over, within > 0) == (0, True)


def printed(visitor: Visitor) -> list[str]:
    """Return the letters of each sheet a page is printed on: what stands between them, readers of PDF guess."""
    with pypdfium2.PdfDocument(io.BytesIO(visitor.page.pdf(prefer_css_page_size=True))) as pdf:
        return [bare(page.get_textpage().get_text_bounded()) for page in pdf]


def bare(words: str) -> str:
    return re.sub(r"[\s\x02-]+", "", words)  # a hyphen is told now as itself, now as a break


def with_rows(sheets: list[str]) -> list[str]:
    """Return the sheets on which cases stand; the last may hold what follows them alone."""
    found = [sheet for sheet in sheets if re.search("[2-9A-Z]{10}", sheet)]
    assert len(found) > 1
    assert found[0] == sheets[0]
    return found


def test_a_long_list_is_printed_whole_with_its_head_and_number_on_every_sheet(
    visitor: VisitorMaker, cast: Cast, waiting: Case
) -> None:
    someone = visitor(language="en").come_in(cast.client("reviewer"))
    someone.go(LIST)
    sheets = printed(someone)
    assert len(sheets) > 1
    told = "\n".join(sheets)
    shown = set(REFERENCE.findall(someone.page.content()))
    assert len(shown) == 25
    assert waiting.reference in shown
    assert [reference for reference in shown if bare(reference) not in told] == []
    for number, sheet in enumerate(sheets, 1):
        assert f"{number}/{len(sheets)}" in sheet
    for sheet in with_rows(sheets):
        assert "Seniority" in sheet
        assert "Detailsconfirmed" in sheet


def test_a_report_is_printed_with_every_column_and_room_to_sign(visitor: VisitorMaker, cast: Cast) -> None:
    small_market(cast)
    found = approved(cast)
    someone = visitor(language="en").come_in(cast.client("approver"))
    someone.go(f"/staff/distributions/{found.reference}/report/")
    told = "\n".join(printed(someone))
    heads = someone.page.locator("thead th").all_inner_texts()
    assert len(heads) == 9
    for head in (*heads, "Name, signature and date", "Recommended by", "Approved by"):
        assert bare(head) in told, head


def test_the_worklist_is_printed_whole(visitor: VisitorMaker, cast: Cast) -> None:
    cases = [inserted_case(number, cast.requests) for number in range(25)]
    someone = visitor(language="en").come_in(cast.client("supervisor"))
    someone.go("/staff/?tab=all")
    sheets = printed(someone)
    told = "\n".join(sheets)
    assert [case.reference for case in cases if bare(case.reference) not in told] == []
    assert all("Official" in sheet for sheet in with_rows(sheets))


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_statistics_open_the_rows_they_count(visitor: VisitorMaker, cast: Cast, language: str, looks: Looks) -> None:
    for number in range(12):
        case = inserted_case(number, cast.requests, assignee=cast.reviewer if number % 3 else None)
        Case.objects.filter(pk=case.pk).update(filed_at=clock.now() - timedelta(days=number * number))
        if number % 4 == 0:
            Decision.objects.create(case=case, outcome="approved", decided_by=cast.approver, decided_at=clock.now())
    someone = visitor(language=language, looks=looks).come_in(cast.client("supervisor"))
    someone.go("/staff/statistics/")
    someone.check()
    someone.follow(someone.page.locator("td a.ds-link").first)
    someone.check()


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_a_filter_is_saved_and_chosen_again(visitor: VisitorMaker, cast: Cast, language: str, looks: Looks) -> None:
    inserted_case(1, cast.requests, governorate="BH-15")
    someone = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    someone.go("/staff/?tab=all&governorate=BH-15")
    someone.page.locator(".saved-filters a").first.click()
    someone.follow(someone.page.locator("main form button"))
    someone.check()
    someone.page.fill("#name", "المحرق")
    someone.page.check("#shared")
    someone.page.locator("main form button").click()
    someone.page.locator(".saved-filters [aria-current]").wait_for()
    someone.check()
    someone.go("/staff/filters/")
    someone.check()
