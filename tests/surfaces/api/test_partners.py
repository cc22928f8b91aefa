"""A bank's own system: let in by a key, told by signed calls; client and receiver are programs of their own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.factories.cast import Cast, make_cast
from tests.factories.referrals import sent_case

from iskan.apps.cases.operations.making import make_move
from iskan.apps.partners.models import HookDelivery, HookSecret, PartnerKey
from iskan.apps.partners.operations.calling import attempt_hook
from iskan.apps.partners.operations.keys import KeyNameTaken, make_key, make_secret, revoke_key
from iskan.apps.partners.tasks import HookNotTaken, call_hook
from iskan.foundation import audit, clock
from iskan.foundation.scope import OutOfScope
from iskan.integrations.partners.port import HookCall, signature_of

OUTSIDE = Path(__file__).parents[2] / "factories" / "outside"


def answered(key: str, path: str = "/api/v1/partner/requests") -> Any:
    return Client().get(path, headers={"Authorization": f"Bearer {key}"})


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- its rows
    return make_cast(clock.now())


@pytest.fixture
def key(cast: Cast) -> str:
    return make_key(scope=cast.scope("bank_keeper"), name="Core", at=clock.now())


def test_a_key_lets_in_until_it_is_revoked_and_is_kept_nowhere(cast: Cast, key: str) -> None:
    assert answered(key).json() == []
    row = PartnerKey.objects.get()
    assert key not in str(vars(row))
    assert row.last_used_at is not None
    revoke_key(scope=cast.scope("bank_keeper"), key_id=row.pk, at=clock.now())
    assert answered(key).status_code == 401


def test_keys_are_the_administrators_alone(cast: Cast, key: str) -> None:
    for role in ("bank", "administrator", "head"):
        with pytest.raises(OutOfScope):
            make_key(scope=cast.scope(role), name="Other", at=clock.now())
        with pytest.raises(OutOfScope):
            make_secret(scope=cast.scope(role), at=clock.now())
    with pytest.raises(KeyNameTaken):
        make_key(scope=cast.scope("bank_keeper"), name="Core", at=clock.now())
    assert key


def test_a_body_finds_its_own_requests_alone_and_each_fetch_is_a_reading(cast: Cast, key: str) -> None:
    ours = sent_case(cast, at=clock.now())
    (line,) = answered(key).json()
    assert (line["id"], line["state"], "name" in line) == (ours.pk, "waiting", False)
    whole = answered(key, f"/api/v1/partner/requests/{ours.pk}").json()
    assert {one["code"] for one in whole["sent"]} == {"name", "number", "mobile", "income", "amount", "works"}
    assert whole["answers"][0]["values"]["required"] == [
        "offered_amount", "offered_rate", "offered_years", "offered_instalment",
    ]  # fmt: skip
    (reading,) = audit.readings_of(subject_kind=audit.CASE, subjects=[ours.case.reference])
    assert (reading.actor_role, reading.detail) == ("client:nbb/Core", {"body": "nbb"})
    make_move(scope=cast.scope("head"), reference=ours.case.reference, code="withdraw", at=clock.now())
    assert answered(key).json() == []
    assert answered(key, "/api/v1/partner/requests?settled=true").json()[0]["state"] == "ended"
    assert answered(key, f"/api/v1/partner/requests/{ours.pk}").json()["sent"] == []
    assert answered(key, f"/api/v1/partner/requests/{ours.pk + 1}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_independent_client_lists_fetches_and_answers_once(live_server: LiveServer) -> None:
    cast = make_cast(clock.now())
    key = make_key(scope=cast.scope("bank_keeper"), name="Core", at=clock.now())
    referral = sent_case(cast, at=clock.now())
    done = subprocess.run(
        [sys.executable, str(OUTSIDE / "bank_client.py"), live_server.url, key],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    met = json.loads(done.stdout)
    assert (met["listed"], met["first"], met["again"], met["unknown"]) == (200, 200, 200, 401)
    assert met["sent"]["number"] == cast.head.cpr
    assert met["may_answer"] == ["make_offer", "turn_down"]
    assert met["too_much"][0] == 422
    assert list(met["too_much"][1]["faults"]) == ["offered_amount"]
    assert (met["otherwise"][0], met["otherwise"][1]["error"]) == (409, "answer_not_awaited")
    referral.refresh_from_db()
    assert (referral.client, referral.key, referral.answered_by_id) == ("nbb/Core", "once-0002", None)


@contextmanager
def receiver(secret: str, *, refuse_first: int = 0) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Run a bank's receiver as a process; yield its address and what it has seen."""
    arguments = [sys.executable, str(OUTSIDE / "bank_receiver.py"), secret, str(refuse_first)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{process.stdout.readline().strip()}/"
        try:
            yield address, lambda: json.load(urlopen(address))
        finally:
            process.terminate()
            process.wait(30)


def test_a_call_is_kept_signed_and_told_again_until_it_is_taken(cast: Cast, settings: Settings) -> None:
    secret = make_secret(scope=cast.scope("bank_keeper"), at=clock.now())
    with receiver(secret, refuse_first=1) as (address, seen):
        settings.ISKAN_PARTNER_HOOKS = {"nbb": address}
        referral = sent_case(cast, at=clock.now())
        kept = HookDelivery.objects.get(referral=referral)
        assert (kept.event, kept.tries, kept.taken_at) == ("request.sent", 0, None)
        assert cast.head.cpr not in kept.body
        with pytest.raises(HookNotTaken):
            call_hook(delivery_id=kept.pk)
        call_hook(delivery_id=kept.pk)
        call_hook(delivery_id=kept.pk)
        kept.refresh_from_db()
        assert (kept.tries, kept.fault, kept.taken_at is None) == (2, "", False)
        told = seen()
        assert (told["forged"], told["refused"], told["again"]) == (0, 1, 0)
        assert [(one["event"], one["request"]) for one in told["taken"]] == [("request.sent", referral.pk)]


def test_a_call_signed_with_the_former_secret_is_not_taken(cast: Cast, settings: Settings) -> None:
    former = make_secret(scope=cast.scope("bank_keeper"), at=clock.now())
    assert make_secret(scope=cast.scope("bank_keeper"), at=clock.now()) != former
    with receiver(former) as (address, seen):
        settings.ISKAN_PARTNER_HOOKS = {"nbb": address}
        kept = HookDelivery.objects.get(referral=sent_case(cast, at=clock.now()))
        assert attempt_hook(delivery_id=kept.pk, at=clock.now()).fault == "HTTP 401"
        assert (seen()["forged"], seen()["taken"]) == (1, [])
    assert former not in str([vars(row) for row in HookSecret.objects.all()])


def test_a_system_that_is_down_leaves_the_call_waiting(cast: Cast, settings: Settings) -> None:
    make_secret(scope=cast.scope("bank_keeper"), at=clock.now())
    settings.ISKAN_PARTNER_HOOKS = {"nbb": "http://127.0.0.1:9/"}
    kept = HookDelivery.objects.get(referral=sent_case(cast, at=clock.now()))
    row = attempt_hook(delivery_id=kept.pk, at=clock.now())
    assert (row.tries, row.taken_at, row.fault) == (1, None, "ConnectError")


def test_a_body_without_an_address_or_a_secret_is_told_on_its_desk_alone(cast: Cast, settings: Settings) -> None:
    settings.ISKAN_PARTNER_HOOKS = {"nbb": "http://127.0.0.1:9/"}
    sent_case(cast, at=clock.now())
    assert not HookDelivery.objects.exists()


def test_the_signature_binds_second_and_body() -> None:
    call = HookCall(url="", delivery="", body="{}", secret="s", at=7)
    signed = signature_of(secret=call.secret, body=call.body, at=call.at)
    assert signed.startswith("t=7,v1=")
    assert signed != signature_of(secret="s", body="{ }", at=7) != signature_of(secret="s", body="{}", at=8)
