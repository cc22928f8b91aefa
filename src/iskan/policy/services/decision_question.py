"""A citizen asks the office that refused something why it did; one of its officials answers in words."""

from iskan.core.catalogue import About, Channel, Opening, Service
from iskan.core.conditions import when
from iskan.core.forms import EarlierCaseQuestion, Step, TextQuestion
from iskan.core.lifecycle import CaseOutcome, Notice
from iskan.core.text import Text
from iskan.policy import departments, service_families, standing_facts
from iskan.policy.instruments import OWN_UNDERTAKING, basis
from iskan.policy.lifecycles.answered import question_course
from iskan.policy.parameters.promises import PROMISE_QUESTION

SERVICE = Service(
    code="decision_question",
    name=Text(ar="استيضاح أسباب الرفض", en="Ask why it was refused"),
    summary=Text(
        ar="سؤال توجهه إلى الإدارة التي رفضت معاملتك، فتجيب عنه كتابةً. ولا يغيّر الاستيضاح القرار، ولا يمنعك من التظلم منه.",
        en="A question to the department that refused your case, which answers it in writing. It changes no decision and keeps you from no appeal.",
    ),
    who_may_apply=(Text(ar="من رُفضت له معاملة", en="Whoever was refused something"),),
    by_delegate=True,
    legal_basis=(basis(OWN_UNDERTAKING, "seed 001", "A"),),
    channels=(Channel.WEB, Channel.PHONE, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_QUESTION,
    steps=(
        Step(
            code="question",
            title=Text(ar="القرار والسؤال", en="The decision and your question"),
            intro=Text(
                ar="تجد أسباب الرفض في صفحة المعاملة. اسأل عما لم يتضح لك منها.",
                en="The reasons for the refusal are on the case's page. Ask about what is not clear to you.",
            ),
            questions=(
                EarlierCaseQuestion(
                    code="asked_case",
                    label=Text(ar="المعاملة التي رُفضت", en="The case that was refused"),
                    none_fits=Text(
                        ar="لا توجد لك معاملة انتهت بالرفض. إذا لم يصدر القرار بعد فيمكنك متابعة معاملتك من صفحة «معاملاتي».",
                        en="You have no case that ended in a refusal. If yours is not decided yet, follow it under “My cases”.",
                    ),
                ),
                TextQuestion(
                    code="asked_why",
                    label=Text(ar="سؤالك", en="Your question"),
                    multiline=True,
                    max_length=2000,
                ),
            ),
        ),
    ),
    about=About(outcomes=(CaseOutcome.REFUSED,)),
    lifecycle=question_course(
        code="decision_question",
        told=Notice(
            subject=Text(ar="أُجيب عن استيضاحك {reference}", en="Your question {reference} is answered"),
            body=Text(
                ar="{name}، هذه إجابة الإدارة عن استيضاحك {reference}: {reason}. وإن لم تقتنع بها فلك أن تتظلم من القرار من صفحة المعاملة.",
                en="{name}, this is the department's answer to your question {reference}: {reason}. If it does not convince you, you may appeal from the case's page.",
            ),
        ),
    ),
    decided_by=departments.WHICH_DECIDED,
    family=service_families.WAITING,
    keywords=(Text(ar="لماذا رُفض طلبي سبب الرفض توضيح استفسار", en="why was I refused reasons explain enquiry"),),
    opens_when=(
        Opening(
            condition=when(standing_facts.WAS_REFUSED.code),
            because=Text(ar="لا توجد لك معاملة انتهت بالرفض", en="You have no case that ended in a refusal"),
        ),
    ),
    position=44,
)
