"""The inner life of recent cases: what registers said and what the criteria made of it, as the real checks keep it."""

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.registers import ABOUT_THE_APPLICANT, family_of
from iskan.core.catalogue import RegisterCheck, Service, Subjects, assess_service
from iskan.core.eligibility import Assessment, FactValue, Verdict
from iskan.core.facts_json import fact_to_json
from iskan.core.people import Family
from iskan.core.records import encode
from iskan.core.text import Text
from iskan.integrations.discovery import register
from iskan.integrations.register import Answered, Derived
from iskan.integrations.registry import facts_from_register
from iskan.integrations.simulators.answers import records_about
from iskan.integrations.synthetic.population import Population
from iskan.policy.derivations import facts_from_answers, together

ADULT_YEARS: Final = 21


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What is kept of a case's checks: answers, facts by register, the assessment and all it rests on."""

    answers: dict[str, Any]
    subjects: Mapping[str, tuple[str, ...]]
    answered: Mapping[str, tuple[Answered, ...]]
    derived: Mapping[str, Derived]
    facts: Mapping[str, FactValue]
    assessment: Assessment

    @property
    def not_met(self) -> tuple[str, ...]:
        return tuple(f.criterion for f in self.assessment.findings if f.verdict is Verdict.NOT_MET)

    @property
    def labels_not_met(self) -> Text:
        labels = [f.label for f in self.assessment.findings if f.verdict is Verdict.NOT_MET]
        return Text(ar="، ".join(label.ar for label in labels), en=", ".join(label.en for label in labels))

    def context(self) -> dict[str, Any]:
        """Return facts and answers as the conditions of evidence read them."""
        shown = {code: value for derived in self.derived.values() for code, value in derived.shown.items()}
        return shown | {code: fact_to_json(fact.value) for code, fact in self.facts.items()} | self.answers

    def fact_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the facts each register's answers come to, as the checks keep them."""
        for code_of_register, derived in self.derived.items():
            source = register(code_of_register).name
            kept = {code: (fact.value, fact.source) for code, fact in derived.facts.items()}
            kept |= {code: (value, source) for code, value in derived.shown.items() if code not in kept}
            for code, (value, said) in kept.items():
                yield {
                    "code": code, "value": fact_to_json(value), "register": code_of_register,
                    "source_ar": said.ar, "source_en": said.en,
                }  # fmt: skip

    def kept_facts(self) -> dict[str, Any]:
        """Return the facts of the assessment as it keeps them for replay."""
        return {
            code: {
                "value": fact_to_json(fact.value),
                "source": {"ar": fact.source.ar, "en": fact.source.en},
                "at": fact.at.isoformat() if fact.at else None,
            }
            for code, fact in self.facts.items()
        }

    def kept_findings(self) -> list[dict[str, Any]]:
        return keep_findings(self.assessment.findings)


def file_of(
    *, cpr: str, programme: str, governorate: str, contact: Mapping[str, str], service: Service,
    population: Population, at: datetime,
) -> CaseFile:  # fmt: skip
    """Return the file of a case as its registers would have made it on the day of filing."""
    on = timezone.localdate(at)
    family = Family(applicant=population.person(cpr), household=family_of(population.household(cpr), on))
    subjects = {check.register: _subjects(check, family, on) for check in service.register_checks}
    answered = {code: _answered(code, about, population) for code, about in subjects.items()}
    derived = {code: facts_from_register(code, answers, family, on=on, at=at) for code, answers in answered.items()}
    answers = _answers(derived, programme, governorate, contact)
    registered = {code: fact for each in derived.values() for code, fact in each.facts.items()}
    facts = together(registered, facts_from_answers(service, answers, at=at))
    return CaseFile(
        answers=answers,
        subjects=subjects,
        answered=answered,
        derived=derived,
        facts=facts,
        assessment=assess_service(service, facts, on, programme=programme),
    )


def _answered(code: str, subjects: tuple[str, ...], population: Population) -> tuple[Answered, ...]:
    return tuple(Answered(cpr, record) for cpr in subjects for record in records_about(code, population, cpr))


def _subjects(check: RegisterCheck, family: Family, on: date) -> tuple[str, ...]:
    """Return about whom a register is asked: the applicant first, then those of the family the check concerns."""
    members = [member.person for member in family.household.members]
    if check.subjects in ABOUT_THE_APPLICANT:
        members = []
    elif check.subjects is Subjects.ADULTS:
        members = [person for person in members if person.age_on(on) >= ADULT_YEARS]
    return (family.applicant.cpr, *(person.cpr for person in members))


def _answers(
    derived: Mapping[str, Derived], programme: str, governorate: str, contact: Mapping[str, str]
) -> dict[str, Any]:
    population = derived["civil_registry"]
    category = population.shown.get("category.likely", "1")
    answers: dict[str, Any] = {
        "programme": programme,
        "family_category": category,
        **contact,
        "count_other_allowances": False,
        "earlier_housing_service": False,
        "temporary_flat_tenant": False,
        "other_disability": False,
        "governorate": governorate,
    }
    is_wife = population.facts["sex"].value == "female" and population.facts["marital_status"].value == "married"
    return answers | ({"husband_consent": True} if is_wife and category == "1" else {})


def receipts(case: CaseFile, service: Service, *, reference: str, at: datetime) -> Iterator[dict[str, Any]]:
    """Yield a receipt for each question by which the file's answers were got."""
    questions = (
        (check, asked, cpr)
        for check in service.register_checks
        for asked in register(check.register).services
        for cpr in case.subjects[check.register]
    )
    for number, (check, asked, cpr) in enumerate(questions):
        asked_at = at + timedelta(seconds=20 * number)
        yield {
            "register": check.register,
            "service": asked,
            "subject_cpr": cpr,
            "asked_as": "system",
            "case_reference": reference,
            "purpose_code": f"{service.code}.{check.register}",
            "purpose_ar": check.purpose.ar,
            "purpose_en": check.purpose.en,
            "legal_ground_ar": service.ground_of(check).ar,
            "legal_ground_en": service.ground_of(check).en,
            "request_id": uuid.uuid5(uuid.NAMESPACE_URL, f"{reference}/{asked}/{cpr}"),
            "asked_at": asked_at,
            "answered_at": asked_at + timedelta(milliseconds=140),
            "outcome": "answered",
            "http_status": 200,
            "answer_digest": _digest([a.record for a in case.answered[check.register] if a.cpr == cpr]),
            "attempts": 1,
        }


def _digest(records: list[object]) -> str:
    return hashlib.sha256(json.dumps(encode(records), sort_keys=True).encode()).hexdigest()
