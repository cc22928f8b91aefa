"""The sign-in library's way to eKey: within the budgets of every outside answer, discovery kept, eKey left in peace."""

import io
import time
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import Any

import httpx
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from iskan.foundation import budgets
from iskan.integrations.breaker import Breaker
from iskan.integrations.budgeted import budgeted_client

DISCOVERY = "/.well-known/openid-configuration"
LEFT_IN_PEACE = "eKey is left in peace after repeated failures"
NO_OBJECT = "eKey's answer is no JSON object"
_TIMEOUT = httpx.Timeout(budgets.EKEY_ANSWER_SECONDS, connect=budgets.EKEY_CONNECT_SECONDS)
_DROPPED = frozenset({"accept-encoding", "connection", "transfer-encoding", "content-encoding"})


def ekey_session() -> requests.Session:
    """Return a session that asks eKey as this process asks it; its circuit and what is kept are shared."""
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = 3
    for scheme in ("https://", "http://"):
        session.mount(scheme, _adapter())
    return session


def forget_ekey() -> None:
    """Close the connections, forget what discovery told and how eKey failed, as after a change of its address."""
    if _adapter.cache_info().currsize:
        _adapter().disconnect()
    _adapter.cache_clear()


class EkeyAdapter(BaseAdapter):
    """Sends what the library asks over the client whose answers are bounded."""

    def __init__(self, http: httpx.Client, breaker: Breaker) -> None:
        super().__init__()
        self._http = http
        self._breaker = breaker
        self._lock = Lock()
        self._kept: dict[str, tuple[float, httpx.Response]] = {}

    def send(  # type: ignore[override] # the library's own adapters differ from its base in what they name
        self, request: requests.PreparedRequest, **_options: Any
    ) -> requests.Response:
        return _as_requests(self._known(request) or self._asked(request), request)

    def close(self) -> None:
        """Keep the connections: the adapter outlives the session of one sign-in."""

    def disconnect(self) -> None:
        """Close the connections; nothing is asked over them afterwards."""
        self._http.close()

    def _known(self, request: requests.PreparedRequest) -> httpx.Response | None:
        with self._lock:
            until, answer = self._kept.get(str(request.url), (0.0, None))
        return answer if answer is not None and time.monotonic() < until else None

    def _asked(self, request: requests.PreparedRequest) -> httpx.Response:
        if not self._breaker.admits():
            raise requests.ConnectionError(LEFT_IN_PEACE, request=request)
        answer = self._answer(request)
        if request.method == "GET" and str(request.url).endswith(DISCOVERY) and answer.is_success:
            with self._lock:
                self._kept[str(request.url)] = (time.monotonic() + budgets.EKEY_DISCOVERY_SECONDS, answer)
        return answer

    def _answer(self, request: requests.PreparedRequest) -> httpx.Response:
        try:
            answer = self._http.request(
                str(request.method), str(request.url), headers=_without(request.headers, _DROPPED),
                content=_body(request), timeout=_TIMEOUT,
            )  # fmt: skip
        except httpx.HTTPError as fault:
            self._breaker.failed()
            raise requests.ConnectionError(type(fault).__name__, request=request) from fault
        if answer.is_server_error:
            # Of one person's sign-in, that says nothing of others'; an answer that comes holds no thread.
            if not _is_of_a_person(request):
                self._breaker.failed()
        else:
            self._breaker.succeeded()
        if answer.is_success and not answer.content.lstrip().startswith(b"{"):
            raise requests.RequestException(NO_OBJECT, request=request)
        return answer


def _is_of_a_person(request: requests.PreparedRequest) -> bool:
    """Say whether a request hands in somebody's code or their token."""
    return request.method == "POST" or "Authorization" in request.headers


def _as_requests(answer: httpx.Response, request: requests.PreparedRequest) -> requests.Response:
    told = requests.Response()
    told.status_code = answer.status_code
    told.reason = answer.reason_phrase
    told.headers = CaseInsensitiveDict(_without(answer.headers, _DROPPED))
    told.encoding = answer.encoding
    told.raw = io.BytesIO(answer.content)
    told.url = str(request.url)
    told.request = request
    return told


def _without(headers: Mapping[str, Any], names: frozenset[str]) -> dict[str, str]:
    return {name: str(value) for name, value in headers.items() if name.lower() not in names}


def _body(request: requests.PreparedRequest) -> bytes | None:
    body = request.body
    if isinstance(body, str):
        return body.encode()
    return body if isinstance(body, bytes) else None


@lru_cache(maxsize=1)
def _adapter() -> EkeyAdapter:
    return EkeyAdapter(budgeted_client("ekey"), Breaker())
