"""What was confirmed is there, once, whatever is killed and whenever; the rest is sent again and is one case."""

import random
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any, TypeVar

import httpx
import pytest
from tests.resilience.citizen import CONTACT_DETAILS, NEW_APPLICATION, Citizen, Unexpected, pause, words_of
from tests.resilience.stack import Stack, eventually

T = TypeVar("T")
SEED = 20260302
BLOWS = ("web", "database", "worker", "server", "power")
ALONE = ("960501401", "690301601")  # no other adult has to declare anything before the credit bureau is asked
APPLICANTS = (*ALONE, "841200901", "860602001")
CHECKS = 8
PATIENCE = 90.0  # Seconds: a database that lost power reads its log first, and a busy machine reads slowly.
AGE = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"


@dataclass
class Stubborn:
    """A citizen who sends again whatever was not answered, as people do, until the confirmation shows."""

    citizen: Citizen
    confirmed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unanswered: int = 0
    gave_up: Unexpected | None = None

    def file_stubbornly(self, over: threading.Event) -> None:
        """File until told to stop, and keep what made it impossible."""
        try:
            self.file_until(over)
        except Unexpected as fault:
            self.gave_up = fault

    def file_until(self, over: threading.Event) -> None:
        """File one application after the other until the time is over; finish the one begun."""
        while not over.is_set():
            is_second = len(self.confirmed) == 1
            service = NEW_APPLICATION if is_second and self.citizen.cpr in ALONE else CONTACT_DETAILS
            reference = self._again(lambda service=service: self.citizen.start(service))
            self._again(lambda reference=reference: self.citizen.fill_in(reference))
            self._again(lambda reference=reference: self._confirm(reference))
            self.confirmed.append(reference)

    def _confirm(self, reference: str) -> bool:
        sent = self.citizen.submit(reference)
        if sent.status_code == 422:  # such as where a register answered meanwhile, and opened a question
            self.citizen.fill_in(reference)
        if sent.status_code != 302:
            raise Unexpected(f"{sent.status_code} to the submission: {words_of(sent.text)[:500]}")
        page = self.citizen.get(sent.headers["Location"])
        if page.status_code != 200 or reference not in page.text:
            raise Unexpected(f"{page.status_code} instead of the confirmation")
        return True

    def _again(self, act: Callable[[], T]) -> T:
        patient_until = time.monotonic() + PATIENCE
        while time.monotonic() < patient_until:
            try:
                return act()
            except httpx.TransportError:
                self.unanswered += 1
            except Unexpected as answer:
                self.refused.append(str(answer))
            pause(0.3)
        raise Unexpected(f"never answered: {self.refused[-3:]}")


def _strike(stack: Stack, chance: random.Random, blow: str) -> None:
    """Do one of the worst things that can happen, at a moment nobody chose."""
    pause(chance.uniform(0.0, 1.5))
    if blow == "web":
        stack.kill_web_worker(chance.randrange(2))
    elif blow in {"server", "worker"}:
        stack.kill("web" if blow == "server" else "worker")
    else:
        stack.crash_database(signal.SIGKILL if blow == "power" else signal.SIGQUIT)
        pause(chance.uniform(0.0, 0.5))
        stack.start_database()
    stack.revive()


@dataclass
class Aftermath:
    """What the citizens hold in their hands when the storm is over."""

    people: list[Stubborn]

    @property
    def confirmed(self) -> list[str]:
        return [reference for person in self.people for reference in person.confirmed]


@pytest.fixture(scope="module")
def aftermath(stack: Stack) -> Aftermath:
    """Let four people file while processes are killed under their hands, then let the system come to rest."""
    chance = random.Random(SEED)  # noqa: S311 -- the same storm every time
    people = [Stubborn(Citizen(stack.site, cpr).sign_in()) for cpr in APPLICANTS]
    over = threading.Event()
    filing = [threading.Thread(target=person.file_stubbornly, args=(over,), daemon=True) for person in people]
    for thread in filing:
        thread.start()
    for blow in BLOWS:
        before = sum(len(person.confirmed) for person in people)
        eventually(lambda before=before: sum(len(person.confirmed) for person in people) > before, within=10)
        _strike(stack, chance, blow)
    over.set()
    for thread in filing:
        thread.join(120)
    assert not [person.gave_up for person in people if person.gave_up]
    stack.rows(AGE)  # the dead workers have been dead for a while
    assert eventually(stack.has_no_work_left, within=100), stack.rows(
        "SELECT task_name, status, attempts FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
    )
    return Aftermath(people)


def test_the_storm_was_one(aftermath: Aftermath) -> None:
    assert len(aftermath.confirmed) >= 2 * len(APPLICANTS)
    assert sum(person.unanswered + len(person.refused) for person in aftermath.people) > 0


def test_whatever_was_confirmed_exists_once(stack: Stack, aftermath: Aftermath) -> None:
    assert len(set(aftermath.confirmed)) == len(aftermath.confirmed)
    kept = "SELECT reference FROM cases_case WHERE filed_at IS NOT NULL AND applicant_id = ANY(%s)"
    owners = [stack.one("SELECT id FROM accounts_user WHERE cpr = %s", cpr) for cpr in APPLICANTS]
    assert sorted(reference for (reference,) in stack.rows(kept, owners)) == sorted(aftermath.confirmed)
    filings = (
        "SELECT c.reference, count(*) FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id"
        " WHERE e.source = 'draft' AND c.reference = ANY(%s) GROUP BY 1"
    )
    assert dict(stack.rows(filings, aftermath.confirmed)) == dict.fromkeys(aftermath.confirmed, 1)


def test_nobody_is_told_twice_and_everybody_once(stack: Stack, aftermath: Aftermath) -> None:
    told = "SELECT case_reference, count(*) FROM notifications_message WHERE case_reference = ANY(%s) GROUP BY 1"
    assert dict(stack.rows(told, aftermath.confirmed)) == dict.fromkeys(aftermath.confirmed, 1)
    sent = (
        "SELECT d.id, d.route, d.status FROM notifications_delivery d JOIN notifications_message m"
        " ON m.id = d.message_id WHERE m.case_reference = ANY(%s)"
    )
    deliveries = stack.rows(sent, aftermath.confirmed)
    assert {status for _, _, status in deliveries} <= {"sent", "delivered"}
    assert len(deliveries) == 2 * len(aftermath.confirmed)


def test_a_letter_sent_again_after_a_crash_bears_the_same_name(stack: Stack, aftermath: Aftermath) -> None:
    letters = [message_from_bytes(path.read_bytes()) for path in (stack.folder / "mail").glob("*.eml")]
    named: dict[str, set[str]] = {}
    for letter in letters:
        for reference in aftermath.confirmed:
            if reference in letter.as_string() or reference in str(letter["Subject"]):
                named.setdefault(reference, set()).add(letter["Message-ID"])
    texts = httpx.get(f"{stack.url('sms')}/messages", trust_env=False).json()
    assert len({text["reference"] for text in texts}) == len(texts)
    assert all(len(names) == 1 for names in named.values())


def test_every_register_was_asked_to_the_end(stack: Stack, aftermath: Aftermath) -> None:
    runs = (
        "SELECT c.reference, count(r.answered_at), count(*) FROM cases_registerrun r JOIN cases_case c"
        " ON c.id = r.case_id WHERE c.service_code = %s AND c.reference = ANY(%s) GROUP BY 1"
    )
    for reference, answered, asked in stack.rows(runs, NEW_APPLICATION, aftermath.confirmed):
        assert (answered, asked) == (CHECKS, CHECKS), reference
    stages = "SELECT DISTINCT stage FROM cases_case WHERE reference = ANY(%s)"
    assert {stage for (stage,) in stack.rows(stages, aftermath.confirmed)} <= {"completed", "awaiting_review"}


def test_the_audit_trail_is_whole(stack: Stack, aftermath: Aftermath) -> None:
    done = stack.iskan("audit", "verify", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    entries = "SELECT count(*) FROM foundation_auditentry WHERE subject = ANY(%s) AND action = 'case.submit'"
    assert stack.one(entries, aftermath.confirmed) == len(aftermath.confirmed)


def test_no_answer_was_a_fault_of_the_pages(aftermath: Aftermath) -> None:
    answers = [answer for person in aftermath.people for answer in person.refused]
    assert not [answer for answer in answers if answer.startswith("500") or ": 500" in answer or "404" in answer]


@pytest.fixture(scope="module")
def person(stack: Stack) -> Citizen:
    return Citizen(stack.site, "850101701").sign_in()


def test_killed_in_the_middle_of_the_submission_nothing_is_half_filed(stack: Stack, person: Citizen) -> None:
    reference = person.start(CONTACT_DETAILS)
    person.fill_in(reference)
    with stack.held("notifications_message") as is_waited_for:
        answers = _sent_meanwhile(lambda: person.submit(reference))
        assert eventually(is_waited_for, within=20), "the submission did not come as far as the message"
        stack.kill_web_workers()
    stack.revive()
    assert isinstance(answers()[0], httpx.TransportError)
    state = "SELECT filed_at, stage FROM cases_case WHERE reference = %s"
    assert stack.rows(state, reference) == [(None, "draft")]
    assert eventually(stack.is_fit)
    assert person.submit(reference).status_code == 302
    assert stack.one("SELECT count(*) FROM notifications_message WHERE case_reference = %s", reference) == 1


def test_an_answer_lost_on_the_way_is_asked_for_again_and_files_once(stack: Stack, person: Citizen) -> None:
    reference = person.start(CONTACT_DETAILS)
    person.fill_in(reference)
    with stack.held("notifications_message") as is_waited_for:
        answers = _sent_meanwhile(lambda: person.submit(reference, timeout=2.0))
        assert eventually(is_waited_for, within=20)
        assert isinstance(answers()[0], httpx.ReadTimeout)
    assert person.submit(reference).headers["Location"].endswith(f"/apply/{reference}/filed/")
    assert stack.one("SELECT count(*) FROM notifications_message WHERE case_reference = %s", reference) == 1
    events = "SELECT count(*) FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id WHERE reference = %s"
    assert stack.one(f"{events} AND e.source = 'draft'", reference) == 1


def test_twenty_at_once_are_one_case(stack: Stack, person: Citizen) -> None:
    with ThreadPoolExecutor(20) as crowd:
        begun = set(crowd.map(lambda _: person.start(CONTACT_DETAILS), range(20)))
        assert len(begun) == 1
        (reference,) = begun
        person.fill_in(reference)
        sent = list(crowd.map(lambda _: person.submit(reference), range(20)))
    assert {answer.status_code for answer in sent} == {302}
    assert {answer.headers["Location"] for answer in sent} == {f"/apply/{reference}/filed/"}
    assert stack.one("SELECT count(*) FROM cases_case WHERE reference = %s", reference) == 1
    assert stack.one("SELECT count(*) FROM notifications_message WHERE case_reference = %s", reference) == 1


def _sent_meanwhile(send: Callable[[], httpx.Response]) -> Callable[[], list[Any]]:
    """Send while the test goes on; what is returned waits for the answer, or for what came instead of one."""
    came: list[Any] = []

    def sending() -> None:
        try:
            came.append(send())
        except httpx.TransportError as fault:
            came.append(fault)

    thread = threading.Thread(target=sending, daemon=True)
    thread.start()

    def answers() -> list[Any]:
        thread.join(60)
        return came

    return answers
