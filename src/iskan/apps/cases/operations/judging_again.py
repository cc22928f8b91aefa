"""Judging conditions again long after filing: registers asked anew, the criteria tested under that day's figures."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assessing import decided_facts
from iskan.apps.cases.operations.keeping import keep_answers
from iskan.apps.cases.queries.earlier import facts_of_earlier
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.registers import Awaited, DeclarationDenied, ask, known_family
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import RegisterCheck, Service, assess_service
from iskan.core.eligibility import Assessment, Criterion, FactValue
from iskan.integrations import discovery
from iskan.integrations.inquiry import AnswerDeadline, RecordNotFound, RegisterRefused
from iskan.integrations.registry import facts_from_register
from iskan.policy.derivations import facts_from_answers, together

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """The findings of a later day, and the facts they rest on."""

    assessment: Assessment
    facts: dict[str, FactValue]


def judge_again(
    *, case: Case, criteria: tuple[Criterion, ...], at: datetime, deadline: AnswerDeadline | None = None
) -> JudgedAgain:
    """Test criteria on what registers answer now, under the figures of the day.

    The registers are asked outside any transaction. Where one answers nothing, all it can tell is unknown: what it
    said, or what was declared, years ago proves nothing of today.

    Raises:
        RegisterUnavailable: one is down; asking again later helps.
    """
    service = service_of(case)
    known = _facts_now(case, service, _needed(criteria), at, deadline)
    assessment = assess_service(
        service, known, localdate(at), programme=case.programme, figures=catalogue.figures(), criteria=criteria,
        filed_on=localdate(case.filed_at or at),
    )  # fmt: skip
    used = {use.code for finding in assessment.findings for use in finding.facts}
    return JudgedAgain(assessment, {code: fact for code, fact in known.items() if code in used})


def _needed(criteria: Iterable[Criterion]) -> frozenset[str]:
    return frozenset(fact.code for criterion in criteria for fact in criterion.needs)


def _facts_now(
    case: Case, service: Service, needed: frozenset[str], at: datetime, deadline: AnswerDeadline | None
) -> dict[str, FactValue]:
    declared = facts_from_answers(service, case.application.answers, at=case.filed_at or case.created_at)
    registered: dict[str, FactValue] = {}
    for check in service.register_checks:
        told = discovery.register(check.register).facts
        if needed.isdisjoint(told):
            continue
        answered = _answer_now(case, check, at, deadline)
        if answered is None:
            declared = {code: value for code, value in declared.items() if code not in told}
        else:
            registered |= answered
    known = registered | facts_of_earlier(case, service) | decided_facts(case, service)
    return together(known, declared)


def _answer_now(
    case: Case, check: RegisterCheck, at: datetime, deadline: AnswerDeadline | None
) -> dict[str, FactValue] | None:
    """Return the facts a register's answer of today comes to; nothing where it gives none."""
    today = localdate(at)
    try:
        said = ask(case=case, check=check, at=at, deadline=deadline, on=today)
    except (RegisterRefused, RecordNotFound, Awaited, DeclarationDenied) as silent:
        logger.info("Register %s has no answer for case %s: %s", check.register, case.pk, type(silent).__name__)
        return None
    keep_answers(case=case, register=check.register, said=said, at=at)
    return dict(facts_from_register(check.register, said.answers, known_family(case), on=today, at=at).facts)
