"""The payment provider: one page a reference, money told as it is taken, faults by name, notices believed or not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from django.conf import settings
from tests.integrations.conftest import set_moods

from iskan.core.money import Money
from iskan.core.text import Text
from iskan.integrations.payment_gateway import http
from iskan.integrations.payment_gateway.book import BAHRAIN, Book
from iskan.integrations.payment_gateway.http import HttpPaymentGateway, is_answering, is_configured, payment_gateway
from iskan.integrations.payment_gateway.port import (
    NotTheProvider,
    PageStatus,
    PaymentOrder,
    PaymentRefused,
    PaymentUnavailable,
    RefundStatus,
    SettledKind,
)
from iskan.integrations.payment_gateway.signatures import require_signature, signature_of
from iskan.integrations.payment_gateway.wire import Unreadable, read_payment, read_refund, read_settled

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
BODY, SECRET = b'{"id": "n-1"}', "a secret"


def order(**changes: object) -> PaymentOrder:
    made = PaymentOrder(
        reference=uuid4().hex[:10],
        amount=Money.bhd("5"),
        description=Text(ar="رسم الخدمة", en="Service fee"),
        language="en",
        return_url="http://127.0.0.1:9/back",
        notify_url="http://127.0.0.1:9/notices",
        expires_at=datetime.now(UTC) + timedelta(minutes=30),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # of a test


def post(url: str, **form: str) -> httpx.Response:
    return httpx.post(url, data=form, trust_env=False)


@pytest.mark.usefixtures("payments_url")
def test_one_page_is_opened_for_a_reference() -> None:
    wanted = order()
    assert payment_gateway().open(wanted) == payment_gateway().open(wanted)
    assert is_configured()
    assert is_answering()


@pytest.mark.parametrize(
    ("card", "status", "taken"),
    [("paid", PageStatus.CAPTURED, [5000]), ("twice", PageStatus.CAPTURED, [5000, 5000]), ("refused", "refused", [])],
)
@pytest.mark.usefixtures("payments_url")
def test_what_a_card_does_is_told(card: str, status: PageStatus, taken: list[int]) -> None:
    page = payment_gateway().open(order())
    answer = post(page.url, card=card, method="wallet")
    assert (answer.status_code, answer.headers["Location"]) == (303, "http://127.0.0.1:9/back")
    told = payment_gateway().status(page.provider_id)
    assert told.status == status
    assert [one.amount.fils for one in told.captures] == taken
    assert {one.method for one in told.captures} <= {"wallet"}


@pytest.mark.usefixtures("payments_url")
def test_a_page_that_was_cancelled_or_paid_takes_nothing_more() -> None:
    page = payment_gateway().open(order())
    post(page.url, cancel="yes")
    assert payment_gateway().status(page.provider_id).status is PageStatus.CANCELLED
    assert post(page.url, card="paid").status_code == httpx.get(page.url, trust_env=False).status_code == 410


@pytest.mark.usefixtures("payments_url")
def test_a_page_nobody_paid_in_time_has_expired_and_the_bank_may_still_take_it(payments_url: str) -> None:
    late = order(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    page = payment_gateway().open(late)
    assert payment_gateway().status(page.provider_id).status is PageStatus.EXPIRED
    httpx.post(f"{payments_url}/control/payments/{late.reference}/captures", trust_env=False).raise_for_status()
    assert [one.amount for one in payment_gateway().status(page.provider_id).captures] == [Money.bhd("5")]


@pytest.mark.usefixtures("payments_url")
def test_money_goes_back_once_and_never_more_than_came() -> None:
    wanted = order()
    page = payment_gateway().open(wanted)
    post(page.url, card="paid")
    (taken,) = payment_gateway().status(page.provider_id).captures

    def back(reference: str, fils: int) -> RefundStatus:
        given = payment_gateway().refund(
            provider_id=page.provider_id, capture_id=taken.provider_id, reference=reference, amount=Money(fils)
        )
        return given.status

    assert {back("r-1", 2000), back("r-1", 2000)} == {RefundStatus.DONE}
    with pytest.raises(PaymentRefused):
        back("r-2", 3001)
    assert [one.amount.fils for one in payment_gateway().status(page.provider_id).refunds] == [2000]
    lines = payment_gateway().settlement(datetime.now(BAHRAIN).date())
    mine = [line for line in lines if line.payment_reference == wanted.reference]
    assert [(line.kind, line.amount.fils, line.commission.fils) for line in mine] == [
        (SettledKind.CAPTURE, 5000, 100),
        (SettledKind.REFUND, 2000, 0),
    ]


@pytest.mark.parametrize(
    ("mood", "fault"), [("failing", PaymentUnavailable), ("down", PaymentUnavailable), ("refusing", PaymentRefused)]
)
def test_trouble_is_told_by_name(payments_url: str, mood: str, fault: type[Exception]) -> None:
    set_moods(payments_url, payments=mood)
    wanted = order()
    with pytest.raises(fault):
        payment_gateway().open(wanted)


def test_another_merchants_key_is_refused(payments_url: str) -> None:
    stranger = HttpPaymentGateway(
        base_url=payments_url, pages_url=payments_url, key="another", http=http._connections()
    )
    with pytest.raises(PaymentRefused):
        stranger.status("any")


@pytest.mark.usefixtures("payments_url")
def test_nobody_is_led_to_a_page_somewhere_else() -> None:
    settings.ISKAN_PAYMENTS_PAGES_URL = "http://127.0.0.1:1"
    wanted = order()
    with pytest.raises(Unreadable):
        payment_gateway().open(wanted)


def test_a_notice_is_believed_while_its_signature_is_fresh() -> None:
    header = signature_of(BODY, secret=SECRET, at=int(NOW.timestamp()))
    for now in (NOW, NOW + timedelta(minutes=4), NOW - timedelta(minutes=4)):
        require_signature(BODY, header=header, secret=SECRET, now=now)


@pytest.mark.parametrize(
    ("body", "header", "now"),
    [
        (BODY + b" ", signature_of(BODY, secret=SECRET, at=int(NOW.timestamp())), NOW),
        (BODY, signature_of(BODY, secret="another", at=int(NOW.timestamp())), NOW),
        (BODY, signature_of(BODY, secret=SECRET, at=int(NOW.timestamp())), NOW + timedelta(minutes=6)),
        (BODY, signature_of(BODY, secret=SECRET, at=int(NOW.timestamp())), NOW - timedelta(minutes=6)),
        (BODY, "", NOW),
        (BODY, f"t={'9' * 400},v1=x", NOW),
        (BODY, "t=١٢,v1=x", NOW),
    ],
    ids=["changed", "other-secret", "kept", "ahead", "none", "endless", "arabic-digits"],
)
def test_a_notice_is_refused(body: bytes, header: str, now: datetime) -> None:
    with pytest.raises(NotTheProvider):
        require_signature(body, header=header, secret=SECRET, now=now)


CAPTURE = {"id": "c", "fils": 5000, "currency": "BHD", "method": "debit", "at": "2026-03-01T09:30:00+00:00"}
PAYMENT = {"id": "p", "reference": "r", "status": "captured", "captures": [CAPTURE], "refunds": []}


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {**PAYMENT, "status": "perhaps"},
        *({**PAYMENT, "captures": [{**CAPTURE, **wrong}]} for wrong in (
            {"fils": 5.5}, {"fils": "5000"}, {"fils": True}, {"fils": 0}, {"fils": -1}, {"fils": 10**12},
            {"currency": "USD"}, {"at": "2026-03-01T09:30:00"}, {"at": "yesterday"},
        )),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_payment(said: object) -> None:
    with pytest.raises(Unreadable):
        read_payment(said)


def test_what_cannot_be_read_is_no_refund_and_no_settlement() -> None:
    assert read_payment(PAYMENT).captures[0].amount == Money.bhd("5")
    for read in (read_refund, read_settled):
        with pytest.raises(Unreadable):
            read({"reference": "r", "fils": 1})


def test_a_settlement_can_be_falsified_for_a_test() -> None:
    book = Book(clock=lambda: NOW)
    wanted = {"reference": "r", "fils": 5000, "expires_at": NOW.isoformat()}
    page = book.open(wanted)
    book.capture(page, "debit")
    (number,) = [line["number"] for line in book.settlement(NOW.date())]
    book.falsify({"alter": {number: 4999}, "add": [{"number": "stray"}]})
    assert [line.get("fils") for line in book.settlement(NOW.date())] == [4999, None]
    book.falsify({"drop": [number]})
    assert book.settlement(NOW.date()) == []
