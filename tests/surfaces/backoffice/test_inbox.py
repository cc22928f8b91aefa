"""The inbox: what waits for each role, by kind, with true numbers; what waits for others apart."""

import re
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.cases.models import Case, ConsentRequest, Decision
from iskan.foundation.models import AuditEntry
from iskan.foundation.waiting import WaitingLine, waiting_parts
from iskan.surfaces.backoffice.inbox import TrayDeclaredTwice, TraySet
from iskan.surfaces.backoffice.trays import TRAYS

INBOX = "/en/staff/inbox/"


def shown(cast: Cast, role: str, address: str = INBOX) -> str:
    response = cast.client(role).get(address)
    assert response.status_code == 200
    return response.content.decode()


def sections(page: str) -> dict[str, int]:
    """Return the number told beside each kind."""
    found = re.findall(r'id="tray-([a-z-]+)"[^>]*><span>[^<]*</span><span class="count">([\d,]+)', page)
    return {code: int(count.replace(",", "")) for code, count in found}


def menu(page: str) -> dict[str, str]:
    """Return the number beside each page's name in the menu."""
    side = page[page.index("side-nav") :]
    links = re.findall(r'<a href="/en/staff/([a-z-]*)/?"[^>]*>.*?</a>', side, re.DOTALL)
    counted = re.findall(
        r'<a href="/en/staff/([a-z-]*)/?"[^>]*>(?:(?!</a>).)*<span class="count">([\d,]+)', side, re.DOTALL
    )
    assert links
    return dict(counted)


def recommended(case: Case, by: object) -> Decision:
    return Decision.objects.create(
        case=case, recommendation="approved", recommended_by=by, recommended_at=AT, findings=[]
    )


def test_a_reviewer_is_shown_what_they_can_act_on_and_apart_what_waits_for_others(cast: Cast) -> None:
    ready = inserted_case(1, cast.requests, stage="in_review", assignee=cast.reviewer)
    paused = inserted_case(2, cast.requests, stage="awaiting_applicant", assignee=cast.reviewer)
    asked = inserted_case(3, cast.requests, stage="submitted", assignee=cast.reviewer)
    decided = inserted_case(4, cast.requests, stage="awaiting_decision", assignee=cast.reviewer)
    recommended(decided, cast.reviewer)
    consented = inserted_case(5, cast.requests, stage="in_review", assignee=cast.reviewer)
    ConsentRequest.objects.create(case=consented, code="spouse", cpr="900101999", version=1, asked_at=AT)
    free = inserted_case(6, cast.requests)

    page = shown(cast, "reviewer")

    assert sections(page) == {"cases": 1, "elsewhere": 4}
    ours, others = page.split("My cases that wait for others", 1)
    assert ready.reference in ours
    for case in (paused, asked, decided, consented):
        assert case.reference in others
    for words in ("the applicant", "a consent", "registers and other bodies", "another official"):
        assert f"Waiting for {words}" in others
    assert free.reference not in page
    assert menu(page) == {"inbox": "1", "": "1"}


def test_an_approver_is_shown_what_awaits_a_decision_but_not_what_they_recommended(cast: Cast) -> None:
    waiting = inserted_case(1, cast.requests, stage="awaiting_decision", assignee=cast.reviewer)
    recommended(waiting, cast.reviewer)
    own = inserted_case(2, cast.requests, stage="awaiting_decision", assignee=cast.reviewer)
    recommended(own, cast.approver)
    inserted_case(3, cast.finance, stage="awaiting_decision")

    page = shown(cast, "approver")

    assert sections(page) == {"decisions": 1}
    assert waiting.reference in page
    assert "Nothing of these kinds waits" in page


def test_a_supervisor_is_shown_what_nobody_holds(cast: Cast) -> None:
    inserted_case(1, cast.requests)
    inserted_case(2, cast.requests, stage="awaiting_applicant")
    assert sections(shown(cast, "supervisor"))["unassigned"] == 1


def test_an_act_waits_for_whoever_may_agree_to_it_and_not_for_who_proposed_it(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    elsewhere = inserted_case(2, cast.finance)
    for one in (case, elsewhere):
        ProposedAct.objects.create(
            act="cases.lift_hold", subject=one.reference, proposed_by=cast.supervisor, proposed_at=AT, reason="x"
        )
    assert sections(shown(cast, "approver")) == {"acts": 1}
    assert "acts" not in sections(shown(cast, "supervisor"))
    assert "acts" not in sections(shown(cast, "reviewer"))


@pytest.mark.parametrize(("proposer", "waits"), [("supervisor", False), ("outsider", True)])
def test_an_act_on_an_account_waits_for_another_office(cast: Cast, proposer: str, *, waits: bool) -> None:
    ProposedAct.objects.create(
        act="accounts.grant_roles", subject=str(cast.reviewer.pk), proposed_by=getattr(cast, proposer), proposed_at=AT
    )
    assert ("acts" in sections(shown(cast, "supervisor"))) is waits


def test_nothing_waits_is_said(cast: Cast) -> None:
    for role in ("reviewer", "auditor", "administrator", "outsider"):
        page = shown(cast, role)
        assert "Nothing waits for you" in page
        assert menu(page) == {}


def test_whom_the_inbox_names_is_kept(cast: Cast) -> None:
    case = inserted_case(1, cast.requests, assignee=cast.reviewer)
    shown(cast, "reviewer")
    line = AuditEntry.objects.get(action="list.read", actor_id=cast.reviewer.pk)
    assert line.detail["shown"] == [case.reference]


def test_the_oldest_come_first_and_the_number_is_of_all(cast: Cast) -> None:
    for number in range(12):
        inserted_case(number, cast.requests, assignee=cast.reviewer)
    page = shown(cast, "reviewer")
    assert sections(page) == {"cases": 12}
    assert page.count("data-row") == 10
    assert "2 more" in page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [("reviewer", 5), ("approver", 5), ("supervisor", 5), ("auditor", 3)])
def test_it_costs_the_same_at_any_length(
    cast: Cast, rows: int, role: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        inserted_case(number, cast.requests, stage="awaiting_decision")
        inserted_case(100 + number, cast.requests, assignee=cast.reviewer)
        inserted_case(200 + number, cast.requests)
    client = cast.client(role)
    client.get(INBOX)
    with django_assert_num_queries(queries):
        client.get(INBOX)


def test_the_next_case_is_taken_from_any_page(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    client = cast.client("reviewer")
    assert "/en/staff/next/" in client.get("/en/staff/household-events/").content.decode()
    assert client.post("/en/staff/next/")["Location"] == f"/en/staff/cases/{case.reference}/"
    assert client.post("/en/staff/next/")["Location"] == INBOX
    assert "No case waits to be taken." in client.get(INBOX).content.decode()


def test_who_works_on_no_case_is_offered_none(cast: Cast) -> None:
    for role in ("supervisor", "auditor"):
        assert "/en/staff/next/" not in shown(cast, role)
        assert cast.client(role).post("/en/staff/next/").status_code == 403


def test_after_a_request_the_official_is_led_to_their_next_case_and_may_go_back(cast: Cast) -> None:
    asked, following = (
        inserted_case(number, cast.requests, stage="in_review", assignee=cast.reviewer) for number in (1, 2)
    )
    client = cast.client("reviewer")
    words = {"reason": "Your lease, please", "within": "5", "version": asked.version}

    answer = client.post(f"/en/staff/cases/{asked.reference}/moves/request_evidence/", words)

    assert answer["Location"] == f"/en/staff/cases/{following.reference}/"
    page = client.get(answer["Location"]).content.decode()
    assert "Stage now: Waiting for the applicant." in page
    assert f'<a class="ds-link" href="/en/staff/cases/{asked.reference}/"><bdi>{asked.reference}</bdi></a>' in page


def test_with_no_next_case_the_official_stays_where_they_are(cast: Cast) -> None:
    asked = inserted_case(1, cast.requests, stage="in_review", assignee=cast.reviewer)
    answer = cast.client("reviewer").post(
        f"/en/staff/cases/{asked.reference}/moves/request_evidence/",
        {"reason": "x", "within": "5", "version": asked.version},
    )
    assert answer["Location"] == f"/en/staff/cases/{asked.reference}/"


def test_the_morning_mail_is_switched_on_the_page(cast: Cast) -> None:
    client = cast.client("reviewer")
    assert "Switch it off" in client.get(INBOX).content.decode()
    for sent, told in (("off", "Switch it on"), ("on", "Switch it off")):
        assert client.post(f"{INBOX}mail/", {"mail": sent})["Location"] == INBOX
        assert told in client.get(INBOX).content.decode()
        cast.reviewer.refresh_from_db()
        assert cast.reviewer.gets_inbox_mail is (sent == "on")
    assert AuditEntry.objects.filter(action="account.inbox_mail", actor_id=cast.reviewer.pk).count() == 2


def test_two_trays_of_one_part_are_a_fault() -> None:
    with pytest.raises(TrayDeclaredTwice):
        TraySet([*TRAYS.trays, TRAYS.trays[0]])


def test_every_part_has_its_tray() -> None:
    assert {tray.part for tray in TRAYS.trays} == set(waiting_parts())


def test_a_line_of_each_kind_is_told_in_words_and_leads_somewhere() -> None:
    codes = {
        "cases": "new_housing_application", "standing_in": "gone", "promises": "", "decisions": "gone",
        "contested": "card", "late_bodies": "nbb",
        "unassigned": "gone", "unanswered": "gone", "unreached": "sms", "exceptions": "order",
        "elsewhere": "gone", "acts": "cases.lift_hold", "figures": "income_max_unit", "cancellations": "not_resident",
        "events": "applicant_died", "distributions": "prepared", "offers": "certified", "draws": "commit",
        "alarms": "changed", "anomalies": "many_reads", "differences": "not_settled",
        "visits_due": "", "visits_to_appoint": "", "inspections_free": "",
        "payouts_ready": "ready", "money_refused": "payout",
        **dict.fromkeys(("visits_due", "visits_to_appoint", "inspections_free"), "before_works"),
    }  # fmt: skip
    for tray in TRAYS.trays:
        line = WaitingLine(
            key="1", reference="7K3M9-2B4CD", person_id=None, what=codes[tray.part.code], since=AT, on_whom=""
        )  # fmt: skip
        assert tray.words(line)
        assert tray.leads_to(line).startswith("/")
        assert tray.listed().startswith("/")
    (alarms,) = (tray for tray in TRAYS.trays if tray.part.code == "alarms")
    assert alarms.words(replace(line, what="new")) == "new"
