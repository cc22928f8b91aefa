"""The bank over HTTP: one attempt a call, under the order's own number, which makes it safe to repeat."""

from datetime import date
from functools import lru_cache
from urllib.parse import quote

import httpx
from django.conf import settings

from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.treasury.check import is_up
from iskan.integrations.treasury.port import Treasury, TreasuryRefused, TreasuryUnavailable

_TIMEOUT = httpx.Timeout(15.0, connect=3.0)


class HttpTreasury:
    """Speaks to the bank with the ministry's key."""

    def __init__(self, *, base_url: str, key: str, http: httpx.Client) -> None:
        self._base_url = base_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}"}
        self._http = http

    def hand_over(self, *, message_id: str, content: bytes) -> None:
        self._exchange("PUT", f"/orders/{quote(message_id, safe='')}", content)

    def answer(self, *, message_id: str, number: int) -> bytes | None:
        return self._exchange("GET", f"/orders/{quote(message_id, safe='')}/answers/{number}")

    def statement(self, day: date) -> bytes | None:
        return self._exchange("GET", f"/statements/{day.isoformat()}")

    def _exchange(self, method: str, path: str, content: bytes | None = None) -> bytes | None:
        headers = self._headers | ({"Content-Type": "application/xml"} if content is not None else {})
        try:
            response = self._http.request(
                method, self._base_url + path, content=content, timeout=_TIMEOUT, headers=headers
            )
            if response.status_code == httpx.codes.NO_CONTENT:
                return None
            if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                raise TreasuryRefused(f"HTTP {response.status_code}")
            return response.raise_for_status().content
        except httpx.HTTPError as fault:
            raise TreasuryUnavailable(type(fault).__name__) from None


def treasury() -> Treasury:
    """Return this process's way to the configured bank."""
    return HttpTreasury(base_url=settings.ISKAN_TREASURY_URL, key=settings.ISKAN_TREASURY_KEY, http=_connections())


def is_configured() -> bool:
    """Say whether there is a bank, and an account of ours there."""
    return bool(settings.ISKAN_TREASURY_URL and settings.ISKAN_TREASURY_IBAN)


def is_answering() -> bool:
    """Say whether the bank answers now."""
    return is_up(base_url=settings.ISKAN_TREASURY_URL, http=_connections())


@lru_cache(maxsize=1)
def _connections() -> httpx.Client:
    return budgeted_client("treasury")
