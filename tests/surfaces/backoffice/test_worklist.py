"""The worklist: scoped, as dear at three rows as at one, paged, filtered, claimed from and assigned from."""

import re
from html import unescape

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import Cast, signed_in
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries import lists
from iskan.foundation.models import AuditEntry

WORKLIST = "/en/staff/"


def shown(cast: Cast, role: str, address: str = WORKLIST) -> str:
    response = cast.client(role).get(address)
    assert response.status_code == 200
    return response.content.decode()


def seen(page: str) -> list[str]:
    """Return what the rows of a list send of the versions they show."""
    return re.findall(r'name="seen" value="([^"]+)"', page)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("reviewer", 5), ("approver", 5), ("supervisor", 6), ("auditor", 6)])
def test_it_costs_the_same_at_any_length(
    cast: Cast, rows: int, role: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        inserted_case(number, cast.requests)
    client = cast.client(role)
    client.get(f"{WORKLIST}?tab=all")
    with django_assert_num_queries(queries):
        page = client.get(f"{WORKLIST}?tab=all").content.decode()
    assert page.count("data-row") == rows


def test_a_case_of_another_department_is_not_on_it(cast: Cast) -> None:
    here, elsewhere = inserted_case(1, cast.requests), inserted_case(2, cast.finance)
    page = shown(cast, "supervisor")
    assert here.reference in page
    assert elsewhere.reference not in page
    assert elsewhere.reference in shown(cast, "auditor")


def test_each_role_opens_on_what_waits_for_it(cast: Cast) -> None:
    mine = inserted_case(1, cast.requests, assignee=cast.reviewer)
    deciding = inserted_case(2, cast.requests, stage="awaiting_decision")
    assert mine.reference in shown(cast, "reviewer")
    assert deciding.reference not in shown(cast, "reviewer")
    assert deciding.reference in shown(cast, "approver")
    assert mine.reference not in shown(cast, "approver")


def test_who_reads_no_cases_is_led_to_the_officials(cast: Cast) -> None:
    assert cast.client("administrator").get(WORKLIST)["Location"] == "/en/staff/officials/"


def test_pages_follow_one_another(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    cases = [inserted_case(number, cast.requests) for number in range(3)]
    client = cast.client("supervisor")
    first = client.get(WORKLIST).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = client.get(unescape(following[1])).content.decode()
    assert cases[2].reference in second
    assert cases[0].reference not in second
    assert "first page" in second


@pytest.mark.parametrize("address", ["?after=x", "?stage=x", "?alarm=7", "?assignee=x&tab=all", "?sort=x", "?tab=x"])
def test_an_address_that_leads_nowhere_leads_to_the_list(cast: Cast, address: str) -> None:
    case = inserted_case(1, cast.requests)
    assert case.reference in shown(cast, "supervisor", WORKLIST + address)


def test_filters_say_so_and_can_be_cleared(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, governorate="BH-15")
    other = inserted_case(2, cast.requests, governorate="BH-13")
    page = shown(cast, "supervisor", f"{WORKLIST}?tab=all&governorate=BH-15")
    assert case.reference in page
    assert other.reference not in page
    assert "Clear all" in page


def test_a_free_case_is_taken_from_the_list(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    client = cast.client("reviewer")
    listed = client.get(f"{WORKLIST}?tab=free").content.decode()
    assert f"/en/staff/cases/{case.reference}/claim/" in listed
    answer = client.post(f"/en/staff/cases/{case.reference}/claim/", {"seen": seen(listed)})
    assert answer["Location"] == f"/en/staff/cases/{case.reference}/"
    case.refresh_from_db()
    assert case.assignee == cast.reviewer


def test_a_supervisor_assigns_many_at_once(cast: Cast) -> None:
    cases = [inserted_case(number, cast.requests) for number in range(2)]
    words = {"case": [case.reference for case in cases], "assignee": cast.second_reviewer.pk}
    words["seen"] = seen(shown(cast, "supervisor", f"{WORKLIST}?tab=all"))
    assert cast.client("supervisor").post("/en/staff/assign/", words).status_code == 302
    for case in cases:
        case.refresh_from_db()
        assert case.assignee == cast.second_reviewer


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"assignee": "1"}, "Choose at least one case."),
        ({"case": "{case}"}, "Choose the official"),
        ({"case": "{case}", "assignee": "{outsider}"}, "cannot be assigned to this official"),
    ],
)
def test_what_cannot_be_assigned_is_said_and_stays_ticked(cast: Cast, words: dict[str, str], said: str) -> None:
    case = inserted_case(1, cast.requests)
    names = {"case": case.reference, "outsider": cast.outsider.pk}
    sent = {name: value.format(**names) for name, value in words.items()}
    answer = cast.client("supervisor").post("/en/staff/assign/?tab=all", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert (f'value="{case.reference}" aria-label="{case.reference}" checked' in page) is ("case" in words)
    case.refresh_from_db()
    assert case.assignee is None


def test_of_two_who_take_a_case_the_second_is_told(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    first, second = cast.client("reviewer"), cast.client("second_reviewer")
    listed = [client.get(f"{WORKLIST}?tab=free").content.decode() for client in (first, second)]
    address = f"/en/staff/cases/{case.reference}/claim/"
    assert first.post(address, {"seen": seen(listed[0])}).status_code == 302

    answer = second.post(address, {"seen": seen(listed[1])})

    assert answer.status_code == 409
    assert "Another official holds this case." in answer.content.decode()
    case.refresh_from_db()
    assert case.assignee == cast.reviewer


def test_a_case_taken_and_given_back_meanwhile_is_looked_at_first(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    first, second = cast.client("reviewer"), cast.client("second_reviewer")
    listed = second.get(f"{WORKLIST}?tab=free").content.decode()
    address = f"/en/staff/cases/{case.reference}"
    first.post(f"{address}/claim/", {"seen": seen(listed)})
    case.refresh_from_db()
    first.post(f"{address}/release/", {"version": case.version})

    stale = second.post(f"{address}/claim/", {"seen": seen(listed)})
    assert stale.status_code == 409
    assert "Someone else changed this" in stale.content.decode()
    assert second.post(f"{address}/claim/").status_code == 409
    anew = second.get(f"{WORKLIST}?tab=free").content.decode()
    assert second.post(f"{address}/claim/", {"seen": seen(anew)}).status_code == 302


def test_of_two_who_assign_the_second_is_told_which_cases_and_nothing_is_overwritten(cast: Cast) -> None:
    cases = [inserted_case(number, cast.requests) for number in range(3)]
    first, second = cast.client("supervisor"), cast.client("supervisor")
    listed = shown(cast, "supervisor", f"{WORKLIST}?tab=all")
    one = {"case": [cases[0].reference], "assignee": cast.reviewer.pk, "seen": seen(listed)}
    assert first.post("/en/staff/assign/", one).status_code == 302
    all_of_them = {"case": [c.reference for c in cases], "assignee": cast.second_reviewer.pk, "seen": seen(listed)}

    answer = second.post("/en/staff/assign/?tab=all", all_of_them)

    told = answer.content.decode()
    assert answer.status_code == 409
    assert f"after you opened them: {cases[0].reference}." in told
    assert f'value="{cases[1].reference}" aria-label="{cases[1].reference}" checked' in told
    assert Case.objects.filter(assignee=cast.reviewer).count() == 1
    assert not Case.objects.filter(assignee=cast.second_reviewer).exists()
    again = {**all_of_them, "seen": seen(told)}
    assert second.post("/en/staff/assign/?tab=all", again).status_code == 302
    assert Case.objects.filter(assignee=cast.second_reviewer).count() == 3


@pytest.mark.parametrize("move", ["assign", "release"])
def test_from_its_own_page_a_stale_version_moves_no_case(cast: Cast, move: str) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    first, second = cast.client("supervisor"), cast.client("supervisor")
    sent = {"assignee": cast.second_reviewer.pk, "version": case.version}
    assert first.post(f"/en/staff/cases/{case.reference}/assign/", sent).status_code == 302

    stale = {**sent, "assignee": cast.reviewer.pk}
    answer = second.post(f"/en/staff/cases/{case.reference}/{move}/", stale)

    assert answer.status_code == 409
    case.refresh_from_db()
    assert case.assignee == cast.second_reviewer


def test_nobody_else_assigns(cast: Cast) -> None:
    assert cast.client("reviewer").post("/en/staff/assign/").status_code == 403


@pytest.mark.parametrize("typed", ["900101007", "{reference}", "فاطمه"])
def test_search_finds_and_keeps_what_was_sought_out_of_the_address(cast: Cast, typed: str) -> None:
    inserted_case(6, cast.requests)
    case = inserted_case(7, cast.requests, name="فاطمة أحمد")
    client = cast.client("reviewer")
    answer = client.post("/en/staff/search/", {"q": typed.format(reference=case.reference)})
    assert answer["Location"] == "/en/staff/search/"
    page = client.get(answer["Location"]).content.decode()
    assert case.reference in page
    assert "1 case found" in page


def test_who_was_shown_by_a_search_or_a_list_is_kept_and_told_to_the_citizen_and_the_auditor(cast: Cast) -> None:
    shown, other = inserted_case(8, cast.requests, name="فاطمة أحمد"), inserted_case(9, cast.requests)
    client = cast.client("reviewer")
    client.post("/en/staff/search/", {"q": "فاطمه"})
    client.get("/en/staff/search/")
    client.get("/en/staff/?tab=all")
    searched, listed = AuditEntry.objects.filter(actor_id=cast.reviewer.pk, detail__has_key="shown").order_by("id")
    assert (searched.action, searched.detail) == ("search", {"found": 1, "shown": [shown.reference]})
    assert (listed.action, listed.detail["shown"]) == ("list.read", sorted([shown.reference, other.reference]))
    own = signed_in(shown.applicant).get("/en/my-record/").content.decode()
    assert "Search" in own
    assert "List of cases" in own
    trail = cast.client("auditor").get("/en/staff/audit/", {"reference": shown.reference})
    assert "Shown by a search" in trail.content.decode()


@pytest.mark.parametrize(("role", "status"), [("outsider", 404), ("administrator", 403)])
def test_a_refused_look_at_a_named_case_leaves_a_line(cast: Cast, role: str, status: int) -> None:
    case = inserted_case(10, cast.requests)
    assert cast.client(role).get(f"/en/staff/cases/{case.reference}/").status_code == status
    line = AuditEntry.objects.get(action="access.refused")
    assert (line.subject_kind, line.subject, line.actor_id) == ("case", case.reference, getattr(cast, role).pk)
    assert line.detail["status"] == status


def test_what_names_nobody_and_a_citizens_wrong_turn_leave_none(cast: Cast) -> None:
    case = inserted_case(11, cast.requests)
    assert cast.client("reviewer").get("/en/staff/officials/").status_code == 403
    assert cast.client("stranger").get(f"/en/cases/{case.reference}/").status_code == 404
    assert not AuditEntry.objects.filter(action="access.refused").exists()


def test_a_search_without_a_find_says_what_to_do(cast: Cast) -> None:
    client = cast.client("reviewer")
    client.post("/en/staff/search/", {"q": "ل\x00ا أحد"})
    assert "Nothing found" in client.get("/en/staff/search/").content.decode()
