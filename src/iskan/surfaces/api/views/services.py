"""Services and eligibility: the same declarations, criteria and words as on the pages."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from iskan.apps.accounts.queries import Client
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Audience, assess_service
from iskan.core.dated import FigureBook
from iskan.core.facts_json import assessment_json, fact_json, read_facts
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.surfaces.api.callers import ASKERS
from iskan.surfaces.api.presenters.services import described, listed

router = Router(tags=["services"])
_GIVEN = Text(ar="تصريح مقدم الطلب", en="As stated by the asker")


class Words(Schema):
    """The same words in both languages."""

    ar: str
    en: str


class ServiceLine(Schema):
    """A service in the list."""

    code: str
    version: str
    name: Words
    summary: Words
    audiences: list[Audience]


class EligibilityQuestion(Schema):
    """Facts about a household by their codes; ``on`` is the day to judge, by default today."""

    facts: dict[str, Any]
    on: date | None = None
    programme: str | None = None


@router.get("/", response=list[ServiceLine])
def services(request: HttpRequest, audience: Audience | None = None) -> Any:  # noqa: ARG001 -- Ninja passes it by this name
    """List the services in force, all of them or those for an audience."""
    return [listed(service) for service in catalogue.services_for(audience)]


@router.get("/{code}")
def service(request: HttpRequest, code: str) -> Any:  # noqa: ARG001 -- Ninja passes it by this name
    """Describe a service whole: steps, questions, evidence, criteria, promise."""
    return described(catalogue.service(code))


@router.get("/{code}/facts")
def facts(request: HttpRequest, code: str) -> Any:  # noqa: ARG001 -- Ninja passes it by this name
    """List the facts a service's criteria ask for, with their kinds and meanings."""
    return {"facts": [fact_json(fact) for fact in catalogue.service(code).facts()]}


@router.post("/{code}/eligibility", auth=ASKERS)
def eligibility(request: HttpRequest, code: str, question: EligibilityQuestion) -> Any:
    """Test a household against every criterion; nothing is stored. A machine with its key asks by its own limit."""
    declared = catalogue.service(code)
    day = question.on or clock.today()
    given = read_facts(declared.facts(), question.facts, on=day, source=_GIVEN)
    figures = _figures(request)
    found = assess_service(declared, given, day, programme=question.programme, figures=figures)
    return assessment_json(found)


def _figures(request: HttpRequest) -> FigureBook:
    """Return the figures in force; those of a machine were read as it was let in."""
    asker: Client | bool = request.auth  # type: ignore[attr-defined]  # set by the authentication
    read = asker.related[catalogue.FIGURES] if isinstance(asker, Client) and asker.related else None
    return read or catalogue.figures()
