"""The waiting list as officials work from it: browsed, narrowed, exported, called, reminded."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import AT, Cast
from tests.factories.figures import approve_figure
from tests.factories.filed import person
from tests.factories.nominations import waits
from tests.factories.stock import make_project

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.household_life.models import EventSettlement, HouseholdEvent
from iskan.apps.households.models import Household, HouseholdMember
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists import tasks
from iskan.apps.waiting_lists.marks import EVENTS, ListMark, condition_of, marks_waiting
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations import reminding
from iskan.apps.waiting_lists.operations.calling import telephone_of
from iskan.apps.waiting_lists.operations.queueing import REMIND_CHOSEN
from iskan.apps.waiting_lists.operations.waiting_list import leave_list, rank_lists
from iskan.apps.waiting_lists.queries import browsing
from iskan.core.refusal import NotForThisRole
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.policy.parameters.entitlements import DATA_UPDATE_MONTHS, DATA_UPDATE_REMINDER_DAYS

LIST = "/en/staff/waiting-list/"


def shown(cast: Cast, asked: str = "", role: str = "reviewer") -> str:
    answer = cast.client(role).get(f"{LIST}?{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def seen(cast: Cast, cases: dict[str, Case], asked: str = "", role: str = "reviewer") -> list[str]:
    """Return the names of the cases a page shows, in its order, once its count was held to them."""
    page = shown(cast, asked, role)
    places = {name: page.find(f'<bdi dir="ltr" class="code quiet">{case.reference}') for name, case in cases.items()}
    found = sorted((place, name) for name, place in places.items() if place > 0)
    assert f"<p>{len(found)} household{'s' if len(found) != 1 else ''}</p>" in page
    return [name for _place, name in found]


def configured(cast: Cast) -> None:
    approve_figure(DATA_UPDATE_MONTHS, 12, cast, first_day=date(2020, 1, 1))
    approve_figure(DATA_UPDATE_REMINDER_DAYS, 30, cast, first_day=date(2020, 1, 1))


@pytest.fixture
def cases(cast: Cast) -> dict[str, Case]:
    make_project("buri", units={"house-4br": 1})
    found = {
        "first": waits(cast, date(2004, 1, 1), wishes=("buri",)),
        "second": waits(cast, date(2005, 3, 1), governorate="BH-15"),
        "third": waits(cast, date(2005, 9, 1)),
        "plot": waits(cast, date(2003, 1, 1), programme="plot"),
    }
    rank_lists(at=AT)
    return found


def confirmed(case: Case, on: date | None) -> None:
    WaitingListEntry.objects.filter(case=case).update(renewed_on=on)


def happened(case: Case) -> HouseholdEvent:
    return HouseholdEvent.objects.create(
        case=case, kind="member_died", cpr="900000001", name_ar="فرد", asks_decision=True, found_at=AT
    )


def test_each_list_is_a_tab_and_stands_by_place(cast: Cast, cases: dict[str, Case]) -> None:
    assert seen(cast, cases) == ["first", "second", "third"]
    assert seen(cast, cases, "programme=plot") == ["plot"]
    assert seen(cast, cases, "programme=unit&sort=last") == ["third", "second", "first"]
    page = shown(cast)
    assert f'href="/en/staff/cases/{cases["first"].reference}/"' in page
    assert "Capital Governorate: 2" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("governorate=BH-15", ["second"]),
        ("project=buri", ["first"]),
        ("year=2005", ["second", "third"]),
        ("year=0", ["first", "second", "third"]),
        ("from=2", ["second", "third"]),
        ("from=2&to=٢", ["second"]),
        ("family=3-4", ["second"]),
        ("family=7", []),
        ("events=yes", ["third"]),
        ("update=late", ["first"]),
        ("update=soon", ["second"]),
        ("sort=confirmed", ["first", "second", "third"]),
    ],
)
def test_each_filter_counts_what_it_shows(cast: Cast, cases: dict[str, Case], asked: str, found: list[str]) -> None:
    configured(cast)
    confirmed(cases["first"], None)
    confirmed(cases["second"], clock.today() - timedelta(days=350))
    confirmed(cases["third"], clock.today())
    _family(cases["second"], 3)
    happened(cases["third"])
    EventSettlement.objects.create(event=happened(cases["first"]), by=cast.reviewer, at=AT, reason="نُظر")
    assert seen(cast, cases, f"programme=unit&{asked}") == found


def _family(case: Case, size: int) -> None:
    people = [person(f"90101{number:04d}", "فرد") for number in range(size)]
    case.household = Household.objects.create(head=people[0], declared_at=AT)
    case.save()
    for one in people:
        HouseholdMember.objects.create(household=case.household, person=one, relation="child")


def test_pages_follow_one_another_in_every_order(
    cast: Cast, cases: dict[str, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "PAGE", 1)
    confirmed(cases["first"], date(2025, 1, 2))
    confirmed(cases["second"], date(2025, 1, 1))
    confirmed(cases["third"], None)
    orders = {"place": "first second third", "last": "third second first", "confirmed": "third second first"}
    for sort, order in orders.items():
        address, found, page = f"{LIST}?sort={sort}", list[str](), ""
        while address:
            page = cast.client("reviewer").get(address).content.decode()
            found += [name for name, case in cases.items() if f'quiet">{case.reference}' in page]
            following = re.search(r'rel="next" href="([^"]+)"', page)
            address = following[1].replace("&amp;", "&") if following else ""
        assert found == order.split()
        assert "Back to the first page" in page


def test_a_place_that_is_no_number_is_said_and_stays_typed(cast: Cast, cases: dict[str, Case]) -> None:
    page = shown(cast, "from=abc&governorate=BH-15")
    assert "Enter a whole number, such as 250." in page
    assert 'value="abc"' in page
    assert cases["second"].reference in page


def test_an_address_that_names_nothing_known_shows_the_longest_list(cast: Cast, cases: dict[str, Case]) -> None:
    asked = "programme=none&sort=none&family=none&update=none&year=99999"
    assert seen(cast, cases, asked) == ["first", "second", "third"]


def test_each_number_opens_as_many_rows_as_it_says(cast: Cast, cases: dict[str, Case]) -> None:
    configured(cast)
    for name, on in (("first", None), ("second", date(2010, 1, 1)), ("third", clock.today())):
        confirmed(cases[name], on)
    page = shown(cast)
    stats = re.findall(r'<a href="([^"]+)">([^<]+)</a></p>\s*<p class="stat-value">([\d,]+)<', page)
    assert [label for _href, label, _value in stats] == ["Waiting", "Year reached", "Update due", "Update late"]
    for href, label, value in stats:
        opened = cast.client("reviewer").get(href.replace("&amp;", "&")).content.decode()
        rows = opened.count('role="rowheader"')
        assert rows == (1 if label == "Year reached" else int(value)), label


def test_another_department_sees_none_of_them(cast: Cast, cases: dict[str, Case]) -> None:
    page = shown(cast, role="outsider")
    assert "Nobody waits." in page
    assert not any(case.reference in page for case in cases.values())
    sheet = cast.client("outsider").get("/en/staff/waiting-list.csv")
    assert b"".join(sheet).count(b"\n") == 1  # type: ignore[arg-type] # a stream


def test_the_list_is_sent_as_a_spreadsheet_as_it_is_filtered_and_a_line_says_so(
    cast: Cast, cases: dict[str, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "BATCH", 1)
    configured(cast)
    confirmed(cases["first"], None)
    confirmed(cases["third"], clock.today())
    _family(cases["third"], 4)
    answer = cast.client("reviewer").get("/en/staff/waiting-list.csv?programme=unit&governorate=BH-13")
    first, third = csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig")))  # type: ignore[arg-type] # a stream
    assert (first["Reference"], first["Place"]) == (cases["first"].reference, "1")
    assert (first["Seniority"], first["Projects wished for"]) == ("2004-01-01", "Project buri")
    assert (first["Details confirmed"], first["Update of details"]) == ("", "Update late")
    assert (third["Reference"], third["Family size"]) == (cases["third"].reference, "4")
    assert (third["Place in the governorate"], third["Details confirmed"]) == ("2", clock.today().isoformat())
    lines = AuditEntry.objects.filter(actor_id=cast.reviewer.pk).order_by("id")
    export = lines.get(action="waiting_list.export")
    assert export.subject == "unit"
    assert export.detail == {"count": 2, "filter": {"programme": "unit", "governorate": "BH-13"}}
    told = [one for line in lines.filter(action="list.read") for one in line.detail["shown"]]
    assert told == [cases["first"].reference, cases["third"].reference]


def test_a_telephone_is_shown_to_who_works_cases_and_each_showing_is_a_line(cast: Cast, cases: dict[str, Case]) -> None:
    case = cases["first"]
    case.applicant.phone = "+97336001234"
    case.applicant.save()
    address = f"{LIST}{case.reference}/call/"
    assert address in shown(cast)
    page = cast.client("reviewer").get(address).content.decode()
    assert 'href="tel:+97336001234"' in page
    line = AuditEntry.objects.get(action="waiting_list.telephone_shown")
    assert (line.subject, line.actor_id) == (case.reference, cast.reviewer.pk)
    assert "36001234" not in str(line.detail)
    assert cast.client("auditor").get(address).status_code == 403
    assert address not in shown(cast, role="auditor")
    leave_list(case_id=case.pk, at=AT)
    assert cast.client("reviewer").get(address).status_code == 404


def test_a_household_without_a_number_is_said_to_have_none(cast: Cast, cases: dict[str, Case]) -> None:
    confirmed(cases["second"], date(2024, 5, 6))
    User.objects.filter(pk=cases["second"].applicant_id).update(phone="")
    page = cast.client("reviewer").get(f"{LIST}{cases['second'].reference}/call/").content.decode()
    assert "No number is known." in page
    assert "6\u00a0May\u00a02024" in page


def mark_of(page: str) -> str:
    found = re.search(r'name="mark" value="([0-9a-f]*)"', page)
    assert found is not None
    return found[1]


def plan(cast: Cast, asked: str) -> str:
    page: str = cast.client("supervisor").get(f"{LIST}remind/?{asked}").content.decode()
    return page


def send(cast: Cast, asked: str, mark: str) -> HttpResponse:
    answer: HttpResponse = cast.client("supervisor").post(f"{LIST}remind/?{asked}", {"mark": mark})
    return answer


def test_all_of_a_filter_are_counted_then_reminded_once_a_day(cast: Cast, cases: dict[str, Case]) -> None:
    configured(cast)
    confirmed(cases["first"], None)
    confirmed(cases["second"], date(2010, 1, 1))
    confirmed(cases["third"], clock.today())
    asked = "programme=unit&from=1&to=3"
    assert "remind/?programme=unit" in shown(cast, asked, "supervisor")
    assert "remind/?programme=unit" not in shown(cast, asked, "reviewer")
    page = plan(cast, asked)
    assert "2 households would be reminded." in page
    assert "1 household is left out: its update is not due yet." in page
    assert "Place from" in page
    assert send(cast, asked, mark_of(page)).status_code == 302
    line = AuditEntry.objects.get(action="waiting_list.remind")
    assert (line.subject, line.detail) == ("unit", {"count": 2})
    entries = ProcrastinateJob.objects.get(task_name=REMIND_CHOSEN).args["entries"]
    tasks.remind_chosen(entries=entries)
    tasks.remind_chosen(entries=entries)
    told = Message.objects.order_by("pk").values_list("user_id", "case_reference")
    assert list(told) == [(cases[name].applicant_id, cases[name].reference) for name in ("first", "second")]
    page = plan(cast, asked)
    assert "2 households are left out: they were reminded today." in page
    refused = send(cast, asked, mark_of(page))
    assert refused.status_code == 422
    assert "No household is to confirm its details" in refused.content.decode()


def test_who_confirmed_or_left_before_the_job_is_not_reminded(cast: Cast, cases: dict[str, Case]) -> None:
    configured(cast)
    confirmed(cases["first"], clock.today())
    confirmed(cases["second"], None)
    leave_list(case_id=cases["second"].pk, at=AT)
    chosen = list(WaitingListEntry.objects.values_list("pk", flat=True))
    assert reminding.remind_chosen(entries=chosen[:2], at=clock.now()) == 0
    assert not Message.objects.filter(event__startswith="data-update:again").exists()


def test_other_households_than_were_counted_are_not_reminded(cast: Cast, cases: dict[str, Case]) -> None:
    configured(cast)
    confirmed(cases["first"], date(2010, 1, 1))
    mark = mark_of(plan(cast, "programme=unit"))
    leave_list(case_id=cases["first"].pk, at=AT)
    refused = send(cast, "programme=unit", mark)
    assert refused.status_code == 409
    assert "have changed since they were counted" in refused.content.decode()
    assert not ProcrastinateJob.objects.filter(task_name=REMIND_CHOSEN).exists()


@pytest.mark.usefixtures("cases")
def test_more_than_are_reminded_at_once_are_counted_and_left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    configured(cast)
    WaitingListEntry.objects.update(renewed_on=None)
    monkeypatch.setattr(reminding, "REMINDED_AT_ONCE", 2)
    page = plan(cast, "programme=unit")
    assert "No more than 2 households are reminded at once" in page
    assert "Remind 3 households" not in page
    assert send(cast, "programme=unit", mark_of(page)).status_code == 422


def test_without_an_interval_nobody_is_reminded(cast: Cast, cases: dict[str, Case]) -> None:
    assert "remind/?" not in shown(cast, role="supervisor")
    page = plan(cast, "programme=unit")
    assert "0 households would be reminded." in page
    entries = list(WaitingListEntry.objects.values_list("pk", flat=True))
    assert reminding.remind_chosen(entries=entries, at=clock.now()) == 0
    assert cases["first"].reference in shown(cast)


def test_only_who_may_calls_and_reminds(cast: Cast, cases: dict[str, Case]) -> None:
    at, wanted = clock.now(), browsing.ListFilter(programme="unit")
    with pytest.raises(NotForThisRole):
        reminding.plan_reminders(scope=cast.scope("reviewer"), wanted=wanted, at=at)
    with pytest.raises(NotForThisRole):
        telephone_of(scope=cast.scope("auditor"), reference=cases["first"].reference, at=at)


def test_a_mark_is_registered_once_and_an_unknown_one_nobody_bears() -> None:
    with pytest.raises(RuntimeError, match="registered twice"):
        marks_waiting(ListMark(EVENTS, "TRUE"))
    assert condition_of("none") == "FALSE"
