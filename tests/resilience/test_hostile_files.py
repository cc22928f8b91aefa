"""Files that are not what they say, or too much, or nothing: each refused in plain words, and the good ones kept."""

import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pikepdf
import pytest
from tests.apps.documents import samples
from tests.resilience.citizen import NEW_APPLICATION, PNG, Citizen, words_of
from tests.resilience.stack import Stack

from iskan.apps.documents.intake import refusals

FIELD = "files-salary_statement"
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
MEGABYTE = 1_000_000
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("راتب.pdf", lambda: b"", refusals.EMPTY.ar),
    "51 MB": ("big.pdf", lambda: b"%PDF-1.7\n" + bytes(51 * MEGABYTE), refusals.TOO_BIG.ar.split("{", maxsplit=1)[0]),
    "HTML named .png": ("photo.png", lambda: HTML, refusals.WEB_PAGE.ar),
    "program named .pdf": ("letter.pdf", lambda: b"MZ\x90\x00" + bytes(400), refusals.WRONG_KIND.ar),
    "encrypted PDF": ("locked.pdf", samples.encrypted_pdf, refusals.ENCRYPTED.ar),
    "broken PDF": ("half.pdf", lambda: samples.pdf_bytes()[:200], refusals.DAMAGED_PDF.ar),
    "bomb of pixels": ("bomb.png", samples.png_bomb, refusals.TOO_MANY_PIXELS.ar),
    "half a picture": ("half.jpg", lambda: samples.jpeg()[:900], refusals.DAMAGED_PICTURE.ar),
}
ODD_NAMES = [
    "letter\u202egpj.exe",
    "../../etc/passwd.png",
    "con.png",
    "a" * 3000 + ".png",
    "\x00.png",
    "شهادة \u0301.png",
    ".png",
    "a;b\r\nX: y.png",
]


@pytest.fixture(scope="module")
def person(stack: Stack) -> Citizen:
    return Citizen(stack.site, "850101701").sign_in()


@pytest.fixture(scope="module")
def path(person: Citizen) -> str:
    return f"/apply/{person.start(NEW_APPLICATION)}/documents/"


def _attached(stack: Stack, path: str) -> int:
    items = "SELECT count(*) FROM cases_evidenceitem e JOIN cases_case c ON c.id = e.case_id WHERE c.reference = %s"
    return int(stack.one(f"{items} AND e.withdrawn_at IS NULL", path.split("/")[2]))


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_plain_words_and_the_good_one_beside_it_is_kept(
    stack: Stack, person: Citizen, path: str, case: str
) -> None:
    name, content, said = BAD[case]
    before = _attached(stack, path)
    files = [(FIELD, (name, content(), "application/pdf")), (FIELD, ("good.png", PNG, "image/png"))]
    answer = person.post(path, {}, files=files)
    assert answer.status_code == 422, (answer.status_code, words_of(answer.text)[:400])
    assert 'lang="ar"' in answer.text
    assert said[:60] in words_of(answer.text)
    assert _attached(stack, path) == before + 1
    _take_back(stack, person, path)


def test_a_pdf_that_acts_is_taken_and_what_is_opened_of_it_does_not(stack: Stack, person: Citizen, path: str) -> None:
    sent = ("form.pdf", samples.pdf_with_named_script(), "application/pdf")
    assert person.post(path, {}, files=[(FIELD, sent)]).status_code == 302
    newest = "SELECT id FROM documents_document ORDER BY uploaded_at DESC LIMIT 1"
    with pikepdf.open(io.BytesIO(person.get(f"/documents/{stack.one(newest)}/").content)) as opened:
        assert len(opened.pages) == 1
        assert "/JavaScript" not in opened.Root.get("/Names", {})
        assert "/OpenAction" not in opened.Root
    _take_back(stack, person, path)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_harms_nothing(stack: Stack, person: Citizen, path: str, name: str) -> None:
    answer = person.post(path, {}, files=[(FIELD, (name, PNG, "image/png"))])
    assert answer.status_code in {302, 400, 422}, answer.status_code
    _take_back(stack, person, path)


def test_a_script_that_sends_files_alone_reads_why(person: Citizen, path: str) -> None:
    sent = person.post(path, {}, files=[(FIELD, ("p.png", HTML, "image/png"))], headers={"Accept": "application/json"})
    assert sent.status_code == 422
    assert refusals.WEB_PAGE.ar[:40] in sent.json()["message"]


def test_nothing_is_attached_where_nothing_is_asked(person: Citizen, path: str) -> None:
    for field in ("files-nothing", "files-", "x", "files-salary_statement\x00"):
        sent = person.post(path, {}, files=[(field, ("p.png", PNG, "image/png"))])
        assert sent.status_code in {302, 400, 422}, (field, sent.status_code)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "multipart/form-data"},
        {"Content-Type": "multipart/form-data; boundary=" + "x" * 4000},
        {"Content-Type": "multipart/form-data; boundary=a"},
        {"Content-Type": "application/x-www-form-urlencoded; charset=utf-99"},
        {"Content-Type": "text/\x7f"},
    ],
)
def test_a_garbled_upload_is_refused(person: Citizen, path: str, headers: dict[str, str]) -> None:
    body = b'--a\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n\xff\xfe'
    answer = person.ask("POST", path, content=body, headers={**headers, "X-CSRFToken": person.token()})
    assert answer.status_code < 500, answer.status_code


def test_a_file_of_another_person_is_not_found(stack: Stack, person: Citizen, path: str) -> None:
    assert person.post(path, {}, files=[(FIELD, ("mine.png", PNG, "image/png"))]).status_code == 302
    number, item = stack.rows(
        "SELECT e.document_id, e.id FROM cases_evidenceitem e JOIN cases_case c ON c.id = e.case_id"
        " WHERE c.reference = %s AND e.withdrawn_at IS NULL ORDER BY e.id DESC LIMIT 1",
        path.split("/")[2],
    )[0]
    stranger = Citizen(stack.site, "890100301").sign_in()
    for way in (f"/documents/{number}/", f"/documents/{number}/pages/1/", f"/documents/{number}/thumbnail/"):
        assert stranger.ask("GET", way).status_code == 404
        assert person.ask("GET", way).status_code == 200
        assert person.ask("GET", way, headers={"Range": "bytes=-1--5,abc"}).status_code < 500
    assert person.ask("GET", f"/documents/{number}/pages/99999999999999999999/").status_code == 404
    assert stranger.post(f"{path}remove/{item}/", {}).status_code == 404
    assert person.post(f"{path}remove/99999999999999999999999/", {}).status_code == 404


def _take_back(stack: Stack, person: Citizen, path: str) -> None:
    items = (
        "SELECT e.id FROM cases_evidenceitem e JOIN cases_case c ON c.id = e.case_id"
        " WHERE c.reference = %s AND e.withdrawn_at IS NULL"
    )
    for (number,) in stack.rows(items, path.split("/")[2]):
        assert person.post(f"{path}remove/{number}/", {}).status_code == 302


def test_twenty_files_that_take_all_they_may_hold_up_no_page(stack: Stack, person: Citizen, path: str) -> None:
    worst = [samples.pdf_of_objects(250_000), samples.pdf_that_never_ends_drawing()]

    def send(number: int) -> httpx.Response:
        file = (f"{number}.pdf", worst[number % 2], "application/pdf")
        return person.post(path, {}, files=[(FIELD, file)], timeout=300)

    taken: list[float] = []
    with ThreadPoolExecutor(20) as senders, httpx.Client(base_url=stack.site, trust_env=False, timeout=20) as visitor:
        sent = [senders.submit(send, number) for number in range(20)]
        while not all(one.done() for one in sent):
            begun = time.monotonic()
            assert visitor.get("/services/").status_code == 200
            taken.append(time.monotonic() - begun)
            time.sleep(0.1)
    assert {one.result().status_code for one in sent} == {422}
    assert len(taken) > 20
    assert sorted(taken)[int(len(taken) * 0.95)] < 0.5, sorted(taken)[-10:]
