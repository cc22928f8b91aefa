"""The one operation through which a case passes from stage to stage."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.utils import timezone

from iskan.apps.agreements.operations import overtake_acts
from iskan.apps.cases import claims, needs, rules
from iskan.apps.cases.enums import EventKind, Overtaking, RequestEnding
from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.cases.models import Application, Case, CaseEvent, ClockPause
from iskan.apps.cases.operations.overtaking import close_overtaken, tell_recommender
from iskan.apps.cases.queries.deadlines import deadlines_of, made_at_once
from iskan.apps.cases.queries.promises import promise_of
from iskan.apps.cases.queries.scoped import service_of, visible_where
from iskan.apps.cases.witnessing import awaits_second
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.inspections.operations.ordering import call_off_inspections
from iskan.apps.notifications.operations import tell
from iskan.apps.payments.operations.charging import cancel_charges
from iskan.core.catalogue import Service
from iskan.core.days import day_text
from iskan.core.lifecycle import Clock, Notice, Transition
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation import audit, effects
from iskan.foundation.reading import JoinedRead
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope
from iskan.policy.acts import CONFIRM_COUNTER
from iskan.policy.lifecycles.notices import with_last_day

_BY_ITSELF = Text(
    ar="آخر يوم في هذه المرحلة {day}، وبعده يجري النظام تلقائيًا: {move}.",
    en="The last day of this stage is {day}; after it the system does this by itself: {move}.",
)
_CASE = JoinedRead(Case, "applicant")
_APPLICATION = JoinedRead(Application)


class FiledByOneself(Refusal):
    """Whoever filed a case for the citizen leaves the work on it to others."""

    text = Text(
        ar="هذا الطلب قدّمه الموظف نيابة عن مقدم الطلب، فينظر فيه موظف آخر.",
        en="You filed this application for the citizen: another official works on it.",
    )
    status = HTTPStatus.FORBIDDEN


class DecidedEarlier(Refusal):
    """Whoever decided an earlier case leaves the work on a case about it to others."""

    text = Text(
        ar="شارك هذا الموظف في البت في المعاملة السابقة، فينظر في هذه المعاملة موظف آخر.",
        en="This official took part in deciding the earlier case: another one works on this case.",
    )
    status = HTTPStatus.FORBIDDEN


class TookAnswer(Refusal):
    """Whoever took a consent leaves recommending and deciding to others; whoever entered a reply, deciding alone."""

    text = Text(
        ar="سجّل هذا الموظف في هذه المعاملة ردًّا باسم صاحبه، فيبت فيها موظف آخر.",
        en="This official took down an answer in this case in somebody else's name: another one decides.",
    )
    status = HTTPStatus.FORBIDDEN


class RecommendationStands(Refusal):
    """A second official has the case before them; what it rests on does not change under their eyes."""

    text = Text(
        ar="رُفعت توصية في هذه المعاملة، فلا يتغيّر ما بُنيت عليه قبل إعادتها إلى المراجعة.",
        en="A recommendation stands in this case: what it rests on does not change until it is returned to review.",
    )
    status = HTTPStatus.CONFLICT


class HeldByAnother(Refusal):
    """Another official holds the case, and does this themselves."""

    text = Text(
        ar="المعاملة في عهدة {holder}. يتابعها صاحب العهدة أو من ينوب عنه، وللمشرف إسنادها إلى غيره.",
        en="{holder} holds this case: they go on with it, or whoever stands in for them; a supervisor may assign it.",
    )
    status = HTTPStatus.CONFLICT

    def __init__(self, holder: Text) -> None:
        super().__init__(holder=holder)


class NeedUnmet(Refusal):
    """Something that must come first has not happened yet."""

    text = Text(ar="لا يمكن هذا الإجراء بعد: {lacking}", en="This cannot be done yet: {lacking}")
    status = HTTPStatus.CONFLICT

    def __init__(self, lacking: Text) -> None:
        super().__init__(lacking=lacking)


class StaleEdit(Refusal):
    """Somebody else has changed this meanwhile; nothing was overwritten."""

    text = Text(
        ar="عدّل شخص آخر هذه البيانات بعد فتحها. لم يُحفظ التعديل الأخير ولم يُفقد ما حُفظ قبله؛ ترجى مراجعة القيم "
        "الجديدة ثم إعادة الإرسال.",
        en="Someone else changed this after you opened it. Your change was not saved and theirs was not lost: look at "
        "the new values, then send again.",
    )
    status = HTTPStatus.CONFLICT


def examined_case(scope: Scope, reference: str, version: int | None = None) -> Case:
    """Return a case, locked, whose documents and register facts the viewer may still work on.

    Raises:
        NotForThisRole: the viewer does not examine cases, or the case is closed. OwnHousehold: it is their own.
        FiledByOneself: the viewer filed it for the citizen. DecidedEarlier: they decided the case it is about.
        RecommendationStands: somebody is deciding on it as it is.
    """
    case = locked_case(scope, reference, version)
    if not rules.can_examine(scope) or case.closed_at is not None:
        raise NotForThisRole
    check_impartial(scope, case)
    if case.decisions.filter(replaced_at__isnull=True).exists():
        raise RecommendationStands
    return case


def locked_case(scope: Scope, reference: str, version: int | None = None) -> Case:
    """Return a visible case, locked until the transaction ends.

    Raises:
        OutOfScope: it does not exist, or not for this viewer.
        StaleEdit: it has changed since the version the viewer saw.
    """
    # What others may write meanwhile, such as the answers, is read after the lock and so not joined here.
    where, values = visible_where(scope)
    locked = f"c.reference = %(reference)s AND {where} FOR NO KEY UPDATE OF c"
    case = _CASE.one(locked, values | {"reference": reference})
    if case is None:
        raise OutOfScope(reference)
    if version is not None and version != case.version:
        raise StaleEdit
    return case


def locked_application(scope: Scope, reference: str) -> Case:
    """Return a visible case, locked as `locked_case` does, with its answers as they stand since the lock."""
    case = locked_case(scope, reference)
    if (application := _APPLICATION.one("c.case_id = %(case)s", {"case": case.pk})) is not None:
        case.application = application
    return case


def move(
    *, case: Case, scope: Scope, code: str, at: datetime, reason: str = "", detail: dict[str, Any] | None = None
) -> CaseEvent:
    """Make a lawful move: the trail, the clock, the effects, the citizen's notice and the audit line go together.

    Raises:
        UnlawfulTransition: the lifecycle has no such move from where the case stands.
        NotForThisRole: somebody else's move. OwnHousehold, FiledByOneself, DecidedEarlier: for others to make.
        SameEyes: the move needs another official than the one who recommended. ReasonMissing: it demands words.
        DeathOnRecord: it is the applicant's move, and they have died.
        NeedUnmet: something must happen first. SecondClaim: it would give the household a second claim to a home.
    """
    service = service_of(case)
    transition = service.lifecycle.transition(code, case.stage)
    check_mover(scope, case, transition, reason)
    if lacking := needs.lacking(case, service, transition):
        raise NeedUnmet(lacking)
    if claims.grants_claim(transition):
        claims.require_sole_claim(case)
    event = CaseEvent.objects.create(
        case=case,
        kind=EventKind.TRANSITION,
        code=code,
        source=case.stage,
        target=transition.target,
        actor_id=scope.user_id,
        reason=reason,
        detail=detail or {},
        at=at,
    )
    _stand(case, service, transition.target, at)
    audit.record(
        scope=scope,
        action=f"case.{transition.code}",
        subject_kind="case",
        subject=case.reference,
        at=at,
        stage=transition.target,
    )
    for effect in transition.effects:
        effects.carry_out(effect, case_id=case.pk, actor_id=scope.user_id, at=at)
    outcome = service.lifecycle.stage(case.stage).outcome
    if outcome and not service.lifecycle.is_automatic:
        close_overtaken(case=case, by=Overtaking(outcome), scope=scope, at=at)
        if not service.lifecycle.decides(transition):
            tell_recommender(case=case, stage=service.lifecycle.stage(case.stage).name, at=at)
    if outcome and awaits_second(service):
        overtake_acts(acts=[CONFIRM_COUNTER], subjects=[case.reference], at=at)
    if transition.notice and case.filed_at is not None:
        _notify(case=case, service=service, notice=transition.notice, event=event, reason=reason, at=at)
    return event


def go_on(*, case: Case, service: Service, at: datetime) -> None:
    """Make the moves the system makes at once from where a case stands, as far as nothing is waited for.

    Each stage is passed once at most, so that no declaration can send a case round in circles.
    """
    if service.register_checks and case.register_runs.filter(answered_at__isnull=True).exists():
        return
    for _stage in service.lifecycle.stages:
        now = made_at_once(service, case.stage, case.stage_since)
        ready = (one for one in now if not needs.lacking(case, service, one))
        following = next(ready, None)
        if following is None:
            return
        move(case=case, scope=SYSTEM, code=following.code, at=at)


def check_mover(scope: Scope, case: Case, transition: Transition, reason: str) -> None:
    """Refuse a move to whom it does not belong, or without the words it demands; see `move`."""
    if not rules.may_make(scope, case, transition):
        raise NotForThisRole
    if case.filed_at is not None and not (scope.is_official or scope.is_system):
        require_applicant_alive(case)
    check_impartial(scope, case)
    if transition.four_eyes and rules.has_recommended(scope, case):
        raise SameEyes
    lifecycle = service_of(case).lifecycle
    if scope.is_official and lifecycle.weighs(transition) and rules.has_taken_answer(scope, case):
        raise TookAnswer
    if scope.is_official and lifecycle.decides(transition) and rules.has_taken_reply(scope, case):
        raise TookAnswer
    if transition.asks_reason and not reason.strip():
        raise ReasonMissing


def check_impartial(scope: Scope, case: Case) -> None:
    """Refuse an official who must leave a case to others.

    Raises:
        OwnHousehold, FiledByOneself, DecidedEarlier.
    """
    if partiality := why_partial(scope, case):
        raise partiality


def why_partial(scope: Scope, case: Case) -> Refusal | None:
    """Return why an official must leave a case to others; nothing where they may work on it."""
    if (scope.is_official or scope.partner) and rules.is_in_own_household(scope, case):
        return OwnHousehold()
    if rules.has_filed(scope, case):
        return FiledByOneself()
    if scope.is_official and scope.user_id in rules.deciders_set_aside(case):
        return DecidedEarlier()
    return None


def put_back(*, case: Case, scope: Scope, code: str, stage: str, at: datetime, reason: str = "") -> CaseEvent:
    """Put a locked case back into a stage it stood in, as a mistake is mended: a line of the trail, and no move.

    Who may do it, and from where, the caller has asked; nothing that a move there brings is brought again.
    """
    source, service = case.stage, service_of(case)
    case.closed_at = None
    _stand(case, service, stage, at)
    event = CaseEvent.objects.create(
        case=case, kind=EventKind.TRANSITION, code=code, source=source, target=stage, actor_id=scope.user_id,
        reason=reason, at=at,
    )  # fmt: skip
    audit.record(
        scope=scope, action=f"case.{code}", subject_kind="case", subject=case.reference, at=at, stage=stage
    )  # fmt: skip
    return event


def _stand(case: Case, service: Service, target: str, at: datetime) -> None:
    left, stage = service.lifecycle.stage(case.stage), service.lifecycle.stage(target)
    case.stage, case.stage_since, case.version = stage.code, at, case.version + 1
    if stage.closed:
        case.closed_at = at
        cancel_charges(scope=SYSTEM, case_reference=case.reference, at=at)
        if service.inspections:
            call_off_inspections(scope=SYSTEM, case_reference=case.reference, at=at)
        case.requests.filter(answered_at__isnull=True).update(answered_at=at, ending=RequestEnding.OVERTAKEN)
    if case.filed_at is not None:
        _set_clock(case, service, left.clock, stage.clock, at)
    case.save(update_fields=["stage", "stage_since", "version", "closed_at", "due_on"])


def _set_clock(case: Case, service: Service, left: Clock, entered: Clock, at: datetime) -> None:
    """Stop the promise clock or let it go on; its last day is set at filing and after each pause."""
    today = timezone.localdate(at)
    if left.waits and not entered.waits:
        ClockPause.objects.filter(case=case, ended_on=None).update(ended_on=today)
    elif entered.waits and not left.waits:
        ClockPause.objects.create(case=case, started_on=today)
    if (left.waits and not entered.waits) or case.due_on is None:
        promise = promise_of(case, service)
        case.due_on = promise.due_on(working_calendar(), today) if promise else None


def notice_words(case: Case, service: Service, reason: str) -> dict[str, Text | str]:
    """Return what fills the places of a notice to the citizen."""
    applicant = case.applicant
    return {
        "reference": case.reference,
        "service": service.name,
        "name": Text(ar=applicant.name_ar, en=applicant.name_en or applicant.name_ar),
        "reason": reason,
    }


def _notify(*, case: Case, service: Service, notice: Notice, event: CaseEvent, reason: str, at: datetime) -> None:
    words = notice_words(case, service, reason)
    until = event.detail.get("due_on")
    body = with_last_day(notice.body.format(**words), day_text(date.fromisoformat(until)) if until else None)
    tell(
        user_id=case.applicant_id,
        event=f"case:{case.reference}:{event.pk}",
        subject=notice.subject.format(**words),
        body=_with_deadlines(body, service, event.target, at),
        case_reference=case.reference,
        at=at,
    )


def _with_deadlines(body: Text, service: Service, stage: str, at: datetime) -> Text:
    """Add to a notice what the system does by itself in the stage reached, and after which day."""
    for one in deadlines_of(service, stage, at):
        words: dict[str, Text | str] = {"day": day_text(one.last_day), "move": one.transition.label}
        added = _BY_ITSELF.format(**words)
        body = Text(ar=f"{body.ar} {added.ar}", en=f"{body.en} {added.en}")
    return body
