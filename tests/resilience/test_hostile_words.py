"""Whatever is typed into the pages: taken as it was meant, or refused in the reader's language with nothing lost."""

from typing import Any

import httpx
import pytest
from tests.resilience.citizen import CONTACT_DETAILS, IBAN, NEW_APPLICATION, Citizen, main_form, words_of
from tests.resilience.stack import Stack

MILLION = 1_000_000
PLAIN = {"mobile": "36001234", "email": "kept@example.test", "iban": IBAN, "language": "en"}
ACCEPTED = {
    "mobile in Arabic digits": ("mobile", "٣٦٠٠ ١٢٣٤", "+97336001234"),
    "mobile in Persian digits": ("mobile", "۳۶۰۰۱۲۳۴", "+97336001234"),
    "mobile with its country": ("mobile", "+973 3600-1234", "+97336001234"),
    "mobile pasted with bidi marks": ("mobile", "\u202a+973 3600 1234\u202c", "+97336001234"),
    "IBAN in Arabic digits": ("iban", "BH٦٧ BMAG ٠٠٠٠ ١٢٩٩ ١٢٣٤ ٥٦", IBAN),
    "IBAN in small letters": ("iban", "bh67 bmag 0000 1299 1234 56", IBAN),
    "IBAN pasted right to left": ("iban", f"\u200f{IBAN}\u200f", IBAN),
    "e-mail with spaces around": ("email", "  kept@example.test\r\n", "kept@example.test"),
    "e-mail left empty": ("email", "", None),
}
REFUSED = {
    "IBAN of nonsense": ("iban", "BH00 nonsense"),
    "IBAN of a neighbour": ("iban", "SA0380000000608010167519"),
    "IBAN with a wrong digit": ("iban", "BH68BMAG00001299123456"),
    "IBAN with NUL": ("iban", f"{IBAN}\x00"),
    "IBAN of a million letters": ("iban", "B" * MILLION),
    "mobile too short": ("mobile", "3600"),
    "mobile of another country": ("mobile", "+44 7911 123456"),
    "mobile of letters": ("mobile", "ثلاثة ستة"),
    "mobile with NUL": ("mobile", "3600\x001234"),
    "mobile left empty": ("mobile", ""),
    "mobile of a thousand digits": ("mobile", "3" * 1000),
    "e-mail without a place": ("email", "somebody@"),
    "e-mail with a new header": ("email", "a@example.test\r\nBcc: b@example.test"),
    "e-mail with markup": ("email", '"><script>alert(1)</script>'),
    "e-mail of half a letter": ("email", "\ud83d@example.test"),
    "language nobody offered": ("language", "fr"),
    "language of SQL": ("language", "ar' OR 1=1 --"),
}
DELEGATE: dict[str, Any] = {
    "delegate_name": "هدى سالم", "services": ["every"], "acts": ["file"],
    "first_day-day": "١", "first_day-month": "١٢", "first_day-year": "٢٠٩٨",
    "last_day-day": "٣١", "last_day-month": "١٢", "last_day-year": "٢٠٩٨",
}  # fmt: skip
BAD_DELEGATES = {
    "CPR of eight digits": {"delegate": "88040010"},
    "CPR of letters": {"delegate": "abcdefghi"},
    "CPR with NUL": {"delegate": "880400101\x00"},
    "CPR in superscript": {"delegate": "⁸⁸⁰⁴⁰⁰¹⁰¹"},
    "name of one word": {"delegate_name": "هدى"},
    "name with NUL": {"delegate_name": "هدى\x00 سالم"},
    "a service nobody declares": {"services": ["leave_waiting_list"]},
    "an act nobody declares": {"acts": ["decide"]},
    "30 February": {"first_day-day": "30", "first_day-month": "2"},
    "month thirteen": {"first_day-month": "13"},
    "year nought": {"last_day-year": "0000"},
    "year of ten digits": {"last_day-year": "2098209820"},
    "a day in the past": {"first_day-year": "1998"},
    "ends before it begins": {"last_day-day": "1", "last_day-month": "1", "last_day-year": "2027"},
    "no day": {"first_day-day": "", "first_day-month": "", "first_day-year": ""},
}
OBJECTIONS = {"NUL": "\x00", "bidi": "\u202eلصأ", "very long": "ا" * 300_000, "half a letter": "\ud800"}


@pytest.fixture(scope="module")
def person(stack: Stack) -> Citizen:
    return Citizen(stack.site, "870301901", language="en").sign_in()


@pytest.fixture(scope="module")
def arab(stack: Stack) -> Citizen:
    return Citizen(stack.site, "840202101").sign_in()


@pytest.fixture(scope="module")
def step(person: Citizen) -> str:
    return f"/en/apply/{person.start(CONTACT_DETAILS)}/steps/contact/"


def _send(person: Citizen, path: str, typed: dict[str, Any]) -> httpx.Response:
    """Send a page's form with these words in it; half letters go as a broken browser sends them."""
    hidden = {name: value for name, value in main_form(person.get(path).text).fields.items() if name == "version"}
    sent = {name: _bytes(value) for name, value in typed.items()}
    return person.post(path, {**hidden, **sent})


def _bytes(value: str) -> Any:
    return value.encode("utf-8", "surrogatepass") if any("\ud800" <= c <= "\udfff" for c in value) else value


@pytest.mark.parametrize("case", ACCEPTED)
def test_what_was_meant_is_taken(stack: Stack, person: Citizen, step: str, case: str) -> None:
    name, typed, kept = ACCEPTED[case]
    answer = _send(person, step, PLAIN | {name: typed})
    assert answer.status_code == 302, words_of(answer.text)[:600]
    answers = "SELECT a.answers->>%s FROM cases_application a JOIN cases_case c ON c.id = a.case_id"
    assert stack.one(f"{answers} WHERE c.reference = %s", name, step.split("/")[3]) == kept


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_the_rest_is_kept(person: Citizen, step: str, case: str) -> None:
    name, typed = REFUSED[case]
    answer = _send(person, step, PLAIN | {name: typed})
    page = answer.text
    assert answer.status_code == 422, (answer.status_code, words_of(page)[:600])
    assert 'lang="en"' in page
    assert "<title>Error:" in page
    assert f'href="#{name}"' in page
    assert "<script>alert" not in page
    kept = main_form(page).fields
    assert {other: kept.get(other) for other in PLAIN if other != name} == {
        other: [value.removeprefix("+973")] for other, value in PLAIN.items() if other != name
    }


@pytest.mark.parametrize("case", BAD_DELEGATES)
def test_a_delegation_that_cannot_be_is_refused_in_arabic(arab: Citizen, case: str) -> None:
    answer = _send(arab, "/delegations/", {"delegate": "٨٨٠٤٠٠١٠١", **DELEGATE, **BAD_DELEGATES[case]})
    assert answer.status_code == 422, (answer.status_code, words_of(answer.text)[:600])
    assert 'lang="ar"' in answer.text
    assert 'class="ds-error-summary' in answer.text


def test_arabic_digits_make_a_delegation(stack: Stack, arab: Citizen) -> None:
    Citizen(stack.site, "800902201").sign_in()
    answer = _send(arab, "/delegations/", {"delegate": "٨٠٠٩٠٢٢٠١", **DELEGATE})
    assert answer.status_code == 302, words_of(answer.text)[:600]
    days = (
        "SELECT first_day::text, last_day::text FROM accounts_delegation d JOIN accounts_user u ON u.id = d.delegate_id"
    )
    assert stack.rows(f"{days} WHERE u.cpr = '800902201'") == [("2098-12-01", "2098-12-31")]


@pytest.mark.parametrize("case", OBJECTIONS)
def test_an_objection_is_kept_or_refused(person: Citizen, case: str) -> None:
    path = f"/en/apply/{person.start(NEW_APPLICATION)}/steps/household/"
    answer = _send(person, path, {"objection-household.members": OBJECTIONS[case], "objection-person.name": "Wrong"})
    assert answer.status_code in {302, 422}, (answer.status_code, words_of(answer.text)[:600])
    if answer.status_code == 422:
        assert "Wrong" in answer.text


def test_more_than_a_form_may_hold_is_refused_in_words(person: Citizen, arab: Citizen) -> None:
    for reader, path, said in ((person, "/en/profile/", "Too much was sent"), (arab, "/profile/", "ما أُرسل أكبر")):
        answer = reader.post(path, {"language": "ا" * MILLION})
        assert answer.status_code == 413
        assert said in answer.text


@pytest.mark.parametrize("typed", ["\x00", "\u202e", "9" * 5000, "BH\x00", "ا" * 10_000, "%00", "../../etc/passwd"])
def test_public_pages_take_any_words(stack: Stack, typed: str) -> None:
    stranger = Citizen(stack.site)
    for path, name in (
        ("/verify/", "code"),
        ("/messages/", "page"),
        ("/sign-in/", "next"),
        ("/staff/sign-in/", "next"),
    ):
        answer = stranger.ask("GET", path, params={name: typed})
        assert answer.status_code < 500, (path, answer.status_code)
        if answer.is_redirect:
            assert answer.headers["Location"].startswith("/"), answer.headers["Location"]
    for fields in ({"login": typed, "password": "x"}, {"login": "r.isa", "password": typed}):
        answer = stranger.post("/staff/sign-in/", fields)
        assert answer.status_code in {200, 400, 429}, answer.status_code


@pytest.mark.parametrize("page", ["9" * 5000, "0", "-1", "٣", "²", "\x00", "1e9", "99999999999999999999"])
def test_any_page_of_the_inbox_may_be_asked_for(person: Citizen, page: str) -> None:
    answer = person.ask("GET", "/en/messages/", params={"page": page})
    assert answer.status_code in {200, 400, 404}, answer.status_code


@pytest.mark.parametrize("typed", ["\x00", "ا" * 50_000, "\u202e\u2066", "9" * 5000, "-1", "1e400", "NaN", "٣٫٥"])
def test_the_guide_takes_any_words(stack: Stack, typed: str) -> None:
    stranger = Citizen(stack.site, language="en")
    names = ("birth_date-day", "birth_date-year", "basic_salary", "family_category", "properties-0-area_m2", "asked")
    asked = ["birth_date", "basic_salary", "family_category", "properties"]
    answer = stranger.post("/en/guide/", {"asked": asked, "page": asked, **dict.fromkeys(names[:-1], typed)})
    # A stranger may send sixty-four kilobytes.
    allowed = {413} if len(typed) > 40_000 else {200, 422}
    assert answer.status_code in allowed, (answer.status_code, words_of(answer.text)[:300])


@pytest.mark.parametrize(
    "facts", [{"birth_date": "\x00"}, {"basic_salary": 10**400}, {"x" * 1000: []}, {"properties": [7]}]
)
def test_the_api_says_what_it_cannot_read(stack: Stack, facts: dict[str, Any]) -> None:
    machine = Citizen(stack.site)
    answer = machine.ask("POST", f"/api/v1/services/{NEW_APPLICATION}/eligibility", json={"facts": facts})
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text[:300])
    for body in (b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"facts": {"a": NaN}}'):
        answer = machine.ask("POST", f"/api/v1/services/{NEW_APPLICATION}/eligibility", content=body)
        assert 400 <= answer.status_code < 500, (answer.status_code, body[:20])
