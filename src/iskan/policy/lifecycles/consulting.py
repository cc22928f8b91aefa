"""The part of a course in which several bodies are asked at once before anybody recommends a grant."""

from dataclasses import replace

from iskan.core.effects import EndReferral, SendTo
from iskan.core.lifecycle import Act, Clock, Lifecycle, Need, Party, Stage, Transition
from iskan.core.partners import Partner
from iskan.core.text import Text, joined
from iskan.policy.lifecycles import notices

WITH_BODIES, IN_REVIEW = "with_bodies", "in_review"


def consulting(lifecycle: Lifecycle, partners: tuple[Partner, ...]) -> Lifecycle:
    """Return a lifecycle whose review asks bodies, all at once, and whose grant waits until each has answered.

    An objection refuses nothing: whoever reviews reads it, and may ask the bodies again once it is met.
    """
    place = next(number for number, stage in enumerate(lifecycle.stages) if stage.code == IN_REVIEW) + 1
    stages = (*lifecycle.stages[:place], _stage(partners), *lifecycle.stages[place:])
    moves = tuple(
        replace(one, needs=(*one.needs, Need.HEARD)) if _grants(one) else one for one in lifecycle.transitions
    )
    return Lifecycle(
        code=lifecycle.code, stages=stages, transitions=(*moves, *_moves(partners), _withdraw(moves, partners))
    )


def _grants(move: Transition) -> bool:
    """Say whether a move out of review recommends or gives a grant."""
    return IN_REVIEW in move.sources and (move.act is Act.RECOMMEND_APPROVAL or move.code == "approve")


def _stage(partners: tuple[Partner, ...]) -> Stage:
    names = joined([one.name for one in partners])
    return Stage(
        code=WITH_BODIES,
        name=Text(ar="لدى جهات أخرى", en="With other bodies"),
        next_step=Text(
            ar="أُرسل طلبك إلى: {bodies}، وننتظر ردها. مدة الإنجاز متوقفة إلى أن ترد.",
            en="Your application was sent to: {bodies}. The clock stands still until they have answered.",
        ).format(bodies=names),
        clock=Clock.ELSEWHERE,
    )


def _moves(partners: tuple[Partner, ...]) -> tuple[Transition, ...]:
    answers = {answer.code: answer for one in partners for answer in one.answers}
    return (
        Transition(
            code="consult_bodies",
            label=Text(ar="مخاطبة الجهات الأخرى", en="Ask the other bodies"),
            sources=(IN_REVIEW,),
            target=WITH_BODIES,
            by=(Party.REVIEWER,),
            effects=tuple(SendTo(partner=one.code) for one in partners),
            notice=notices.SENT_TO_BODIES,
        ),
        *(
            Transition(
                code=answer.code, label=answer.label, sources=(WITH_BODIES,), target=WITH_BODIES, by=(Party.PARTNER,),
                asks=answer.asks, asks_reason=not answer.agrees,
            )
            for answer in answers.values()
        ),
        Transition(
            code="bodies_answered",
            label=Text(ar="اكتمال ردود الجهات", en="All bodies have answered"),
            sources=(WITH_BODIES,),
            target=IN_REVIEW,
            by=(Party.SYSTEM,),
            needs=(Need.HEARD,),
            notice=notices.BODIES_ANSWERED,
        ),
        Transition(
            code="go_on_unheard",
            label=Text(ar="متابعة النظر دون انتظار بقية الردود", en="Go on without the answers still out"),
            sources=(WITH_BODIES,),
            target=IN_REVIEW,
            by=(Party.REVIEWER, Party.SUPERVISOR),
            asks_reason=True,
            effects=tuple(EndReferral(of_partner=one.code) for one in partners),
        ),
    )  # fmt: skip


def _withdraw(moves: tuple[Transition, ...], partners: tuple[Partner, ...]) -> Transition:
    withdraw: Transition = next(move for move in moves if move.act is Act.WITHDRAW)
    return replace(
        withdraw, sources=(WITH_BODIES,), effects=tuple(EndReferral(of_partner=one.code) for one in partners)
    )
