"""A waiting household asks for another of the services it waits for; it keeps the years it has waited."""

from iskan.core.catalogue import About, Channel, Opening, Service
from iskan.core.conditions import when
from iskan.core.forms import EarlierCaseQuestion, Step
from iskan.core.lifecycle import CaseOutcome, Need, Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, programmes, service_families, standing_facts
from iskan.policy.criteria import families, nationality
from iskan.policy.instruments import CHANGE_OF_SERVICE_NEWS, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_CHANGE
from iskan.policy.questions import declarations, employment, evidence, programme, registers

SERVICE = Service(
    code="change_of_service",
    name=Text(ar="تغيير نوع الخدمة الإسكانية", en="Change of service"),
    summary=Text(
        ar="الانتقال بطلبك المنتظر من وحدة سكنية أو شقة تمليك أو قسيمة إلى غيرها، مع بقاء سنوات الانتظار وعلاوة السكن.",
        en="Move your waiting application from a house, an ownership flat or a plot to another of them; the years waited and the allowance stay.",
    ),
    who_may_apply=(
        Text(ar="صاحب طلب على قائمة الانتظار لم يُحدَّد مسكنه", en="Whose application waits, no home drawn for it yet"),
        Text(ar="لا يُلزم أحد بتغيير خدمته", en="Nobody is made to change"),
    ),
    by_delegate=True,
    legal_basis=(basis(CHANGE_OF_SERVICE_NEWS, "S18", "A"),),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_CHANGE,
    steps=(
        Step(
            code="service",
            title=Text(ar="الطلب", en="The application"),
            questions=(
                EarlierCaseQuestion(
                    code="changed_application",
                    label=Text(ar="الطلب المطلوب تغيير خدمته", en="The application to change"),
                    none_fits=Text(
                        ar="لا يوجد لك طلب ينتظر دوره. وما حُدّد مسكنه بسحب يُراجَع بشأنه فرع الوزارة.",
                        en="You have no application waiting. Once a home is drawn for it, ask at a branch.",
                    ),
                ),
            ),
        ),
        programme.PROGRAMME,
        employment.EMPLOYMENT,
    ),
    evidence=evidence.EMPLOYMENT,
    declarations=(declarations.COMPREHENSIVE,),
    register_checks=(registers.POPULATION, registers.SOCIAL_INSURANCE),
    programme_question="programme",
    programmes=programmes.PROGRAMMES,
    criteria=(families.CATEGORY_MAY_OWN, nationality.NATIONALITY),
    about=About(
        services=("new_housing_application",),
        outcomes=(CaseOutcome.GRANTED,),
        facts=(standing_facts.WAITING_SINCE.code, standing_facts.PLACE_ON_LIST.code),
    ),
    lifecycle=course(
        code="change_of_service",
        decided_by=Eyes.TWO,
        needs=(Need.ABOUT_STANDS,),
        on_approval=(effects.CHANGE_SERVICE,),
        granted=Text(
            ar="انتقل طلبك إلى قائمة الخدمة الجديدة بأقدميته.",
            en="Your application is on the list of the new service, with its seniority.",
        ),
        told=Notice(
            subject=Text(ar="تغيّر نوع الخدمة {reference}", en="Your change of service {reference} is granted"),
            body=Text(
                ar="{name}، قُبلت المعاملة {reference}، وانتقل طلبك إلى قائمة الخدمة الجديدة بأقدميته، وصدرت بطاقة استحقاق بها.",
                en="{name}, {reference} is granted: your application is on the list of the new service with its seniority, and a card for it is issued.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.WAITING,
    keywords=(
        Text(ar="تبديل من وحدة إلى شقة أو قسيمة أرض تحويل الخدمة", en="switch unit flat plot land swap programme"),
    ),
    opens_when=(
        Opening(
            condition=when(standing_facts.WAITS.code),
            because=Text(ar="لا يوجد لك طلب على قائمة الانتظار", en="You have no application on a waiting list"),
        ),
    ),
    position=47,
)
