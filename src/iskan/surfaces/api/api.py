"""The interface as a whole: its parts, and how faults are told in both languages."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from iskan.apps.catalogue.queries import UnknownService
from iskan.apps.housing_stock.queries.projects import NoSuchProject
from iskan.core.facts_json import fact_to_json, read_document
from iskan.core.nesting import is_deeper_than
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import budgets, metrics
from iskan.foundation.ratelimit import TooOften
from iskan.foundation.scope import OutOfScope
from iskan.surfaces.api.views import cases, filing, partners, projects, services

_NOT_FOUND = Text(ar="لا يوجد شيء بهذا الاسم.", en="There is nothing of that name here.")
_BAD_REQUEST = Text(ar="الطلب ليس على الصورة المطلوبة.", en="The request is not of the form asked for.")
_NOT_JSON = Text(ar="نص الطلب ليس بصيغة JSON سليمة.", en="The body of the request is not sound JSON.")
_NO_TOKEN = Text(
    ar="أُرسل الطلب من جلسة متصفح دون رمز الحماية من التزوير.",
    en="Sent from a browser's session without its CSRF token.",
)
_TOO_OFTEN = Text(
    ar="طلبات كثيرة في وقت قصير. يرجى المحاولة مرة أخرى بعد حين.", en="Too many requests. Try again later."
)
_SIGN_IN = Text(ar="يلزم تسجيل الدخول أولًا.", en="Sign in first.")
_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")


NUL_ESCAPED = rb"\u0000"


class ExactParser(Parser):
    """Reads JSON without losing a decimal or a repeated key, and none that is nested without end or holds NUL."""

    def parse_body(self, request: HttpRequest) -> Any:
        if is_deeper_than(request.body, budgets.JSON_LEVELS):
            raise ValueError("nested too deep")
        if NUL_ESCAPED in request.body:
            raise ValueError("NUL in the text")
        return read_document(request.body.decode())


class ReadableRenderer(JSONRenderer):
    """Writes Arabic as it is read, which is less than half of it escaped."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="iskan",
    version="1",
    description="خدمات الإسكان: الخدمات وشروط الاستحقاق والمعاملات. Housing services: services, eligibility, cases.",
    docs_url=None,
    urls_namespace="api",
    parser=ExactParser(),
    renderer=ReadableRenderer(),
)
api.add_router("/services", services.router)
api.add_router("/services", filing.services_router)
api.add_router("/cases", cases.router)
api.add_router("/cases", filing.cases_router)
api.add_router("/projects", projects.router)
api.add_router("/partner", partners.router)


@api.exception_handler(UnknownService)
@api.exception_handler(NoSuchProject)
@api.exception_handler(OutOfScope)
def not_found(request: HttpRequest, _fault: Any) -> HttpResponse:
    """Answer the same whether it does not exist or is not for this caller."""
    return _refusal(request, 404, "not_found", _NOT_FOUND)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say why it was not done, under the refusal's own name, and what is wrong with each part."""
    metrics.refused(refusal)
    name = _WORD_START.sub("_", type(refusal).__name__).lower()
    return _refusal(request, int(refusal.status), name, refusal.text, refusal.faults or None)


@api.exception_handler(ValidationError)
def bad_request(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Name each part of the request that is missing or of another kind."""
    parts = {".".join(str(step) for step in error["loc"][2:]) for error in fault.errors}
    return _refusal(request, 422, "bad_request", _BAD_REQUEST, dict.fromkeys(sorted(parts), _BAD_REQUEST))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """Say that the body could not be read at all, or came without the token of the session it was sent from."""
    if fault.status_code == HTTPStatus.FORBIDDEN:
        return _refusal(request, fault.status_code, "no_token", _NO_TOKEN)
    return _refusal(request, fault.status_code, "unreadable", _NOT_JSON)


@api.exception_handler(TooOften)
def too_often(request: HttpRequest, fault: TooOften) -> HttpResponse:
    """Say after how many seconds to come back."""
    answer = _refusal(request, HTTPStatus.TOO_MANY_REQUESTS, "too_often", _TOO_OFTEN)
    answer["Retry-After"] = str(fault.retry_after)
    return answer


@api.exception_handler(AuthenticationError)
def unknown_caller(request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    """Ask whoever is not signed in to do so."""
    return _refusal(request, 401, "not_signed_in", _SIGN_IN)


def _refusal(
    request: HttpRequest, status: int, error: str, message: Text, faults: Mapping[str, Text] | None = None
) -> HttpResponse:
    told: dict[str, Any] = {"error": error, "message": fact_to_json(message)}
    if faults is not None:
        named = dict(islice(faults.items(), budgets.FAULTS_TOLD))
        told["faults"] = {part[: budgets.FAULT_NAME_LETTERS]: fact_to_json(words) for part, words in named.items()}
        told["more_faults"] = len(faults) - len(named)
    return api.create_response(request, told, status=status)
