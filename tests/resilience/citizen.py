"""A citizen with a browser of their own: signs in through the real eKey stand-in, reads forms, fills them in, sends."""

import itertools
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from iskan.integrations.discovery import registers

BAHRAIN = ZoneInfo("Asia/Bahrain")
IBAN = "BH67BMAG00001299123456"
NEW_APPLICATION = "new_housing_application"
CONTACT_DETAILS = "update_contact_details"
ANSWERS = {
    "programme": "unit",
    "family_category": "2",
    "mobile": "٣٦٠٠ ١٢٣٤",
    "email": "apply@example.test",
    "iban": IBAN,
    "language": "ar",
    "employment": "private",
    "basic_salary": "٧٠٠",
    "address-building": "12",
    "address-road": "34",
    "address-block": "318",
    "permanently_resident": "yes",
    "governorate": "BH-13",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
    "1ffa1c8b0bd0000000049454e44ae426082"
)
_ADDRESSES = itertools.count(2)


class Unexpected(AssertionError):
    """The system answered what no journey expects."""


@dataclass
class Form:
    """A form of a page: where it is sent, what it holds, and what may be chosen in it."""

    action: str = ""
    method: str = "get"
    has_files: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    file_fields: list[str] = field(default_factory=list)

    def filled(self, answers: dict[str, str]) -> dict[str, list[str]]:
        """Return what a person sends: their answers, and something plain where they have none."""
        sent = dict(self.fields)
        answers = _issued_today(self.empty) | answers
        for name in self.empty:
            if name in answers:
                sent[name] = [answers[name]]
        for name, offered in self.choices.items():
            if name not in sent:
                wished = answers.get(name, "no")
                # A list with nothing in it to choose sends its blank line, as a browser's does.
                sent[name] = [wished if wished in offered else next(iter(offered), "")]
        return sent


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            enctype = told.get("enctype", "")
            self.forms.append(Form(told.get("action", ""), told.get("method", "get").lower(), "multipart" in enctype))
        elif self.forms and "disabled" not in told:
            read = getattr(self, f"_read_{tag}", None)
            if read:
                read(self.forms[-1], told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and data.strip():
            self.forms[-1].fields[self._area] = [data]
            self.forms[-1].empty.remove(self._area)

    def _read_input(self, form: Form, told: dict[str, str]) -> None:
        name, kind, value = told.get("name", ""), told.get("type", "text"), told.get("value", "")
        if not name or kind in {"submit", "button"}:
            return
        if kind == "file":
            form.file_fields.append(name)
        elif kind in {"radio", "checkbox"}:
            if kind == "radio":
                form.choices.setdefault(name, []).append(value)
            if "checked" in told:
                form.fields.setdefault(name, []).append(value)
        elif value or kind == "hidden":
            form.fields.setdefault(name, []).append(value)
        else:
            form.empty.append(name)

    def _read_select(self, form: Form, told: dict[str, str]) -> None:
        self._select = told.get("name", "")
        form.choices.setdefault(self._select, [])

    def _read_option(self, form: Form, told: dict[str, str]) -> None:
        if self._select and told.get("value"):
            form.choices[self._select].append(told["value"])
            if "selected" in told:
                form.fields[self._select] = [told["value"]]

    def _read_textarea(self, form: Form, told: dict[str, str]) -> None:
        self._area = told.get("name", "")
        form.empty.append(self._area)


def forms_of(page: str) -> list[Form]:
    """Return the forms of a page that are sent by POST."""
    reader = _Forms()
    reader.feed(page)
    return [form for form in reader.forms if form.method == "post"]


def main_form(page: str) -> Form:
    """Return the form a page is about: the one with a field of its own, beside those of the frame."""
    found = [
        form
        for form in forms_of(page)
        if "sign-out" not in form.action and "display" not in form.action and "/remove/" not in form.action
    ]
    if not found:
        raise Unexpected(f"no form: {words_of(page)[:300]}")
    return found[0]


def words_of(page: str) -> str:
    """Return a page's words without its tags."""
    return " ".join(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL).split())


class Citizen:
    """One person's browser. Each has an address of its own, so that nobody is limited for another's haste."""

    def __init__(self, site: str, cpr: str = "", *, language: str = "ar") -> None:
        self.cpr = cpr
        self.prefix = "/en" if language == "en" else ""
        address = f"127.0.{next(_ADDRESSES)}.1"
        transport = httpx.HTTPTransport(local_address=address, limits=httpx.Limits(max_keepalive_connections=0))
        self.http = httpx.Client(base_url=site, transport=transport, timeout=60, trust_env=False)
        self.visited: list[str] = []

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send one request as a browser on our own page does, following nothing."""
        headers = {"Origin": str(self.http.base_url).rstrip("/"), **options.pop("headers", {})}
        answer = self.http.request(method, path, headers=headers, **options)
        self.visited.append(str(answer.request.url))
        return answer

    def get(self, path: str) -> httpx.Response:
        """Open a page, redirects followed."""
        answer = self.ask("GET", path)
        while answer.is_redirect:
            answer = self.ask("GET", answer.headers["Location"])
        return answer

    def post(self, path: str, fields: dict[str, Any], **options: Any) -> httpx.Response:
        return self.ask("POST", path, data={"csrfmiddlewaretoken": self.token(), **fields}, **options)

    def token(self) -> str:
        """Return the token forms are sent with; a browser has it from the page."""
        if "iskan_csrf" not in self.http.cookies:
            self.get("/sign-in/")
        return str(self.http.cookies["iskan_csrf"])

    def sign_in(self, next_page: str = "") -> "Citizen":
        """Sign in through eKey: code, PKCE and all."""
        page = self.get(f"/sign-in/?next={next_page}")
        form = main_form(page.text)
        to_ekey = self.ask("POST", form.action, data=form.fields)
        choices = self.ask("GET", to_ekey.headers["Location"])
        chosen = {"level": "advanced", "cpr": self.cpr}
        back = self.ask("POST", str(choices.request.url), data=chosen)
        arrived = self.ask("GET", back.headers["Location"])
        if not arrived.is_redirect or "iskan_session" not in self.http.cookies:
            raise Unexpected(f"{arrived.status_code}: {words_of(arrived.text)[:300]}")
        return self

    def start(self, service: str) -> str:
        """Begin an application and return its reference."""
        answer = self.post(f"{self.prefix}/services/{service}/start/", {"told": sorted(registers())})
        if answer.status_code != 302:
            raise Unexpected(f"{answer.status_code}: {words_of(answer.text)[:300]}")
        return answer.headers["Location"].split("/apply/", 1)[1].split("/", 1)[0]

    def fill_in(self, reference: str, answers: dict[str, str] | None = None) -> None:
        """Go through every page of an application up to the one that files it."""
        path = f"{self.prefix}/apply/{reference}/"
        for _ in range(40):
            page = self.get(path)
            if page.status_code != 200:
                # A page that is away says nothing of what it would have asked for.
                raise Unexpected(f"{path}: {page.status_code}: {words_of(page.text)[:300]}")
            path = page.request.url.path
            if path.endswith("/check/"):
                return
            sent = self._send(page.text, path, ANSWERS | (answers or {}))
            if sent.status_code == 422:
                sent = self._send(sent.text, path, ANSWERS | (answers or {}))
            if sent.status_code != 302:
                raise Unexpected(f"{path}: {sent.status_code}: {words_of(sent.text)[:1500]}")
            path = sent.headers["Location"]
        raise Unexpected("the form does not come to an end")

    def _send(self, page: str, path: str, answers: dict[str, str]) -> httpx.Response:
        if path.endswith("/documents/") and 'type="file"' not in page:
            return httpx.Response(302, headers={"Location": path.replace("documents", "check")})
        form = main_form(page)
        files = [(name, (f"{name}.png", PNG, "image/png")) for name in _without_files(page, form)]
        return self.ask("POST", path, data=form.filled(answers), files=files or None)

    def submit(self, reference: str, **options: Any) -> httpx.Response:
        """Accept the declarations and file."""
        declared = ["family_members", "comprehensive", "credit_check"]
        return self.post(f"{self.prefix}/apply/{reference}/check/", {"declared": declared}, **options)

    def filed(self, service: str, answers: dict[str, str] | None = None) -> str:
        """File an application from its first page to its confirmation, and return its reference."""
        reference = self.start(service)
        self.fill_in(reference, answers)
        sent = self.submit(reference)
        if sent.status_code != 302:
            raise Unexpected(f"{sent.status_code}: {words_of(sent.text)[:1500]}")
        assert reference in self.get(sent.headers["Location"]).text
        return reference


def _issued_today(fields: Iterable[str]) -> dict[str, str]:
    """Return today for each part of a day of issue, as of documents fetched for this application."""
    today = datetime.now(BAHRAIN).date()
    named = (name for name in fields if name.startswith("issued-"))
    return {name: str(getattr(today, name.rpartition("-")[2])) for name in named}


def _without_files(page: str, form: Form) -> Iterable[str]:
    """Return the file fields nothing has been attached to yet."""
    return [] if "/remove/" in page else form.file_fields


def pause(seconds: float) -> None:
    """Wait as a person does before trying again."""
    time.sleep(seconds)
