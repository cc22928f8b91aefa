"""A service with moves of its own is filed, moved and finished through the pages, by its file alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.factories.cast import Cast, make_cast
from tests.factories.filed import inserted_case
from tests.factories.journeys import fill_in

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.timers import make_due_move, queue_due_moves
from iskan.apps.cases.queries.lists import PAGE, WorklistFilter
from iskan.apps.cases.queries.lists import worklist as worklist_of
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.notifications.models import Message
from iskan.foundation import clock
from iskan.foundation.reading import clear_process_caches

FOLDER = Path(__file__).parents[1] / "factories" / "services"


@pytest.fixture
def cast(db: None, settings: Settings) -> Iterator[Cast]:  # noqa: ARG001 -- the versions are kept in it
    settings.ISKAN_SERVICE_FOLDERS = [FOLDER]
    clear_process_caches()
    register_versions(at=clock.now())
    yield make_cast(clock.now())
    clear_process_caches()


@pytest.fixture
def case(cast: Cast) -> Case:
    return filed_by_head(cast, "street_works")


def filed_by_head(cast: Cast, code: str) -> Case:
    scope = scope_of(cast.head, clock.today())
    draft = start_case(scope=scope, service_code=code, at=clock.now())
    fill_in(scope, draft.reference, {}, clock.now())
    return submit_case(scope=scope, reference=draft.reference, declared=frozenset(), at=clock.now())


def desk(cast: Cast, role: str, case: Case, move: str = "", **words: str) -> str:
    """Open the case at the desk, or send the form of one of its moves; return the page."""
    case.refresh_from_db()
    address = f"/en/staff/cases/{case.reference}/"
    browser = cast.client(role)
    if not move:
        return browser.get(address).content.decode()
    sent = browser.post(f"{address}moves/{move}/", {"version": str(case.version), **words}, follow=True)
    return sent.content.decode()


def portal(browser: Client, case: Case, move: str = "", **words: str) -> str:
    address = f"/en/cases/{case.reference}/" + (f"moves/{move}/" if move else "")
    answer = browser.post(address, words, follow=True) if words else browser.get(address)
    return answer.content.decode()


def stage_of(case: Case) -> str:
    case.refresh_from_db()
    return case.stage


def with_terms(cast: Cast, case: Case) -> Case:
    desk(cast, "reviewer", case, "set_terms", **{"move-set_terms-depth": "3"})
    assert stage_of(case) == "terms_set"
    return case


def test_it_is_moved_by_both_sides_and_granted(cast: Cast, case: Case) -> None:
    head = cast.client("head")
    page = desk(cast, "reviewer", case)
    assert "Set the site&#39;s terms" in page
    assert 'name="move-set_terms-depth"' in page
    refused = desk(cast, "reviewer", case, "set_terms", **{"move-set_terms-depth": "99"})
    assert "The value must be between 1 and 9" in refused
    assert 'value="99"' in refused
    assert stage_of(case) == "received"
    with_terms(cast, case)
    assert "Depth of the trench: 3" in desk(cast, "reviewer", case)
    assert "/moves/accept_terms/" in portal(head, case)
    assert "Do you accept" in portal(head, case, "accept_terms")
    assert "Answer this question." in portal(head, case, "accept_terms", accepts="")
    portal(head, case, "accept_terms", accepts="yes")
    assert stage_of(case) == "terms_met"
    asked = desk(cast, "reviewer", case, "give_permit")
    assert "Give the permit" in asked
    assert "This ends the case" in asked
    assert stage_of(case) == "terms_met"
    desk(cast, "reviewer", case, "give_permit", confirmed="yes")
    assert stage_of(case) == "dug"
    decision = case.decisions.get()
    assert (decision.outcome, decision.recommendation, decision.recommended_by) == ("approved", "", None)
    assert "Why it was refused" not in portal(head, case)
    assert "Permit given" in desk(cast, "reviewer", case)


def test_the_audit_trail_calls_its_moves_by_their_labels(cast: Cast, case: Case) -> None:
    with_terms(cast, case)
    trail = cast.client("auditor").get("/en/staff/audit/", {"reference": case.reference}).content.decode()
    assert "Set the site&#39;s terms" in trail


def test_another_bodys_refusal_is_not_the_ministrys(cast: Cast, case: Case) -> None:
    desk(cast, "supervisor", case, "cables_found", reason="كابل جهد عالٍ", confirmed="yes")
    assert stage_of(case) == "approved"
    assert not case.decisions.exists()
    page = portal(cast.client("head"), case)
    assert "Why another body refused it" in page
    assert "كابل جهد عالٍ" in page


def test_without_criteria_two_officials_decide_by_judgement_alone(cast: Cast) -> None:
    case = filed_by_head(cast, "plain_request")
    assert stage_of(case) == "awaiting_review"
    desk(cast, "reviewer", case, "begin_review")
    desk(cast, "reviewer", case, "recommend_approval")
    assert stage_of(case) == "awaiting_decision"
    desk(cast, "approver", case, "approve", confirmed="yes")
    assert stage_of(case) == "approved"
    assert case.decisions.get().findings == []
    assert not case.assessments.exists()


def test_no_time_is_promised_where_the_law_has_set_none(cast: Cast, case: Case) -> None:
    assert case.due_on is None
    assert "No time is promised for this service" in portal(cast.client("head"), case)
    assert "No time is promised for this service" in desk(cast, "reviewer", case)
    filed = cast.client("head").get(f"/en/apply/{case.reference}/filed/").content.decode()
    assert "No time to an answer has been set" in filed


def test_the_system_moves_it_once_its_days_are_over_and_said_so_before(cast: Cast, case: Case) -> None:
    with_terms(cast, case)
    told = Message.objects.filter(case_reference=case.reference).latest("pk")
    assert "the system does this by itself: Let the request lapse" in told.body_en
    for page in (portal(cast.client("head"), case), desk(cast, "reviewer", case)):
        assert "the system does this by itself: Let the request lapse" in page
        assert "Lapse early" not in page
    for days, moved in ((30, False), (31, True)):
        at = case.stage_since + timedelta(days=days)
        assert queue_due_moves(at=at) == moved
        assert make_due_move(case_id=case.pk, at=at) is moved
    assert stage_of(case) == "expired"
    assert case.closed_at is not None
    assert not case.decisions.exists()


def test_moves_of_others_are_not_offered(cast: Cast, case: Case) -> None:
    assert "/moves/cables_found/" not in desk(cast, "reviewer", case)
    assert "/moves/cables_found/" in desk(cast, "supervisor", case)
    assert cast.client("auditor").post(f"/en/staff/cases/{case.reference}/moves/set_terms/").status_code == 403
    portal(cast.client("head"), case, "set_terms", depth="3")
    assert stage_of(case) == "received"


def test_it_is_withdrawn_by_its_own_move(cast: Cast, case: Case) -> None:
    page = portal(cast.client("head"), case)
    assert "/moves/drop/" in page
    portal(cast.client("head"), case, "drop", reason="غيّرت رأيي")
    assert stage_of(case) == "dropped"


def test_the_list_goes_on_to_those_without_a_promised_day(cast: Cast, case: Case) -> None:
    for number in range(PAGE + 1):
        inserted_case(number, cast.requests, at=clock.now())
    first = worklist_of(cast.scope("reviewer"), WorklistFilter())
    rest = worklist_of(cast.scope("reviewer"), WorklistFilter(), first.next_cursor)
    assert case.reference not in {line.reference for line in first.lines}
    assert [line.reference for line in rest.lines][-1] == case.reference
    assert len({line.pk for line in (*first.lines, *rest.lines)}) == PAGE + 2
    Case.objects.filter(filed_at__isnull=False).update(due_on=None)
    first = worklist_of(cast.scope("reviewer"), WorklistFilter())
    rest = worklist_of(cast.scope("reviewer"), WorklistFilter(), first.next_cursor)
    assert len({line.pk for line in (*first.lines, *rest.lines)}) == PAGE + 2
