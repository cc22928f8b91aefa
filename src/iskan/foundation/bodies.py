"""A body that was not taken in for its size is told of on a page, in the reader's language."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase

TOO_LARGE = "iskan.body_too_large"


class BodyWithinBudget:
    """Answers 413 where whoever reads bodies before us left a mark that this one was over its budget."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if TOO_LARGE in request.META:
            raise RequestDataTooBig
        return self.get_response(request)
