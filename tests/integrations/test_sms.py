"""Text messages: carried once, their delivery reported; a gateway in trouble is told by name."""

from collections.abc import Callable

import httpx
import pytest
from flask import Flask
from tests.integrations.conftest import set_moods

from iskan.integrations.sms import check
from iskan.integrations.sms.http import HttpSmsGateway, gateway
from iskan.integrations.sms.port import SmsMessage, SmsRefused, SmsStatus, SmsUnavailable
from iskan.integrations.sms.simulator import Outbox

MESSAGE = SmsMessage(reference="case-1/accepted", to="+97336001234", text="تم قبول طلبكم.")


def listed(url: str, reference: str) -> list[dict[str, object]]:
    messages = httpx.get(f"{url}/messages", trust_env=False).json()
    return [message for message in messages if message["reference"] == reference]


def test_a_message_is_taken(sms_url: str) -> None:
    receipt = gateway().send(MESSAGE)
    assert receipt.delivery in set(SmsStatus)
    assert [message["text"] for message in listed(sms_url, MESSAGE.reference)] == [MESSAGE.text]


def test_the_same_reference_is_delivered_once(sms_url: str) -> None:
    again = SmsMessage(reference="case-2/accepted", to="+97336001234", text="مرة واحدة")
    assert gateway().send(again).gateway_id == gateway().send(again).gateway_id
    assert len(listed(sms_url, "case-2/accepted")) == 1


@pytest.mark.usefixtures("sms_url")
def test_delivery_is_reported() -> None:
    receipt = gateway().send(MESSAGE)
    assert gateway().delivery(receipt.gateway_id) in {SmsStatus.ACCEPTED, SmsStatus.DELIVERED}


@pytest.mark.parametrize(("to", "becomes"), [("+97336001234", "delivered"), ("+97336000000", "undeliverable")])
def test_delivery_comes_with_time(to: str, becomes: str) -> None:
    now = [0.0]
    outbox = Outbox(clock=lambda: now[0])
    key = outbox.take(reference="r", to=to, text="t")["id"]
    assert outbox.report(key)["delivery"] == "accepted"
    now[0] = 2.0
    assert outbox.report(key)["delivery"] == becomes


def test_the_outbox_forgets_the_oldest() -> None:
    outbox = Outbox(clock=lambda: 0.0)
    for number in range(5001):
        outbox.take(reference=f"r{number}", to="+97336001234", text="t")
    assert [len(outbox.all()), outbox.all()[0]["reference"], outbox.all()[-1]["reference"]] == [5000, "r5000", "r1"]


@pytest.mark.parametrize(
    ("mood", "fault"), [("failing", SmsUnavailable), ("down", SmsUnavailable), ("refusing", SmsRefused)]
)
def test_a_gateway_in_trouble_is_told_by_name(sms_url: str, mood: str, fault: type[Exception]) -> None:
    set_moods(sms_url, sms=mood)
    with pytest.raises(fault) as raised:
        gateway().send(SmsMessage(reference=f"case-3/{mood}", to="+97336001234", text="سر"))
    assert "36001234" not in str(raised.value)
    assert listed(sms_url, f"case-3/{mood}") == []


def test_a_message_sent_again_after_failure_arrives(sms_url: str) -> None:
    set_moods(sms_url, sms={"mood": "failing", "times": 1})
    with pytest.raises(SmsUnavailable):
        gateway().send(MESSAGE)
    assert gateway().send(MESSAGE).gateway_id


@pytest.mark.usefixtures("sms_url")
@pytest.mark.parametrize(
    "spoilt",
    [
        SmsMessage(reference="r", to="36001234", text="no country"),
        SmsMessage(reference="r", to="+97336001234", text=""),
        SmsMessage(reference="r", to="+97336001234", text="x" * 1531),
        SmsMessage(reference="", to="+97336001234", text="no reference"),
    ],
)
def test_a_message_nobody_could_carry_is_refused(spoilt: SmsMessage) -> None:
    with pytest.raises(SmsRefused):
        gateway().send(spoilt)


@pytest.mark.usefixtures("sms_url")
def test_an_unknown_message_has_no_delivery() -> None:
    with pytest.raises(SmsRefused):
        gateway().delivery("nothing")


def through(answer: Callable[[], object]) -> HttpSmsGateway:
    app = Flask(__name__)
    app.add_url_rule("/messages", view_func=answer, methods=["POST"])  # type: ignore[arg-type]  # any answer Flask takes
    return HttpSmsGateway(base_url="http://odd", http=httpx.Client(transport=httpx.WSGITransport(app=app)))


@pytest.mark.parametrize("answer", [{}, {"id": "1", "delivery": "lost at sea"}, [], "words"])
def test_an_answer_that_cannot_be_read_is_no_delivery(answer: object) -> None:
    with pytest.raises(SmsUnavailable):
        through(lambda: answer).send(MESSAGE)


def test_too_many_at_once_is_told_to_come_back() -> None:
    with pytest.raises(SmsUnavailable):
        through(lambda: ("slow down", 429)).send(MESSAGE)


def test_the_page_shows_the_messages(sms_url: str) -> None:
    gateway().send(SmsMessage(reference="case-4", to="+97336001234", text="<b>نص</b>"))
    page = httpx.get(sms_url, trust_env=False).text
    assert "&lt;b&gt;نص&lt;/b&gt;" in page
    assert 'dir="rtl"' in page


def test_check_tells_up_from_down(sms_url: str) -> None:
    http = httpx.Client(trust_env=False)
    assert check.is_up(base_url=sms_url, http=http)
    assert not check.is_up(base_url="http://127.0.0.1:9", http=http)
