"""Exchanges with registers well, slow, refusing, failing or down: a record or a named fault, always a receipt."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from django.db import transaction
from flask import Flask, Response, jsonify, request
from tests.integrations.conftest import set_moods

from iskan.core.records import Unread, encode
from iskan.integrations import discovery, registry, xroad
from iskan.integrations.breaker import Breaker
from iskan.integrations.enums import ExchangeOutcome
from iskan.integrations.exchange import (
    AnswerDeadline,
    ExchangeInsideTransaction,
    Inquiry,
    Patience,
    RecordNotFound,
    RegisterClient,
    RegisterRefused,
    RegisterUnavailable,
)
from iskan.integrations.models import Exchange
from iskan.integrations.registers.labour.records import LabourRecord, WorkStatus
from iskan.integrations.registers.labour.register import WORK
from iskan.integrations.synthetic import cast

pytestmark = pytest.mark.django_db

Ask = Callable[[Inquiry], LabourRecord]
US = xroad.XRoadMember.parse("BH/GOV/HOUSING/ISKAN")


def client(url: str, *, http: httpx.Client | None = None, **wanted: Any) -> RegisterClient:
    patience = Patience(answer_seconds=0.4, attempts=wanted.pop("attempts", 3), pause_seconds=0.01)
    return RegisterClient(
        register=discovery.register("labour"),
        base_url=url,
        client=US,
        http=http or httpx.Client(trust_env=False),
        patience=patience,
        **wanted,
    )


def ask(asking: RegisterClient, inquiry: Inquiry) -> LabourRecord:
    (record,) = asking.ask(WORK, inquiry)
    assert isinstance(record, LabourRecord)
    return record


def test_an_answer_brings_the_record(registers_url: str, inquiry: Inquiry) -> None:
    record = ask(client(registers_url), inquiry)
    assert (record.cpr, record.status) == (cast.QUALIFIES_FOR_UNIT, WorkStatus.EMPLOYED)


def test_an_answer_leaves_a_receipt_of_all_that_was_asked(registers_url: str, inquiry: Inquiry) -> None:
    moments = iter([datetime(2026, 9, 2, 9, 0, 0, tzinfo=UTC), datetime(2026, 9, 2, 9, 0, 1, tzinfo=UTC)])
    ask(client(registers_url, now=lambda: next(moments)), inquiry)
    receipt = Exchange.objects.get()
    assert (receipt.register, receipt.service, receipt.subject_cpr) == ("labour", "work", inquiry.subject_cpr)
    assert (receipt.asked_by_id, receipt.asked_as, receipt.case_reference) == (17, "reviewer", "H-2026-7K3QX")
    assert (receipt.purpose_code, receipt.purpose_ar) == (inquiry.purpose.code, inquiry.purpose.words.ar)
    assert receipt.legal_ground_en == "Article 5 of Decision 909 of 2015"
    assert (receipt.answered_at - receipt.asked_at).total_seconds() == 1
    assert (receipt.outcome, receipt.http_status, receipt.attempts) == (ExchangeOutcome.ANSWERED, 200, 1)
    assert (len(receipt.answer_digest), len(receipt.request_hash)) == (64, 88)


def test_the_digest_is_of_the_answer_as_it_came(registers_url: str, inquiry: Inquiry) -> None:
    answers: list[bytes] = []
    http = httpx.Client(trust_env=False, event_hooks={"response": [lambda answer: answers.append(answer.read())]})
    ask(client(registers_url, http=http), inquiry)
    assert Exchange.objects.get().answer_digest == hashlib.sha256(answers[0]).hexdigest()


def test_nobody_of_that_number_is_a_fact_not_a_failure(registers_url: str, inquiry: Inquiry) -> None:
    with pytest.raises(RecordNotFound):
        ask(client(registers_url), inquiry.about("999999999"))
    receipt = Exchange.objects.get()
    assert (receipt.outcome, receipt.http_status, receipt.attempts) == (ExchangeOutcome.NOT_FOUND, 404, 1)


def test_a_refusal_is_not_repeated(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour="refusing")
    with pytest.raises(RegisterRefused, match="AccessDenied"):
        ask(client(registers_url), inquiry)
    receipt = Exchange.objects.get()
    assert (receipt.outcome, receipt.attempts, receipt.answer_digest) == (ExchangeOutcome.REFUSED, 1, "")


def test_a_failing_register_is_asked_within_bounds(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour="failing")
    pauses: list[float] = []
    with pytest.raises(RegisterUnavailable, match="ServiceFailed"):
        ask(client(registers_url, sleep=pauses.append), inquiry)
    receipt = Exchange.objects.get()
    assert (receipt.outcome, receipt.http_status, receipt.attempts) == (ExchangeOutcome.UNAVAILABLE, 500, 3)
    assert pauses == [0.01, 0.02]


def test_a_register_that_recovers_in_time_answers(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour={"mood": "failing", "times": 2})
    assert ask(client(registers_url), inquiry).cpr == inquiry.subject_cpr
    receipt = Exchange.objects.get()
    assert (receipt.outcome, receipt.attempts) == (ExchangeOutcome.ANSWERED, 3)


def test_who_is_in_a_hurry_asks_once_and_no_longer_than_there_is_time(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour={"mood": "slow", "seconds": 2})
    patient = RegisterClient(
        register=discovery.register("labour"), base_url=registers_url, client=US, http=httpx.Client(trust_env=False)
    )
    with pytest.raises(RegisterUnavailable, match="ReadTimeout"):
        ask(patient, replace(inquiry, deadline=AnswerDeadline.within(0.3)))
    assert Exchange.objects.get().attempts == 1


def test_nothing_is_asked_once_the_time_is_over(registers_url: str, inquiry: Inquiry) -> None:
    with pytest.raises(RegisterUnavailable, match="no time left"):
        ask(client(registers_url), replace(inquiry, deadline=AnswerDeadline.within(0)))
    assert not Exchange.objects.exists()


def test_a_register_that_is_down_is_unavailable(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour="down")
    with pytest.raises(RegisterUnavailable):
        ask(client(registers_url), inquiry)
    receipt = Exchange.objects.get()
    assert (receipt.outcome, receipt.http_status, receipt.attempts) == (ExchangeOutcome.UNAVAILABLE, None, 3)


def test_nobody_listening_is_unavailable(inquiry: Inquiry) -> None:
    with pytest.raises(RegisterUnavailable, match="ConnectError"):
        ask(client("http://127.0.0.1:9"), inquiry)
    assert Exchange.objects.get().outcome == ExchangeOutcome.UNAVAILABLE


def test_a_register_too_slow_is_unavailable(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour={"mood": "slow", "seconds": 1.0})
    with pytest.raises(RegisterUnavailable, match="ReadTimeout"):
        ask(client(registers_url, attempts=1), inquiry)
    assert Exchange.objects.get().attempts == 1


def test_a_register_slow_but_in_time_answers(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour={"mood": "slow", "seconds": 0.1})
    assert ask(client(registers_url), inquiry).cpr == inquiry.subject_cpr


def test_one_register_down_leaves_the_others_well(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour="down")
    assert registry.ask("civil_registry", inquiry)[0].cpr == inquiry.subject_cpr


def test_the_circuit_opens_and_recovers(registers_url: str, inquiry: Inquiry) -> None:
    now = [0.0]
    asking = client(
        registers_url, breaker=Breaker(failures=2, people=1, rest_seconds=30, clock=lambda: now[0]), attempts=2
    )
    set_moods(registers_url, labour="failing")
    with pytest.raises(RegisterUnavailable):
        ask(asking, inquiry)
    set_moods(registers_url, labour="normal")
    with pytest.raises(RegisterUnavailable, match="left in peace"):
        ask(asking, inquiry)
    assert Exchange.objects.latest("pk").attempts == 0
    now[0] = 31
    assert ask(asking, inquiry).cpr == inquiry.subject_cpr
    assert ask(asking, inquiry).cpr == inquiry.subject_cpr


def test_one_persons_record_that_fails_closes_the_way_to_nobody_else(registers_url: str, inquiry: Inquiry) -> None:
    asking = client(registers_url, breaker=Breaker(failures=3))
    set_moods(registers_url, labour={"mood": "failing", "about": inquiry.subject_cpr})
    for reason in ("ServiceFailed", "left in peace", "left in peace"):
        with pytest.raises(RegisterUnavailable, match=reason):
            ask(asking, inquiry)
        assert ask(asking, inquiry.about(cast.TOO_OLD)).cpr == cast.TOO_OLD
    assert not asking.is_left_in_peace


def test_a_register_that_fails_at_several_people_is_left_in_peace(registers_url: str, inquiry: Inquiry) -> None:
    asking = client(registers_url, attempts=2)
    set_moods(registers_url, labour="failing")
    for cpr in (inquiry.subject_cpr, cast.TOO_OLD, cast.OWNS_HOUSE):
        assert not asking.is_left_in_peace
        with pytest.raises(RegisterUnavailable, match="ServiceFailed"):
            ask(asking, inquiry.about(cpr))
    assert asking.is_left_in_peace


def test_where_nobody_is_there_one_question_tells(inquiry: Inquiry) -> None:
    asking = client("http://127.0.0.1:9", breaker=Breaker(failures=3))
    with pytest.raises(RegisterUnavailable, match="ConnectError"):
        ask(asking, inquiry)
    assert asking.is_left_in_peace


def test_every_refused_question_leaves_its_own_receipt(registers_url: str, inquiry: Inquiry) -> None:
    set_moods(registers_url, labour="refusing")
    asking = client(registers_url)
    for _ in range(2):
        with pytest.raises(RegisterRefused):
            ask(asking, inquiry)
    assert Exchange.objects.values("request_id").distinct().count() == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_asked_inside_a_transaction(registers_url: str, inquiry: Inquiry) -> None:
    with transaction.atomic(), pytest.raises(ExchangeInsideTransaction):
        ask(client(registers_url), inquiry)
    ask(client(registers_url), inquiry)


def test_no_number_in_the_address_or_the_log(
    registers_url: str, inquiry: Inquiry, caplog: pytest.LogCaptureFixture
) -> None:
    set_moods(registers_url, labour="failing")
    with caplog.at_level(logging.DEBUG), pytest.raises(RegisterUnavailable) as fault:
        ask(client(registers_url), inquiry)
    assert caplog.messages
    assert not [line for line in [*caplog.messages, str(fault.value)] if inquiry.subject_cpr in line]


class Witness:
    """A register in this process that keeps what it was asked and answers as told."""

    def __init__(self) -> None:
        self.app = Flask(__name__)
        self.headers: dict[str, str] = {}
        self.path = ""
        self.question: Any = None
        self.answer: Any = None
        self.message_id: str | None = None
        self.app.add_url_rule("/<path:path>", view_func=self._take, methods=["POST"])

    def client(self, **wanted: Any) -> RegisterClient:
        transport = httpx.WSGITransport(app=self.app)
        return client("http://witness", http=httpx.Client(transport=transport), attempts=1, **wanted)

    def _take(self, path: str) -> Response:
        self.path, self.headers, self.question = path, dict(request.headers), request.get_json()
        reply = jsonify(self.answer)
        reply.headers[xroad.MESSAGE_ID] = self.message_id or request.headers[xroad.MESSAGE_ID]
        return reply


@pytest.fixture
def witness(inquiry: Inquiry) -> Witness:
    record = LabourRecord(cpr=inquiry.subject_cpr, status=WorkStatus.INACTIVE, employer=None, since=None)
    witness = Witness()
    witness.answer = encode(record)
    return witness


def test_the_question_speaks_the_protocol(witness: Witness, inquiry: Inquiry) -> None:
    ask(witness.client(), inquiry)
    receipt = Exchange.objects.get()
    assert witness.path == "r1/BH/GOV/MOL/WORK/work"
    assert witness.headers["X-Road-Client"] == "BH/GOV/HOUSING/ISKAN"
    assert witness.headers["X-Road-Id"] == str(receipt.request_id)
    assert witness.headers["X-Road-Userid"] == "BH-17"
    assert witness.headers["X-Road-Issue"] == "H-2026-7K3QX"
    assert witness.question == {"cpr": inquiry.subject_cpr, "purpose": inquiry.purpose.code}


def test_a_job_of_the_systems_names_no_user(witness: Witness, inquiry: Inquiry) -> None:
    ask(witness.client(), replace(inquiry, asked_by=None, case_reference=""))
    assert not {"X-Road-Userid", "X-Road-Issue"} & witness.headers.keys()


def test_an_answer_to_another_question_is_not_believed(witness: Witness, inquiry: Inquiry) -> None:
    witness.message_id = "another"
    with pytest.raises(RegisterUnavailable, match="another question"):
        ask(witness.client(), inquiry)


@pytest.mark.parametrize("answer", [{}, [], {"cpr": 5}, "words", {"cpr": "871231999"}])
def test_an_answer_of_another_shape_is_not_believed_and_is_no_outage(
    witness: Witness, inquiry: Inquiry, answer: object
) -> None:
    breaker = Breaker(failures=1, people=1)
    witness.answer = {**witness.answer, **answer} if isinstance(answer, dict) and len(answer) else answer
    said = witness.client(breaker=breaker).ask(WORK, inquiry)
    assert said
    assert all(isinstance(part, Unread) for part in said)
    assert Exchange.objects.get().outcome == ExchangeOutcome.ANSWERED
    assert not breaker.is_open


def test_an_answer_that_is_no_document_is_not_believed(inquiry: Inquiry) -> None:
    http = httpx.Client(transport=httpx.WSGITransport(app=lambda _, start: (start("200 OK", []), [b"<html>"])[1]))
    with pytest.raises(RegisterUnavailable):
        ask(client("http://odd", http=http, attempts=1), inquiry)


def test_the_unexpected_person_fields_are_not_kept(witness: Witness, inquiry: Inquiry) -> None:
    witness.answer = {**witness.answer, "religion": "private"}
    assert not hasattr(ask(witness.client(), inquiry), "religion")
