"""Judging again what was judged: the same facts and the figures known then must come to the same findings."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import CaseAssessment
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import assess_service
from iskan.core.eligibility import Assessment, Fact, FactValue
from iskan.core.facts_json import fact_from_json
from iskan.core.text import Text


def replayed(assessment: CaseAssessment) -> Assessment:
    """Return what the criteria answer today on what an assessment kept: its facts, its day, the figures known then."""
    case = assessment.case
    service = service_of(case)
    asked = {fact.code: fact for fact in service.facts()}
    facts = {code: _fact(asked[code], kept) for code, kept in assessment.facts.items()}
    figures = catalogue.figures(known_at=assessment.at)
    return assess_service(service, facts, assessment.on_day, programme=case.programme, figures=figures)


def _fact(fact: Fact, kept: dict[str, Any]) -> FactValue:
    at = datetime.fromisoformat(kept["at"]) if kept["at"] else None
    return FactValue(value=fact_from_json(fact, kept["value"]), source=Text(**kept["source"]), at=at)


def assessments_that_differ() -> Iterator[tuple[CaseAssessment, bool]]:
    """Yield every kept assessment with whether it now comes out otherwise; for the machine's own checking."""
    for assessment in CaseAssessment.objects.select_related("case").order_by("pk").iterator(chunk_size=500):
        again = replayed(assessment)
        kept = (assessment.verdict, assessment.findings)
        yield assessment, kept != (again.verdict.value, keep_findings(again.findings))
