"""The course of a question: one official answers it in words, and nobody refuses it."""

from dataclasses import replace

from iskan.core.lifecycle import CaseOutcome, Lifecycle, Notice, Transition
from iskan.core.text import Text
from iskan.policy.lifecycles.course import Eyes, course


def question_course(*, code: str, told: Notice) -> Lifecycle:
    """Return the lifecycle of a question to the office that decided, whose answer is the reason given with it."""
    decided = course(code=code, decided_by=Eyes.ONE, reasoned=True, checked=False, granted=_READ, told=told)
    refused = {stage.code for stage in decided.stages if stage.outcome is CaseOutcome.REFUSED}
    return replace(
        decided,
        stages=tuple(
            replace(stage, name=_ANSWERED) if stage.outcome is CaseOutcome.GRANTED else stage
            for stage in decided.stages
            if stage.code not in refused
        ),
        transitions=tuple(_worded(decided, move) for move in decided.transitions if move.target not in refused),
    )


def _worded(lifecycle: Lifecycle, move: Transition) -> Transition:
    return replace(move, label=_ANSWER) if lifecycle.decides(move) is CaseOutcome.GRANTED else move


_ANSWERED = Text(ar="أُجيب عنه", en="Answered")
_ANSWER = Text(ar="الإجابة عن السؤال", en="Answer the question")
_READ = Text(
    ar="أجابت الإدارة عن سؤالك، وتجد الإجابة في سجل المعاملة. وإن لم تقتنع بها فلك أن تتظلم من القرار.",
    en="The department has answered; its words are in the case's history. If they do not convince you, you may appeal.",
)
