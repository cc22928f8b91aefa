"""The part of a course in which a case stands elsewhere: sent to a partner, answered, accepted, or sent to another."""

from dataclasses import dataclass, replace

from iskan.core.effects import EndReferral, SendTo
from iskan.core.forms import Question
from iskan.core.lifecycle import Act, CaseOutcome, Clock, Lifecycle, Party, Stage, Transition
from iskan.core.partners import BodyKind, Partner, PartnerAnswer
from iskan.core.text import Text
from iskan.policy.lifecycles import notices

WITH_PARTNER, OFFERED, TURNED_DOWN, ENDED = "with_partner", "offered", "turned_down", "declined_elsewhere"


class NotABank(ValueError):
    """A body that is no bank is asked in the words of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Who has a say once the ministry has found for the applicant, and the words for it.

    ``choosing`` is the question by which the applicant names another body after a no; where one body alone can
    answer there is none. The words are those of a bank: other bodies are asked by `consulting`.
    """

    partner: Partner
    choosing: Question | None = None

    def __post_init__(self) -> None:
        if other := [body.code for body in self.partner.bodies if body.kind is not BodyKind.BANK]:
            raise NotABank(", ".join(other))


def through_partner(lifecycle: Lifecycle, elsewhere: Elsewhere) -> Lifecycle:
    """Return a lifecycle whose grant waits for a partner's answer and the applicant's acceptance of it."""
    approve = next(move for move in lifecycle.transitions if move.code == "approve")
    granted = lifecycle.stage(approve.target)
    added, before = _stages(), [s for s in lifecycle.stages if not s.closed]
    closed = [s for s in lifecycle.stages if s.closed]
    sent = replace(
        approve,
        label=Text(ar="ثبوت الاستحقاق والإرسال إلى البنك", en="Find eligible and send to the bank"),
        target=WITH_PARTNER,
        effects=(SendTo(partner=elsewhere.partner.code),),
        notice=notices.SENT_ELSEWHERE,
    )
    moves = [sent if move is approve else move for move in lifecycle.transitions]
    return Lifecycle(
        code=lifecycle.code,
        stages=(*before, *(s for s in added if not s.closed), *closed, *(s for s in added if s.closed)),
        transitions=(*moves, *_moves(elsewhere, granted, approve), *_withdrawals(moves, elsewhere.partner)),
    )


def _stages() -> tuple[Stage, ...]:
    waits = Stage(
        code=WITH_PARTNER,
        name=Text(ar="لدى البنك", en="With the bank"),
        next_step=Text(
            ar="ثبت استحقاقك وأُرسل طلبك إلى البنك الذي اخترته، وننتظر رده. مدة الإنجاز متوقفة إلى أن يرد.",
            en="You are eligible, and your request is with the bank you chose. The clock stands still until it answers.",
        ),
        clock=Clock.ELSEWHERE,
        decided=CaseOutcome.GRANTED,
    )
    offered = Stage(
        code=OFFERED,
        name=Text(ar="عرض بانتظار ردك", en="An offer awaits you"),
        next_step=Text(
            ar="قدّم البنك عرضًا تجده أدناه. يمكنك قبوله أو اختيار بنك آخر.",
            en="The bank has made the offer below. Accept it, or choose another bank.",
        ),
        clock=Clock.PAUSED,
        tone="warning",
        decided=CaseOutcome.GRANTED,
    )
    turned_down = Stage(
        code=TURNED_DOWN,
        name=Text(ar="لم يقبل البنك", en="The bank did not agree"),
        next_step=Text(
            ar="استحقاقك قائم. يمكنك اختيار بنك آخر، أو إنهاء الطلب.",
            en="You remain eligible. Choose another bank, or end the application.",
        ),
        clock=Clock.PAUSED,
        tone="warning",
        decided=CaseOutcome.GRANTED,
    )
    ended = Stage(
        code=ENDED,
        name=Text(ar="لم يوافق عليه بنك", en="No bank agreed"),
        next_step=Text(
            ar="انتهى الطلب دون تمويل، ويمكنك تقديم طلب جديد.", en="It ended without finance; you may apply anew."
        ),
        clock=Clock.STOPPED,
        tone="neutral",
        outcome=CaseOutcome.DECLINED_ELSEWHERE,
    )
    return (waits, offered, turned_down, ended)


def _moves(elsewhere: Elsewhere, granted: Stage, approve: Transition) -> tuple[Transition, ...]:
    partner = elsewhere.partner
    another = () if elsewhere.choosing is None else (_another(partner, elsewhere.choosing),)
    return (
        *(_answer(answer) for answer in partner.answers),
        Transition(
            code="recall_from_partner",
            label=Text(ar="سحب الطلب من البنك", en="Take the request back from the bank"),
            sources=(WITH_PARTNER,),
            target=TURNED_DOWN,
            by=(Party.REVIEWER, Party.SUPERVISOR),
            asks_reason=True,
            effects=(EndReferral(of_partner=partner.code),),
            notice=notices.RECALLED_FROM_PARTNER,
        ),
        Transition(
            code="accept_offer",
            label=Text(ar="قبول العرض", en="Accept the offer"),
            sources=(OFFERED,),
            target=granted.code,
            by=(Party.APPLICANT,),
            effects=approve.effects,
            notice=approve.notice,
        ),
        *another,
        Transition(
            code="end_without",
            label=Text(ar="إنهاء الطلب دون تمويل", en="End it without finance"),
            sources=(TURNED_DOWN,),
            target=ENDED,
            by=(Party.APPLICANT,),
            notice=notices.ENDED_ELSEWHERE,
        ),
    )


def _answer(answer: PartnerAnswer) -> Transition:
    return Transition(
        code=answer.code,
        label=answer.label,
        sources=(WITH_PARTNER,),
        target=OFFERED if answer.agrees else TURNED_DOWN,
        by=(Party.PARTNER,),
        asks=answer.asks,
        asks_reason=not answer.agrees,
        notice=notices.OFFERED if answer.agrees else notices.TURNED_DOWN,
    )


def _another(partner: Partner, choosing: Question) -> Transition:
    return Transition(
        code="choose_another",
        label=Text(ar="اختيار بنك آخر", en="Choose another bank"),
        sources=(OFFERED, TURNED_DOWN),
        target=WITH_PARTNER,
        by=(Party.APPLICANT,),
        asks=(choosing,),
        effects=(SendTo(partner=partner.code),),
        notice=notices.SENT_ELSEWHERE,
    )


def _withdrawals(moves: list[Transition], partner: Partner) -> tuple[Transition, ...]:
    """Return the withdrawal from the stages added: of what a partner still has before it, the partner is told."""
    withdraw: Transition = next(move for move in moves if move.act is Act.WITHDRAW)
    told = replace(withdraw, sources=(WITH_PARTNER,), effects=(EndReferral(of_partner=partner.code),))
    return (told, replace(withdraw, sources=(OFFERED, TURNED_DOWN)))
