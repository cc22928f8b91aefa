"""The text message gateway over HTTP."""

from functools import lru_cache
from typing import Any

import httpx
from django.conf import settings

from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.sms.port import (
    SmsGateway,
    SmsMessage,
    SmsReceipt,
    SmsRefused,
    SmsStatus,
    SmsUnavailable,
)

_TIMEOUT = httpx.Timeout(5.0, connect=2.0)


class HttpSmsGateway:
    """Makes one attempt; the caller's queue repeats it under the same reference, so nothing is sent twice."""

    def __init__(self, *, base_url: str, http: httpx.Client) -> None:
        self._base_url = base_url.rstrip("/")
        self._http = http

    def send(self, message: SmsMessage) -> SmsReceipt:
        document = self._exchange(
            "POST",
            "/messages",
            headers={"Idempotency-Key": message.reference},
            json={"to": message.to, "text": message.text},
        )
        return SmsReceipt(gateway_id=_word(document, "id"), delivery=_delivery(document))

    def delivery(self, gateway_id: str) -> SmsStatus:
        return _delivery(self._exchange("GET", f"/messages/{gateway_id}"))

    def _exchange(self, method: str, path: str, **request: Any) -> Any:
        try:
            response = self._http.request(method, self._base_url + path, timeout=_TIMEOUT, **request)
            if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                raise SmsRefused(f"HTTP {response.status_code}")
            return response.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise SmsUnavailable(type(error).__name__) from None


def gateway() -> SmsGateway:
    """Return this process's way to the configured gateway."""
    return HttpSmsGateway(base_url=settings.ISKAN_SMS_URL, http=_connections())


@lru_cache(maxsize=1)
def _connections() -> httpx.Client:
    return budgeted_client("sms")


def _word(document: Any, name: str) -> str:
    try:
        return str(document[name])
    except (KeyError, TypeError):
        raise SmsUnavailable("the answer cannot be read") from None


def _delivery(document: Any) -> SmsStatus:
    try:
        return SmsStatus(_word(document, "delivery"))
    except ValueError:
        raise SmsUnavailable("the answer cannot be read") from None
