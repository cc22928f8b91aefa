"""The interface as a whole: its parts, and how faults are told in both languages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from iskan.apps.catalogue.queries import UnknownService
from iskan.apps.housing_stock.queries.projects import NoSuchProject
from iskan.core.facts_json import BadFacts, fact_to_json, read_document
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope
from iskan.surfaces.api.answers import AS_IT_IS_READ, Json
from iskan.surfaces.api.views import cases, projects, services

_NOT_FOUND = Text(ar="لا يوجد ما طلبته", en="There is nothing of that name here")
_BAD_FACTS = Text(ar="بعض الحقائق غير صحيحة", en="Some facts cannot be read")
_BAD_REQUEST = Text(ar="الطلب ليس على الصورة المطلوبة", en="The request is not of the form asked for")
_NOT_JSON = Text(ar="نص الطلب ليس بصيغة JSON سليمة", en="The body of the request is not sound JSON")
_SIGN_IN = Text(ar="سجّل الدخول أولًا", en="Sign in first")


class ExactParser(Parser):
    """Reads JSON without losing a decimal or a repeated key."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_document(request.body.decode())


class ReadableRenderer(JSONRenderer):
    """Writes Arabic as it is read, as `Json` does."""

    json_dumps_params = AS_IT_IS_READ


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
api.add_router("/cases", cases.router)
api.add_router("/projects", projects.router)


@api.exception_handler(UnknownService)
@api.exception_handler(NoSuchProject)
@api.exception_handler(OutOfScope)
def not_found(_request: HttpRequest, _fault: Any) -> Json:
    """Answer the same whether it does not exist or is not for this caller."""
    return _refusal(404, "not_found", _NOT_FOUND)


@api.exception_handler(BadFacts)
def bad_facts(_request: HttpRequest, fault: BadFacts) -> Json:
    """Name each fact at fault, and why."""
    return _refusal(422, "bad_facts", _BAD_FACTS, fault.faults)


@api.exception_handler(ValidationError)
def bad_request(_request: HttpRequest, fault: ValidationError) -> Json:
    """Name each part of the request that is missing or of another kind."""
    parts = {".".join(str(step) for step in error["loc"][2:]) for error in fault.errors}
    return _refusal(422, "bad_request", _BAD_REQUEST, dict.fromkeys(sorted(parts), _BAD_REQUEST))


@api.exception_handler(HttpError)
def unreadable(_request: HttpRequest, fault: HttpError) -> Json:
    """Say that the body could not be read at all."""
    return _refusal(fault.status_code, "unreadable", _NOT_JSON)


@api.exception_handler(AuthenticationError)
def unknown_caller(_request: HttpRequest, _fault: AuthenticationError) -> Json:
    """Ask whoever is not signed in to do so."""
    return _refusal(401, "not_signed_in", _SIGN_IN)


def _refusal(status: int, error: str, message: Text, faults: Mapping[str, Text] | None = None) -> Json:
    told: dict[str, Any] = {"error": error, "message": fact_to_json(message)}
    if faults is not None:
        told["faults"] = {part: fact_to_json(words) for part, words in faults.items()}
    return Json(told, status=status)
