"""A citizen's draft: begun, saved step by step, discarded, filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.utils import timezone

from iskan.apps.accounts.operations.departments import ensure_department_id
from iskan.apps.cases import claims, rules
from iskan.apps.cases.consents import lacking_before_submit, own_number_faults
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.cases.models import Application, Case, CaseEvent, DeclarationMade
from iskan.apps.cases.offices import office_of
from iskan.apps.cases.operations import checking
from iskan.apps.cases.operations.beginning import check_beginning, check_channel, refuse_second, standing_draft
from iskan.apps.cases.operations.consenting import ConsentMissing, ask_consents
from iskan.apps.cases.operations.deaths import ApplicantDied, keep_for_officials, require_living
from iskan.apps.cases.operations.evidence import forget_evidence
from iskan.apps.cases.operations.filing_notice import tell_applicant
from iskan.apps.cases.operations.holding import is_held, require_free
from iskan.apps.cases.operations.moves import StaleEdit, locked_application, move
from iskan.apps.cases.operations.witnessing import ask_second_official
from iskan.apps.cases.queries.assurance import require_filing
from iskan.apps.cases.queries.completeness import faults_of
from iskan.apps.cases.queries.earlier import earlier_case, earlier_faults, with_earlier_cases
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.wizard import context_of, version_of
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.households.operations import forget_household
from iskan.core.answers import CONTROL_CHARACTERS, TOO_LONG, PageReading, Posted, read_step
from iskan.core.catalogue import Channel, Declaration, Service
from iskan.core.forms import Step
from iskan.core.lifecycle import Act, UnlawfulTransition
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.subjects import subject_of
from iskan.core.text import Text, has_control_characters, tidy
from iskan.foundation import audit
from iskan.foundation.references import new_reference
from iskan.foundation.scope import SYSTEM, DelegatedAct, Scope
from iskan.policy.questions.wishes import GOVERNORATE

LONGEST_OBJECTION = 1000
FILED_FIELDS = [
    "service_version", "filed_at", "filed_by", "programme", "subject", "about", "governorate", "department", "channel",
]  # fmt: skip


class AlreadyFiled(Refusal):
    """The application is no longer a draft: it was filed, or discarded."""

    text = Text(
        ar="قُدّم هذا الطلب أو حُذفت مسودته، فلا يمكن تعديله.",
        en="This application was filed or its draft discarded; it can no longer change.",
    )
    status = HTTPStatus.CONFLICT


class OtherDepartment(Refusal):
    """An official files only what their own department decides."""

    text = Text(
        ar="تبت في هذا الطلب إدارة أخرى، فيقدَّم لديها أو من حساب المواطن.",
        en="Another department decides this application: it is filed there, or from the citizen's own account.",
    )
    status = HTTPStatus.FORBIDDEN


class DeclarationMissing(Refusal):
    """A declaration the service demands was not accepted."""

    text = Text(ar="يلزم قبول الإقرارات قبل تقديم الطلب.", en="Accept the declarations before filing.")

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__()
        self.missing = missing

    @property
    def faults(self) -> Mapping[str, Text]:
        return {f"declared-{code}": self.text for code in self.missing}


class IncompleteApplication(Refusal):
    """Some answers or documents are still missing; ``steps`` says what, step by step."""

    text = Text(ar="الطلب غير مكتمل.", en="The application is not complete.")

    def __init__(self, steps: Mapping[str, Mapping[str, Text]]) -> None:
        super().__init__()
        self.steps = steps

    @property
    def faults(self) -> Mapping[str, Text]:
        return {name: fault for faults in self.steps.values() for name, fault in faults.items()}


@dataclass(frozen=True, slots=True)
class StepResult:
    """What saving a step came to: the faults by field name; without any, the step is complete."""

    faults: Mapping[str, Text]
    version: int

    @property
    def ok(self) -> bool:
        return not self.faults


def start_case(
    *,
    scope: Scope,
    service_code: str,
    at: datetime,
    applicant_id: int | None = None,
    channel: Channel = Channel.WEB,
) -> Case:
    """Return the applicant's draft of a service, begun now unless one is open, with what registers know filled in.

    Raises:
        NotForThisRole: the viewer is an official, or no delegate of that applicant.
        UnknownService: no service has that code. AlreadyOpen: an earlier application awaits its decision.
        ChannelNotOffered: the service does not take applications this way. OtherAudience: it is for others.
        NoEarlierCase: it is about an earlier case, and none fits.
    """
    service = catalogue.service(service_code)
    check_channel(service, channel)
    owner = _owner(scope, service, applicant_id)
    if (draft := standing_draft(owner, service)) is not None:
        return draft
    try:
        case = begin_draft(scope=scope, service=service, applicant_id=owner, channel=channel, at=at)
    except IntegrityError:  # the same citizen pressed twice: the other request has begun it
        if (draft := standing_draft(owner, service)) is None:
            raise
        return draft
    checking.ask_before_filing(case=case, service=service, at=at)
    return case


def _owner(scope: Scope, service: Service, applicant_id: int | None) -> int:
    owner = applicant_id or scope.user_id
    if scope.is_official or owner is None or not _may_begin(scope, service, owner):
        raise NotForThisRole
    return owner


def _may_begin(scope: Scope, service: Service, owner: int) -> bool:
    if owner == scope.user_id:
        return True
    return service.by_delegate and scope.may_act_for(owner, DelegatedAct.FILE, service.code)


@transaction.atomic
def begin_draft(*, scope: Scope, service: Service, applicant_id: int, channel: Channel, at: datetime) -> Case:
    """Begin an empty draft of a service for somebody; it refuses as `check_beginning`."""
    check_beginning(scope, service, applicant_id)
    case = Case.objects.create(
        reference=new_reference(),
        service_code=service.code,
        service_version_id=ensure_version(service=service, at=at),
        applicant_id=applicant_id,
        channel=channel,
        stage=service.lifecycle.initial.code,
        stage_since=at,
        created_at=at,
    )
    Application.objects.create(case=case, edited_at=at)
    audit.record(scope=scope, action="case.started", subject_kind="case", subject=case.reference, at=at)
    return case


@transaction.atomic
def save_step(
    *, scope: Scope, reference: str, step_code: str, posted: Posted, version: int, at: datetime
) -> StepResult:
    """Save a step's answers; those that hold are kept even where others fail, so that nothing typed right is lost.

    Raises:
        AlreadyFiled: the application has been filed. StaleEdit: another person saved this step meanwhile.
        DeathOnRecord: the applicant has died.
    """
    case = locked_draft(scope, reference)
    require_applicant_alive(case)
    application = case.application
    service = service_of(case)
    step = service.step(step_code)
    kept = application.steps.get(step_code, {})
    if kept.get("version", 0) != version and kept.get("by") != scope.user_id:
        raise StaleEdit
    reading = _read(scope, case, step, posted, at)
    _keep_answers(application, step, reading)
    faults = {**reading.faults, **_keep_objections(application, step, posted)}
    new_version = kept.get("version", 0) + 1
    application.steps[step_code] = {"version": new_version, "by": scope.user_id, "done": not faults}
    application.edited_at = at
    application.save(update_fields=["answers", "objections", "steps", "edited_at"])
    return StepResult(faults=faults, version=new_version)


def _read(scope: Scope, case: Case, step: Step, posted: Posted, at: datetime) -> PageReading:
    service, on = with_earlier_cases(scope, case, service_of(case)), timezone.localdate(at)
    reading = read_step(service.step(step.code), posted, context_of(case), on)
    wrong = own_number_faults(service, reading.answers, case.applicant.cpr)
    wrong |= earlier_faults(case, service, reading.answers, on)
    held = {code: answer for code, answer in reading.answers.items() if code not in wrong}
    return PageReading(answers=held, faults={**reading.faults, **wrong})


def _keep_answers(application: Application, step: Step, reading: PageReading) -> None:
    """Keep what was read; an answer that is at fault leaves the earlier one, a question no longer asked none."""
    for question in step.questions:
        if question.code in reading.answers:
            application.answers[question.code] = reading.answers[question.code]
        elif not any(name == question.code or name.startswith(f"{question.code}-") for name in reading.faults):
            application.answers.pop(question.code, None)


def _keep_objections(application: Application, step: Step, posted: Posted) -> dict[str, Text]:
    """Keep the citizen's objections to what registers say, and return what is wrong with the words of some."""
    faults: dict[str, Text] = {}
    for shown in step.shows:
        name = f"objection-{shown.fact}"
        typed = (posted.get(name) or ("",))[-1]
        if has_control_characters(typed):
            faults[name] = CONTROL_CHARACTERS
        elif len(words := tidy(typed)) > LONGEST_OBJECTION:
            faults[name] = TOO_LONG.format(limit=f"{LONGEST_OBJECTION:,}")
        elif words:
            application.objections[shown.fact] = words
        else:
            application.objections.pop(shown.fact, None)
    return faults


def locked_draft(scope: Scope, reference: str) -> Case:
    """Return a draft of the viewer's own, locked until the transaction ends.

    Raises:
        OutOfScope, NotForThisRole: it is not the viewer's. AlreadyFiled: it is no draft any more.
    """
    case = locked_application(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    if case.filed_at is not None or case.closed_at is not None:
        raise AlreadyFiled
    return case


@transaction.atomic
def discard_draft(*, scope: Scope, reference: str, at: datetime) -> None:
    """Close a draft and forget what was in it: answers, documents, and what registers said of the family."""
    draft = locked_draft(scope, reference)
    require_free(draft)
    _forget_draft(draft, scope, at)


@transaction.atomic
def expire_draft(*, reference: str, at: datetime) -> bool:
    """Discard a draft its owner left behind, and say whether it was still one that nothing holds."""
    drafts = Case.objects.filter(reference=reference, filed_at__isnull=True, closed_at__isnull=True)
    draft = drafts.select_for_update(of=("self",), no_key=True).select_related("applicant").first()
    if draft is None or is_held(draft):
        return False
    _forget_draft(draft, SYSTEM, at)
    return True


def _forget_draft(case: Case, scope: Scope, at: datetime) -> None:
    discarding = service_of(case).lifecycle.move_that(Act.WITHDRAW, case.stage)
    move(case=case, scope=scope, code=discarding.code, at=at)
    Application.objects.filter(case=case).update(answers={}, objections={}, steps={})
    case.facts.all().delete()
    case.register_answers.all().delete()
    case.consent_requests.filter(answer="").delete()
    for item in case.evidence.all():
        forget_evidence(scope=scope, item=item, at=at)
    household_id, case.person, case.household, case.governorate = case.household_id, None, None, ""
    case.save(update_fields=["person", "household", "governorate"])
    if household_id is not None:
        forget_household(household_id=household_id, scope=scope, at=at)


def submit_case(
    *,
    scope: Scope,
    reference: str,
    declared: frozenset[str],
    at: datetime,
    version: int | None = None,
    channel: Channel = Channel.WEB,
) -> Case:
    """File an application. Filing a filed one again returns it: twice pressed is once filed.

    What each adult declares alone, nobody declares for the applicant: it is asked of them afterwards. Whoever files
    for somebody else files through the channel they began in, and the applicant is told.

    Raises:
        StaleEdit: an answer has changed since the version the viewer read and declares to be true.
        DeclarationMissing: a declaration was not accepted. IncompleteApplication: something is still missing.
        ConsentMissing: somebody must agree first. AlreadyFiled: the draft was discarded.
        AlreadyOpen: an earlier application awaits its decision.
        ClaimStands, HouseholdClaimStands: the household has a claim to a home.
        UnlawfulTransition: the service is no longer offered. ChannelNotOffered: not this way.
        OtherDepartment: an official files what is not theirs to decide.
        StrongerSignInNeeded: eKey must know the citizen more surely.
        ApplicantDied: their death is on record; the draft is kept, and officials are told.
    """
    try:
        return _submit(scope, reference, declared, at, version=version, channel=channel)
    except ApplicantDied:
        keep_for_officials(reference=reference, at=at)
        raise


@transaction.atomic
def _submit(
    scope: Scope, reference: str, declared: frozenset[str], at: datetime, *, version: int | None, channel: Channel
) -> Case:
    case = locked_application(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    if case.filed_at is not None:
        return case
    if case.closed_at is not None:
        raise AlreadyFiled
    require_filing(scope, case)
    require_living(case)
    service = service_of(case)
    if service.code not in catalogue.declared():
        raise UnlawfulTransition(Act.SUBMIT, case.stage)
    filing = service.lifecycle.move_that(Act.SUBMIT, case.stage)
    case.channel = scope.filing.channel if scope.filing else channel
    check_channel(service, Channel(case.channel))
    if version is not None and version != version_of(case):
        raise StaleEdit
    owed = rules.declarations_of(scope, case, service)
    _check_complete(case, service, owed, declared, timezone.localdate(at))
    if lacking := lacking_before_submit(case, service, timezone.localdate(at)):
        raise ConsentMissing(lacking)
    _place(case, service)
    _file(case, service, scope, at)
    _keep_declarations(case, owed, scope, at)
    if scope.filing is not None:
        tell_applicant(case=case, service=service, scope=scope, at=at)
    move(case=case, scope=scope, code=filing.code, at=at, detail={"channel": case.channel})
    ask_consents(case=case, service=service, at=at)
    ask_second_official(scope=scope, case=case, at=at)
    checking.queue_checks(case=case, service=service, at=at)
    return case


def _place(case: Case, service: Service) -> None:
    """Say what a case is about, and refuse it beside another about the same or a second claim to a home."""
    case.subject = subject_of(service, case.application.answers)
    refuse_second(case)
    case.about = earlier_case(case, service)
    claims.require_first_claim(case, service)


def _check_complete(
    case: Case, service: Service, owed: tuple[Declaration, ...], declared: frozenset[str], on: date
) -> None:
    if faults := faults_of(case, service, on):
        raise IncompleteApplication(faults)
    if missing := tuple(d.code for d in owed if d.code not in declared):
        raise DeclarationMissing(missing)


def _file(case: Case, service: Service, scope: Scope, at: datetime) -> None:
    """Make a draft a filed case, under the version of the service in force from now on for ever."""
    answers = case.application.answers
    case.service_version_id = ensure_version(service=service, at=at)
    case.filed_at, case.filed_by_id = at, scope.user_id
    case.programme = str(answers.get(service.programme_question, "")) if service.programme_question else ""
    office, lives_in = office_of(case, service), case.person.governorate if case.person else ""
    case.governorate = str(answers.get(GOVERNORATE.code) or office.governorate or lives_in)
    case.department_id = ensure_department_id(code=office.code, at=at)
    if scope.is_official and case.department_id not in scope.department_ids:
        raise OtherDepartment
    case.save(update_fields=FILED_FIELDS)
    actor = scope.user_id
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case, kind=EventKind.OBJECTION, code="fact_objected", actor_id=actor, detail={"fact": fact}, at=at
        )
        for fact in case.application.objections
    )


def _keep_declarations(case: Case, owed: tuple[Declaration, ...], scope: Scope, at: datetime) -> None:
    DeclarationMade.objects.bulk_create(
        DeclarationMade(
            case=case, code=declaration.code, cpr=case.applicant.cpr or "", made_by_id=scope.user_id, made_at=at
        )
        for declaration in owed
    )
