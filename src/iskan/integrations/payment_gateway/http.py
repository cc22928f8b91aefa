"""The payment provider over HTTP: one attempt a call, under a reference that makes it safe to repeat."""

from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import httpx
from django.conf import settings

from iskan.core.money import Money
from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.payment_gateway.check import is_up
from iskan.integrations.payment_gateway.port import (
    HostedPage,
    PaymentGateway,
    PaymentOrder,
    PaymentRefused,
    PaymentTold,
    PaymentUnavailable,
    RefundTold,
    SettledLine,
)
from iskan.integrations.payment_gateway.wire import CURRENCY, Unreadable, read_payment, read_refund, read_settled

_TIMEOUT = httpx.Timeout(6.0, connect=2.0)


class HttpPaymentGateway:
    """Speaks to the provider with the merchant's key."""

    def __init__(self, *, base_url: str, pages_url: str, key: str, http: httpx.Client) -> None:
        self._base_url = base_url.rstrip("/")
        self._pages_url = pages_url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}"}
        self._http = http

    def open(self, order: PaymentOrder) -> HostedPage:
        document = {
            "reference": order.reference,
            "fils": order.amount.fils,
            "currency": CURRENCY,
            "description": {"ar": order.description.ar, "en": order.description.en},
            "language": order.language,
            "return_url": order.return_url,
            "notify_url": order.notify_url,
            "expires_at": order.expires_at.isoformat(),
        }
        said = self._exchange("POST", "/payments", order.reference, json=document)
        url = _word(said, "url")
        if not url.startswith(f"{self._pages_url}/"):
            raise Unreadable("a page somewhere else")
        return HostedPage(provider_id=_word(said, "id"), url=url)

    def status(self, provider_id: str) -> PaymentTold:
        return read_payment(self._exchange("GET", f"/payments/{quote(provider_id, safe='')}"))

    def refund(self, *, provider_id: str, capture_id: str, reference: str, amount: Money) -> RefundTold:
        document = {"reference": reference, "capture": capture_id, "fils": amount.fils}
        path = f"/payments/{quote(provider_id, safe='')}/refunds"
        return read_refund(self._exchange("POST", path, reference, json=document))

    def settlement(self, day: date) -> tuple[SettledLine, ...]:
        said = self._exchange("GET", f"/settlements/{day.isoformat()}")
        if not isinstance(said, list):
            raise Unreadable("a settlement")
        return tuple(map(read_settled, said))

    def _exchange(self, method: str, path: str, reference: str = "", **request: Any) -> Any:
        headers = self._headers | ({"Idempotency-Key": reference} if reference else {})
        try:
            response = self._http.request(method, self._base_url + path, timeout=_TIMEOUT, headers=headers, **request)
            if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                raise PaymentRefused(f"HTTP {response.status_code}")
            return response.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as fault:
            raise PaymentUnavailable(type(fault).__name__) from None


def payment_gateway() -> PaymentGateway:
    """Return this process's way to the configured provider."""
    return HttpPaymentGateway(
        base_url=settings.ISKAN_PAYMENTS_URL,
        pages_url=settings.ISKAN_PAYMENTS_PAGES_URL,
        key=settings.ISKAN_PAYMENTS_KEY,
        http=_connections(),
    )


def is_configured() -> bool:
    """Say whether there is a provider at all."""
    return bool(settings.ISKAN_PAYMENTS_URL)


def is_answering() -> bool:
    """Say whether the provider answers now."""
    return is_up(base_url=settings.ISKAN_PAYMENTS_URL, http=_connections())


@lru_cache(maxsize=1)
def _connections() -> httpx.Client:
    return budgeted_client("payments")


def _word(said: Any, name: str) -> str:
    try:
        return str(said[name])
    except (KeyError, TypeError):
        raise Unreadable(name) from None
