"""A waiting household leaves its list, knowing what it loses; its spouse agrees, and it may think better of it in time."""

from iskan.core.catalogue import About, Channel, Opening, Service
from iskan.core.conditions import when
from iskan.core.consents import Consent, ConsentParty, ConsentPoint
from iskan.core.forms import EarlierCaseQuestion, Step, TextQuestion
from iskan.core.lifecycle import CaseOutcome, Need, Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families, standing_facts
from iskan.policy.instruments import HOUSING_SYSTEM, OWN_UNDERTAKING, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.validity import LEAVING_CONSENT_DAYS, LEAVING_SETTLES_DAYS
from iskan.policy.questions import declarations, registers

SERVICE = Service(
    code="leave_waiting_list",
    name=Text(ar="الخروج من قائمة الانتظار", en="Leaving the waiting list"),
    summary=Text(
        ar="التخلي عن طلبك الإسكاني المقبول. تفقد به أقدميتك وترتيبك، ويلزمه رضا الزوج، ولك الرجوع عنه قبل سريانه.",
        en="Give up your approved application. You lose its seniority and place; your spouse must agree, and you may take it back until it takes effect.",
    ),
    who_may_apply=(
        Text(
            ar="صاحب طلب على قائمة الانتظار لم يُحدَّد مسكنه بسحب", en="Whose application waits, no home drawn for it yet"
        ),
        Text(ar="صاحب الطلب بنفسه، ولا يقوم به مفوَّض", en="The applicant in person: no delegate does this for them"),
    ),
    by_delegate=False,
    legal_basis=(basis(HOUSING_SYSTEM, "S24", "B", 79), basis(OWN_UNDERTAKING, "—", "I")),
    channels=(Channel.WEB, Channel.DESK),
    fee=None,
    promise=None,
    steps=(
        Step(
            code="leaving",
            title=Text(ar="ما تتخلى عنه", en="What you give up"),
            intro=Text(
                ar="تفقد بالخروج أقدمية طلبك وترتيبه، وبطاقة الاستحقاق، وكل ترشيح أو عرض لم يُجرَ سحبه بعد. ولا تعود الأقدمية بعد سريان الخروج، "
                "فالإحياء مقرر لما أُلغي بقرار. وأقدمية أي طلب جديد من يوم تقديمه.",
                en="You lose the application's seniority and place, the entitlement card, and any nomination or offer not drawn for yet. Once this takes effect the seniority does not come back: "
                "revival is for what was cancelled by a decision, and a new application counts from its own day.",
            ),
            questions=(
                EarlierCaseQuestion(
                    code="left_application",
                    label=Text(ar="الطلب الذي تتخلى عنه", en="The application you give up"),
                    none_fits=Text(
                        ar="لا يوجد لك طلب ينتظر دوره يمكن الخروج به. وما حُدّد مسكنه بسحب يُراجَع بشأنه فرع الوزارة.",
                        en="You have no application waiting that can leave its list. Once a home is drawn for it, ask at a branch.",
                    ),
                ),
                TextQuestion(
                    code="leaving_reason",
                    label=Text(ar="سبب الخروج", en="Why you leave"),
                    required=False,
                    max_length=500,
                ),
            ),
        ),
    ),
    declarations=(declarations.LEAVES_LIST,),
    register_checks=(registers.POPULATION,),
    about=About(
        services=("new_housing_application",),
        outcomes=(CaseOutcome.GRANTED,),
        facts=(standing_facts.WAITING_SINCE.code, standing_facts.PLACE_ON_LIST.code),
    ),
    lifecycle=course(
        code="leave_waiting_list",
        decided_by=Eyes.NOBODY,
        consents=(ConsentPoint.RECOMMEND,),
        needs=(Need.ABOUT_STANDS, Need.WITNESSED),
        settles_after=LEAVING_SETTLES_DAYS,
        on_approval=(effects.LEAVE_WAITING_LIST,),
        granted=Text(
            ar="خرج طلبك الإسكاني من قائمة الانتظار، وبطلت بطاقته.",
            en="Your housing application has left its waiting list, and its card is revoked.",
        ),
        withdrawn=Text(
            ar="رجعت عن الخروج، وبقي طلبك الإسكاني على قائمته بأقدميته.",
            en="You took it back: your housing application stays on its list with its seniority.",
        ),
        told=Notice(
            subject=Text(ar="خرج طلبك من قائمة الانتظار", en="You have left the waiting list"),
            body=Text(
                ar="{name}، سرى الخروج من قائمة الانتظار بموجب المعاملة {reference}، وبطلت بطاقة الاستحقاق. يمكنك تقديم طلب جديد تُحتسب أقدميته من يوم تقديمه.",
                en="{name}, by {reference} you have left the waiting list and your entitlement card is revoked. You may file a new application, with the seniority of its own day.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.WAITING,
    keywords=(
        Text(
            ar="تنازل عن الطلب إلغاء طلبي الإسكاني ترك القائمة انسحاب", en="give up withdraw cancel my application quit"
        ),
    ),
    consents=(
        Consent(
            code="spouse_leaving",
            of=ConsentParty.SPOUSE,
            terms=Text(
                ar="أوافق على خروج أسرتنا من قائمة الانتظار، وأعلم أن الأقدمية والترتيب لا يعودان بعد سريانه.",
                en="I agree that our household leaves the waiting list, knowing that its seniority and place do not come back.",
            ),
            within=LEAVING_CONSENT_DAYS,
        ),
    ),
    opens_when=(
        Opening(
            condition=when(standing_facts.WAITS.code),
            because=Text(ar="لا يوجد لك طلب على قائمة الانتظار", en="You have no application on a waiting list"),
        ),
    ),
    position=48,
)
