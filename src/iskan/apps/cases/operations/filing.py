"""Filing for a citizen: an official with the citizen before them or on the phone, or a machine of another body."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import IntegrityError, transaction

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import admit_from_register
from iskan.apps.accounts.queries import Client, department_codes
from iskan.apps.cases import rules
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models import Case, Filing
from iskan.apps.cases.operations import checking
from iskan.apps.cases.operations.beginning import check_channel, standing_draft
from iskan.apps.cases.operations.drafting import (
    AlreadyFiled,
    OtherDepartment,
    begin_draft,
    discard_draft,
    save_step,
    submit_case,
)
from iskan.apps.cases.queries.filings import deciding_codes, draft_of_official
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.cases.registers import POPULATION
from iskan.apps.catalogue import queries as catalogue
from iskan.core.answers import Posted
from iskan.core.catalogue import Channel, RegisterCheck, Service, Subjects
from iskan.core.people import PersonRecord
from iskan.core.refusal import NotForThisRole, OwnHousehold, Refusal
from iskan.core.text import Text, has_control_characters, tidy
from iskan.foundation import audit
from iskan.foundation.scope import FilingFor, Scope
from iskan.integrations import registry
from iskan.integrations.inquiry import (
    AnswerDeadline,
    Inquiry,
    Purpose,
    RecordNotFound,
    RecordUnreadable,
    RegisterRefused,
    RegisterUnavailable,
)

SOMEBODY_WAITS_SECONDS: Final = 5.0
LONGEST_IDENTIFICATION: Final = 300
_PURPOSE: Final = Text(
    ar="معرفة مقدم الطلب الذي يُقدَّم الطلب باسمه", en="To know the applicant in whose name an application is filed"
)
_WAYS: Final = {Identified.CARD: Channel.DESK, Identified.ANSWERS: Channel.PHONE}


class ApplicantNotNamed(Refusal):
    """A machine must say for whom it files; a citizen files for themselves."""

    text = Text(
        ar="أدخل الرقم الشخصي لمن يُقدَّم الطلب باسمه (تسعة أرقام)، ومن دخل بحسابه لا يقدّم إلا لنفسه.",
        en="Name the applicant by their nine-digit personal number; whoever signed in files for themselves alone.",
    )
    field = "cpr"


class DraftStands(Refusal):
    """The citizen has begun the same application: what they typed is theirs to see and to finish."""

    text = Text(
        ar="لصاحب هذا الرقم مسودة طلب في هذه الخدمة. يكملها أو يحذفها من حسابه، ثم يُقدَّم طلب جديد.",
        en="This person has a draft for this service. They finish or discard it in their own account first.",
    )
    status = HTTPStatus.CONFLICT


class ApplicantUnknown(Refusal):
    """The population register knows nobody of that number, or somebody who has died."""

    text = Text(
        ar="لا يوجد في السجل السكاني صاحب لهذا الرقم، فلا يُقدَّم طلب باسمه. يرجى التأكد من الرقم.",
        en="The population register knows no living person of this number, so nothing can be filed in their name.",
    )
    field = "cpr"


class ApplicantUnconfirmed(Refusal):
    """The population register gives no answer now, so it is not known who the applicant is."""

    text = Text(
        ar="تعذر الاستعلام لدى السجل السكاني عن صاحب هذا الرقم، يرجى المحاولة مرة أخرى بعد قليل.",
        en="The population register does not answer now, so we cannot tell whose number this is. Try again shortly.",
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE
    field = "cpr"


class ForCitizenAlone(Refusal):
    """Each citizen uses this service alone: no machine does for them."""

    text = Text(
        ar="لا تُقدَّم هذه الخدمة إلا من حساب المواطن نفسه أو بحضوره.",
        en="This service is used from the citizen's own account, or in their presence.",
    )
    status = HTTPStatus.FORBIDDEN


class RegistersNotTold(Refusal):
    """The applicant was not told of every register that will be asked, for what and on what ground."""

    text = Text(
        ar="أخبر مقدم الطلب بالسجلات التي سيُستعلم منها والغرض من ذلك وسنده، كما ترد في وصف الخدمة، ثم اذكر رموزها في "
        "«told»: {codes}",
        en="Tell the applicant which registers will be asked, for what and on what ground, as the service's schema "
        'names them, then name their codes in "told": {codes}',
    )
    field = "told"

    def __init__(self, codes: Collection[str]) -> None:
        super().__init__(codes=", ".join(sorted(codes)))


class ClientNotAdmitted(Refusal):
    """The machine may not file this service."""

    text = Text(ar="لم تُخوَّل هذه الجهة تقديم هذه الخدمة.", en="This client may not file this service.")
    status = HTTPStatus.FORBIDDEN


class IdentificationMissing(Refusal):
    """It is not said how the citizen was identified."""

    text = Text(ar="أدخل وسيلة التحقق من هوية مقدم الطلب.", en="Say how you identified the citizen.")
    field = "identification"


@dataclass(frozen=True, slots=True)
class Identification:
    """How an official knows whom they file for; ``words`` say which card, or which questions were answered."""

    by: Identified
    words: str


def begin_at_desk(*, scope: Scope, service_code: str, cpr: str, known: Identification, at: datetime) -> Case:
    """Begin an official's draft for the citizen before them or on the phone, or go on with the one begun at the desk.

    Raises:
        NotForThisRole: the viewer does not review. OtherDepartment: theirs does not decide the service.
        OwnHousehold: the applicant is of their own household. IdentificationMissing, ChannelNotOffered, DraftStands.
        AlreadyOpen: an earlier application awaits its decision. ApplicantUnknown, ApplicantUnconfirmed.
    """
    service = catalogue.service(service_code)
    if not rules.can_examine(scope):
        raise NotForThisRole
    if not may_decide(scope, service):
        raise OtherDepartment
    words, channel = tidy(known.words)[:LONGEST_IDENTIFICATION], _WAYS[known.by]
    if not words or has_control_characters(words):
        raise IdentificationMissing
    check_channel(service, channel)
    applicant = _applicant(scope, service, cpr, at)
    if rules.is_in_own_household(scope, Case(applicant=applicant)):
        raise OwnHousehold
    filing = Filing(official_id=scope.acting_id, identified_by=known.by, identification=words, begun_at=at)
    if (case := _taken_up(scope, filing, applicant, service, channel)) is not None:
        return case
    return _begin(scope, service, applicant, channel=channel, filing=filing, at=at)


def _taken_up(scope: Scope, filing: Filing, applicant: User, service: Service, channel: Channel) -> Case | None:
    """Return the draft begun for the citizen at the desk, with how they are identified this time and who goes on.

    A colleague of the same department may have begun it: the citizen comes back when that official is away.
    """
    begun = Case.objects.filter(
        applicant=applicant, service_code=service.code, filed_at=None, closed_at=None, filing__official__isnull=False
    )
    with transaction.atomic():
        case = begun.select_for_update(of=("self",)).select_related("filing").first()
        if case is None:
            return None
        if case.filing.official_id != filing.official_id:
            audit.record(
                scope=scope, action="case.draft_taken_over", subject_kind="case", subject=case.reference,
                at=filing.begun_at,
            )  # fmt: skip
        case.filing.official_id = filing.official_id
        case.filing.identified_by, case.filing.identification = filing.identified_by, filing.identification
        case.filing.save(update_fields=["official", "identified_by", "identification"])
        case.channel = channel
        case.save(update_fields=["channel"])
    return case


def open_at_desk(*, scope: Scope, reference: str) -> tuple[Case, Scope]:
    """Return a draft an official has begun for a citizen, with the scope in which they go on with it.

    Raises:
        NotForThisRole: the viewer does not review. OutOfScope: the draft is not theirs.
        AlreadyFiled: it is no draft any more. OtherDepartment: theirs does not decide the service.
        OwnHousehold: the applicant is of their own household.
    """
    if not rules.can_examine(scope):
        raise NotForThisRole
    case = draft_of_official(scope, reference)
    if case.filed_at is not None or case.closed_at is not None:
        raise AlreadyFiled
    if not may_decide(scope, service_of(case)):
        raise OtherDepartment
    if rules.is_in_own_household(scope, case):
        raise OwnHousehold
    return case, filing_scope(scope, case)


def may_decide(scope: Scope, service: Service) -> bool:
    """Say whether the viewer's department decides a service, or some of its cases."""
    return not department_codes(scope.department_ids).isdisjoint(deciding_codes(service))


def begin_as_client(*, client: Client, service_code: str, cpr: str, key: str, at: datetime) -> tuple[Case, Scope]:
    """Begin a machine's draft for a citizen, or return the case it filed under the same key, with the scope to file it.

    Raises:
        ClientNotAdmitted, ForCitizenAlone, ChannelNotOffered, DraftStands, AlreadyOpen.
        ApplicantUnknown, ApplicantUnconfirmed: the population register names nobody of that number, or is silent.
    """
    service, scope = catalogue.service(service_code), scope_of_client(client)
    if service.code not in client.services:
        raise ClientNotAdmitted
    if not service.by_delegate:
        raise ForCitizenAlone
    check_channel(service, Channel.API)
    mark = f"client:{client.code}:{key}"
    case = _filed_under(mark)
    if case is None:
        applicant = _applicant(scope, service, cpr, at)
        filing = Filing(client_id=client.id, key=mark, begun_at=at)
        case = _begin(scope, service, applicant, channel=Channel.API, filing=filing, at=at)
    return case, filing_scope(scope, case)


def begin_as_citizen(*, scope: Scope, service_code: str, key: str, at: datetime) -> Case:
    """Begin a signed-in citizen's own draft by program, or return the case they filed under the same key.

    Raises:
        ChannelNotOffered, DraftStands, AlreadyOpen.
    """
    service = catalogue.service(service_code)
    if scope.cpr is None:
        raise NotForThisRole
    check_channel(service, Channel.API)
    mark = f"citizen:{scope.acting_id}:{key}"
    if (case := _filed_under(mark)) is not None:
        return case
    applicant = User.objects.get(pk=scope.acting_id)
    return _begin(scope, service, applicant, channel=Channel.API, filing=Filing(key=mark, begun_at=at), at=at)


def require_told(service: Service, told: frozenset[str]) -> None:
    """Refuse to ask registers of which the applicant was not told.

    Raises:
        RegistersNotTold.
    """
    if untold := {check.register for check in service.register_checks} - told:
        raise RegistersNotTold(untold)


def scope_of_client(client: Client) -> Scope:
    """Return what a machine sees before it has begun a case: nothing."""
    return Scope(filing=FilingFor(channel=Channel.API, client=client.code))


def filing_scope(scope: Scope, case: Case) -> Scope:
    """Return the scope to file one case with, for whoever began it for somebody else."""
    client = scope.filing.client if scope.filing else ""
    filing = FilingFor(channel=case.channel, client=client, case_id=case.pk, applicant_id=case.applicant_id)
    return replace(scope, filing=filing)


def _filed_under(mark: str) -> Case | None:
    return Case.objects.filter(filing__key=mark).select_related("applicant").first()


def _applicant(scope: Scope, service: Service, cpr: str, at: datetime) -> User:
    """Return the account of a personal number, made from the population register's record on the first occasion."""
    record = _record_of(scope, service, cpr)
    if record.died_on is not None:
        raise ApplicantUnknown
    return admit_from_register(scope=scope, cpr=cpr, name_ar=record.name_ar, name_en=record.name_en, at=at)


def _record_of(scope: Scope, service: Service, cpr: str) -> PersonRecord:
    asked = RegisterCheck(register=POPULATION, subjects=Subjects.PERSON, purpose=_PURPOSE)
    purpose = Purpose(code=f"{service.code}.filing", words=_PURPOSE, legal_ground=service.ground_of(asked))
    inquiry = Inquiry(
        subject_cpr=cpr, purpose=purpose, asked_by=scope.user_id, asked_as=audit.role_of(scope),
        deadline=AnswerDeadline.within(SOMEBODY_WAITS_SECONDS),
    )  # fmt: skip
    try:
        record = registry.person_of(POPULATION, inquiry)
    except RecordNotFound as unknown:
        raise ApplicantUnknown from unknown
    except (RegisterUnavailable, RegisterRefused, RecordUnreadable) as silent:
        raise ApplicantUnconfirmed from silent
    return record


def _begin(scope: Scope, service: Service, applicant: User, *, channel: Channel, filing: Filing, at: datetime) -> Case:
    if standing_draft(applicant.pk, service) is not None:
        raise DraftStands
    try:
        with transaction.atomic():
            case = begin_draft(scope=scope, service=service, applicant_id=applicant.pk, channel=channel, at=at)
            filing.case = case
            filing.save(force_insert=True)
    except IntegrityError as fault:  # sent twice at once: the other request has begun it
        case_begun = _filed_under(filing.key) if filing.key else None
        if case_begun is None:
            raise DraftStands from fault
        return case_begun
    checking.ask_before_filing(case=case, service=service, at=at)
    return case


def answer_all(*, scope: Scope, reference: str, posted: Posted, at: datetime) -> dict[str, Text]:
    """Save every step that applies, each read in the light of those before it, and return all that is at fault."""
    faults: dict[str, Text] = {}
    seen: set[str] = set()
    while True:
        wizard = wizard_for(scope, reference)
        state = next((state for state in wizard.steps if state.step.code not in seen), None)
        if state is None:
            return faults
        seen.add(state.step.code)
        result = save_step(
            scope=scope, reference=reference, step_code=state.step.code, posted=posted, version=state.version, at=at
        )
        faults |= result.faults


def give_up(*, scope: Scope, reference: str, at: datetime) -> None:
    """Forget a draft that could not be filed, and free its key for another try."""
    with transaction.atomic():
        discard_draft(scope=scope, reference=reference, at=at)
        Filing.objects.filter(case__reference=reference).update(key="")


def submit_filing(*, scope: Scope, reference: str, declared: frozenset[str], at: datetime) -> Case:
    """File a case by program; the citizen's own comes in through the same channel."""
    return submit_case(scope=scope, reference=reference, declared=declared, at=at, channel=Channel.API)
