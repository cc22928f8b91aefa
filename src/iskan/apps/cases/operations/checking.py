"""Asking registers for a case, keeping what the decision needs, and testing the criteria on it."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases.enums import CheckStatus, EventKind
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import Case, CaseAssessment, CaseEvent, CaseFact, RegisterRun
from iskan.apps.cases.operations.moves import NotForThisRole, locked_case, move
from iskan.apps.cases.registers import Answer, DeclarationAwaited, ask, keep_household
from iskan.apps.cases.tasks import ask_register
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import RegisterCheck, Service
from iskan.core.eligibility import FactValue, assess
from iskan.core.facts_json import fact_to_json
from iskan.core.lifecycle import Party
from iskan.foundation import audit
from iskan.foundation.scope import NOBODY, Role, Scope
from iskan.integrations.exchange import RecordNotFound, RegisterRefused, RegisterUnavailable
from iskan.policy import derivations

logger = logging.getLogger(__name__)
AWAITING_DECLARATION = "awaiting_declaration"
FINISHED = (CheckStatus.ANSWERED, CheckStatus.REFUSED, CheckStatus.NOT_FOUND)


def ask_before_filing(*, case: Case, service: Service, at: datetime) -> None:
    """Ask at once what the form would otherwise ask the citizen; a register that is down is asked again later."""
    for check in service.register_checks:
        if check.before_filing:
            _open_run(case, check, at)
            try:
                run_register(case_id=case.pk, register=check.register, at=at)
            except RegisterUnavailable as fault:
                logger.warning("Register %s is not available before filing: %s", check.register, fault.reason)
                ask_register.defer(case_id=case.pk, register=check.register)


def queue_checks(*, case: Case, service: Service, at: datetime) -> None:
    """Queue every check not yet answered, in the transaction of the filing; without any, conclude at once."""
    for check in service.register_checks:
        if _open_run(case, check, at).answered_at is None:
            ask_register.defer(case_id=case.pk, register=check.register)
    _conclude_if_complete(case, service, at)


def _open_run(case: Case, check: RegisterCheck, at: datetime) -> RegisterRun:
    run, _created = RegisterRun.objects.get_or_create(case=case, register=check.register, defaults={"asked_at": at})
    return run


def run_register(*, case_id: int, register: str, at: datetime) -> None:
    """Ask one register about the case's people and keep the facts.

    The register is asked outside any transaction: its receipt survives whatever happens to the case.

    Raises:
        RegisterUnavailable: it is down or slow; the job is retried with growing pauses until it answers.
    """
    case = Case.objects.select_related("applicant", "household", "application").get(pk=case_id)
    service = catalogue.service_of(case.service_version_id)
    check = next(check for check in service.register_checks if check.register == register)
    run = _open_run(case, check, at)
    if run.answered_at is not None or case.closed_at is not None:
        return
    try:
        answers = ask(case=case, service=service, check=check)
    except DeclarationAwaited:
        _mark(run, CheckStatus.PENDING, at, fault=AWAITING_DECLARATION)
    except RegisterUnavailable as fault:
        _mark(run, CheckStatus.PENDING, at, fault=fault.reason)
        raise
    except RegisterRefused as fault:
        _finish(case, service, run, CheckStatus.REFUSED, (), at, fault=fault.reason)
    except RecordNotFound as fault:
        _finish(case, service, run, CheckStatus.NOT_FOUND, (), at, fault=fault.reason)
    else:
        _finish(case, service, run, CheckStatus.ANSWERED, answers, at)


def _mark(run: RegisterRun, status: CheckStatus, at: datetime, fault: str = "") -> None:
    run.status, run.last_tried_at, run.fault = status, at, fault[:60]
    run.attempt_count += 1
    run.answered_at = at if status in FINISHED else None
    run.save(update_fields=["status", "last_tried_at", "attempt_count", "fault", "answered_at"])


@transaction.atomic
def _finish(
    case: Case,
    service: Service,
    run: RegisterRun,
    status: CheckStatus,
    answers: tuple[Answer, ...],
    at: datetime,
    fault: str = "",
) -> None:
    case = Case.objects.select_for_update(of=("self",)).select_related("applicant", "application").get(pk=case.pk)
    if RegisterRun.objects.filter(pk=run.pk, answered_at__isnull=False).exists():
        return
    _mark(run, status, at, fault)
    if run.register == "civil_registry" and answers:
        keep_household(case=case, answers=answers, at=at)
    facts = derivations.facts_from(run.register, [answer.record for answer in answers]) if answers else {}
    keep_facts(case, facts, run.register, at)
    CaseEvent.objects.create(
        case=case, kind=EventKind.REGISTER, code=f"register_{status}", detail={"register": run.register}, at=at
    )
    audit.record(
        scope=NOBODY, action=f"register.{status}", subject_kind="case", subject=case.reference, at=at, register=run.register
    )
    _conclude_if_complete(case, service, at)


def keep_facts(case: Case, facts: dict[str, FactValue], register: str, at: datetime) -> None:
    """Keep a register's facts; what it said before about the same is replaced, the trail keeps that it was asked."""
    rows = [
        CaseFact(
            case=case,
            code=code,
            value=fact_to_json(fact.value),
            register=register,
            source_ar=fact.source.ar,
            source_en=fact.source.en,
            at=fact.at or at,
        )
        for code, fact in facts.items()
    ]
    CaseFact.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["case", "code"],
        update_fields=["value", "register", "source_ar", "source_en", "at"],
    )


def _conclude_if_complete(case: Case, service: Service, at: datetime) -> None:
    """Once the last register has answered, test the criteria, and make the move that waited for it, if one did."""
    if case.filed_at is None or case.closed_at is not None:
        return
    if case.register_runs.filter(answered_at__isnull=True).exists():
        return
    assess_case(case, service, at)
    for waiting in service.lifecycle.open_to(Party.SYSTEM, case.stage)[:1]:
        move(case=case, scope=NOBODY, code=waiting.code, at=at)


def assess_case(case: Case, service: Service, at: datetime) -> CaseAssessment | None:
    """Test the criteria on the facts of the day of filing and keep findings with all they rest on."""
    criteria = service.criteria_for(case.programme)
    if not criteria or case.filed_at is None:
        return None
    filed_on = timezone.localdate(case.filed_at)
    facts = facts_of(case, service)
    assessment = assess(criteria, facts, filed_on, catalogue.figures())
    return CaseAssessment.objects.create(
        case=case,
        at=at,
        on_day=filed_on,
        verdict=assessment.verdict,
        facts={code: _kept_fact(fact) for code, fact in facts.items()},
        findings=keep_findings(assessment.findings),
    )


def facts_of(case: Case, service: Service) -> dict[str, FactValue]:
    """Return the facts of a case: what was declared, and over it what registers said."""
    declared = derivations.facts_from_answers(service, case.application.answers)
    declared = {code: replace(fact, at=fact.at or case.filed_at) for code, fact in declared.items()}
    return declared | derivations.facts_from_kept(case.facts.all())


def _kept_fact(fact: FactValue) -> dict[str, Any]:
    return {
        "value": fact_to_json(fact.value),
        "source": {"ar": fact.source.ar, "en": fact.source.en},
        "at": fact.at.isoformat() if fact.at else None,
    }


@transaction.atomic
def ask_again(*, scope: Scope, reference: str, register: str, at: datetime) -> None:
    """Have a register asked anew, as when the citizen objected to what it said or it has answered since."""
    case = locked_case(scope, reference)
    if not scope.has(Role.REVIEWER, Role.SUPERVISOR) or case.closed_at is not None:
        raise NotForThisRole
    updated = case.register_runs.filter(register=register).update(
        answered_at=None, status=CheckStatus.PENDING, fault="", asked_at=at
    )
    if updated:
        ask_register.defer(case_id=case.pk, register=register)
    audit.record(
        scope=scope, action="register.asked_again", subject_kind="case", subject=reference, at=at, register=register
    )


@transaction.atomic
def reassess(*, scope: Scope, reference: str, at: datetime) -> CaseAssessment | None:
    """Test the criteria again on the facts as they now stand."""
    case = locked_case(scope, reference)
    if not scope.has(Role.REVIEWER, Role.SUPERVISOR) or case.closed_at is not None:
        raise NotForThisRole
    audit.record(scope=scope, action="case.reassessed", subject_kind="case", subject=reference, at=at)
    return assess_case(case, catalogue.service_of(case.service_version_id), at)
