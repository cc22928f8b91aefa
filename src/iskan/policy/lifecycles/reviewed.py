"""Applications an official reviews and a second official decides."""

from dataclasses import replace

from iskan.core.effects import Effect
from iskan.core.lifecycle import CaseOutcome, Clock, Lifecycle, Notice, Party, Stage, Transition
from iskan.core.text import Text

STAGES = (
    Stage(
        code="draft",
        name=Text(ar="مسودة", en="Draft"),
        next_step=Text(ar="أكمل الطلب ثم قدّمه", en="Complete the application, then submit it"),
        clock=Clock.UNSTARTED,
        tone="neutral",
    ),
    Stage(
        code="submitted",
        name=Text(ar="قيد التحقق من السجلات", en="Checking the registers"),
        next_step=Text(
            ar="نتحقق من بياناتك لدى الجهات الحكومية، ثم ينظر موظف مختص في طلبك",
            en="Your details are being checked with other government bodies; an official then reviews the application",
        ),
        clock=Clock.RUNNING,
    ),
    Stage(
        code="awaiting_review",
        name=Text(ar="بانتظار المراجعة", en="Awaiting review"),
        next_step=Text(
            ar="سيراجع موظف مختص طلبك ومستنداته", en="An official will review your application and documents"
        ),
        clock=Clock.RUNNING,
    ),
    Stage(
        code="in_review",
        name=Text(ar="قيد المراجعة", en="In review"),
        next_step=Text(
            ar="يراجع الموظف المختص طلبك، ثم يرفع توصيته إلى موظف آخر للبت فيه",
            en="An official is reviewing your application and will recommend an answer to a second official, who decides",
        ),
        clock=Clock.RUNNING,
    ),
    Stage(
        code="awaiting_applicant",
        name=Text(ar="بانتظار ردك", en="Waiting for you"),
        next_step=Text(
            ar="نحتاج إلى شيء منك لنكمل النظر في طلبك، والمدة متوقفة حتى ردك",
            en="We need something from you to go on; the clock stands still until you answer",
        ),
        clock=Clock.PAUSED,
        tone="warning",
    ),
    Stage(
        code="awaiting_decision",
        name=Text(ar="بانتظار القرار", en="Awaiting decision"),
        next_step=Text(ar="يبت موظف ثانٍ في طلبك", en="A second official is deciding your application"),
        clock=Clock.RUNNING,
    ),
    Stage(
        code="approved",
        name=Text(ar="مقبول", en="Approved"),
        next_step=Text(
            ar="صدرت بطاقة الاستحقاق ودخل طلبك قائمة الانتظار",
            en="Your entitlement card is issued and you are on the waiting list",
        ),
        clock=Clock.STOPPED,
        tone="success",
        closed=True,
        outcome=CaseOutcome.GRANTED,
    ),
    Stage(
        code="rejected",
        name=Text(ar="مرفوض", en="Refused"),
        next_step=Text(
            ar="اطلع على أسباب الرفض وما يمكن أن يغيّره", en="Read the reasons for the refusal and what would change it"
        ),
        clock=Clock.STOPPED,
        tone="danger",
        closed=True,
        outcome=CaseOutcome.REFUSED,
    ),
    Stage(
        code="withdrawn",
        name=Text(ar="مسحوب", en="Withdrawn"),
        next_step=Text(
            ar="سُحب الطلب بناءً على رغبتك، ويمكنك تقديم طلب جديد", en="Withdrawn at your wish; you may apply anew"
        ),
        clock=Clock.STOPPED,
        tone="neutral",
        closed=True,
        outcome=CaseOutcome.WITHDRAWN,
    ),
)
OPEN_STAGES = tuple(stage.code for stage in STAGES if not stage.closed)

_RECEIVED = Notice(
    subject=Text(ar="تسلمنا طلبك {reference}", en="We have received your application {reference}"),
    body=Text(
        ar="{name}، تسلمنا طلبك «{service}» ورقمه {reference}. نتحقق الآن من بياناتك لدى الجهات الحكومية، ثم يراجعه موظف مختص.",
        en="{name}, we have received your application “{service}”, reference {reference}. Your details are now being checked with other government bodies; an official then reviews it.",
    ),
)
_REQUESTED = Notice(
    subject=Text(ar="نحتاج إلى ردك بشأن الطلب {reference}", en="We need your answer on {reference}"),
    body=Text(
        ar="{name}، يحتاج الموظف المختص إلى الآتي لإكمال النظر في طلبك {reference}: {reason}. المدة متوقفة حتى ردك.",
        en="{name}, to go on with your application {reference} the official needs the following: {reason}. The clock stands still until you answer.",
    ),
)
_ANSWERED = Notice(
    subject=Text(ar="تسلمنا ردك على الطلب {reference}", en="We have received your answer on {reference}"),
    body=Text(
        ar="{name}، تسلمنا ردك واستؤنفت مراجعة طلبك {reference}.",
        en="{name}, we have received your answer and the review of {reference} has resumed.",
    ),
)
_APPROVED = Notice(
    subject=Text(ar="قُبل طلبك {reference}", en="Your application {reference} is approved"),
    body=Text(
        ar="{name}، قُبل طلبك «{service}» ورقمه {reference}. تجد بطاقة الاستحقاق في صفحة الطلب، وقد دخل طلبك قائمة الانتظار.",
        en="{name}, your application “{service}”, reference {reference}, is approved. Your entitlement card is on its page, and you are on the waiting list.",
    ),
)
_REFUSED = Notice(
    subject=Text(ar="قرار بشأن طلبك {reference}", en="A decision on your application {reference}"),
    body=Text(
        ar="{name}، تعذر قبول طلبك «{service}» ورقمه {reference}. السبب: {reason}. تجد في صفحة الطلب كل شرط لم يتحقق ومادته وما يمكن أن يغيّره.",
        en="{name}, your application “{service}”, reference {reference}, could not be approved. Reason: {reason}. Its page names each condition not met, its article, and what would change it.",
    ),
)
_WITHDRAWN = Notice(
    subject=Text(ar="سُحب طلبك {reference}", en="Your application {reference} is withdrawn"),
    body=Text(
        ar="{name}، سُحب طلبك {reference} بناءً على رغبتك. يمكنك تقديم طلب جديد متى شئت.",
        en="{name}, your application {reference} is withdrawn at your wish. You may apply anew at any time.",
    ),
)


def reviewed(
    *,
    code: str,
    on_filing: tuple[Effect, ...] = (),
    on_approval: tuple[Effect, ...],
    granted: Text | None = None,
    told: Notice = _APPROVED,
) -> Lifecycle:
    """Return a lifecycle of review and decision by two officials, with what follows a filing and an approval.

    ``granted`` says what an approval brings and ``told`` what the citizen is written, where it is not a card.
    """
    stages = tuple(replace(s, next_step=granted) if granted and s.code == "approved" else s for s in STAGES)
    decision = _decision(on_approval, told)
    return Lifecycle(code=code, stages=stages, transitions=(_filing(on_filing), *_REVIEW, *decision))


def _filing(effects: tuple[Effect, ...]) -> Transition:
    return Transition(
        code="submit",
        label=Text(ar="تقديم الطلب", en="Submit the application"),
        sources=("draft",),
        target="submitted",
        by=(Party.APPLICANT,),
        effects=effects,
        notice=_RECEIVED,
    )


_REVIEW = (
    Transition(
        code="checks_finished",
        label=Text(ar="اكتمال التحقق من السجلات", en="Register checks finished"),
        sources=("submitted",),
        target="awaiting_review",
        by=(Party.SYSTEM,),
    ),
    Transition(
        code="begin_review",
        label=Text(ar="بدء المراجعة", en="Begin the review"),
        sources=("submitted", "awaiting_review"),
        target="in_review",
        by=(Party.REVIEWER,),
    ),
    Transition(
        code="request_evidence",
        label=Text(ar="طلب استكمال من مقدم الطلب", en="Ask the applicant for something"),
        sources=("in_review",),
        target="awaiting_applicant",
        by=(Party.REVIEWER,),
        asks_reason=True,
        notice=_REQUESTED,
    ),
    Transition(
        code="answer_request",
        label=Text(ar="الرد على الطلب", en="Answer the request"),
        sources=("awaiting_applicant",),
        target="in_review",
        by=(Party.APPLICANT,),
        notice=_ANSWERED,
    ),
    Transition(
        code="recommend_approval",
        label=Text(ar="التوصية بالقبول", en="Recommend approval"),
        sources=("in_review",),
        target="awaiting_decision",
        by=(Party.REVIEWER,),
    ),
    Transition(
        code="recommend_refusal",
        label=Text(ar="التوصية بالرفض", en="Recommend refusal"),
        sources=("in_review",),
        target="awaiting_decision",
        by=(Party.REVIEWER,),
        asks_reason=True,
    ),
    Transition(
        code="return_to_review",
        label=Text(ar="إعادة إلى المراجعة", en="Return to review"),
        sources=("awaiting_decision",),
        target="in_review",
        by=(Party.APPROVER,),
        asks_reason=True,
    ),
    Transition(
        code="withdraw",
        label=Text(ar="سحب الطلب", en="Withdraw the application"),
        sources=OPEN_STAGES,
        target="withdrawn",
        by=(Party.APPLICANT,),
        notice=_WITHDRAWN,
    ),
)


def _decision(on_approval: tuple[Effect, ...], told: Notice) -> tuple[Transition, ...]:
    return (
        Transition(
            code="approve",
            label=Text(ar="قبول الطلب", en="Approve the application"),
            sources=("awaiting_decision",),
            target="approved",
            by=(Party.APPROVER,),
            four_eyes=True,
            effects=on_approval,
            notice=told,
        ),
        Transition(
            code="refuse",
            label=Text(ar="رفض الطلب", en="Refuse the application"),
            sources=("awaiting_decision",),
            target="rejected",
            by=(Party.APPROVER,),
            asks_reason=True,
            four_eyes=True,
            notice=_REFUSED,
        ),
    )
