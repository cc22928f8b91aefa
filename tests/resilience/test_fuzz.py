"""Every address of the system, asked for with words made by chance, as everybody: never a fault of ours."""

import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest
from tests.architecture.access import Address, addresses
from tests.resilience.citizen import CONTACT_DETAILS, NEW_APPLICATION, PNG, Citizen, Form, forms_of, words_of
from tests.resilience.official import ADMINISTRATOR, AUDITOR, DESK, official
from tests.resilience.stack import Stack

SEED = 7
TIMES = 2
AT_ONCE = 4
MOST_FORMS = 5
HOSTILITY = 0.4
LEAVES = {"account_logout"}  # whoever signs out is nobody in what follows
JUNK = (
    "", "0", "-1", "1", "٣", "9" * 20, "9" * 5000, "\x00", "a\x00b", "\u202e\u2066", "\ufffd\uffff", "' OR 1=1 --",
    "<b>&amp;",
    "../../etc/passwd", "%00%0a", "{{ 7*7 }}", "{", "[]", "null", "NaN", "1e400", "true", "2026-13-45", "0001-01-01",
    "9999-12-31", "=cmd()", "اسم" * 2000, "é" * 300, "a@b.c", "+97336001234", "880400101", "\r\nX-Injected: 1",
)  # fmt: skip
NAMES = (
    "version", "action", "declared", "q", "after", "page", "tab", "stage", "alarm", "assignee", "service", "sort",
    "since", "until", "applicant", "delegate", "first_day-day", "first_day-year", "reason", "text",
    "answer", "note", "next",
    "outcome", "evidence", "item", "verdict", "code", "login", "password", "oldpassword", "language", "scheme", "back",
    "ground", "explanation", "criterion", "kind", "official", "reference", "references", "roles", "department", "value",
    "from", "cpr", "username", "name_ar", "declaration", "asked", "basic_salary", "properties-0-owner", "shown",
    "state", "error", "subject", "actor", "objection-person.name", "missing_members-0-name",
    "missing_members-999-cpr", "level",
)  # fmt: skip


def _paths(address: Address, known: dict[str, list[str]], chance: random.Random) -> Iterator[str]:
    """Yield the address with its places filled by what exists and by what cannot."""
    for _ in range(TIMES):
        yield chance.choice(("/", "/en/")) + re.sub(
            r"<(?:(\w+):)?(\w+)>", lambda place: chance.choice(_fillings(place, known)), address.route
        )


def _fillings(place: re.Match[str], known: dict[str, list[str]]) -> list[str]:
    kind, name = place[1], place[2]
    if kind == "int":
        return ["0", "1", "2", "2147483648", "9" * 30]
    if kind == "uuid":
        return [str(uuid4()), *known["documents"]]
    return [*known.get(name, []), *known.get(name, []), "x", "-", "A" * 300, "AAAAA-AAAAA"]


def _words(chance: random.Random) -> dict[str, str]:
    return {name: chance.choice(JUNK) for name in chance.sample(NAMES, 12)}


def _asked(visitor: Citizen, path: str, chance: random.Random) -> Iterator[httpx.Response]:
    """Open a page, with words of nobody's, and send every form it holds with some of its own words replaced."""
    page = visitor.get(path)
    yield page
    asked = {name: word if word.isascii() else word[:200] for name, word in _words(chance).items()}
    yield visitor.ask("GET", path, params=asked)
    yield visitor.post(path, _words(chance))
    for form in forms_of(page.text)[:MOST_FORMS]:
        if "sign-out" not in form.action:
            yield _sent(visitor, form, form.action or path, chance)


def _sent(visitor: Citizen, form: Form, to: str, chance: random.Random) -> httpx.Response:
    own = {name: words[0] if words else "" for name, words in form.filled({}).items()}
    names = [name for name in {*own, *form.empty} if name != "csrfmiddlewaretoken"]
    junk = {name: chance.choice(JUNK) for name in names if chance.random() < HOSTILITY}
    files = dict.fromkeys(form.file_fields, ("p.png", PNG, "image/png"))
    return visitor.post(to, {**own, **junk, "csrfmiddlewaretoken": visitor.token()}, files=files or None)


@pytest.fixture(scope="module")
def known(stack: Stack) -> dict[str, list[str]]:
    """Name what exists: a draft, a filed case, a document, the services."""
    person = Citizen(stack.site, "891001801").sign_in()
    draft, filed = person.start(NEW_APPLICATION), person.filed(CONTACT_DETAILS)
    person.post(f"/apply/{draft}/documents/", {}, files={"files-salary_statement": ("p.png", PNG, "image/png")})
    return {
        "reference": [draft, filed, Citizen(stack.site, "850700201").sign_in().filed(NEW_APPLICATION)],
        "code": [NEW_APPLICATION, CONTACT_DETAILS, "age_min"],
        "step_code": ["contact", "household", "employment", "property", "disability"],
        "register": ["justice", "civil_registry"],
        "documents": [str(key) for (key,) in stack.rows("SELECT id FROM documents_document")],
        "token": ["AAAA-BBBB"],
        "language": ["ar"],
    }


def _visitor(stack: Stack, who: str) -> Citizen:
    if who not in {"citizen", "anonymous"}:
        return official(stack, who)
    return Citizen(stack.site, "891001801").sign_in() if who == "citizen" else Citizen(stack.site)


@pytest.mark.parametrize("who", ["anonymous", "citizen", DESK, AUDITOR, ADMINISTRATOR])
def test_no_words_at_any_address_are_a_fault_of_ours(stack: Stack, known: dict[str, list[str]], who: str) -> None:
    visitor, chance = _visitor(stack, who), random.Random(SEED)  # noqa: S311 -- the same walk every time
    visitor.token()
    walk = [path for address in addresses() if address.name not in LEAVES for path in _paths(address, known, chance)]
    assert len(walk) > 150
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        seeds = (random.Random(SEED + step) for step in range(len(walk)))  # noqa: S311 -- the same words every time
        answers = [
            answer for found in crowd.map(lambda *step: list(_asked(visitor, *step)), walk, seeds) for answer in found
        ]
    faults = [answer for answer in answers if answer.status_code >= 500]
    assert not faults, "\n".join(_told(answer) for answer in faults[:20])
    assert stack.is_fit()


def _told(answer: httpx.Response) -> str:
    sent = answer.request.content[:600]
    asked = f"{answer.request.method} {answer.request.url!s:.300} {sent!r}"
    return f"{answer.status_code} {asked} {words_of(answer.text)[:80]}"
