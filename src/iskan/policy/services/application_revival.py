"""A household asks that its cancelled application be revived, with the seniority it had."""

from iskan.core.catalogue import About, Channel, Opening, Service
from iskan.core.conditions import when
from iskan.core.forms import EarlierCaseQuestion, Step, TextQuestion
from iskan.core.lifecycle import CaseOutcome, Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, facts, service_families, standing_facts
from iskan.policy.criteria import nationality, revival
from iskan.policy.instruments import HOUSING_SYSTEM, OWN_UNDERTAKING, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_REVIVAL
from iskan.policy.questions import contact, declarations, registers

SERVICE = Service(
    code="application_revival",
    name=Text(ar="إحياء طلب إسكاني ملغى", en="Revival of a cancelled application"),
    summary=Text(
        ar="طلب إحياء طلب ملغى خلال سنتين من إلغائه. وإذا قُبل الإحياء عاد الطلب إلى قائمته بأقدميته.",
        en="Ask that your cancelled application be revived within two years. If granted, it returns to its list with its seniority.",
    ),
    who_may_apply=(
        Text(ar="من أُلغي طلبه بقرار ولم تنقضِ مهلة الإحياء", en="Whose application was cancelled within the legal time"),
        Text(ar="من لم يكن سبب الإلغاء فقد جنسيته البحرينية", en="Whose nationality was not what was lost"),
    ),
    by_delegate=True,
    legal_basis=(basis(HOUSING_SYSTEM, "S7, S22", "A", 69), basis(OWN_UNDERTAKING, "S7", "A")),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_REVIVAL,
    steps=(
        Step(
            code="cancelled",
            title=Text(ar="الطلب الملغى", en="The cancelled application"),
            questions=(
                EarlierCaseQuestion(
                    code="cancelled_application",
                    label=Text(ar="الطلب المطلوب إحياؤه", en="The application to revive"),
                    none_fits=Text(
                        ar="لا يوجد لك طلب أُلغي بقرار ولم يُحيَ بعد. يمكنك تقديم طلب إسكاني جديد تُحتسب أقدميته من تاريخ تقديمه.",
                        en="You have no application that was cancelled by a decision and not revived. You may file a new housing application, with the seniority of its own day.",
                    ),
                ),
                TextQuestion(
                    code="revival_reason",
                    label=Text(ar="لماذا تطلب إحياءه؟", en="Why should it be revived?"),
                    help=Text(
                        ar="بيّن كيف زال سبب الإلغاء، أو لماذا لم يكن قائمًا.",
                        en="Say how the ground for cancelling has gone, or why it never stood.",
                    ),
                    max_length=1000,
                ),
            ),
        ),
        contact.CONTACT,
    ),
    declarations=(declarations.COMPREHENSIVE,),
    register_checks=(registers.POPULATION,),
    criteria=(nationality.NATIONALITY, revival.REVIVED_IN_TIME),
    about=About(
        services=("new_housing_application",), outcomes=(CaseOutcome.GRANTED,), facts=(facts.CANCELLED_ON.code,)
    ),
    lifecycle=course(
        code="application_revival",
        decided_by=Eyes.TWO,
        on_approval=(effects.REVIVE_APPLICATION,),
        granted=Text(
            ar="عاد طلبك إلى قائمة الانتظار بأقدميته.", en="Your application is back on its list, with its seniority."
        ),
        told=Notice(
            subject=Text(ar="أُحيي طلبك الإسكاني", en="Your housing application is revived"),
            body=Text(
                ar="{name}، قُبل طلب الإحياء {reference}، وعاد طلبك الإسكاني إلى قائمة الانتظار بأقدميته.",
                en="{name}, revival {reference} is granted: your housing application is back on its list with its seniority.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.WAITING,
    keywords=(
        Text(
            ar="إرجاع طلب ملغى تظلم استرجاع",
            en="restore cancelled return",
        ),
    ),
    opens_when=(
        Opening(
            condition=when(standing_facts.WAS_CANCELLED.code),
            because=Text(ar="لا يوجد لك طلب ملغى يمكن إحياؤه", en="You have no cancelled application to revive"),
        ),
    ),
    position=40,
)
