"""A drand chain over HTTP: each endpoint in turn, until one gives a round whose signature holds."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import httpx
from django.conf import settings

from iskan.core.draw.drawing import Beacon
from iskan.integrations.beacon.chains import chain_of
from iskan.integrations.beacon.check import is_up
from iskan.integrations.beacon.port import BadSignature, BeaconClient, BeaconUnavailable, Chain, RoundNotOut
from iskan.integrations.beacon.signatures import require_signature
from iskan.integrations.budgeted import budgeted_client

_TIMEOUT = httpx.Timeout(4.0, connect=2.0)
_NOT_OUT = {httpx.codes.NOT_FOUND, httpx.codes.TOO_EARLY}


class HttpBeacon:
    """Asks the endpoints in their order: one that is down, lags behind or lies is passed over."""

    def __init__(self, *, chain: Chain, urls: Sequence[str], http: httpx.Client) -> None:
        self._chain = chain
        self._urls = tuple(url.rstrip("/") for url in urls)
        self._http = http

    def round(self, number: int) -> Beacon:
        faults: set[type[Exception]] = set()
        for url in self._urls:
            try:
                return self._asked(url, number)
            except (BeaconUnavailable, RoundNotOut, BadSignature) as fault:
                faults.add(type(fault))
        raise next((kind for kind in (BadSignature, RoundNotOut) if kind in faults), BeaconUnavailable)

    def _asked(self, url: str, number: int) -> Beacon:
        try:
            answer = self._http.get(f"{url}/{self._chain.hash}/public/{number}", timeout=_TIMEOUT)
            if answer.status_code in _NOT_OUT:
                raise RoundNotOut
            beacon = self._read(answer.raise_for_status().json())
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as fault:
            raise BeaconUnavailable from fault
        if beacon.round != number:
            raise BadSignature
        require_signature(self._chain, beacon)
        return beacon

    def _read(self, said: Any) -> Beacon:
        return Beacon(chain=self._chain.hash, round=int(said["round"]), signature=bytes.fromhex(said["signature"]))


def beacon_of(chain_hash: str) -> BeaconClient:
    """Return this process's way to a chain."""
    return HttpBeacon(chain=chain_of(chain_hash), urls=settings.ISKAN_BEACON["urls"], http=_connections())


def is_answering(chain: Chain) -> bool:
    """Say whether one of the endpoints serves the chain now."""
    return is_up(chain=chain, urls=settings.ISKAN_BEACON["urls"], http=_connections())


@lru_cache(maxsize=1)
def _connections() -> httpx.Client:
    return budgeted_client("beacon")
