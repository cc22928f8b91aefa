"""Keeping what registers answered as facts, and testing the criteria on them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import Case, CaseAssessment, CaseFact
from iskan.apps.cases.queries.earlier import facts_of_earlier
from iskan.apps.cases.registers import known_family
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service, assess_service
from iskan.core.eligibility import Fact, FactValue
from iskan.core.facts_json import fact_from_json, fact_to_json
from iskan.core.text import Text
from iskan.integrations.discovery import register as register_of
from iskan.integrations.register import Answered
from iskan.integrations.registry import facts_from_register
from iskan.policy.derivations import facts_from_answers, together

DECIDED: Final = ""
"""In the place of a register: officials decided on it, and no retention of registers' answers erases it."""


def keep_facts(*, case: Case, register: str, answers: tuple[Answered, ...], at: datetime) -> None:
    """Keep what a register's answers come to; all it said before gives way, the receipts keep that it was said."""
    on = timezone.localdate(case.filed_at or at)
    derived = facts_from_register(register, answers, known_family(case), on=on, at=at)
    source = register_of(register).name
    kept = {code: (fact_to_json(fact.value), fact.source) for code, fact in derived.facts.items()}
    kept |= {code: (fact_to_json(value), source) for code, value in derived.shown.items() if code not in kept}
    forget_facts(case=case, register=register, besides=tuple(kept))
    CaseFact.objects.bulk_create(
        [
            CaseFact(case=case, code=code, value=value, register=register, source_ar=said.ar, source_en=said.en, at=at)
            for code, (value, said) in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["case", "code"],
        update_fields=["value", "register", "source_ar", "source_en", "at"],
    )


def keep_decided_fact(*, case: Case, fact: Fact, value: Any, source: Text, at: datetime) -> None:
    """Keep a fact officials have decided on, which from then on goes before what the applicant declared."""
    CaseFact.objects.update_or_create(
        case=case, code=fact.code,
        defaults={
            "value": fact_to_json(value), "register": DECIDED, "source_ar": source.ar, "source_en": source.en, "at": at,
        },
    )  # fmt: skip


def decided_facts(case: Case, service: Service) -> dict[str, FactValue]:
    """Return the facts officials have decided on since a case was granted."""
    return _values(case.facts.filter(register=DECIDED), service)


def forget_facts(*, case: Case, register: str, besides: tuple[str, ...] = ()) -> None:
    """Forget what a register said, besides the facts of some codes."""
    case.facts.filter(register=register).exclude(code__in=besides).delete()


def assess_case(*, case: Case, service: Service, at: datetime) -> CaseAssessment | None:
    """Test the criteria on the facts of the day of filing and keep findings with all they rest on."""
    if case.filed_at is None or not service.criteria_for(case.programme):
        return None
    filed_on = timezone.localdate(case.filed_at)
    facts = facts_of(case, service)
    assessment = assess_service(service, facts, filed_on, programme=case.programme, figures=catalogue.figures())
    return CaseAssessment.objects.create(
        case=case,
        at=at,
        on_day=filed_on,
        verdict=assessment.verdict,
        facts={code: _kept_fact(fact) for code, fact in facts.items()},
        findings=keep_findings(assessment.findings),
    )


def facts_of(case: Case, service: Service) -> dict[str, FactValue]:
    """Return the facts of a case: what registers and our own records say, where they are silent what was declared."""
    declared = facts_from_answers(service, case.application.answers, at=case.filed_at or case.created_at)
    registered = _values(case.facts.all(), service)
    return together(registered | facts_of_earlier(case, service), declared)


def _values(rows: Iterable[CaseFact], service: Service) -> dict[str, FactValue]:
    asked = {fact.code: fact for fact in service.facts()}
    return {
        row.code: FactValue(
            value=fact_from_json(asked[row.code], row.value),
            source=Text(ar=row.source_ar, en=row.source_en),
            at=row.at,
        )
        for row in rows
        if row.code in asked
    }


def _kept_fact(fact: FactValue) -> dict[str, Any]:
    return {
        "value": fact_to_json(fact.value),
        "source": {"ar": fact.source.ar, "en": fact.source.en},
        "at": fact.at.isoformat() if fact.at else None,
    }
