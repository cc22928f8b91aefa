"""After whole journeys nothing personal stands in any process's log, nor in any address a browser keeps."""

from urllib.parse import unquote_plus

import pytest
from tests.resilience.citizen import IBAN, NEW_APPLICATION, PNG, Citizen
from tests.resilience.official import official
from tests.resilience.personal import EMAIL, HEAD, PHONE, is_told, secrets
from tests.resilience.stack import Stack, eventually


@pytest.fixture(scope="module")
def visited(stack: Stack) -> list[str]:
    """Walk as a citizen and as an official through all that touches persons, mistakes included."""
    person = Citizen(stack.site, "860200601").sign_in()
    reference = person.start(NEW_APPLICATION)
    typed = {"mobile": PHONE, "email": EMAIL, "iban": IBAN, "version": "0", "language": "ar"}
    person.post(f"/apply/{reference}/steps/contact/", typed | {"iban": f"{IBAN}1", "email": f"{EMAIL}@"})
    person.post(f"/apply/{reference}/steps/household/", {"objection-household.members": f"ليس {HEAD} من أسرتي"})
    files = {"files-salary_statement": (f"{HEAD}.png", PNG, "image/png")}
    person.post(f"/apply/{reference}/documents/", {}, files=files)
    person.fill_in(reference, typed)
    person.submit(reference)
    person.post("/delegations/", {"delegate": HEAD, "first_day-day": "1"})
    for page in ("/", "/cases/", f"/cases/{reference}/", "/messages/", "/my-record/", "/profile/", "/delegations/"):
        person.get(page)
    person.ask("GET", "/sign-in/", params={"next": f"/cases/{reference}/"})
    desk = official(stack)
    for sought in (HEAD, person.cpr, reference, EMAIL, "هدى أحمد", f"{HEAD}\x00"):
        desk.post("/staff/search/", {"q": sought})
        desk.get("/staff/search/")
    for page in (
        "/staff/",
        f"/staff/cases/{reference}/",
        "/staff/overview/",
        "/staff/audit/",
        "/staff/unreached/?show=messages",
    ):
        desk.get(page)
    desk.post(f"/staff/cases/{reference}/note/", {"note": f"{HEAD} {EMAIL}", "text": HEAD})
    stranger = Citizen(stack.site)
    stranger.post("/staff/sign-in/", {"login": HEAD, "password": IBAN})
    stranger.ask("POST", "/staff/sign-in/", data={"login": HEAD})
    assert eventually(stack.has_no_work_left, within=60)
    return [*person.visited, *desk.visited, *stranger.visited]


def test_no_log_tells_of_a_person(stack: Stack, visited: list[str]) -> None:
    assert visited
    said = stack.said()
    assert "procrastinate.worker" in said, "the logs are looked at, not an empty folder"
    told = {secret for secret in set(secrets(stack)) if is_told(secret, said)}
    assert not told, [line[:300] for secret in list(told)[:3] for line in said.splitlines() if secret in line][:5]


def test_no_address_tells_of_a_person(stack: Stack, visited: list[str]) -> None:
    addresses = "\n".join(unquote_plus(address) for address in visited)
    assert "/staff/search/" in addresses
    assert not {secret for secret in set(secrets(stack)) if is_told(secret, addresses)}


def test_no_log_keeps_what_lets_somebody_in(stack: Stack, visited: list[str]) -> None:
    assert visited
    said = stack.said()
    for (session,) in stack.rows("SELECT session_key FROM accounts_session"):
        assert session not in said
    assert (stack.folder / "secret_key.txt").read_text(encoding="ascii") not in said


def test_no_fault_of_ours_stands_in_the_log_of_the_pages(stack: Stack, visited: list[str]) -> None:
    assert visited
    logs = [*stack.logs.glob("web.log"), *stack.logs.glob("before/web.log")]
    assert logs
    faults = [
        line for log in logs for line in log.read_text(encoding="utf-8").splitlines() if "Internal Server" in line
    ]
    assert not faults, faults[:5]


def test_what_is_looked_for_would_be_found() -> None:
    assert is_told("861001302", "asked about 861001302.")
    assert is_told("+97336005432", "to 36005432")
    assert is_told("هدى أحمد", "الاسم: هدى أحمد")
    assert not is_told("861001302", "timestamp=18610013021")
