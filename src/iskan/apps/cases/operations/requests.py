"""Requests to the applicant from their opening to their end: the last day, reminders, another way, the answer taken."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind, Identified, RequestEnding
from iskan.apps.cases.models import CaseEvent, CitizenRequest
from iskan.apps.cases.operations.colleagues import check_holder
from iskan.apps.cases.operations.moves import check_mover, locked_case
from iskan.apps.cases.operations.reconsidering import supervisors_of
from iskan.apps.cases.operations.request_letters import (
    tell_again,
    tell_contested,
    tell_longer,
    tell_reminder,
)
from iskan.apps.cases.queries.requests import answer_days, is_overdue, reminder_day
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.notifications.enums import Route
from iskan.core.lifecycle import Act, UnlawfulTransition
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, Scope
from iskan.policy.parameters.requests import NAMED_DAYS

LETTER = "letter"
_AMONG_OFFICIALS = frozenset({"request_contest_taken"})


class AnswerDaysMissing(Refusal):
    """The law names no last day to answer, and the official has named none that can be."""

    text = Text(
        ar="أدخل مهلة الرد بأيام العمل: من {least} إلى {most}.",
        en="Enter the working days the applicant has to answer: {least} to {most}.",
    )
    field = "within"

    def __init__(self) -> None:
        super().__init__(least=str(NAMED_DAYS.least), most=str(NAMED_DAYS.most))


class NotLonger(Refusal):
    """A last day is only ever moved later, and not out of sight."""

    text = Text(
        ar="اختر يومًا بعد آخر يوم حالي للرد، وفي حدود {most} يوم عمل من اليوم.",
        en="Choose a day after the present last day, at most {most} working days from today.",
    )
    field = "last_day"

    def __init__(self) -> None:
        super().__init__(most=str(NAMED_DAYS.most))


class AnswerStillAwaited(Refusal):
    """The applicant may still answer: their last day is not over, or none was named."""

    text = Text(ar="لم تنقضِ مهلة رد مقدم الطلب بعد.", en="The applicant may still answer: their last day is not over.")
    status = HTTPStatus.CONFLICT


class IdentityNotStated(Refusal):
    """It is not said how the official who takes an answer knew who gave it."""

    text = Text(
        ar="اختر كيف عُرف مقدم الطلب، وأدخل البطاقة أو الأسئلة التي أجاب عنها.",
        en="Choose how the applicant was known, and enter the card or the questions they answered.",
    )
    field = "identification"


class NoWayThere(Refusal):
    """The applicant has no address for this way, or messages are not sent so."""

    text = Text(ar="لا يوجد عنوان لمقدم الطلب بهذه الوسيلة.", en="The applicant has no address for this way.")
    field = "way"


class NothingToContest(Refusal):
    """No answer was entered for the applicant, or they have said already that it is not theirs."""

    text = Text(
        ar="لا يوجد رد سجّله موظف يمكن الاعتراض عليه الآن.",
        en="No answer was entered for you that you could contest now.",
    )
    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAnswer:
    """How an official who takes an answer by telephone or at the counter knew who gave it."""

    identified_by: str
    identification: str

    def check(self) -> None:
        """Raise `IdentityNotStated` where it is not said."""
        if self.identified_by not in Identified.values or not self.identification.strip():
            raise IdentityNotStated


def last_day(within: int | None, on: date) -> date:
    """Return the last day to answer what is asked on a day: by the figure, or as the official names it.

    Raises:
        AnswerDaysMissing: neither the law nor the official names a number of days that can be.
    """
    days = answer_days(on) or within
    if days is None or (days == within and not NAMED_DAYS.hold(days)):
        raise AnswerDaysMissing
    return working_calendar().add(on, days)


def check_overdue(request: CitizenRequest, on: date) -> None:
    """Refuse to go on without an answer that may still come."""
    if not is_overdue(request, on):
        raise AnswerStillAwaited


@transaction.atomic
def extend_request(*, scope: Scope, reference: str, until: date | None, at: datetime) -> CitizenRequest:
    """Give the applicant longer to answer, and tell them.

    Raises:
        As `_held_request`. NotLonger: the day is not after the present one, or too far away.
    """
    request = _held_request(scope, reference, at)
    today, calendar = localdate(at), working_calendar()
    earliest = max(today, request.due_on or today)
    if until is None or not earliest < until <= calendar.add(today, NAMED_DAYS.most):
        raise NotLonger
    before, request.due_on, request.reminded_at = request.due_on, until, None
    request.save(update_fields=["due_on", "reminded_at"])
    detail = {"from": before.isoformat() if before else "", "to": until.isoformat()}
    event = note_request(request, "request_extended", scope=scope, at=at, **detail)
    tell_longer(request=request, event=event, at=at)
    return request


@transaction.atomic
def resend_request(*, scope: Scope, reference: str, way: str, at: datetime) -> CitizenRequest:
    """Send a request again by one way, or note that it was printed as a letter.

    Raises:
        As `_held_request`. NoWayThere: the applicant cannot be reached so.
    """
    request = _held_request(scope, reference, at)
    applicant = request.case.applicant
    ways = {Route.SMS.value: applicant.phone, Route.EMAIL.value: applicant.email, LETTER: LETTER}
    if not ways.get(way):
        raise NoWayThere
    event = note_request(request, "request_resent", scope=scope, at=at, way=way)
    if way != LETTER:
        tell_again(request=request, event=event, route=Route(way), at=at)
    return request


def remind_applicants(*, at: datetime) -> int:
    """Remind once, before its last day, everybody who has not answered yet; return how many were reminded."""
    today = localdate(at)
    waiting = CitizenRequest.objects.filter(answered_at=None, reminded_at=None, due_on__gte=today)
    living = waiting.filter(case__applicant__died_on=None, case__closed_at=None)
    due = [one.pk for one in living.order_by("due_on", "pk") if _reminded_on(one) <= today]
    return sum(_remind(pk, at) for pk in due)


def _reminded_on(request: CitizenRequest) -> date:
    assert request.due_on is not None  # noqa: S101 -- only those with a last day come here; this tells the type checker
    return reminder_day(localdate(request.asked_at), request.due_on)


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    found = CitizenRequest.objects.select_for_update(of=("self",)).select_related("case__applicant")
    request = found.filter(pk=pk, answered_at=None, reminded_at=None).first()
    if request is None:
        return False
    request.reminded_at = at
    request.save(update_fields=["reminded_at"])
    event = note_request(request, "request_reminded", scope=SYSTEM, at=at)
    tell_reminder(request=request, event=event, at=at)
    return True


@transaction.atomic
def contest_answer(*, scope: Scope, reference: str, words: str, at: datetime) -> CitizenRequest:
    """Say that an answer an official entered is not one's own; whoever holds the case, or supervises it, is told.

    Raises:
        OutOfScope, NotForThisRole. NothingToContest. ReasonMissing: it does not say what is wrong.
    """
    case = locked_case(scope, reference)
    if not rules.is_own(scope, case):
        raise NotForThisRole
    request = case.requests.order_by("-asked_at").first()
    if request is None or not is_contestable(request) or case.closed_at is not None:
        raise NothingToContest
    if not (said := tidy(words)):
        raise ReasonMissing
    request.case, request.contested, request.contested_at = case, said, at
    request.save(update_fields=["contested", "contested_at"])
    event = note_request(request, "request_contested", scope=scope, at=at, reason=said)
    told = {case.assignee_id} - {None} or supervisors_of(case.department)
    tell_contested(request=request, event=event, user_ids=sorted(pk for pk in told if pk), at=at)
    return request


def is_contestable(request: CitizenRequest) -> bool:
    """Say whether an answer was entered by an official and the applicant has not said that it is not theirs."""
    return request.ending == RequestEnding.TAKEN and request.contested_at is None


def note_request(
    request: CitizenRequest, code: str, *, scope: Scope, at: datetime, reason: str = "", **detail: str
) -> CaseEvent:
    """Keep a line of the case's history about a request, and one of the audit trail."""
    event = CaseEvent.objects.create(
        case=request.case,
        kind=EventKind.REQUEST,
        code=code,
        actor_id=scope.user_id,
        reason=reason,
        public=code not in _AMONG_OFFICIALS,
        detail={"request": request.pk, **detail},
        at=at,
    )
    action = code.replace("request_", "request.")
    audit.record(
        scope=scope, action=action, subject_kind="case", subject=request.case.reference, at=at, request=request.pk,
        **detail,
    )  # fmt: skip
    return event


def _held_request(scope: Scope, reference: str, at: datetime) -> CitizenRequest:
    """Return the open request of a case, locked, for whoever may recall it.

    Raises:
        OutOfScope. UnlawfulTransition: no answer is awaited. NotForThisRole, OwnHousehold, FiledByOneself,
        DecidedEarlier, HeldByAnother: for others to do.
    """
    case = locked_case(scope, reference)
    recall = service_of(case).lifecycle.move_that(Act.RECALL, case.stage)
    check_mover(scope, case, recall, reason="-")
    check_holder(scope, case, recall, localdate(at))
    request = case.requests.filter(answered_at=None).first()
    if request is None:
        raise UnlawfulTransition(recall.code, case.stage)
    request.case = case
    return request
