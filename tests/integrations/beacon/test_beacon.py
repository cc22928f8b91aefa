"""The beacon: real and stand-in rounds verify, forged ones do not, and an endpoint in trouble is passed over."""

from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from iskan.core.draw.drawing import Beacon
from iskan.integrations.beacon import bls, chains, check, known, signatures
from iskan.integrations.beacon.http import HttpBeacon, beacon_of
from iskan.integrations.beacon.port import BadSignature, BeaconUnavailable, RoundNotOut, UnknownChain
from iskan.integrations.beacon.simulator import KEPT, SECRET, make_app, stand_in_signature

REAL = bytes.fromhex(KEPT[known.QUICKNET.hash, 657_413])
STAND_IN = known.STAND_IN


def test_a_real_round_of_quicknet_verifies() -> None:
    assert bls.is_signed(known.QUICKNET.public_key, 657_413, REAL)
    beacon = Beacon(chain=known.QUICKNET.hash, round=657_413, signature=REAL)
    assert beacon.randomness.hex() == "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"


@pytest.mark.parametrize(
    "signature",
    [REAL[:-1], b"", bytes(48), b"\xff" * 48, b"\xc0" + bytes(47), bytes([REAL[0] ^ 0x20]) + REAL[1:], REAL + b"\0"],
)
def test_a_forged_signature_does_not(signature: bytes) -> None:
    assert not bls.is_signed(known.QUICKNET.public_key, 657_413, signature)


def test_a_signature_over_another_round_or_chain_does_not() -> None:
    assert not bls.is_signed(known.QUICKNET.public_key, 657_414, REAL)
    with pytest.raises(BadSignature):
        signatures.require_signature(STAND_IN, Beacon(chain=known.QUICKNET.hash, round=657_413, signature=REAL))


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="public key"):
        bls.is_signed("c0" + "00" * 95, 657_413, REAL)


def test_the_stand_in_signs_what_its_key_verifies() -> None:
    assert bls.sign(SECRET, 5) == stand_in_signature(5)
    assert bls.is_signed(STAND_IN.public_key, 5, stand_in_signature(5))


def test_a_round_is_computed_once_and_each_other_signature_anew() -> None:
    bls.is_signed.cache_clear()
    told = [
        bls.is_signed(STAND_IN.public_key, 5, signed)
        for signed in (stand_in_signature(5), stand_in_signature(5), stand_in_signature(6), stand_in_signature(5))
    ]
    assert told == [True, True, False, True]
    assert bls.is_signed.cache_info().misses == 2


def test_the_round_of_an_instant_is_the_published_one() -> None:
    assert known.QUICKNET.round_at(datetime(2026, 4, 20, tzinfo=UTC)) == 27_946_612
    assert known.QUICKNET.time_of(27_946_612) == datetime(2026, 4, 20, tzinfo=UTC)


@given(st.integers(1_700_000_000_000, 2_000_000_000_000))
def test_a_round_is_the_first_at_or_after_an_instant(milliseconds: int) -> None:
    instant = datetime.fromtimestamp(milliseconds / 1000, UTC)
    number = known.QUICKNET.round_at(instant)
    assert known.QUICKNET.time_of(number - 1) < instant <= known.QUICKNET.time_of(number)


def _source(
    *urls: str, chain: object = STAND_IN, moods: str = "", now: Callable[[], float] | None = None
) -> HttpBeacon:
    app = make_app(moods=moods, **({"now": now} if now else {}))
    transport = httpx.WSGITransport(app=app)
    assert isinstance(chain, type(STAND_IN))
    return HttpBeacon(chain=chain, urls=urls or ("http://beacon",), http=httpx.Client(transport=transport))


def test_a_round_is_fetched_and_verified() -> None:
    assert _source().round(12).signature == stand_in_signature(12)
    assert _source(chain=known.QUICKNET).round(657_413).signature == REAL


def test_a_round_to_come_is_not_out() -> None:
    source = _source(now=lambda: float(STAND_IN.genesis + 30))
    assert source.round(11)
    with pytest.raises(RoundNotOut):
        source.round(12)


@pytest.mark.parametrize("mood", ["failing", "refusing"])
def test_a_beacon_in_trouble_is_told_by_name(mood: str) -> None:
    with pytest.raises(BeaconUnavailable):
        _source(moods=f"beacon={mood}").round(12)


def _answers(*answers: httpx.Response | Exception) -> HttpBeacon:
    waiting = list(answers)

    def answer(_request: httpx.Request) -> httpx.Response:
        said = waiting.pop(0)
        if isinstance(said, Exception):
            raise said
        return said

    urls = [f"http://b{n}" for n in range(len(answers))]
    return HttpBeacon(chain=STAND_IN, urls=urls, http=httpx.Client(transport=httpx.MockTransport(answer)))


def _said(number: int, signature: bytes) -> httpx.Response:
    return httpx.Response(200, json={"round": number, "signature": signature.hex()})


def test_endpoints_that_are_down_lag_or_lie_are_passed_over() -> None:
    right = _said(12, stand_in_signature(12))
    source = _answers(httpx.ConnectError("down"), httpx.Response(425), _said(12, stand_in_signature(13)), right)
    assert source.round(12).round == 12


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ([httpx.Response(404), httpx.ReadTimeout("slow")], RoundNotOut),
        ([_said(11, stand_in_signature(11)), httpx.Response(404)], BadSignature),
        ([httpx.Response(200, text="no json"), httpx.Response(200, json=[])], BeaconUnavailable),
    ],
)
def test_what_went_wrong_is_told_by_name(answers: list[httpx.Response | Exception], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        _answers(*answers).round(12)


def test_the_health_look_asks_for_the_key() -> None:
    http = httpx.Client(transport=httpx.WSGITransport(app=make_app()))
    assert check.is_up(chain=STAND_IN, urls=["http://beacon"], http=http)
    unknown = chains.Chain(hash="0" * 64, public_key="", genesis=1, period=1, name=STAND_IN.name)
    assert not check.is_up(chain=unknown, urls=["http://beacon"], http=http)


def test_the_chain_is_a_setting(settings: Settings) -> None:
    assert chains.configured() is STAND_IN
    settings.ISKAN_BEACON = settings.ISKAN_BEACON | {"chain": "quicknet"}
    assert chains.configured() is known.QUICKNET
    custom = {"hash": "ab" * 32, "public_key": "cd" * 96, "genesis": 5, "period": 30}
    settings.ISKAN_BEACON = settings.ISKAN_BEACON | {"chain": "custom", "custom": custom}
    assert chains.configured().period == 30
    assert chains.chain_of("ab" * 32) == chains.configured()
    assert beacon_of("ab" * 32)


def test_the_stand_in_is_refused_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured):
        chains.configured()
    settings.ISKAN_BEACON = settings.ISKAN_BEACON | {"chain": "nobody's"}
    with pytest.raises(ImproperlyConfigured):
        chains.configured()
    with pytest.raises(UnknownChain):
        chains.chain_of("00" * 32)
