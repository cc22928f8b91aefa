"""A citizen asks that a refusal be looked at anew by officials who had no part in it."""

from iskan.core.catalogue import About, Channel, Opening, Service
from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.forms import EarlierCaseQuestion, Step, TextQuestion
from iskan.core.lifecycle import CaseOutcome, Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families, standing_facts
from iskan.policy.evidence import review as review_evidence
from iskan.policy.instruments import OWN_UNDERTAKING, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_REVIEW
from iskan.policy.parameters.validity import REVIEW_DAYS
from iskan.policy.questions import declarations

SERVICE = Service(
    code="decision_review",
    name=Text(ar="مراجعة قرار", en="Review of a decision"),
    summary=Text(
        ar="ينظر موظفان لم يشاركا في القرار في معاملة رُفضت لك، ويصلك جواب مسبّب.",
        en="Ask that two officials who had no part in it look at a refusal of yours; you get an answer with its reasons.",
    ),
    who_may_apply=(Text(ar="من رُفضت له معاملة لدى الوزارة", en="Whoever was refused something by the ministry"),),
    by_delegate=True,
    legal_basis=(basis(OWN_UNDERTAKING, "—", "I"),),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_REVIEW,
    steps=(
        Step(
            code="decision",
            title=Text(ar="القرار المطلوب مراجعته", en="The decision to review"),
            intro=Text(
                ar="يرجى الاطلاع على أسباب الرفض في صفحة المعاملة قبل طلب مراجعته. لا تغيّر المراجعة بذاتها القرار السابق ولا المواعيد المتصلة به.",
                en="Read the reasons for the refusal on the case's page first. A review does not by itself change the decision, nor any time that runs from it.",
            ),
            questions=(
                EarlierCaseQuestion(
                    code="reviewed_case",
                    label=Text(ar="المعاملة التي رُفضت", en="The case that was refused"),
                    none_fits=Text(
                        ar="لا توجد لك معاملة انتهت بالرفض. إذا لم يصدر القرار بعد فيمكنك متابعة معاملتك من صفحة «معاملاتي».",
                        en="You have no case that ended in a refusal. If yours is not decided yet, follow it under “My cases”.",
                    ),
                ),
                TextQuestion(
                    code="review_reason",
                    label=Text(ar="أسباب طلب المراجعة", en="Why it should be reviewed"),
                    help=Text(
                        ar="بيّن ما تراه غير صحيح في القرار، وما لم يُؤخذ به من بيانات أو مستندات.",
                        en="Say what you find wrong in the decision, and which details or documents were left out of account.",
                    ),
                    multiline=True,
                    max_length=2000,
                ),
            ),
        ),
    ),
    evidence=(Evidence(kind=review_evidence.REVIEW_SUPPORT, optional=True),),
    declarations=(declarations.TRUE_STATEMENTS,),
    about=About(outcomes=(CaseOutcome.REFUSED,), within=REVIEW_DAYS, decided_by_others=True),
    lifecycle=course(
        code="decision_review",
        decided_by=Eyes.TWO,
        reasoned=True,
        checked=False,
        on_approval=(effects.TELL_EARLIER_DEPARTMENT,),
        granted=Text(
            ar="قُبلت المراجعة، وأُحيلت نتيجتها إلى الإدارة التي أصدرت القرار لتعيد النظر فيه.",
            en="The review is granted; the department that gave the decision has been told to look at it again.",
        ),
        told=Notice(
            subject=Text(ar="قُبلت مراجعة القرار {reference}", en="Your review {reference} is granted"),
            body=Text(
                ar="{name}، قُبل طلب المراجعة {reference}. الأسباب: {reason}. أُحيلت النتيجة إلى الإدارة التي أصدرت القرار لتعيد النظر فيه.",
                en="{name}, review {reference} is granted. Reasons: {reason}. The department that gave the decision has been told to look at it again.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.WAITING,
    keywords=(
        Text(
            ar="تظلم اعتراض استئناف رفض طلبي إعادة نظر",
            en="appeal objection grievance refused rejected turned down reconsider complaint decision",
        ),
    ),
    opens_when=(
        Opening(
            condition=when(standing_facts.WAS_REFUSED.code),
            because=Text(ar="لا توجد لك معاملة انتهت بالرفض", en="You have no case that ended in a refusal"),
        ),
    ),
    position=45,
)
