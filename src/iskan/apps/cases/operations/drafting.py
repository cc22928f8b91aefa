"""A citizen's draft: begun, saved step by step, discarded, filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from iskan.apps.accounts.models import Department
from iskan.apps.cases import rules
from iskan.apps.cases.models import Application, Case, DeclarationMade
from iskan.apps.cases.operations import checking
from iskan.apps.cases.operations.moves import NotForThisRole, StaleEdit, locked_case, move, set_due_day
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.queries.wizard import context_of, faults_by_step
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import ensure_version
from iskan.core.answers import read_step
from iskan.core.catalogue import Declaration, Service
from iskan.core.text import Text, tidy
from iskan.foundation import audit
from iskan.foundation.references import new_reference
from iskan.foundation.scope import Scope
from iskan.policy.departments import department_for


class AlreadyFiled(RuntimeError):
    """The application has been filed; its answers no longer change."""

    text = Text(
        ar="قُدّم هذا الطلب من قبل ولا يمكن تعديله", en="This application has been filed and can no longer change"
    )


class DeclarationMissing(ValueError):
    """A declaration the service demands was not accepted."""

    text = Text(ar="يلزم قبول الإقرارات قبل تقديم الطلب", en="Accept the declarations before filing")

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class IncompleteApplication(ValueError):
    """Some answers or documents are still missing."""

    text = Text(ar="الطلب غير مكتمل", en="The application is not complete")

    def __init__(self, faults: Mapping[str, Mapping[str, Text]]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class StepResult:
    """What saving a step came to: the faults by field name; without any, the step is complete."""

    faults: Mapping[str, Text]
    version: int

    @property
    def ok(self) -> bool:
        return not self.faults


def start_case(*, scope: Scope, service_code: str, at: datetime, applicant_id: int | None = None) -> Case:
    """Return the applicant's draft of a service, begun now unless one is open, with what registers know filled in.

    Raises:
        NotForThisRole: the viewer is an official, or no delegate of that applicant.
        UnknownService: no service has that code.
    """
    service = catalogue.service(service_code)
    owner = applicant_id or scope.user_id
    if scope.is_official or owner is None or owner not in {scope.user_id, *scope.principal_ids}:
        raise NotForThisRole
    if owner != scope.user_id and not service.by_delegate:
        raise NotForThisRole
    drafts = visible_cases(scope).filter(
        applicant_id=owner, service_code=service_code, filed_at__isnull=True, closed_at__isnull=True
    )
    if (draft := drafts.first()) is not None:
        return draft
    try:
        case = _begin(scope, service, owner, at)
    except IntegrityError:  # the same citizen pressed twice: the other request has begun it
        return drafts.get()
    checking.ask_before_filing(case=case, service=service, at=at)
    return case


@transaction.atomic
def _begin(scope: Scope, service: Service, applicant_id: int, at: datetime) -> Case:
    case = Case.objects.create(
        reference=new_reference(),
        service_code=service.code,
        service_version_id=ensure_version(service=service, at=at),
        applicant_id=applicant_id,
        stage=service.lifecycle.initial.code,
        stage_since=at,
        created_at=at,
    )
    Application.objects.create(case=case, edited_at=at)
    audit.record(scope=scope, action="case.started", subject_kind="case", subject=case.reference, at=at)
    return case


@transaction.atomic
def save_step(
    *, scope: Scope, reference: str, step_code: str, posted: Mapping[str, Sequence[str]], version: int, at: datetime
) -> StepResult:
    """Save a step's answers; those that hold are kept even where others fail, so that nothing typed right is lost.

    Raises:
        AlreadyFiled: the application has been filed. StaleEdit: another person saved this step meanwhile.
    """
    case = _locked_draft(scope, reference)
    application = case.application
    service = catalogue.service_of(case.service_version_id)
    step = service.step(step_code)
    kept = application.steps.get(step_code, {})
    if kept.get("version", 0) != version and kept.get("by") != scope.user_id:
        raise StaleEdit
    reading = read_step(step, posted, context_of(case), timezone.localdate(at))
    for question in step.questions:
        if question.code in reading.answers:
            application.answers[question.code] = reading.answers[question.code]
        elif not any(name == question.code or name.startswith(f"{question.code}-") for name in reading.faults):
            application.answers.pop(question.code, None)
    for shown in step.shows:
        if words := tidy((posted.get(f"objection-{shown.fact}") or [""])[-1])[:1000]:
            application.objections[shown.fact] = words
        else:
            application.objections.pop(shown.fact, None)
    done, new_version = not reading.faults, kept.get("version", 0) + 1
    application.steps[step_code] = {"version": new_version, "by": scope.user_id, "done": done}
    application.edited_at = at
    application.save(update_fields=["answers", "objections", "steps", "edited_at"])
    return StepResult(faults=reading.faults, version=new_version)


def _locked_draft(scope: Scope, reference: str) -> Case:
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    if case.filed_at is not None or case.closed_at is not None:
        raise AlreadyFiled
    return case


@transaction.atomic
def discard_draft(*, scope: Scope, reference: str, at: datetime) -> None:
    """Close a draft and forget its answers; its documents are cleared away with it."""
    case = _locked_draft(scope, reference)
    move(case=case, scope=scope, code="withdraw", at=at, reason="-")
    Application.objects.filter(case=case).update(answers={}, objections={}, steps={})
    case.facts.all().delete()
    case.evidence.filter(withdrawn_at__isnull=True).update(withdrawn_at=at)


@transaction.atomic
def submit_case(*, scope: Scope, reference: str, declared: frozenset[str], at: datetime) -> Case:
    """File an application. Filing a filed one again returns it: twice pressed is once filed.

    What each adult declares alone, a delegate does not declare for the applicant: it is asked of them afterwards.

    Raises:
        DeclarationMissing: a declaration was not accepted. IncompleteApplication: something is still missing.
    """
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    if case.filed_at is not None:
        return case
    service = catalogue.service_of(case.service_version_id)
    owed = rules.declarations_of(scope, case, service)
    _check_complete(case, service, owed, declared)
    _file(case, service, scope, at)
    _keep_declarations(case, owed, scope, at)
    move(case=case, scope=scope, code="submit", at=at)
    set_due_day(case, service, at)
    checking.queue_checks(case=case, service=service, at=at)
    return case


def _check_complete(case: Case, service: Service, owed: tuple[Declaration, ...], declared: frozenset[str]) -> None:
    if faults := faults_by_step(case, service):
        raise IncompleteApplication(faults)
    if missing := tuple(d.code for d in owed if d.code not in declared):
        raise DeclarationMissing(missing)


def _file(case: Case, service: Service, scope: Scope, at: datetime) -> None:
    answers = case.application.answers
    case.filed_at, case.filed_by_id = at, scope.user_id
    case.programme = str(answers.get(service.programme_question, "")) if service.programme_question else ""
    case.governorate = str(answers.get("governorate") or (case.person.governorate if case.person else ""))
    case.department = Department.objects.filter(code=department_for(service.code).code).first()
    case.save(update_fields=["filed_at", "filed_by", "programme", "governorate", "department"])


def _keep_declarations(case: Case, owed: tuple[Declaration, ...], scope: Scope, at: datetime) -> None:
    DeclarationMade.objects.bulk_create(
        DeclarationMade(
            case=case, code=declaration.code, cpr=case.applicant.cpr or "", made_by_id=scope.acting_id, made_at=at
        )
        for declaration in owed
    )
