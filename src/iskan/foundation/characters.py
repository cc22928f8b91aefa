"""NUL in what is sent: the database keeps no such text, so nothing that needs it can be there or be done."""

import logging
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import get_resolver

NUL = "\x00"
# What the database and its driver raise at text with NUL.
NUL_FAULTS = (DataError, ValueError)
logger = logging.getLogger(__name__)


class NulInRequest(SuspiciousOperation):
    """A query or a form holds NUL."""


class WithoutNul:
    """Answers 404 to an address with NUL, and 400 where a query or a form with NUL made a page fail.

    Text pasted from some documents holds NUL: a form that says so at its field goes on doing that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if NUL in request.path_info:
            raise Http404
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Say that the request could not be read; a fault of any other request is left as it is."""
        if not isinstance(exception, NUL_FAULTS) or not (_holds_nul(request.GET) or _holds_nul(request.POST)):
            return None
        logger.warning("A request with NUL made a page fail: %s", type(exception).__name__)
        page: Callable[..., HttpResponseBase] = get_resolver().resolve_error_handler(400)
        return page(request, exception=NulInRequest())


def _holds_nul(sent: QueryDict) -> bool:
    return any(NUL in name or any(NUL in str(value) for value in values) for name, values in sent.lists())
