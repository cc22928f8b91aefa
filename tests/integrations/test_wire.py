"""The simulators on the wire, asked by a stranger who knows the protocol and one who does not."""

import httpx
import pytest

from iskan.integrations.synthetic import cast

PERSON = "/r1/BH/GOV/IGA/POPULATION/person"
HEADERS = {"X-Road-Client": "BH/GOV/HOUSING/ISKAN", "X-Road-Id": "fa2e18a5-c2cb-4d09-b994-f57727f7c3fb"}


def post(url: str, path: str, question: object, headers: dict[str, str] = HEADERS) -> httpx.Response:
    return httpx.post(url + path, json=question, headers=headers, trust_env=False)


def test_an_answer_carries_the_exchanges_headers(registers_url: str) -> None:
    answer = post(registers_url, PERSON, {"cpr": cast.QUALIFIES_FOR_UNIT})
    assert answer.headers["X-Road-Id"] == HEADERS["X-Road-Id"]
    assert answer.headers["X-Road-Client"] == "BH/GOV/HOUSING/ISKAN"
    assert answer.headers["X-Road-Service"] == "BH/GOV/IGA/POPULATION/person"
    assert len(answer.headers["X-Road-Request-Hash"]) == 88
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_question_without_a_client_is_no_question(registers_url: str) -> None:
    answer = post(registers_url, PERSON, {"cpr": cast.TOO_OLD}, headers={})
    assert (answer.status_code, answer.headers["X-Road-Error"]) == (400, "Client.BadRequest")


@pytest.mark.parametrize("path", ["/r1/BH/GOV/IGA/POPULATION/shoes", "/r1/BH/GOV/IGA/NOWHERE/person"])
def test_an_unknown_service_is_the_exchanges_fault_to_tell(registers_url: str, path: str) -> None:
    answer = post(registers_url, path, {"cpr": cast.TOO_OLD})
    assert (answer.status_code, answer.headers["X-Road-Error"]) == (500, "Server.ServerProxy.UnknownService")


@pytest.mark.parametrize("question", [{}, [], {"cpr": "88040010"}, {"cpr": "٨٨٠٤٠٠١٠١"}, {"cpr": None}])
def test_a_question_without_a_number_is_refused_by_the_register(registers_url: str, question: object) -> None:
    answer = post(registers_url, PERSON, question)
    assert answer.status_code == 400
    assert "X-Road-Error" not in answer.headers


def test_a_number_in_the_address_is_not_read(registers_url: str) -> None:
    answer = httpx.get(f"{registers_url}{PERSON}?cpr={cast.TOO_OLD}", headers=HEADERS, trust_env=False)
    assert answer.status_code == 400
