"""The bank that pays: an order taken once, answered in its time, faults by name."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from django.conf import settings as installed
from pytest_django import Settings
from tests.integrations.conftest import set_moods

from iskan.core.bank_files.answers import TransferStatus, read_statement, read_status_report
from iskan.core.bank_files.credit_transfers import CreditTransfer, TransferOrder, as_document
from iskan.core.money import Money
from iskan.integrations.treasury import http
from iskan.integrations.treasury.book import BAHRAIN, AnotherOrder, OrderBook
from iskan.integrations.treasury.http import HttpTreasury, is_answering, is_configured, treasury
from iskan.integrations.treasury.port import TreasuryRefused, TreasuryUnavailable

GOOD, BAD = "BH67BMAG00001299123456", "BH64NBOB00002000000002"


def order(message_id: str, *ibans: str, fils: int = 1500) -> bytes:
    transfers = tuple(
        CreditTransfer(end_to_end=f"{message_id}-{n}", amount=Money(fils), creditor="Z", iban=iban, words="x")
        for n, iban in enumerate(ibans)
    )
    wanted = TransferOrder(
        message_id=message_id, made_at=datetime(2026, 3, 1, tzinfo=UTC), execute_on=date(2026, 3, 1), debtor="M",
        debtor_iban=installed.ISKAN_TREASURY_IBAN, transfers=transfers,
    )  # fmt: skip
    return as_document(wanted)


def behave(url: str, **wanted: object) -> None:
    httpx.put(f"{url}/control/behaviour", json=wanted, trust_env=False).raise_for_status()


def statuses(message_id: str, number: int = 1) -> list[tuple[TransferStatus, str]]:
    answer = treasury().answer(message_id=message_id, number=number)
    assert answer is not None
    return [(one.status, one.reason) for one in read_status_report(answer).transfers]


@pytest.mark.usefixtures("treasury_url")
def test_an_order_is_taken_once_and_answered_and_stands_on_the_statement(treasury_url: str) -> None:
    number = uuid4().hex[:20]
    before = httpx.get(f"{treasury_url}/control/paid", trust_env=False).json().get(GOOD, 0)
    for _time in range(2):
        treasury().hand_over(message_id=number, content=order(number, GOOD))
    assert statuses(number) == [(TransferStatus.PAID, "")]
    assert treasury().answer(message_id=number, number=2) is None
    assert treasury().answer(message_id="unheard-of", number=1) is None
    assert httpx.get(f"{treasury_url}/control/paid", trust_env=False).json()[GOOD] == before + 1500
    today = datetime.now(BAHRAIN).date()
    statement = treasury().statement(today)
    assert statement is not None
    assert f"{number}-0" in {one.end_to_end for one in read_statement(statement).transfers}
    assert treasury().statement(today - timedelta(days=400)) is None
    assert is_configured()
    assert is_answering()


def test_accounts_are_refused_answers_held_back_and_given_twice(treasury_url: str) -> None:
    behave(treasury_url, refuses={BAD: "AC04"}, holds=True, twice=True)
    number = uuid4().hex[:20]
    treasury().hand_over(message_id=number, content=order(number, GOOD, BAD))
    assert statuses(number) == [(TransferStatus.PENDING, "")] * 2
    assert treasury().answer(message_id=number, number=2) is None
    httpx.post(f"{treasury_url}/control/answers", trust_env=False).raise_for_status()
    told = [(TransferStatus.PAID, ""), (TransferStatus.REFUSED, "AC04")]
    assert (statuses(number, 2), statuses(number, 3)) == (told, told)


@pytest.mark.parametrize(
    ("mood", "fault"), [("failing", TreasuryUnavailable), ("down", TreasuryUnavailable), ("refusing", TreasuryRefused)]
)
def test_trouble_is_told_by_name(treasury_url: str, mood: str, fault: type[Exception]) -> None:
    set_moods(treasury_url, treasury=mood)
    with pytest.raises(fault):
        treasury().hand_over(message_id="x", content=order("x", GOOD))


def test_another_customers_key_another_order_and_no_order_are_refused(treasury_url: str) -> None:
    stranger = HttpTreasury(base_url=treasury_url, key="another", http=http._connections())
    with pytest.raises(TreasuryRefused):
        stranger.statement(date(2026, 3, 1))
    number = uuid4().hex[:20]
    treasury().hand_over(message_id=number, content=order(number, GOOD))
    for other in (order(number, BAD), order("other", GOOD)):
        with pytest.raises(TreasuryRefused):
            treasury().hand_over(message_id=number, content=other)
    fresh = uuid4().hex[:20]
    for none in (order("other", GOOD), b"<a>"):
        with pytest.raises(TreasuryRefused):
            treasury().hand_over(message_id=fresh, content=none)


def test_no_bank_is_no_bank(settings: Settings) -> None:
    settings.ISKAN_TREASURY_URL = "http://127.0.0.1:9"
    assert not is_answering()
    settings.ISKAN_TREASURY_IBAN = ""
    assert not is_configured()


def test_a_transfer_seen_before_is_a_duplicate_and_what_was_paid_may_come_back() -> None:
    book = OrderBook(clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    book.take("o-1", order("o-1", GOOD))
    book.take("o-2", order("o-1", GOOD).replace(b"<MsgId>o-1<", b"<MsgId>o-2<"))
    assert b"AM05" in (book.answer("o-2", 1) or b"")
    book.give_back("o-1-0", "AC04")
    assert book.paid() == {GOOD: 0}
    with pytest.raises(AnotherOrder):
        book.take("o-3", b"")
