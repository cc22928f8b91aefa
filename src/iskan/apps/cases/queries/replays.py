"""Judging again what was judged: the same facts and the figures known then must come to the same findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from iskan.apps.cases.findings import keep_findings, substance_of
from iskan.apps.cases.models import CaseAssessment
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.queries import UnknownService
from iskan.core.catalogue import assess_service
from iskan.core.eligibility import Assessment, Fact, FactValue
from iskan.core.facts_json import fact_from_json
from iskan.core.refusal import Refusal
from iskan.core.text import Text


class FactNoLongerAsked(LookupError):
    """The service no longer asks for a fact the assessment rests on: it cannot be judged again by this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What came of judging an assessment again; ``why`` says what keeps this code from it."""

    assessment: CaseAssessment
    differs: bool = False
    why: str = ""


def replayed(assessment: CaseAssessment) -> Assessment:
    """Return what the criteria answer today on what an assessment kept: its facts, its day, the figures known then.

    Raises:
        FactNoLongerAsked: the service knows a fact it rests on no more. BadFacts: a kept value is of another kind now.
    """
    case = assessment.case
    service = service_of(case)
    asked = {fact.code: fact for fact in service.facts()}
    if unknown := sorted(assessment.facts.keys() - asked.keys()):
        raise FactNoLongerAsked(", ".join(unknown))
    facts = {code: _fact(asked[code], kept) for code, kept in assessment.facts.items()}
    figures = catalogue.figures(known_at=assessment.at)
    return assess_service(service, facts, assessment.on_day, programme=case.programme, figures=figures)


def _fact(fact: Fact, kept: dict[str, Any]) -> FactValue:
    at = datetime.fromisoformat(kept["at"]) if kept["at"] else None
    return FactValue(value=fact_from_json(fact, kept["value"]), source=Text(**kept["source"]), at=at)


def replays() -> Iterator[Replay]:
    """Judge every kept assessment again, one after another whatever comes of it; for the machine's own checking."""
    for assessment in CaseAssessment.objects.select_related("case").order_by("pk").iterator(chunk_size=500):
        yield _replay(assessment)


def _replay(assessment: CaseAssessment) -> Replay:
    try:
        again = replayed(assessment)
    except FactNoLongerAsked as fault:
        return Replay(assessment=assessment, why=f"the service no longer asks for: {fault}")
    except (UnknownService, Refusal, ValueError, TypeError) as fault:
        return Replay(assessment=assessment, why=f"what was kept cannot be read: {type(fault).__name__}")
    kept = (assessment.verdict, substance_of(assessment.findings))
    found = (again.verdict.value, substance_of(keep_findings(again.findings)))
    return Replay(assessment=assessment, differs=kept != found)
