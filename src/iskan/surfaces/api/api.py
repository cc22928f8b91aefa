"""The interface as a whole: its parts, and how faults are told in both languages."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI

from iskan.apps.catalogue.queries import UnknownService
from iskan.core.facts_json import BadFacts, fact_to_json
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope
from iskan.surfaces.api.views import cases, services

_NOT_FOUND = Text(ar="لا يوجد ما طلبته", en="There is nothing of that name here")
_BAD_FACTS = Text(ar="بعض الحقائق غير صحيحة", en="Some facts cannot be read")

api = NinjaAPI(
    title="iskan",
    version="1",
    description="خدمات الإسكان: الخدمات وشروط الاستحقاق والمعاملات. Housing services: services, eligibility, cases.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/services", services.router)
api.add_router("/cases", cases.router)


@api.exception_handler(UnknownService)
@api.exception_handler(OutOfScope)
def not_found(_request: HttpRequest, _fault: Any) -> JsonResponse:
    """Answer the same whether it does not exist or is not for this caller."""
    return JsonResponse({"error": "not_found", "message": fact_to_json(_NOT_FOUND)}, status=404)


@api.exception_handler(BadFacts)
def bad_facts(_request: HttpRequest, fault: BadFacts) -> JsonResponse:
    """Name each fact at fault, and why."""
    faults = {key: fact_to_json(words) for key, words in fault.faults.items()}
    return JsonResponse({"error": "bad_facts", "message": fact_to_json(_BAD_FACTS), "faults": faults}, status=422)
