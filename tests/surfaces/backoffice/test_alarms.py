"""An alarm of the trail: every auditor is told, and one of them closes it with a reason."""

import pytest
from tests.factories.cast import AT, Cast
from tests.factories.trail import add, tamper

from iskan.apps.anchors.models import AlarmClosure, ChainVerification
from iskan.apps.anchors.operations.verifying import close_alarm, verify_trail
from iskan.apps.notifications.models import Message
from iskan.core.refusal import NotForThisRole

PAGE = "/en/staff/audit/alarms/"


@pytest.fixture
def alarm(cast: Cast) -> ChainVerification:
    del cast
    (line,) = add(1)
    tamper("UPDATE foundation_auditentry SET actor_id = 99 WHERE id = %s", line)
    return verify_trail(at=AT)[0]


def test_whole_trail_raises_no_alarm(cast: Cast) -> None:
    add(1)
    assert verify_trail(at=AT)[0].fault == ""
    assert not Message.objects.exists()
    assert "No alarm" in cast.client("auditor").get(PAGE).content.decode()


def test_every_auditor_is_told_of_a_fault(alarm: ChainVerification, cast: Cast) -> None:
    assert alarm.fault == "changed"
    assert [message.user_id for message in Message.objects.all()] == [cast.auditor.pk]
    said = cast.client("auditor").get(PAGE).content.decode()
    assert "A line was changed" in said


def test_alarm_is_closed_once_and_with_a_reason(alarm: ChainVerification, cast: Cast) -> None:
    client, address = cast.client("auditor"), f"{PAGE}{alarm.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 422
    assert not AlarmClosure.objects.exists()
    assert client.post(address, {"reason": "A drill of the database's owner"}).status_code == 302
    assert client.post(address, {"reason": "Again"}).status_code == 409
    assert "A drill of the database" in client.get(address).content.decode()
    assert AlarmClosure.objects.get().by_id == cast.auditor.pk


def test_nobody_else_closes_it(alarm: ChainVerification, cast: Cast) -> None:
    for role in ("supervisor", "administrator"):
        assert cast.client(role).post(f"{PAGE}{alarm.pk}/", {"reason": "Nothing"}).status_code == 403
        with pytest.raises(NotForThisRole):
            close_alarm(scope=cast.scope(role), alarm_id=alarm.pk, reason="Nothing", at=AT)
    assert not AlarmClosure.objects.exists()
