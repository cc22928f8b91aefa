"""Services that complete by themselves: the citizen submits and the system does it."""

from iskan.core.effects import Effect
from iskan.core.lifecycle import CaseOutcome, Clock, Lifecycle, Notice, Party, Stage, Transition
from iskan.core.text import Text

DRAFT = Stage(
    code="draft",
    name=Text(ar="مسودة", en="Draft"),
    next_step=Text(ar="أكمل البيانات ثم أرسلها", en="Complete the details, then submit them"),
    clock=Clock.UNSTARTED,
    tone="neutral",
)
SUBMITTED = Stage(
    code="submitted",
    name=Text(ar="قيد الإنجاز", en="Being completed"),
    next_step=Text(ar="تُنجز معاملتك آليًا خلال لحظات", en="The system completes this within moments"),
    clock=Clock.RUNNING,
)
COMPLETED = Stage(
    code="completed",
    name=Text(ar="مكتملة", en="Completed"),
    next_step=Text(ar="اكتملت المعاملة، ولا يلزمك شيء", en="This is complete; nothing is needed from you"),
    clock=Clock.STOPPED,
    tone="success",
    closed=True,
    outcome=CaseOutcome.GRANTED,
)
WITHDRAWN = Stage(
    code="withdrawn",
    name=Text(ar="مسحوبة", en="Withdrawn"),
    next_step=Text(ar="سُحبت المعاملة بناءً على رغبتك", en="Withdrawn at your wish"),
    clock=Clock.STOPPED,
    tone="neutral",
    closed=True,
    outcome=CaseOutcome.WITHDRAWN,
)


def immediate(*, code: str, effects: tuple[Effect, ...], done: Notice) -> Lifecycle:
    """Return a lifecycle that ends by itself once submitted, with what then follows and what the citizen is told."""
    return Lifecycle(
        code=code,
        stages=(DRAFT, SUBMITTED, COMPLETED, WITHDRAWN),
        transitions=(
            Transition(
                code="submit",
                label=Text(ar="تقديم", en="Submit"),
                sources=("draft",),
                target="submitted",
                by=(Party.APPLICANT,),
            ),
            Transition(
                code="complete",
                label=Text(ar="إنجاز", en="Complete"),
                sources=("submitted",),
                target="completed",
                by=(Party.SYSTEM,),
                effects=effects,
                notice=done,
            ),
            Transition(
                code="withdraw",
                label=Text(ar="سحب", en="Withdraw"),
                sources=("draft",),
                target="withdrawn",
                by=(Party.APPLICANT,),
            ),
        ),
    )
