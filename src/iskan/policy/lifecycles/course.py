"""The course of a case, built from who decides it and what must have happened before."""

from dataclasses import dataclass, replace
from enum import StrEnum

from iskan.core.charges import ChargeKind, Deposit, Due, Fee, PaidOut
from iskan.core.consents import ConsentPoint
from iskan.core.dated import Dated
from iskan.core.effects import Effect, FallDue, OrderInspection, PayOut
from iskan.core.inspections import Inspection, InspectionPoint
from iskan.core.lifecycle import Act, Lifecycle, Need, Notice, Party, Stage, Transition
from iskan.core.partners import Partner
from iskan.core.text import Text
from iskan.policy.lifecycles import notices, stages
from iskan.policy.lifecycles.consulting import consulting
from iskan.policy.lifecycles.elsewhere import Elsewhere, through_partner
from iskan.policy.lifecycles.requests import ways_on
from iskan.policy.parameters.payments import PAYMENT_DAYS


class Eyes(StrEnum):
    """How many officials look at a case before it is decided."""

    TWO = "two"
    ONE = "one"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What a service states of its course."""

    decided_by: Eyes
    on_filing: tuple[Effect, ...]
    on_checked: tuple[Effect, ...]
    on_approval: tuple[Effect, ...]
    granted: Text | None
    withdrawn: Text | None
    told: Notice
    to_submit: tuple[Need, ...]
    to_approve: tuple[Need, ...]
    checked: bool
    reasoned: bool
    undisputed: bool
    settles_after: Dated[int] | None
    paid_after: tuple[FallDue, ...]
    on_refusal: tuple[Effect, ...]
    inspected_before: tuple[OrderInspection, ...]


def course(
    *,
    code: str,
    decided_by: Eyes,
    on_filing: tuple[Effect, ...] = (),
    on_checked: tuple[Effect, ...] = (),
    on_approval: tuple[Effect, ...] = (),
    granted: Text | None = None,
    withdrawn: Text | None = None,
    told: Notice | None = None,
    consents: tuple[ConsentPoint, ...] = (),
    needs: tuple[Need, ...] = (),
    checked: bool = True,
    reasoned: bool = False,
    undisputed: bool = False,
    settles_after: Dated[int] | None = None,
    elsewhere: Elsewhere | None = None,
    fee: Fee | None = None,
    deposit: Deposit | None = None,
    inspections: tuple[Inspection, ...] = (),
    consulted: tuple[Partner, ...] = (),
) -> Lifecycle:
    """Return the lifecycle of a service that two officials decide, or one, or nobody.

    ``on_checked`` happens once the registers have answered. ``granted`` says what an approval brings and ``told`` what the citizen is then written; ``withdrawn`` says what a
    withdrawal brings. ``consents`` names the points before which the service's consents must have been given; ``needs`` what else must have happened before a
    case is granted. ``checked`` says whether registers are asked, as the citizen is told; ``reasoned`` that a grant too
    is given with its reasons. ``undisputed`` lets the system complete what holds neither an objection nor an answer
    an official must look at; the rest is decided as always. ``settles_after`` is the figure of days in which whoever
    filed may still think better of what is done without an official; where it is not configured, nothing is waited for.
    With ``elsewhere`` what officials approve is then sent to a partner, and granted once the applicant accepts its offer.
    ``fee`` and ``deposit`` are the service's own: what is due on filing is paid before anybody grants, what is due on
    approval before the case is completed. ``inspections`` are the service's own too: those before the decision are
    ordered as the review begins and reported on before anybody recommends a grant, the others ordered by the grant.
    ``consulted`` are the bodies that are all asked in review, and have answered before a grant.
    """
    paid_before = charges(fee, deposit, Due.FILING)
    before, after = (_ordered(inspections, point) for point in InspectionPoint)
    asked = {point: (Need.CONSENTED,) if point in consents else () for point in ConsentPoint}
    plan = _Plan(
        decided_by=decided_by,
        on_filing=(*on_filing, *paid_before),
        on_checked=on_checked,
        on_approval=(*on_approval, *after),
        granted=granted,
        withdrawn=withdrawn,
        told=told or (notices.COMPLETED if decided_by is Eyes.NOBODY else notices.APPROVED),
        to_submit=asked[ConsentPoint.SUBMIT],
        to_approve=(
            *asked[ConsentPoint.RECOMMEND],
            *needs,
            *((Need.PAID,) if paid_before else ()),
            *((Need.INSPECTED,) if before else ()),
        ),
        checked=checked,
        reasoned=reasoned,
        undisputed=undisputed,
        settles_after=settles_after,
        paid_after=charges(fee, deposit, Due.APPROVAL),
        on_refusal=(PayOut(pays=PaidOut.OWN_DEPOSIT),) if deposit and deposit.is_returned_on_refusal else (),
        inspected_before=before,
    )
    if decided_by is Eyes.NOBODY:
        return Lifecycle(code=code, stages=_stages_of_nobody(plan), transitions=_moves_of_nobody(plan))
    decided = Lifecycle(code=code, stages=_stages_of_officials(plan), transitions=_moves_of_officials(plan))
    decided = consulting(decided, consulted) if consulted else decided
    return decided if elsewhere is None else through_partner(decided, elsewhere)


def _stages_of_nobody(plan: _Plan) -> tuple[Stage, ...]:
    submitted = stages.AWAITED if plan.to_approve or plan.settles_after else stages.UNDER_WAY
    unconfirmed = (stages.UNCONFIRMED,) if Need.WITNESSED in plan.to_approve else ()
    ended = (_saying(stages.COMPLETED, plan.granted), _saying(stages.WITHDRAWN, plan.withdrawn), *unconfirmed)
    return (stages.DRAFT, submitted, *ended)


def _stages_of_officials(plan: _Plan) -> tuple[Stage, ...]:
    submitted = stages.CHECKED if plan.checked else stages.RECEIVED
    submitted = stages.CHECKED_FOR_CHANGES if plan.undisputed else submitted
    review = stages.IN_REVIEW_OF_TWO if plan.decided_by is Eyes.TWO else stages.IN_REVIEW_OF_ONE
    second = (stages.AWAITING_DECISION,) if plan.decided_by is Eyes.TWO else ()
    paying = (stages.AWAITING_PAYMENT,) if plan.paid_after else ()
    before = (stages.DRAFT, submitted, stages.AWAITING_REVIEW, review, stages.AWAITING_APPLICANT, *second, *paying)
    completed = (stages.COMPLETED,) if plan.undisputed else ()
    lapsed = (stages.LAPSED_UNPAID,) if plan.paid_after else ()
    ended = (
        *lapsed,
        _saying(stages.APPROVED, plan.granted),
        stages.REJECTED,
        _saying(stages.WITHDRAWN, plan.withdrawn),
    )
    return (*before, *completed, *ended)


def _saying(stage: Stage, words: Text | None) -> Stage:
    return replace(stage, next_step=words) if words else stage


def _moves_of_nobody(plan: _Plan) -> tuple[Transition, ...]:
    waits = ("submitted",) if plan.to_approve or plan.settles_after else ()
    unconfirmed = (_NOT_CONFIRMED,) if Need.WITNESSED in plan.to_approve else ()
    completed = _complete(plan, plan.to_approve, plan.told)
    return (_submit(plan, None), completed, *unconfirmed, _withdraw("draft", *waits))


def _complete(plan: _Plan, needs: tuple[Need, ...], told: Notice) -> Transition:
    return Transition(
        code="complete",
        label=Text(ar="إنجاز", en="Complete"),
        sources=("submitted",),
        target="completed",
        by=(Party.SYSTEM,),
        after=plan.settles_after,
        else_at_once=plan.settles_after is not None,
        needs=needs,
        effects=(*plan.on_checked, *plan.on_approval),
        notice=told,
    )


def _moves_of_officials(plan: _Plan) -> tuple[Transition, ...]:
    decision = _decision_of_two(plan) if plan.decided_by is Eyes.TWO else _decision_of_one(plan)
    withdrawn_from = [stage.code for stage in _stages_of_officials(plan) if not stage.closed]
    paying = _payment(plan) if plan.paid_after else ()
    begin, *rest = _REVIEW
    review = (replace(begin, effects=plan.inspected_before), *rest)
    return (*_moves_to_review(plan), *review, *decision, *paying, _withdraw(*withdrawn_from))


def _payment(plan: _Plan) -> tuple[Transition, ...]:
    """Return what follows an approval that is paid for: the payment, or the end of the time for it."""
    paid = Transition(
        code="paid",
        label=Text(ar="اكتمال الدفع", en="Payment completed"),
        sources=("awaiting_payment",),
        target="approved",
        by=(Party.SYSTEM,),
        needs=(Need.PAID,),
        effects=plan.on_approval,
        notice=plan.told,
    )
    return (paid, _LAPSE)


def _moves_to_review(plan: _Plan) -> tuple[Transition, ...]:
    """Return what happens before an official takes the case: filing, checks, and completion of what is undisputed."""
    label = _CHECKS_FINISHED.label if plan.checked else _TO_REVIEW
    checks = replace(_CHECKS_FINISHED, label=label, effects=plan.on_checked)
    if not plan.undisputed:
        return (_submit(plan, notices.RECEIVED_AND_CHECKED if plan.checked else notices.RECEIVED), checks)
    # Tried in this order: what may be completed at once is passed on to nobody, and told once.
    completed = _complete(plan, (Need.UNDISPUTED, *plan.to_approve), plan.told)
    return (_submit(plan, None), completed, replace(checks, notice=notices.CHANGE_RECEIVED))


def _submit(plan: _Plan, notice: Notice | None) -> Transition:
    return Transition(
        code="submit",
        label=Text(ar="تقديم الطلب", en="Submit the application"),
        sources=("draft",),
        target="submitted",
        by=(Party.APPLICANT,),
        act=Act.SUBMIT,
        needs=plan.to_submit,
        effects=plan.on_filing,
        notice=notice,
    )


def charges(fee: Fee | None, deposit: Deposit | None, due: Due) -> tuple[FallDue, ...]:
    """Return the effects by which what a service charges falls due at a time."""
    priced = ((ChargeKind.FEE, fee), (ChargeKind.DEPOSIT, deposit))
    return tuple(FallDue(charges=kind) for kind, one in priced if one is not None and one.due is due)


def _ordered(inspections: tuple[Inspection, ...], point: InspectionPoint) -> tuple[OrderInspection, ...]:
    return tuple(OrderInspection(inspection=one.code) for one in inspections if one.when is point)


def _withdraw(*sources: str) -> Transition:
    return Transition(
        code="withdraw",
        label=Text(ar="سحب الطلب", en="Withdraw the application"),
        sources=sources,
        target="withdrawn",
        by=(Party.APPLICANT,),
        act=Act.WITHDRAW,
        notice=notices.WITHDRAWN,
    )


_NOT_CONFIRMED = Transition(
    code="not_confirmed",
    label=Text(ar="إنهاء ما لم يعتمده موظف ثانٍ", en="End what a second official did not confirm"),
    sources=("submitted",),
    target="unconfirmed",
    by=(Party.SYSTEM,),
    needs=(Need.UNCONFIRMED,),
    notice=notices.UNCONFIRMED,
)

_CHECKS_FINISHED = Transition(
    code="checks_finished",
    label=Text(ar="اكتمال التحقق لدى السجلات", en="Register checks finished"),
    sources=("submitted",),
    target="awaiting_review",
    by=(Party.SYSTEM,),
)

# Where no register is asked, the trail does not tell of checks that nobody made.
_TO_REVIEW = Text(ar="الإحالة إلى المراجعة", en="Passed on for review")

# Without a figure of days nobody's application lapses.
_LAPSE = Transition(
    code="lapse_unpaid",
    label=Text(ar="سقوط الطلب لعدم الدفع", en="Lapsed, not paid"),
    sources=("awaiting_payment",),
    target="lapsed_unpaid",
    by=(Party.SYSTEM,),
    after=PAYMENT_DAYS,
    notice=notices.LAPSED_UNPAID,
)

_ANSWER = Transition(
    code="answer_request",
    label=Text(ar="الرد على الطلب", en="Answer the request"),
    sources=("awaiting_applicant",),
    target="in_review",
    by=(Party.APPLICANT,),
    act=Act.ANSWER,
    notice=notices.ANSWERED,
)

_REVIEW = (
    Transition(
        code="begin_review",
        label=Text(ar="بدء المراجعة", en="Begin the review"),
        sources=("submitted", "awaiting_review"),
        target="in_review",
        by=(Party.REVIEWER,),
        act=Act.BEGIN,
    ),
    Transition(
        code="request_evidence",
        label=Text(ar="طلب استكمال موجّه إلى مقدم الطلب", en="Ask the applicant for something"),
        sources=("in_review",),
        target="awaiting_applicant",
        by=(Party.REVIEWER,),
        act=Act.REQUEST,
        asks_reason=True,
        notice=notices.REQUESTED,
    ),
    _ANSWER,
    *ways_on(_ANSWER, (Party.REVIEWER,)),
)


def _decision_of_two(plan: _Plan) -> tuple[Transition, ...]:
    recommend_approval = Transition(
        code="recommend_approval",
        label=Text(ar="التوصية بالقبول", en="Recommend approval"),
        sources=("in_review",),
        target="awaiting_decision",
        by=(Party.REVIEWER,),
        act=Act.RECOMMEND_APPROVAL,
        needs=plan.to_approve,
    )
    return (recommend_approval, *_SECOND_OFFICIAL, *_answers(plan, "awaiting_decision", Party.APPROVER, four_eyes=True))


_SECOND_OFFICIAL = (
    Transition(
        code="recommend_refusal",
        label=Text(ar="التوصية بالرفض", en="Recommend refusal"),
        sources=("in_review",),
        target="awaiting_decision",
        by=(Party.REVIEWER,),
        act=Act.RECOMMEND_REFUSAL,
        asks_reason=True,
    ),
    Transition(
        code="return_to_review",
        label=Text(ar="إعادة إلى المراجعة", en="Return to review"),
        sources=("awaiting_decision",),
        target="in_review",
        by=(Party.APPROVER,),
        act=Act.RETURN,
        asks_reason=True,
    ),
)


def _decision_of_one(plan: _Plan) -> tuple[Transition, ...]:
    approve, refuse = _answers(plan, "in_review", Party.REVIEWER, Party.APPROVER, four_eyes=False)
    return (replace(approve, needs=plan.to_approve), refuse)


def _answers(plan: _Plan, source: str, *by: Party, four_eyes: bool) -> tuple[Transition, Transition]:
    approve = Transition(
        code="approve",
        label=Text(ar="قبول الطلب", en="Approve the application"),
        sources=(source,),
        target="awaiting_payment" if plan.paid_after else "approved",
        by=by,
        asks_reason=plan.reasoned,
        four_eyes=four_eyes,
        effects=plan.paid_after or plan.on_approval,
        notice=None if plan.paid_after else plan.told,
    )
    refuse = Transition(
        code="refuse",
        label=Text(ar="رفض الطلب", en="Refuse the application"),
        sources=(source,),
        target="rejected",
        by=by,
        asks_reason=True,
        four_eyes=four_eyes,
        effects=plan.on_refusal,
        notice=notices.REFUSED,
    )
    return approve, refuse
