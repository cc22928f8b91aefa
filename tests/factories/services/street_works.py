"""A service with a course of its own: moves no other service has, questions inside them, a timer, another's refusal."""

from iskan.core.catalogue import Channel, Service
from iskan.core.forms import NumberQuestion, Step, TextQuestion, YesNoQuestion
from iskan.core.lifecycle import Act, CaseOutcome, Clock, Lifecycle, Notice, Party, Stage, Transition
from iskan.core.text import Text
from iskan.policy import service_families
from iskan.policy.departments import HOUSING_REQUESTS
from iskan.policy.parameters.entitlements import DATA_UPDATE_REMINDER_DAYS
from iskan.policy.parameters.nomination import OFFER_DAYS


def words(ar: str, en: str) -> Text:
    return Text(ar=ar, en=en)


def stage(code: str, name: Text, clock: Clock, outcome: CaseOutcome | None = None, tone: str = "info") -> Stage:
    return Stage(code=code, name=name, next_step=name, clock=clock, outcome=outcome, tone=tone)


DEPTH = NumberQuestion(code="depth", label=words("عمق الحفر", "Depth of the trench"), minimum=1, maximum=9)
ACCEPTS = YesNoQuestion(code="accepts", label=words("هل تقبل شروط الموقع؟", "Do you accept the site's terms?"))

SERVICE = Service(
    code="street_works",
    name=words("تصريح أعمال في الطريق", "Street works permit"),
    summary=words("خدمة للتجربة", "A service to try"),
    who_may_apply=(words("كل مواطن", "Any citizen"),),
    by_delegate=False,
    legal_basis=(),
    channels=(Channel.WEB,),
    fee=None,
    promise=OFFER_DAYS,
    steps=(
        Step(
            code="works",
            title=words("الأعمال", "The works"),
            questions=(TextQuestion(code="street", label=words("الطريق", "Street")),),
        ),
    ),
    lifecycle=Lifecycle(
        code="street_works",
        stages=(
            stage("draft", words("مسودة", "Draft"), Clock.UNSTARTED),
            stage("received", words("تسلمناه", "Received"), Clock.RUNNING),
            stage("terms_set", words("بانتظار قبول الشروط", "Terms await you"), Clock.PAUSED),
            stage("terms_met", words("قُبلت الشروط", "Terms accepted"), Clock.RUNNING),
            # Neither the colour nor the code says that this one was granted.
            stage("dug", words("صدر التصريح", "Permit given"), Clock.STOPPED, CaseOutcome.GRANTED, "neutral"),
            stage(
                "approved", words("رفضته الكهرباء", "Cables forbid it"), Clock.STOPPED, CaseOutcome.DECLINED_ELSEWHERE
            ),
            stage("expired", words("انقضت المهلة", "Lapsed"), Clock.STOPPED, CaseOutcome.LAPSED, "success"),
            stage("dropped", words("مسحوب", "Withdrawn"), Clock.STOPPED, CaseOutcome.WITHDRAWN, "neutral"),
        ),
        transitions=(
            Transition(
                code="send",
                label=words("إرسال", "Send"),
                sources=("draft",),
                target="received",
                by=(Party.APPLICANT,),
                act=Act.SUBMIT,
            ),
            Transition(
                code="set_terms",
                label=words("وضع شروط الموقع", "Set the site's terms"),
                sources=("received",),
                target="terms_set",
                by=(Party.REVIEWER,),
                asks=(DEPTH,),
                notice=Notice(
                    subject=words("شروط موقعك {reference}", "The terms of your site {reference}"),
                    body=words("{name}، وُضعت شروط الموقع.", "{name}, the terms are set."),
                ),
            ),
            Transition(
                code="accept_terms",
                label=words("قبول الشروط", "Accept the terms"),
                sources=("terms_set",),
                target="terms_met",
                by=(Party.APPLICANT,),
                asks=(ACCEPTS,),
            ),
            Transition(
                code="give_permit",
                label=words("منح التصريح", "Give the permit"),
                sources=("terms_met",),
                target="dug",
                by=(Party.REVIEWER,),
            ),
            Transition(
                code="cables_found",
                label=words("تسجيل رفض الكهرباء", "Record the electricity body's refusal"),
                sources=("received", "terms_met"),
                target="approved",
                by=(Party.SUPERVISOR,),
                asks_reason=True,
            ),
            Transition(
                code="expire",
                label=words("إسقاط الطلب", "Let the request lapse"),
                sources=("terms_set",),
                target="expired",
                by=(Party.SYSTEM,),
                after=DATA_UPDATE_REMINDER_DAYS,
            ),
            Transition(
                code="expire_early",
                label=words("إسقاط مبكر", "Lapse early"),
                sources=("terms_set",),
                target="expired",
                by=(Party.SYSTEM,),
                after=OFFER_DAYS,
            ),
            Transition(
                code="drop",
                label=words("سحب", "Withdraw the request"),
                sources=("draft", "received", "terms_set", "terms_met"),
                target="dropped",
                by=(Party.APPLICANT,),
                act=Act.WITHDRAW,
            ),
        ),
    ),
    decided_by=HOUSING_REQUESTS,
    family=service_families.STATEMENTS,
    position=95,
)
