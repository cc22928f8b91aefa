"""The pages whose cost on one request is told: each as a call that answers through every middleware."""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from tests.bench.journey import journey
from tests.bench.visitors import TOKEN, key_of_machine, known, session_for

from iskan.apps.cases.models import Case
from iskan.apps.draws.models import DrawTicket

OK = 200
HOUSEHOLD = Path(__file__).with_name("household.json")


def pages() -> dict[str, Callable[[], object]]:
    """Return the yardstick and the pages opened most, each by its name."""
    people = known(citizens=1, officials=1)
    (own, reference), officer = people.citizens[0], people.officials[0]
    waiting = Case.objects.filter(waiting_list_entry__status="waiting").select_related("applicant")
    granted = waiting.exclude(applicant_id__in=Case.objects.filter(reference=reference).values("applicant_id"))[0]
    ticket = DrawTicket.objects.filter(draw__outcome__isnull=False).select_related("draw", "case__applicant")[0]
    asked = "/api/v1/services/new_housing_application/eligibility"
    facts = {"facts": json.loads(HOUSEHOLD.read_text(encoding="utf-8")), "programme": "unit", "on": "2026-03-02"}
    return {
        "yardstick": _get(f"/bench/{people.first_case}/"),
        "status, decided": _get(f"/cases/{reference}/", own),
        "status, granted": _get(f"/cases/{granted.reference}/", session_for(granted.applicant)),
        "own ticket": _get(f"/draws/{ticket.draw.reference}/mine/", session_for(ticket.case.applicant)),
        "journey": journey(_browser(own)),
        "worklist": _get("/staff/", officer),
        "eligibility": _post(asked, json.dumps(facts), key_of_machine()),
    }


def _get(path: str, session: str = "") -> Callable[[], object]:
    return _asking(lambda factory: factory.get(path).environ, session)


def _post(path: str, body: str, key: str) -> Callable[[], object]:
    headers = {"authorization": f"Bearer {key}"}
    return _asking(lambda factory: factory.post(path, body, "application/json", headers=headers).environ, "")


def _asking(environ_of: Callable[[RequestFactory], dict[str, object]], session: str) -> Callable[[], object]:
    handler, factory = WSGIHandler(), _browser(session)

    def ask() -> object:
        answer = handler(environ_of(factory), lambda _status, _headers: None)
        body = b"".join(answer)
        assert answer.status_code == OK, (answer.status_code, body[:500])
        answer.close()
        return body

    return ask


def _browser(session: str) -> RequestFactory:
    factory = RequestFactory(headers={"accept-encoding": ""}, SERVER_NAME="localhost")
    cookies = f"{settings.CSRF_COOKIE_NAME}={TOKEN}" + f"; {settings.SESSION_COOKIE_NAME}={session}" * bool(session)
    factory.cookies.load(cookies)
    return factory
