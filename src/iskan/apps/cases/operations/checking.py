"""Asking registers for a case, keeping what the decision needs, and testing the criteria on it."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases.enums import CheckStatus, EventKind
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import Case, CaseAssessment, CaseEvent, CaseFact, RegisterRun
from iskan.apps.cases.operations.moves import NotForThisRole, locked_case, move
from iskan.apps.cases.registers import DeclarationAwaited, PopulationAwaited, ask, keep_household, known_family
from iskan.apps.cases.tasks import ask_register
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import RegisterCheck, Service, assess_service
from iskan.core.eligibility import FactValue
from iskan.core.facts_json import fact_from_json, fact_to_json
from iskan.core.lifecycle import Party
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, Role, Scope
from iskan.integrations.exchange import RecordNotFound, RegisterRefused, RegisterUnavailable
from iskan.policy.derivations import SOURCES, Answered, facts_from_answers, facts_from_register, together

logger = logging.getLogger(__name__)
AWAITING_DECLARATION = "awaiting_declaration"
AWAITING_POPULATION = "awaiting_population"
POPULATION = "civil_registry"
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
    except PopulationAwaited:
        _mark(run, CheckStatus.PENDING, at, fault=AWAITING_POPULATION)
    except RegisterUnavailable as fault:
        _mark(run, CheckStatus.PENDING, at, fault=fault.reason)
        raise
    except RegisterRefused as fault:
        _finish(case=case, service=service, run=run, status=CheckStatus.REFUSED, at=at, fault=fault.reason)
    except RecordNotFound as fault:
        _finish(case=case, service=service, run=run, status=CheckStatus.NOT_FOUND, at=at, fault=fault.reason)
    else:
        _finish(case=case, service=service, run=run, status=CheckStatus.ANSWERED, answers=answers, at=at)


def _mark(run: RegisterRun, status: CheckStatus, at: datetime, fault: str = "") -> None:
    run.status, run.last_tried_at, run.fault = status, at, fault[:60]
    run.attempt_count += 1
    run.answered_at = at if status in FINISHED else None
    run.save(update_fields=["status", "last_tried_at", "attempt_count", "fault", "answered_at"])


@transaction.atomic
def _finish(
    *,
    case: Case,
    service: Service,
    run: RegisterRun,
    status: CheckStatus,
    at: datetime,
    answers: tuple[Answered, ...] = (),
    fault: str = "",
) -> None:
    case = Case.objects.select_for_update(of=("self",)).select_related("applicant", "application").get(pk=case.pk)
    if RegisterRun.objects.filter(pk=run.pk, answered_at__isnull=False).exists():
        return
    _mark(run, status, at, fault)
    if run.register == POPULATION and answers:
        keep_household(case=case, answers=answers, at=at)
        _queue_awaiting(case, AWAITING_POPULATION)
    if status == CheckStatus.ANSWERED:
        keep_facts(case, run.register, answers, at)
    CaseEvent.objects.create(
        case=case, kind=EventKind.REGISTER, code=f"register_{status}", detail={"register": run.register}, at=at
    )
    audit.record(
        scope=SYSTEM,
        action=f"register.{status}",
        subject_kind="case",
        subject=case.reference,
        at=at,
        register=run.register,
    )
    _conclude_if_complete(case, service, at)


def _queue_awaiting(case: Case, what: str) -> None:
    for register in case.register_runs.filter(fault=what, answered_at=None).values_list("register", flat=True):
        ask_register.defer(case_id=case.pk, register=register)


def keep_facts(case: Case, register: str, answers: tuple[Answered, ...], at: datetime) -> None:
    """Keep what a register's answers come to; what it said before of the same gives way, the trail keeps that."""
    on = timezone.localdate(case.filed_at or at)
    derived = facts_from_register(register, answers, known_family(case), on=on, at=at)
    source = SOURCES[register]
    kept = {code: (fact_to_json(fact.value), fact.source) for code, fact in derived.facts.items()}
    kept |= {code: (fact_to_json(value), source) for code, value in derived.shown.items() if code not in kept}
    CaseFact.objects.bulk_create(
        [
            CaseFact(case=case, code=code, value=value, register=register, source_ar=said.ar, source_en=said.en, at=at)
            for code, (value, said) in kept.items()
        ],
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
        move(case=case, scope=SYSTEM, code=waiting.code, at=at)


def assess_case(case: Case, service: Service, at: datetime) -> CaseAssessment | None:
    """Test the criteria on the facts of the day of filing and keep findings with all they rest on."""
    if not service.criteria or case.filed_at is None:
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
    """Return the facts of a case: what registers said, and where they are silent what was declared."""
    declared = facts_from_answers(service, case.application.answers, at=case.filed_at or case.created_at)
    asked = {fact.code: fact for fact in service.facts()}
    registered = {
        row.code: FactValue(
            value=fact_from_json(asked[row.code], row.value),
            source=Text(ar=row.source_ar, en=row.source_en),
            at=row.at,
        )
        for row in case.facts.all()
        if row.code in asked
    }
    return together(registered, declared)


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
