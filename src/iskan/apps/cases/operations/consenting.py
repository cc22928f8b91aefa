"""Other people's consents and declarations: asked of each by name, answered by them alone, in time."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone

from iskan.apps.accounts.assurance import require_assurance
from iskan.apps.accounts.enums import GatedAct
from iskan.apps.accounts.models import User
from iskan.apps.cases.consents import ConsentState, asks_others, consent_states, names_of_people
from iskan.apps.cases.enums import ConsentAnswer, EventKind
from iskan.apps.cases.models import Case, CaseEvent, ConsentRequest
from iskan.apps.cases.operations.consent_letters import tell_answer, tell_asked, tell_lapsed
from iskan.apps.cases.operations.moves import go_on
from iskan.apps.cases.operations.queueing import queue_register
from iskan.apps.cases.queries.consents import is_answerable
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.wizard import version_of
from iskan.apps.cases.registers import PopulationAwaited
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.consents import ConsentPoint
from iskan.core.dated import Dated, NotConfigured
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope


class ConsentMissing(Refusal):
    """Somebody whose consent must come before the filing has not given it to what the application says now."""

    def __init__(self, lacking: Text) -> None:
        super().__init__(lacking)


class NotAskedAnyMore(Refusal):
    """The person has answered otherwise, or what they were asked has changed, ended or lapsed meanwhile."""

    text = Text(
        ar="لم يعد هذا مطلوبًا منك: سبقت إجابتك عنه، أو تغيّر الطلب، أو انقضت المهلة.",
        en="This is no longer asked of you: you have answered, the application has changed, or the last day has "
        "passed.",
    )
    status = HTTPStatus.CONFLICT


def ask_consents(
    *, case: Case, service: Service, at: datetime, points: frozenset[ConsentPoint] = frozenset(ConsentPoint)
) -> None:
    """Ask everybody whose consent a case needs and who has not been asked for what it says now.

    What was asked and not answered, and is not needed any more, is forgotten. While the family is not known, nobody is
    asked: the population register's answer leads here again.
    """
    if not asks_others(service):
        return
    try:
        states = consent_states(case, service, timezone.localdate(case.filed_at or at))
    except PopulationAwaited:
        return
    _forget_unneeded(case, states)
    new = [_ask(case, state, at) for state in states if state.request is None and state.wanted.before in points]
    if new:
        tell_asked(case=case, service=service, requests=new, at=at)


def _forget_unneeded(case: Case, states: tuple[ConsentState, ...]) -> None:
    needed = [state.request.pk for state in states if state.request]
    case.consent_requests.filter(answer="").exclude(pk__in=needed).delete()


def _ask(case: Case, state: ConsentState, at: datetime) -> ConsentRequest:
    wanted = state.wanted
    request = ConsentRequest.objects.create(
        case=case,
        code=wanted.code,
        cpr=wanted.cpr,
        version=version_of(case),
        asked_at=at,
        due_on=_last_day(wanted.within, timezone.localdate(at)),
    )
    _tell_trail(request, "consent_asked", at)
    return request


def _last_day(within: Dated[int] | None, today: date) -> date | None:
    """Return the last day to answer; where the figure is not configured there is none."""
    if within is None:
        return None
    try:
        return today + timedelta(days=catalogue.figures().value(within, today))
    except NotConfigured:
        return None


def _tell_trail(request: ConsentRequest, event: str, at: datetime) -> None:
    CaseEvent.objects.create(
        case=request.case,
        kind=EventKind.CONSENT,
        code=event,
        actor_id=request.answered_by_id,
        reason=request.reason,
        detail={"consent": request.code, "cpr": request.cpr},
        public=False,
        at=at,
    )


@transaction.atomic
def answer_consent(
    *, scope: Scope, reference: str, code: str, given: bool, at: datetime, reason: str = "", version: int | None = None
) -> ConsentRequest:
    """Say yes or no to what one is asked in another's case; the same answer twice is one answer.

    ``version`` is the state of the application the person has read.

    Raises:
        OutOfScope: the viewer is not asked that. NotAskedAnyMore: the time or the question has passed.
        StrongerSignInNeeded: saying yes takes a surer sign-in; saying no does not.
    """
    request, answer = _asked(scope, reference, code), ConsentAnswer.GIVEN if given else ConsentAnswer.REFUSED
    if request.answer == answer:
        return request
    if given:
        require_assurance(scope, GatedAct.CONSENT)
    if not is_answerable(request, timezone.localdate(at)) or version not in {None, request.version}:
        raise NotAskedAnyMore
    _settle(request, answer, scope=scope, reason=reason.strip(), at=at)
    _go_on_after(request, at)
    return request


def _asked(scope: Scope, reference: str, code: str) -> ConsentRequest:
    """Return the newest request of the viewer in a case that is locked until the transaction ends."""
    case = _locked(reference)
    if case is None or not scope.cpr:
        raise OutOfScope(reference)
    request = case.consent_requests.filter(code=code, cpr=scope.cpr).order_by("-version").first()
    if request is None:
        raise OutOfScope(reference)
    request.case = case
    return request


def _locked(reference: str) -> Case | None:
    found = Case.objects.select_for_update(of=("self",), no_key=True).select_related("applicant")
    return found.filter(reference=reference).first()


def _settle(request: ConsentRequest, answer: ConsentAnswer, *, scope: Scope, at: datetime, reason: str = "") -> None:
    request.answer, request.reason, request.answered_at = answer, reason, at
    request.answered_by_id = None if scope.is_system else scope.acting_id
    request.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    _tell_trail(request, f"consent_{answer}", at)
    subject = request.case.reference
    audit.record(
        scope=scope, action=f"consent.{answer}", subject_kind="case", subject=subject, at=at, consent=request.code
    )


def _go_on_after(request: ConsentRequest, at: datetime) -> None:
    """Tell the applicant, have the registers asked that waited for a declaration, and make the moves that did."""
    case = request.case
    service = service_of(case)
    waiting = case.consent_requests.filter(answer="", version=request.version).exists()
    name = names_of_people(frozenset({request.cpr}))[request.cpr]
    tell_answer(case=case, request=request, name=name, is_last=not waiting, at=at)
    for check in service.register_checks:
        if check.declaration == request.code:
            queue_register(case_id=case.pk, register=check.register)
    if case.filed_at is not None:
        go_on(case=case, service=service, at=at)


def lapse_consents(*, at: datetime) -> int:
    """Count every consent as not given whose last day has passed without an answer, tell both, return how many."""
    over = ConsentRequest.objects.filter(answer="", due_on__lt=timezone.localdate(at), case__closed_at__isnull=True)
    return sum(_lapse(pk, reference, at) for pk, reference in over.values_list("pk", "case__reference"))


@transaction.atomic
def _lapse(pk: int, reference: str, at: datetime) -> bool:
    case = _locked(reference)
    request = ConsentRequest.objects.filter(pk=pk, answer="").first()
    if case is None or request is None or case.closed_at is not None:
        return False
    request.case = case
    if request.version != version_of(case):
        request.delete()
        return False
    _settle(request, ConsentAnswer.LAPSED, scope=SYSTEM, at=at)
    tell_lapsed(request=request, asked=User.objects.filter(cpr=request.cpr, is_active=True).first(), at=at)
    _go_on_after(request, at)
    return True
