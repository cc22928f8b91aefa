"""Registers and gateways away, slow or failing: filing works at once, and the worker finishes when they are back."""

from dataclasses import dataclass

import httpx
import pytest
from tests.resilience.citizen import CONTACT_DETAILS, NEW_APPLICATION, Citizen, main_form
from tests.resilience.stack import Stack, eventually

A_PAGE = 3.0
MOODS = {
    "civil_registry": "down",
    "social_insurance": {"mood": "slow", "seconds": 8},
    "land_registry": "failing",
    "immigration": "down",
    "justice": "failing",
    "health": "down",
    "labour": "down",
    "credit_bureau": "failing",
}
RUNS = (
    "SELECT r.register, r.status, r.attempt_count FROM cases_registerrun r JOIN cases_case c ON c.id = r.case_id"
    " WHERE c.reference = %s"
)
FAULTY_DELIVERIES = (
    "SELECT count(*) FROM notifications_deliveryattempt a JOIN notifications_delivery d ON d.id = a.delivery_id"
    " JOIN notifications_message m ON m.id = d.message_id WHERE m.case_reference = %s AND a.fault = 'unavailable'"
)
ROUTES = 2
OUTCOMES = "SELECT register, outcome FROM integrations_exchange WHERE case_reference = %s"


@dataclass
class Outage:
    """What was filed while everything around was broken, and how long each page took meanwhile."""

    reference: str
    pages: dict[str, float]
    unanswered_before: frozenset[str]


class Timed(Citizen):
    """A citizen who looks at the clock."""

    def __init__(self, site: str, cpr: str) -> None:
        super().__init__(site, cpr)
        self.took: dict[str, float] = {}

    def ask(self, method: str, path: str, **options: object) -> httpx.Response:
        answer = super().ask(method, path, **options)
        self.took[f"{method} {answer.request.url.path}"] = answer.elapsed.total_seconds()
        return answer


@pytest.fixture(scope="module")
def person(stack: Stack) -> Timed:
    person = Timed(stack.site, "881101201")
    person.sign_in()
    return person


@pytest.fixture(scope="module")
def outage(stack: Stack, person: Timed) -> Outage:
    """File while no register answers as it should and no message can leave, then let all of them recover."""
    person.took.clear()
    stack.feel("registers", **MOODS)
    stack.feel("sms", sms="failing")
    stack.kill("mail")
    try:
        reference = person.filed(NEW_APPLICATION)
        person.get(f"/cases/{reference}/")
        person.get("/my-record/")
        tried = f"{RUNS} AND r.last_tried_at > c.filed_at"
        all_but_the_slow = len(MOODS) - 1
        assert eventually(lambda: len(stack.rows(tried, reference)) >= all_but_the_slow, within=60), "not even tried"
        assert eventually(lambda: stack.one(FAULTY_DELIVERIES, reference) >= ROUTES, within=30), (
            "not even tried to send"
        )
        waiting = frozenset(register for register, status, _ in stack.rows(RUNS, reference) if status == "pending")
    finally:
        stack.feel("registers", **dict.fromkeys(MOODS, "normal"))
        stack.feel("sms", sms="normal")
        stack.start("mail")
    return Outage(reference, dict(person.took), waiting)


def test_it_was_filed_all_the_same(stack: Stack, outage: Outage) -> None:
    assert stack.one("SELECT filed_at IS NOT NULL FROM cases_case WHERE reference = %s", outage.reference)
    assert len(outage.unanswered_before) == len(MOODS)


def test_no_page_let_the_citizen_wait(outage: Outage) -> None:
    assert not {page: seconds for page, seconds in outage.pages.items() if seconds > A_PAGE}


def test_the_status_page_stayed_open(person: Timed, outage: Outage) -> None:
    assert outage.reference in person.get(f"/cases/{outage.reference}/").text


def test_ekey_away_is_told_and_the_way_back_is_open(stack: Stack) -> None:
    """Where it answers is known for ten minutes, so eKey may be away only when its word is asked for."""
    person = Citizen(stack.site, "850700201")
    form = main_form(person.get("/sign-in/?next=/cases/").text)
    choices = person.ask("GET", person.ask("POST", form.action, data=form.fields).headers["Location"])
    back = person.ask("POST", str(choices.request.url), data={"level": "advanced", "cpr": person.cpr})
    stack.kill("ekey")
    answer = person.ask("GET", back.headers["Location"])
    assert answer.status_code == 401
    assert 'lang="ar"' in answer.text
    again = person.post("/sign-in/ekey/", {"next": "/cases/"})
    assert again.status_code in {302, 401}
    stack.start("ekey")
    assert person.sign_in("/cases/").get("/cases/").status_code == 200


def test_every_check_is_finished_by_the_worker(stack: Stack, outage: Outage) -> None:
    """Waits for the real worker with its real pauses."""
    pending = f"{RUNS} AND r.answered_at IS NULL"
    assert eventually(lambda: not stack.rows(pending, outage.reference), within=120), stack.rows(RUNS, outage.reference)
    assert {status for _, status, _ in stack.rows(RUNS, outage.reference)} == {"answered"}
    stage = "SELECT stage FROM cases_case WHERE reference = %s"
    assert stack.one(stage, outage.reference) == "awaiting_review"
    facts = "SELECT count(*) FROM cases_caseassessment a JOIN cases_case c ON c.id = a.case_id WHERE c.reference = %s"
    assert stack.one(facts, outage.reference) >= 1


def test_every_exchange_left_its_receipt(stack: Stack, outage: Outage) -> None:
    outcomes = stack.rows(OUTCOMES, outage.reference)
    failed = {register for register, outcome in outcomes if outcome == "unavailable"}
    answered = {register for register, outcome in outcomes if outcome == "answered"}
    assert answered == set(MOODS)
    assert failed >= {"civil_registry", "social_insurance", "justice"}  # the others wait to be told who the family is


def test_each_message_arrived_once(stack: Stack, outage: Outage) -> None:
    routes = (
        "SELECT d.id, d.route, d.status FROM notifications_delivery d JOIN notifications_message m"
        " ON m.id = d.message_id WHERE m.case_reference = %s"
    )
    left = f"{routes} AND d.status NOT IN ('sent', 'delivered')"
    assert eventually(lambda: not stack.rows(left, outage.reference), within=90), stack.rows(routes, outage.reference)
    deliveries = {f"delivery-{number}" for number, route, _ in stack.rows(routes, outage.reference) if route == "sms"}
    texts = [text["reference"] for text in httpx.get(f"{stack.url('sms')}/messages", trust_env=False).json()]
    assert sorted(reference for reference in texts if reference in deliveries) == sorted(deliveries)
    letters = [path.read_bytes() for path in (stack.folder / "mail").glob("*.eml")]
    messages = "SELECT id FROM notifications_message WHERE case_reference = %s"
    assert len(stack.rows(messages, outage.reference)) == 1
    assert sum(outage.reference.encode() in letter for letter in letters) == 1


def test_a_register_that_refuses_is_taken_at_its_word(stack: Stack) -> None:
    person = Citizen(stack.site, "000101501").sign_in()
    with stack.moods("registers", **dict.fromkeys(MOODS, "refusing")):
        reference = person.filed(NEW_APPLICATION)
        pending = f"{RUNS} AND r.answered_at IS NULL"
        assert eventually(lambda: not stack.rows(pending, reference), within=60), stack.rows(RUNS, reference)
    assert {status for _, status, _ in stack.rows(RUNS, reference)} == {"refused"}
    assert {outcome for _, outcome in stack.rows(OUTCOMES, reference)} == {"refused"}


def test_with_the_worker_away_filing_works_and_health_says_so(stack: Stack) -> None:
    person = Citizen(stack.site, "900201301").sign_in()
    stack.kill("worker")
    reference = person.filed(CONTACT_DETAILS)
    stack.rows("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
    status, said = stack.health()
    assert status == 503
    assert [name for name, part in said["parts"].items() if not part["fit"]] == ["worker"]
    stack.start("worker")
    left = (
        "SELECT 1 FROM notifications_delivery d JOIN notifications_message m ON m.id = d.message_id"
        " WHERE m.case_reference = %s AND d.status = 'queued'"
    )
    assert eventually(lambda: not stack.rows(left, reference), within=60)
    assert stack.is_fit()
