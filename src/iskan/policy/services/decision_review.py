"""A citizen appeals a refusal; officials who had no part in it decide, and one upheld has the case decided anew."""

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
    name=Text(ar="التظلم من قرار", en="Appeal against a decision"),
    summary=Text(
        ar="ينظر موظفان لم يشاركا في القرار في تظلمك من رفض معاملتك. وإذا قُبل أُعيد فتحها بتاريخ تقديمها وبُتّ فيها من جديد.",
        en="Two officials who had no part in it look at a refusal of yours. If they uphold your appeal, the case is reopened as of its day of filing and decided anew.",
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
            title=Text(ar="القرار المتظلم منه", en="The decision you appeal against"),
            intro=Text(
                ar="يرجى الاطلاع على أسباب الرفض في صفحة المعاملة قبل التظلم منه. ولا يقطع التظلم وحده المواعيد المتصلة بالقرار، فإن قُبل بقي للمعاملة تاريخ تقديمها.",
                en="Read the reasons for the refusal on the case's page first. An appeal alone stops no time that runs from the decision; once it is upheld, the case keeps its day of filing.",
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
                    label=Text(ar="أسباب التظلم", en="Why it should be decided otherwise"),
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
        on_approval=(effects.REOPEN_EARLIER,),
        granted=Text(
            ar="قُبل التظلم، وأُعيد فتح المعاملة المتظلم من رفضها ليُبت فيها من جديد.",
            en="The appeal is upheld: the refused case is reopened and decided anew.",
        ),
        told=Notice(
            subject=Text(ar="قُبل التظلم {reference}", en="Your appeal {reference} is upheld"),
            body=Text(
                ar="{name}، قُبل تظلمك {reference}. الأسباب: {reason}. يُبت من جديد في المعاملة المتظلم من رفضها بتاريخ تقديمها.",
                en="{name}, your appeal {reference} is upheld. Reasons: {reason}. The refused case is decided anew, as of its day of filing.",
            ),
        ),
    ),
    decided_by=departments.WHICH_DECIDED,
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
