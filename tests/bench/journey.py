"""A whole application in one process: begun, three steps of fifteen fields, checked, filed and confirmed."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from tests.bench.measured_form import FIELDS, HIDDEN
from tests.bench.visitors import TOKEN

FORM = "application/x-www-form-urlencoded"
OK, FOUND = 200, 302


class Applicant:
    """A citizen who applies through every middleware and without a network; ``factory`` bears their cookies."""

    def __init__(self, factory: RequestFactory) -> None:
        self._factory, self._handler = factory, WSGIHandler()

    def apply(self) -> None:
        """Go from the start of the measured form to its confirmation, with every redirect followed."""
        path, form = self._sent("/services/bench_form/start/", {"csrfmiddlewaretoken": TOKEN})
        for fields in FIELDS:
            path, form = self._sent(path, dict(HIDDEN.findall(form)) | dict.fromkeys(fields, "جواب"))
        self._sent(path, dict(HIDDEN.findall(form)))

    def _sent(self, path: str, words: dict[str, str]) -> tuple[str, str]:
        """Send a form and return where it led: the page's address and the page."""
        status, leads_to, body = self._asked(self._factory.post(path, urlencode(words), content_type=FORM).environ)
        assert status == FOUND, (path, status, body[:500])
        while status == FOUND:
            path = leads_to
            status, leads_to, body = self._asked(self._factory.get(path).environ)
        assert status == OK, (path, status, body[:500])
        return path, body

    def _asked(self, environ: dict[str, object]) -> tuple[int, str, str]:
        answer = self._handler(environ, lambda _status, _headers: None)
        body = b"".join(answer).decode()
        answer.close()
        return answer.status_code, answer.headers.get("Location", ""), body


def journey(factory: RequestFactory) -> Callable[[], object]:
    """Return a whole application as a call."""
    return Applicant(factory).apply
