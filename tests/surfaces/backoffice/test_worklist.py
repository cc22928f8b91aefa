"""The worklist: scoped, as dear at three rows as at one, paged, filtered, claimed from and assigned from."""

import re
from hashlib import sha256
from html import unescape

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import AT, Cast, official, signed_in
from tests.factories.filed import inserted_case

from iskan.apps.cases import rules
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations import assigning_all
from iskan.apps.cases.operations.assigning_all import assign_all
from iskan.apps.cases.queries import lists
from iskan.core.refusal import NotForThisRole
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Role
from iskan.surfaces.ui import sheets

WORKLIST = "/en/staff/"
NO_CASES = sha256(b"").hexdigest()


def shown(cast: Cast, role: str, address: str = WORKLIST) -> str:
    response = cast.client(role).get(address)
    assert response.status_code == 200
    return response.content.decode()


def seen(page: str) -> list[str]:
    """Return what the rows of a list send of the versions they show."""
    return re.findall(r'name="seen" value="([^"]+)"', page)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("reviewer", 7), ("approver", 7), ("supervisor", 8), ("auditor", 7)])
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
    assert "Official r.isa holds this case" in answer.content.decode()
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
    assert "In whose hands they are now: Official r.isa." in told
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


def test_the_personal_number_and_the_day_of_filing_stand_in_the_list_and_order_it(cast: Cast) -> None:
    first, last = (inserted_case(number, cast.requests) for number in (1, 2))
    page = shown(cast, "supervisor", f"{WORKLIST}?tab=all&sort=newest")
    assert "900101001" in page
    assert page.count("02/03/2026") == 2
    assert page.index(last.reference) < page.index(first.reference)
    assert 'aria-sort="descending"' in page
    ways = re.findall(r'class="sort" href="([^"]+)"', page)
    assert [unescape(way) for way in ways] == [f"{WORKLIST}?tab=all&sort=oldest", f"{WORKLIST}?tab=all&sort=due"]
    assert 'aria-sort="ascending"' in shown(cast, "supervisor", f"{WORKLIST}?tab=all")


def test_a_filter_says_how_many_it_brings(cast: Cast) -> None:
    for number in range(3):
        inserted_case(number, cast.requests, governorate="BH-15" if number else "BH-13")
    assert "<p>2 cases</p>" in shown(cast, "supervisor", f"{WORKLIST}?tab=all&governorate=BH-15")
    assert "<p>3 cases</p>" in shown(cast, "supervisor", f"{WORKLIST}?tab=all")
    assert "<p>0 cases</p>" in shown(cast, "supervisor", f"{WORKLIST}?tab=all&stage=in_review")


def test_the_list_is_sent_as_a_spreadsheet_as_it_is_filtered_and_a_line_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "BATCH", 2)
    monkeypatch.setattr(sheets, "PIECE", 2)
    cases = [inserted_case(number, cast.requests, governorate="BH-15", name="=فاطمة") for number in range(5)]
    inserted_case(9, cast.requests, governorate="BH-13")
    held = inserted_case(8, cast.requests, governorate="BH-15", assignee=cast.reviewer)
    Case.objects.filter(pk=held.pk).update(due_on=None)

    answer = cast.client("supervisor").get("/en/staff/worklist.csv?tab=all&governorate=BH-15")

    pieces = [bytes(piece) for piece in answer]  # type: ignore[attr-defined] # a stream
    assert len(pieces) == 4
    heading, *rows = b"".join(pieces).decode("utf-8-sig").splitlines()
    assert heading.startswith("Reference,Applicant,Personal number,Service")
    assert [row.split(",")[0] for row in rows] == [case.reference for case in (*cases, held)]
    assert rows[0].split(",")[1:3] == ["Yusuf Ahmed", "900101000"]
    assert rows[-1].endswith(",2026-03-02,,In time,Official r.isa")
    lines = AuditEntry.objects.filter(actor_id=cast.supervisor.pk).order_by("id")
    export = lines.get(action="worklist.export")
    assert export.detail == {"count": 6, "filter": {"tab": "all", "governorate": "BH-15"}}
    shown_ = [one for line in lines.filter(action="list.read") for one in line.detail["shown"]]
    assert sorted(shown_) == sorted(case.reference for case in (*cases, held))


def test_a_sheet_in_arabic_is_written_in_arabic_and_takes_no_name_for_a_formula(cast: Cast) -> None:
    inserted_case(1, cast.requests, name="=فاطمة")
    answer = cast.client("reviewer").get("/staff/worklist.csv?tab=free")
    told = b"".join(answer).decode()  # type: ignore[arg-type] # a stream
    assert "'=فاطمة" in told
    assert "الرقم الشخصي" in told


def test_an_empty_list_is_a_heading_alone(cast: Cast) -> None:
    answer = cast.client("reviewer").get("/en/staff/worklist.csv?tab=mine")
    assert b"".join(answer).count(b"\n") == 1  # type: ignore[arg-type] # a stream


ALL = "/en/staff/assign/all/"


def plan(cast: Cast, query: str, to: object) -> str:
    return shown(cast, "supervisor", f"{ALL}?{query}&to={to}")


def sent_of(page: str) -> dict[str, str]:
    """Return what the form that confirms a plan sends."""
    return dict(re.findall(r'name="(assignee|seen|mark)" value="([^"]+)"', page))


def test_all_cases_of_a_filter_are_counted_then_assigned_each_with_its_lines(cast: Cast) -> None:
    held = [inserted_case(number, cast.requests, assignee=cast.reviewer) for number in range(3)]
    free = inserted_case(5, cast.requests)
    own = inserted_case(6, cast.requests, assignee=cast.second_reviewer)
    filed = inserted_case(7, cast.requests, filed_by=cast.second_reviewer)
    inserted_case(8, cast.requests, closed_at=AT)
    query = "tab=all"

    page = plan(cast, query, cast.second_reviewer.pk)

    assert "3 cases: Official r.isa → Official s.nasser" in page
    assert "1 case: nobody → Official s.nasser" in page
    assert "2 cases are left out" in page
    assert "Assign 4 cases" in page
    answer = cast.client("supervisor").post(f"{ALL}?{query}", sent_of(page))
    assert answer["Location"] == f"{WORKLIST}?{query}"
    theirs = {*held, free, own}
    assert set(Case.objects.filter(assignee=cast.second_reviewer)) == theirs
    for case in (*held, free):
        event = case.events.get(code="assigned")
        assert (event.actor_id, event.detail) == (cast.supervisor.pk, {"to": cast.second_reviewer.pk})
        assert AuditEntry.objects.filter(action="case.assigned", subject=case.reference).count() == 1
        assert Case.objects.get(pk=case.pk).version == case.version + 1
    filed.refresh_from_db()
    assert filed.assignee is None


def test_of_two_who_assign_a_filter_the_second_is_told_and_nothing_is_overwritten(cast: Cast) -> None:
    cases = [inserted_case(number, cast.requests, assignee=cast.reviewer) for number in range(2)]
    page = plan(cast, "tab=all", cast.second_reviewer.pk)
    third = official("k.third", Role.REVIEWER, cast.requests)
    one = {"case": cases[0].reference, "assignee": third.pk, "seen": f"{cases[0].reference}:{cases[0].version}"}
    assert cast.client("supervisor").post("/en/staff/assign/?tab=all", one)["Location"] == f"{WORKLIST}?tab=all"

    answer = cast.client("supervisor").post(f"{ALL}?tab=all", sent_of(page))

    told = answer.content.decode()
    assert answer.status_code == 409
    assert "they were 2, and are now 2. None was assigned" in told
    assert "1 case: Official k.third → Official s.nasser" in told
    assert not Case.objects.filter(assignee=cast.second_reviewer).exists()
    assert cast.client("supervisor").post(f"{ALL}?tab=all", sent_of(told)).status_code == 302
    assert Case.objects.filter(assignee=cast.second_reviewer).count() == 2


def test_what_cannot_be_assigned_by_a_filter_is_said(cast: Cast) -> None:
    inserted_case(1, cast.requests)
    client = cast.client("supervisor")
    assert "Choose the official" in client.post(f"{ALL}?tab=all").content.decode()
    assert (
        "There is no case this official can be assigned"
        in client.post(f"{ALL}?tab=all", {"assignee": cast.administrator.pk}).content.decode()
    )
    assert "There is no case this official can be assigned" in plan(cast, "tab=all", cast.outsider.pk)
    nothing = plan(cast, "tab=all&stage=rejected", cast.reviewer.pk)
    refused = client.post(f"{ALL}?tab=all&stage=rejected", {"assignee": cast.reviewer.pk, "mark": NO_CASES})
    assert "Assign 0" not in nothing
    assert refused.status_code == 422


def test_a_case_about_one_the_official_decided_is_left_to_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = inserted_case(1, cast.requests, stage="rejected", closed_at=AT)
    inserted_case(2, cast.requests, about=earlier)
    monkeypatch.setattr(rules, "deciders_set_aside", lambda _case: frozenset({cast.reviewer.pk}))
    assert "1 case is left out" in plan(cast, "tab=all", cast.reviewer.pk)
    assert "Assign 1 case" in plan(cast, "tab=all", cast.second_reviewer.pk)


def test_more_than_are_assigned_at_once_are_counted_and_left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2):
        inserted_case(number, cast.requests)
    page = plan(cast, "tab=all", cast.reviewer.pk)
    monkeypatch.setattr(assigning_all, "ASSIGNED_AT_ONCE", 1)
    assert "No more than 1 cases are assigned at once" in plan(cast, "tab=all", cast.reviewer.pk)
    assert "Assign 2 cases" not in plan(cast, "tab=all", cast.reviewer.pk)
    answer = cast.client("supervisor").post(f"{ALL}?tab=all", sent_of(page))
    assert answer.status_code == 422
    assert not Case.objects.filter(assignee=cast.reviewer).exists()


def test_only_a_supervisor_assigns_a_filter(cast: Cast) -> None:
    with pytest.raises(NotForThisRole):
        assign_all(
            scope=cast.scope("reviewer"), wanted=lists.WorklistFilter(), assignee_id=cast.reviewer.pk, seen=0,
            mark=NO_CASES, at=AT,
        )  # fmt: skip
