"""Calling a body's system over HTTP, once; the caller's queue repeats what was not taken."""

from functools import lru_cache

import httpx

from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.partners.port import DELIVERY, SIGNATURE, HookCall, HookCaller, HookFault, signature_of

_TIMEOUT = httpx.Timeout(5.0, connect=2.0)


class HttpHookCaller:
    """Signs each call anew, so that its second is that of sending; follows no redirect."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def call(self, call: HookCall) -> int:
        headers = {
            "Content-Type": "application/json",
            DELIVERY: call.delivery,
            SIGNATURE: signature_of(secret=call.secret, body=call.body, at=call.at),
        }
        try:
            answer = self._http.post(
                call.url, content=call.body.encode(), headers=headers, timeout=_TIMEOUT, follow_redirects=False
            )
        except httpx.HTTPError as fault:
            raise HookFault(type(fault).__name__) from None
        if not answer.is_success:
            raise HookFault(f"HTTP {answer.status_code}")
        return answer.status_code


def caller() -> HookCaller:
    """Return this process's way to the bodies' systems."""
    return HttpHookCaller(_connections())


@lru_cache(maxsize=1)
def _connections() -> httpx.Client:
    return budgeted_client("partners")
