"""Requests no page of ours makes: forged order, version, token, method, header, path; sessions that ran out."""

import socket

import httpx
import pytest
from tests.resilience.citizen import ANSWERS, CONTACT_DETAILS, IBAN, NEW_APPLICATION, Citizen, main_form, words_of
from tests.resilience.stack import Stack

CONTACT = {"mobile": "36001234", "email": "kept@example.test", "iban": IBAN, "language": "ar"}
HUGE = "9" * 5000
TRAVERSALS = [
    "/static/../../../../etc/passwd", "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fsecret_key.txt",
    "/static/%00", "/documents/..%2f..%2fetc%2fpasswd/", "/%2e%2e/%2e%2e/secret_key.txt", "/en/%ff%fe/", "/cases/%00/",
    "//evil.example/", "/\\evil.example/", "/en//evil.example/", "/verify/%2e%2e/", "/apply/..%2f..%2f/",
    "/%F0%9F%92%A9/",
]  # fmt: skip
METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "GETT", "HEAD")
HEADERS = {
    "cookie of the session is junk": {"Cookie": "iskan_session=\x01\x7f'; iskan_csrf=ü".encode("latin-1")},
    "cookie names an old session": {"Cookie": b"iskan_session=" + b"a" * 32},
    "cookie is 7 kB": {"Cookie": b"a=" + b"x" * 7000},
    "cookie is 300 kB": {"Cookie": b"a=" + b"x" * 300_000},
    "500 cookies": {"Cookie": b"; ".join(b"c%d=1" % n for n in range(500))},
    "language of nowhere": {"Accept-Language": b"\xff, xx-yy;q=nine, " + b"a" * 5000},
    "accepts nothing": {"Accept": b"\x80/*;q=-1"},
    "encoding of nowhere": {"Accept-Encoding": b"gzip;q=abc,\xff"},
    "another site's host": {"Host": b"evil.example"},
    "host of markup": {"Host": b"<script>"},
    "forwarded by nobody": {"X-Forwarded-For": b"1.2.3.4, \xff, ' OR 1=1", "X-Forwarded-Host": b"evil.example"},
    "modified since never": {"If-Modified-Since": b"yesterday", "If-None-Match": b'"""', "Range": b"bytes=z"},
    "htmx of nonsense": {"HX-Request": b"true", "HX-Current-URL": b"\xff://", "HX-Target": b"\xff"},
    "a referer of nonsense": {"Referer": b"http://[::1", "Origin": b"null"},
}  # fmt: skip


@pytest.fixture(scope="module")
def person(stack: Stack) -> Citizen:
    return Citizen(stack.site, "730500501").sign_in()


@pytest.fixture(scope="module")
def draft(person: Citizen) -> str:
    return person.start(NEW_APPLICATION)


def _is_ours(answer: httpx.Response, language: str = "ar") -> bool:
    """Say whether the answer is a page of ours in the reader's language."""
    return f'lang="{language}"' in answer.text and answer.headers["Content-Security-Policy"] != ""


def test_steps_out_of_their_order_lead_to_no_filing(stack: Stack, person: Citizen, draft: str) -> None:
    for early in ("wishes", "property", "employment"):
        assert person.post(f"/apply/{draft}/steps/{early}/", {"version": "0"}).status_code in {302, 422}
    answer = person.submit(draft)
    assert answer.status_code == 422
    assert _is_ours(answer)
    assert f"/apply/{draft}/steps/contact/" in answer.text
    assert stack.one("SELECT filed_at FROM cases_case WHERE reference = %s", draft) is None
    assert person.get(f"/apply/{draft}/filed/").request.url.path != f"/apply/{draft}/filed/"
    for forged in ("nothing", "contact%00", "CONTACT", "contact%2f.."):
        assert person.post(f"/apply/{draft}/steps/{forged}/", CONTACT).status_code in {400, 404}


@pytest.mark.parametrize("version", ["999999", "-1", "abc", "٣", "1.5", "", "\x00", HUGE])
def test_a_forged_version_overwrites_nothing_of_others_and_breaks_nothing(
    person: Citizen, draft: str, version: str
) -> None:
    answer = person.post(f"/apply/{draft}/steps/contact/", CONTACT | {"version": version})
    assert answer.status_code in {302, 409, 422}, (answer.status_code, words_of(answer.text)[:300])


@pytest.mark.parametrize("applicant", ["999999", "-1", "0", "٣", "²", "\x00", "abc", HUGE])
def test_nobody_begins_in_anothers_name(stack: Stack, person: Citizen, applicant: str) -> None:
    answer = person.post(f"/services/{CONTACT_DETAILS}/start/", {"applicant": applicant})
    assert answer.status_code in {200, 302, 404, 422}, answer.status_code
    others = "SELECT count(*) FROM cases_case c JOIN foundation_auditentry a ON a.subject = c.reference"
    wronged = f"{others} WHERE a.action = 'case.started' AND a.actor_id <> c.applicant_id"
    assert stack.one(wronged) == 0


def test_anothers_reference_is_no_reference(stack: Stack, draft: str) -> None:
    stranger = Citizen(stack.site, "070300401").sign_in()
    pages = ("", "steps/contact/", "documents/", "check/", "discard/", "filed/")
    for page in pages:
        for reference in (draft, "AAAAA-AAAAA", "0", "x" * 300):
            answer = stranger.ask("GET", f"/apply/{reference}/{page}")
            assert answer.status_code == 404, (reference, page)
            assert _is_ours(answer)
    assert stranger.submit(draft).status_code == 404
    assert stranger.post(f"/apply/{draft}/steps/contact/", CONTACT).status_code == 404
    assert stranger.post(f"/apply/{draft}/discard/", {}).status_code == 404
    for way in ("", "moves/withdraw/", "answer/", "application/"):
        assert stranger.ask("GET", f"/cases/{draft}/{way}").status_code == 404


def test_a_form_without_its_token_is_handed_back(person: Citizen, draft: str) -> None:
    path = f"/apply/{draft}/steps/contact/"
    for token in ("", "x", "x" * 64, "\x00", HUGE):
        answer = person.ask("POST", path, data=CONTACT | {"csrfmiddlewaretoken": token, "version": "0"})
        assert answer.status_code == 403
        assert _is_ours(answer)
        kept = main_form(answer.text)
        assert kept.fields["iban"] == [IBAN]
    again = person.ask("POST", kept.action, data=kept.fields)
    assert again.status_code in {302, 422}


def test_a_session_that_ran_out_keeps_what_was_typed(stack: Stack) -> None:
    person = Citizen(stack.site, "800902201").sign_in()
    path = f"/apply/{person.start(CONTACT_DETAILS)}/steps/contact/"
    typed = main_form(person.get(path).text).filled(ANSWERS | {"email": "typed@example.test"})
    stack.rows("DELETE FROM accounts_session WHERE session_key = %s", person.http.cookies["iskan_session"])
    sent = person.ask("POST", path, data=typed, headers={"Referer": f"{stack.site}{path}"})
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/sign-in/?next=")
    back = person.sign_in(path).get(path)
    assert "typed@example.test" in back.text
    assert IBAN in back.text
    assert person.ask("POST", path, data=main_form(back.text).filled(ANSWERS)).status_code == 302


def test_signed_out_in_another_tab_nothing_is_sent_in_nobodys_name(stack: Stack) -> None:
    person = Citizen(stack.site, "920401101").sign_in()
    reference = person.start(CONTACT_DETAILS)
    person.fill_in(reference)
    assert person.post("/sign-out/", {}).status_code == 302
    sent = person.submit(reference)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/sign-in/")
    assert stack.one("SELECT filed_at FROM cases_case WHERE reference = %s", reference) is None
    person.sign_in()
    assert person.submit(reference).status_code == 302


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out(stack: Stack, path: str) -> None:
    answer = _raw(stack, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{stack.port}\r\nConnection: close\r\n\r\n".encode())
    status = int(answer.split(b" ", 2)[1])
    assert status in {301, 302, 400, 404}, answer[:200]
    assert b"root:" not in answer
    assert b"ocation: //" not in answer
    assert b"ocation: http" not in answer


@pytest.mark.parametrize("method", METHODS)
def test_another_method_changes_nothing(stack: Stack, person: Citizen, draft: str, method: str) -> None:
    before = stack.rows("SELECT stage, version FROM cases_case WHERE reference = %s", draft)
    for path in (
        "/", "/cases/", f"/apply/{draft}/check/", f"/apply/{draft}/discard/", "/sign-out/", "/staff/sign-in/",
        f"/services/{CONTACT_DETAILS}/start/", "/delegations/1/revoke/", "/healthz", "/api/v1/cases/",
    ):  # fmt: skip
        answer = person.ask(method, path)
        assert answer.status_code < 500 or path == "/healthz", (path, answer.status_code)
    assert stack.rows("SELECT stage, version FROM cases_case WHERE reference = %s", draft) == before
    assert person.ask("GET", "/cases/").status_code == 200, "still signed in"


@pytest.mark.parametrize("case", HEADERS)
def test_junk_in_headers_is_borne(stack: Stack, case: str) -> None:
    lines = {"Host": f"127.0.0.1:{stack.port}".encode(), "Connection": b"close", **HEADERS[case]}
    head = b"\r\n".join(name.encode() + b": " + value for name, value in lines.items())
    for path in (b"/", b"/cases/", b"/en/services/", b"/sign-in/", b"/static/iskan/emblem.svg"):
        answer = _raw(stack, b"GET " + path + b" HTTP/1.1\r\n" + head + b"\r\n\r\n")
        status = int(answer.split(b" ", 2)[1]) if answer else 400  # closed without a word: the server's own limit
        assert status < 500, (path, answer[:200])
        assert b"<script>\n" not in answer
        assert b"ocation: http://evil" not in answer


def test_too_much_at_once_is_refused(person: Citizen, draft: str) -> None:
    path = f"/apply/{draft}/steps/contact/"
    for body in ("a=" + "x" * 3_000_000, "&".join(f"f{n}=1" for n in range(3000))):
        answer = person.ask(
            "POST", path, content=body,
            headers={"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": person.token()},
        )  # fmt: skip
        assert answer.status_code in {400, 413}, answer.status_code
        assert _is_ours(answer)


def test_a_connection_cut_in_the_middle_of_a_form_harms_nothing(stack: Stack, person: Citizen, draft: str) -> None:
    head = (
        f"POST /apply/{draft}/check/ HTTP/1.1\r\nHost: 127.0.0.1:{stack.port}\r\nContent-Length: 5000\r\n"
        f"Cookie: iskan_session={person.http.cookies['iskan_session']}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\ndeclared=family"
    )
    with socket.create_connection(("127.0.0.1", stack.port), timeout=20) as cut:
        cut.sendall(head.encode())
    assert person.get(f"/apply/{draft}/check/").status_code == 200
    assert stack.is_fit()


def _raw(stack: Stack, request: bytes) -> bytes:
    """Send bytes no client library would, and return what comes back."""
    with socket.create_connection(("127.0.0.1", stack.port), timeout=20) as plain:
        answer = b""
        try:
            plain.sendall(request)
            while part := plain.recv(65536):
                answer += part
        except ConnectionError:  # the server closes on what is far too much
            return answer
    return answer
