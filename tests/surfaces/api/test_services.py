"""Services and eligibility as JSON: the declarations and words of every channel, refused in both languages."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from iskan.apps.accounts.operations import register_client
from iskan.apps.catalogue import queries as catalogue
from iskan.core.text import Text
from iskan.foundation import budgets, clock, ratelimit
from iskan.foundation.scope import SYSTEM

SERVICE = "new_housing_application"
ROOT = f"/api/v1/services/{SERVICE}"
FACTS: dict[str, Any] = {
    "programme": "unit",
    "family_category": "1",
    "bahraini": True,
    "birth_date": "1995-03-14",
    "sex": "male",
    "marital_status": "married",
    "basic_salary": "850.500",
    "fixed_allowances": [],
    "permanently_resident": True,
    "earlier_housing_service": False,
    "properties": [],
    "home_finance": False,
}

pytestmark = pytest.mark.django_db


def ask(body: object) -> tuple[int, Any]:
    sent = body if isinstance(body, str) else json.dumps(body)
    answer = Client().post(f"{ROOT}/eligibility", sent, content_type="application/json")
    return answer.status_code, answer.json()


def judged(**facts: object) -> dict[str, Any]:
    status, told = ask({"facts": FACTS | facts, "on": "2026-03-02"})
    assert status == 200, told
    return {finding["criterion"]: finding for finding in told["findings"]} | {"verdict": told["verdict"]}


@pytest.mark.parametrize("path", ["/api/v1/services/", ROOT, f"{ROOT}/facts", "/api/v1/services/none/facts"])
def test_arabic_is_answered_as_it_is_read(path: str) -> None:
    answer = Client().get(path, follow=True)
    assert "\\u" not in answer.content.decode()
    assert re.search("[ء-ي]", answer.content.decode())


def test_services_are_listed_and_described_whole() -> None:
    listed = Client().get("/api/v1/services/").json()
    assert [service["code"] for service in listed] == [service.code for service in catalogue.services()]
    described = Client().get(ROOT).json()
    assert described["steps"][0]["questions"][0]["code"] == "programme"
    assert all(criterion["legal_basis"]["ar"] for criterion in described["criteria"])
    asked = {fact["code"] for fact in Client().get(f"{ROOT}/facts").json()["facts"]}
    assert set(FACTS) <= asked


@pytest.mark.parametrize("rest", ["", "/facts"])
def test_an_unknown_service_is_said_to_be_so_in_both_languages(rest: str) -> None:
    answer = Client().get(f"/api/v1/services/no_such{rest}")
    assert answer.status_code == 404
    assert set(answer.json()["message"]) == {"ar", "en"}


def test_a_household_is_judged_with_reasons() -> None:
    found = judged()
    assert found["verdict"] == "eligible"
    poor = judged(basic_salary="1900")["income_unit"]
    assert poor["verdict"] == "not_met"
    assert poor["remedy"]["ar"]
    assert poor["legal_basis"]["en"]


def test_what_is_not_said_is_unknown_and_never_guessed() -> None:
    facts = {code: value for code, value in FACTS.items() if code != "properties"}
    status, told = ask({"facts": facts})
    assert (status, told["verdict"]) == (200, "unknown")


def test_amounts_are_read_to_the_last_fils() -> None:
    written = json.dumps({"facts": FACTS}).replace('"850.500"', "850.005")
    status, told = ask(written)
    assert status == 200
    assert "850.005" in json.dumps(told)


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("", 422, "bad_request"),
        ("{", 400, "unreadable"),
        ('{"facts": {"sex": "male", "sex": "female"}}', 400, "unreadable"),
        ("[" * 100_000, 400, "unreadable"),
        ("[]", 422, "bad_request"),
        ({}, 422, "bad_request"),
        ({"facts": [], "on": "someday"}, 422, "bad_request"),
        ({"facts": {"no_such": 1}}, 422, "bad_facts"),
        ({"facts": {"birth_date": "yesterday"}}, 422, "bad_facts"),
        ({"facts": {"basic_salary": -5}}, 422, "bad_facts"),
        ({"facts": {}, "programme": "castle"}, 422, "bad_facts"),
        ({"facts": {}, "on": "0001-01-01"}, 422, "bad_facts"),
        ({"facts": {}, "on": "9999-12-31"}, 422, "bad_facts"),
    ],
)
def test_bad_input_is_refused_in_both_languages(body: object, status: int, error: str) -> None:
    code, told = ask(body)
    assert (code, told["error"]) == (status, error)
    assert told["message"]["ar"]
    assert told["message"]["en"]
    assert all(set(words) == {"ar", "en"} for words in told.get("faults", {}).values())


def test_judging_stores_nothing_but_that_it_was_asked_and_reads_the_database_once() -> None:
    ask({"facts": FACTS})
    with CaptureQueriesContext(connection) as asked:
        ask({"facts": FACTS})
    kinds = [query["sql"].split()[:3] for query in asked if "SAVEPOINT" not in query["sql"]]
    written = [words for words in kinds if words[0] != "SELECT"]
    assert written == [["INSERT", "INTO", "foundation_ratecount"]]
    assert len(kinds) == 2


def test_unknown_facts_are_counted_and_the_answer_is_bounded() -> None:
    facts = {f"x{number}": 1 for number in range(7_000)} | {"y" * 5_000: 1}
    sent = json.dumps({"facts": facts})
    answer = Client().post(f"{ROOT}/eligibility", sent, content_type="application/json")
    told = answer.json()
    assert (answer.status_code, told["error"]) == (422, "bad_facts")
    assert len(told["faults"]) == budgets.FAULTS_TOLD
    assert told["more_faults"] == len(facts) - budgets.FAULTS_TOLD
    assert len(answer.content) < 20_000


def test_the_name_of_a_fault_is_cut() -> None:
    _status, told = ask({"facts": {"y" * 5_000: 1}})
    assert [len(name) for name in told["faults"]] == [budgets.FAULT_NAME_LETTERS]


@pytest.mark.parametrize(
    "written",
    [
        '{"facts": ' + "[" * 41 + "]" * 41 + "}", '{"facts":' * 900 + "1" + "}" * 900,
        r'{"facts": {"a": "\u0000"}}', r'{"facts": {}, "programme": "\u0000"}',
    ],
)  # fmt: skip
def test_what_is_nested_too_deep_or_holds_nul_is_not_read(written: str) -> None:
    status, told = ask(written)
    assert (status, told["error"]) == (400, "unreadable")


def test_eligibility_is_asked_so_often_and_then_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ratelimit, "ELIGIBILITY", replace(ratelimit.ELIGIBILITY, limit=2))
    assert [ask({"facts": FACTS})[0] for _ in range(3)] == [200, 200, 429]
    answer = Client().post(f"{ROOT}/eligibility", "{}", content_type="application/json", REMOTE_ADDR="198.51.100.9")
    assert answer.status_code == 422


def test_a_machine_with_its_key_asks_eligibility_by_its_own_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ratelimit, "ELIGIBILITY", replace(ratelimit.ELIGIBILITY, limit=1))
    key = register_client(
        scope=SYSTEM, code="bank", name=Text(ar="مصرف", en="Bank"), services=(), hourly_limit=3, at=clock.now()
    )
    headers = {"HTTP_AUTHORIZATION": f"Bearer {key}", "content_type": "application/json"}
    sent = json.dumps({"facts": FACTS})
    answers = [Client().post(f"{ROOT}/eligibility", sent, **headers).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    refused = Client().post(f"{ROOT}/eligibility", sent, **headers | {"HTTP_AUTHORIZATION": "Bearer unknown"})
    assert (refused.status_code, refused.json()["error"]) == (401, "not_signed_in")
