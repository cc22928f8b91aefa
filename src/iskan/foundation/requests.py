"""Each request has a number, which its log lines, its answer and a page of a fault carry; and it is counted."""

import logging
import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from iskan.foundation import metrics, tracing
from iskan.foundation.health import OWN_EXAMINATION
from iskan.foundation.logs import request_number

logger = logging.getLogger(__name__)
HEADER: Final = "X-Request-ID"
# What somebody reads out on the telephone: no letter that looks or sounds like another.
_LETTERS: Final = "23456789CFGHJKMPQRTVWXYZ"
_LENGTH: Final = 10


class NumberedRequests:
    """Gives each request its number, counts it under the name of its address, and says so in the log.

    The number is always our own: one that came with a request would let a stranger write another's into the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if OWN_EXAMINATION in request.META:
            return self.get_response(request)
        number, begun = _new_number(), time.perf_counter()
        before = request_number.set(number)
        try:
            with tracing.span(metrics.UNKNOWN_ROUTE, "server", method=request.method or "") as traced:
                response = self.get_response(request)
                _trace(traced, request, response.status_code)
            response.headers[HEADER] = number
            _count(request, response.status_code, time.perf_counter() - begun)
        finally:
            request_number.reset(before)
        return response


def _new_number() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match is not None and match.view_name else metrics.UNKNOWN_ROUTE


def _trace(traced: tracing.Traced, request: HttpRequest, status: int) -> None:
    traced.name(_route(request))
    traced.tell("http.response.status_code", status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        traced.failed(str(status))


def _count(request: HttpRequest, status: int, seconds: float) -> None:
    route = _route(request)
    metrics.REQUESTS.labels(route, str(status)).inc()
    metrics.REQUEST_SECONDS.labels(route).observe(seconds)
    logger.info("%s %s", route, status, extra={"route": route, "status": status, "seconds": round(seconds, 4)})
