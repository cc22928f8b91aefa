"""A citizen objects to how their data is processed; an official decides with reasons, and supervisors carry it out."""

from iskan.core.catalogue import Channel, Service
from iskan.core.evidence import Evidence
from iskan.core.forms import ChoiceQuestion, Option, Step, TextQuestion
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families
from iskan.policy.evidence import review as review_evidence
from iskan.policy.instruments import DATA_PROTECTION_LAW, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_DATA_REQUEST
from iskan.policy.questions import declarations

SERVICE = Service(
    code="processing_objection",
    name=Text(ar="اعتراض على معالجة بيانات شخصية", en="Objection to the processing of personal data"),
    summary=Text(
        ar="الاعتراض على استخدام بياناتك أو عرضها أو الاستعلام عنها، ويصلك جواب مسبّب.",
        en="Object to how your data is used, shown or looked up; you get an answer with its reasons.",
    ),
    who_may_apply=(Text(ar="كل مواطن له حساب في النظام", en="Any citizen with an account here"),),
    by_delegate=False,
    legal_basis=(basis(DATA_PROTECTION_LAW, "S77d", "B"),),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_DATA_REQUEST,
    steps=(
        Step(
            code="objection",
            title=Text(ar="ما تعترض عليه", en="What you object to"),
            intro=Text(
                ar="تجد في صفحة «بياناتك وكيف نتعامل معها» ما يُعالج من بياناتك وسنده.",
                en="The page “Your data and what we do with it” says what is processed, and under which law.",
            ),
            questions=(
                ChoiceQuestion(
                    code="processing",
                    label=Text(ar="ما المعالجة؟", en="Which processing?"),
                    options=(
                        Option(
                            "lookup", Text(ar="استعلام من سجل جهة أخرى", en="A question to another body's register")
                        ),
                        Option("reading", Text(ar="اطلاع موظف على ملفي", en="An official's reading of my file")),
                        Option("message", Text(ar="رسائل تصلني", en="Messages sent to me")),
                        Option("other", Text(ar="غير ذلك", en="Something else")),
                    ),
                ),
                TextQuestion(
                    code="objection",
                    label=Text(ar="ما تعترض عليه وأسبابه", en="What you object to, and why"),
                    multiline=True,
                    max_length=2000,
                ),
            ),
        ),
    ),
    evidence=(Evidence(kind=review_evidence.CORRECTION_SUPPORT, optional=True),),
    declarations=(declarations.TRUE_STATEMENTS,),
    lifecycle=course(
        code="processing_objection",
        decided_by=Eyes.ONE,
        reasoned=True,
        checked=False,
        on_approval=(effects.TELL_SUPERVISORS,),
        granted=Text(
            ar="قُبل الاعتراض، وأُبلغ به مشرفو الإدارة لتنفيذه.",
            en="The objection is upheld; the department's supervisors have been told to carry it out.",
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.DETAILS,
    keywords=(Text(ar="خصوصية حماية البيانات الشخصية اعتراض", en="privacy data protection object stop processing"),),
    position=75,
)
