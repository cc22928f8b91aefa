"""Asking registers for a case: before filing in a hurry, afterwards until each has answered."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from iskan.apps.cases.enums import CheckStatus, EventKind
from iskan.apps.cases.models import Case, CaseAssessment, CaseEvent, RegisterRun
from iskan.apps.cases.operations.assessing import assess_case, forget_facts, keep_facts
from iskan.apps.cases.operations.consenting import ask_consents
from iskan.apps.cases.operations.keeping import keep_answers
from iskan.apps.cases.operations.moves import examined_case, go_on
from iskan.apps.cases.operations.queueing import ASK, queue_register
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.registers import (
    ABOUT_THE_APPLICANT,
    AWAITING_DECLARATION,
    AWAITING_POPULATION,
    POPULATION,
    Awaited,
    DeclarationDenied,
    Said,
    ask,
    family_numbers,
    keep_people,
)
from iskan.core.catalogue import RegisterCheck, Service
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope
from iskan.integrations.inquiry import AnswerDeadline, RecordNotFound, RegisterRefused, RegisterUnavailable
from iskan.integrations.register import Answered, unread_of

__all__ = [
    "AWAITING_DECLARATION",
    "AWAITING_POPULATION",
    "ask_again",
    "ask_before_filing",
    "queue_checks",
    "queue_forgotten_checks",
    "reassess",
    "run_register",
]

logger = logging.getLogger(__name__)
A_CITIZEN_WAITS_SECONDS = 2.0
FORGOTTEN_AFTER = timedelta(hours=1)
NOTHING_SAID = Said((), ())


def ask_before_filing(*, case: Case, service: Service, at: datetime) -> None:
    """Ask at once what the form would otherwise ask; whatever takes longer than a citizen waits, the worker asks."""
    deadline = AnswerDeadline.within(A_CITIZEN_WAITS_SECONDS)
    for check in service.register_checks:
        if check.before_filing:
            try:
                run_register(case_id=case.pk, register=check.register, at=at, deadline=deadline)
            except RegisterUnavailable as fault:
                logger.warning("Register %s is not available before filing: %s", check.register, fault.reason)
                queue_register(case_id=case.pk, register=check.register)


def queue_checks(*, case: Case, service: Service, at: datetime) -> None:
    """Queue every check in the transaction of the filing, except those answered the same day; without any, conclude.

    What a register said of a draft on an earlier day proves nothing of the day of filing: it is asked again.
    """
    known = {run.register: run for run in case.register_runs.all()} if service.register_checks else {}
    missing = [check.register for check in service.register_checks if check.register not in known]
    RegisterRun.objects.bulk_create(RegisterRun(case=case, register=register, asked_at=at) for register in missing)
    today = timezone.localdate(at)
    stale = [run.register for run in known.values() if run.answered_at and timezone.localdate(run.answered_at) < today]
    _reopen(case, stale, at)
    for check in service.register_checks:
        if check.register in stale or check.register not in known or known[check.register].answered_at is None:
            queue_register(case_id=case.pk, register=check.register)
    _conclude_if_complete(case, service, at)


def run_register(*, case_id: int, register: str, at: datetime, deadline: AnswerDeadline | None = None) -> None:
    """Ask one register about the case's people and keep the facts.

    The register is asked outside any transaction: its receipt survives whatever happens to the case.

    Raises:
        RegisterUnavailable: it is down or slow; the job is retried with growing pauses until it answers.
    """
    case = Case.objects.select_related("applicant", "household").get(pk=case_id)
    check = service_of(case).register_check(register)
    if check is None or case.closed_at is not None:
        return
    run, _is_new = RegisterRun.objects.get_or_create(case=case, register=register, defaults={"asked_at": at})
    if run.answered_at is not None:
        return
    try:
        said = ask(case=case, check=check, at=at, deadline=deadline)
    except Awaited as awaited:
        _note_attempt(run, awaited.what, at)
    except DeclarationDenied:
        _finish(run=run, check=check, status=CheckStatus.DENIED, at=at)
    except RegisterUnavailable as fault:
        _note_attempt(run, fault.reason, at)
        raise
    except (RegisterRefused, RecordNotFound) as fault:
        status = CheckStatus.REFUSED if isinstance(fault, RegisterRefused) else CheckStatus.NOT_FOUND
        _finish(run=run, check=check, status=status, at=at, fault=fault.reason)
    else:
        _finish(run=run, check=check, status=CheckStatus.ANSWERED, at=at, said=said)


def _note_attempt(run: RegisterRun, fault: str, at: datetime) -> None:
    """Note an attempt that brought nothing, unless another has meanwhile brought the answer."""
    RegisterRun.objects.filter(pk=run.pk, answered_at__isnull=True).update(
        last_tried_at=at, fault=fault[:60], attempt_count=F("attempt_count") + 1
    )


@transaction.atomic
def _finish(
    *,
    run: RegisterRun,
    check: RegisterCheck,
    status: CheckStatus,
    at: datetime,
    said: Said = NOTHING_SAID,
    fault: str = "",
) -> None:
    """Keep an answer and go on, unless another has been kept meanwhile or nobody needs it any more."""
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=run.case_id)
    unanswered = RegisterRun.objects.filter(pk=run.pk, answered_at__isnull=True)
    if case.closed_at is not None or not unanswered.update(
        status=status,
        answered_at=at,
        last_tried_at=at,
        fault=fault[:60],
        attempt_count=F("attempt_count") + 1,
        unread=[{"cpr": one.cpr, "field": one.record.field} for one in unread_of(said.answers)],
    ):
        return
    service = service_of(case)
    if check.register == POPULATION:
        _meet_family(case, service, said.answers, at)
    if status == CheckStatus.ANSWERED:
        keep_answers(case=case, register=check.register, said=said, at=at)
        keep_facts(case=case, register=check.register, answers=said.answers, at=at)
    else:
        forget_facts(case=case, register=check.register)
    _tell_trail(case, check.register, status, at)
    _conclude_if_complete(case, service, at)


def _tell_trail(case: Case, register: str, status: CheckStatus, at: datetime) -> None:
    CaseEvent.objects.create(
        case=case, kind=EventKind.REGISTER, code=f"register_{status}", detail={"register": register}, at=at
    )
    audit.record(
        scope=SYSTEM, action=f"register.{status}", subject_kind="case", subject=case.reference, at=at, register=register
    )


def _meet_family(case: Case, service: Service, answers: tuple[Answered, ...], at: datetime) -> None:
    """Keep who the family is; whatever registers said of another family than this is asked again."""
    before = family_numbers(case)
    if answers:
        keep_people(case=case, answers=answers, at=at)
    about_family = [check.register for check in service.register_checks if check.subjects not in ABOUT_THE_APPLICANT]
    if family_numbers(case) != before:
        _reopen(case, about_family, at)
    if case.filed_at is not None:
        ask_consents(case=case, service=service, at=at)
    waiting = case.register_runs.filter(register__in=about_family, answered_at__isnull=True)
    for register in waiting.values_list("register", flat=True):
        queue_register(case_id=case.pk, register=register)


def _reopen(case: Case, registers: list[str], at: datetime) -> int:
    """Let registers be asked again."""
    runs = case.register_runs.filter(register__in=registers)
    return runs.update(answered_at=None, status=CheckStatus.PENDING, fault="", unread=[], asked_at=at)


def _conclude_if_complete(case: Case, service: Service, at: datetime) -> None:
    """Once the last register has answered, test the criteria, and make the moves that waited for it."""
    if case.filed_at is None or case.closed_at is not None:
        return
    if service.register_checks and case.register_runs.filter(answered_at__isnull=True).exists():
        return
    assess_case(case=case, service=service, at=at)
    go_on(case=case, service=service, at=at)


@transaction.atomic
def ask_again(*, scope: Scope, reference: str, register: str, at: datetime) -> None:
    """Have a register asked again, as when the citizen objected to what it said or it has answered since.

    Raises:
        OutOfScope: the case asks no such register.
    """
    case = examined_case(scope, reference)
    if not _reopen(case, [register], at):
        raise OutOfScope(register)
    queue_register(case_id=case.pk, register=register)
    audit.record(
        scope=scope, action="register.asked_again", subject_kind="case", subject=reference, at=at, register=register
    )


@transaction.atomic
def reassess(*, scope: Scope, reference: str, at: datetime) -> CaseAssessment | None:
    """Test the criteria again on the facts as they now stand."""
    case = examined_case(scope, reference)
    audit.record(scope=scope, action="case.reassessed", subject_kind="case", subject=reference, at=at)
    return assess_case(case=case, service=service_of(case), at=at)


def queue_forgotten_checks(*, at: datetime) -> int:
    """Queue again what is long unanswered and has no job any more, as after a register's outage of days."""
    waiting = RegisterRun.objects.filter(
        answered_at__isnull=True, case__filed_at__isnull=False, case__closed_at__isnull=True
    ).exclude(fault=AWAITING_DECLARATION)
    forgotten = waiting.filter(asked_at__lt=at - FORGOTTEN_AFTER).exclude(last_tried_at__gte=at - FORGOTTEN_AFTER)
    return sum(_queue_once(case_id, register) for case_id, register in forgotten.values_list("case_id", "register"))


def _queue_once(case_id: int, register: str) -> bool:
    lock = f"forgotten-{case_id}-{register}"
    try:
        with transaction.atomic():
            app.configure_task(ASK, queueing_lock=lock).defer(case_id=case_id, register=register)
    except AlreadyEnqueued:
        return False
    return True
