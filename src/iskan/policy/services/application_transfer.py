"""A waiting application passes to the spouse, to another family category or to another of the family; both sides agree."""

from iskan.core.catalogue import About, Channel, Opening, Service
from iskan.core.conditions import Not, when
from iskan.core.consents import Consent, ConsentParty, ConsentPoint
from iskan.core.lifecycle import CaseOutcome, Need, Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families, standing_facts
from iskan.policy.instruments import HOUSING_SYSTEM, TRANSFER_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_TRANSFER
from iskan.policy.parameters.validity import TRANSFER_CONSENT_DAYS
from iskan.policy.questions import declarations, registers, transfer

SERVICE = Service(
    code="application_transfer",
    name=Text(ar="تحويل الطلب", en="Transfer of an application"),
    summary=Text(
        ar="تحويل طلبك المنتظر إلى الزوج أو إلى فئة أخرى أو إلى فرد آخر من الأسرة، مع بقاء تاريخ تقديمه.",
        en="Pass your waiting application to your spouse, another family category or another of the family; it keeps its day of filing.",
    ),
    who_may_apply=(
        Text(ar="صاحب طلب على قائمة الانتظار لم يُحدَّد مسكنه", en="Whose application waits, no home drawn for it yet"),
        Text(ar="من يُحوَّل إليه ممن يستوفي الشروط ويوافق", en="To somebody who meets the conditions and agrees"),
    ),
    by_delegate=False,
    legal_basis=(basis(TRANSFER_PAGE, "S205", "A"), basis(HOUSING_SYSTEM, "S22, S23", "B", 4)),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_TRANSFER,
    steps=(transfer.HOLDER,),
    evidence=transfer.EVIDENCE,
    declarations=(declarations.TRUE_STATEMENTS, declarations.PASSES_APPLICATION),
    register_checks=(registers.POPULATION,),
    about=About(
        services=("new_housing_application",),
        outcomes=(CaseOutcome.GRANTED,),
        facts=(standing_facts.WAITING_SINCE.code, standing_facts.PLACE_ON_LIST.code),
    ),
    lifecycle=course(
        code="application_transfer",
        decided_by=Eyes.TWO,
        consents=(ConsentPoint.RECOMMEND,),
        needs=(Need.ABOUT_STANDS,),
        on_approval=(effects.TRANSFER_APPLICATION,),
        granted=Text(
            ar="حُوّل الطلب، وبقي على قائمته بتاريخ تقديمه.",
            en="The application is transferred; it stays on its list as of its day of filing.",
        ),
        told=Notice(
            subject=Text(ar="قُبل تحويل الطلب {reference}", en="Your transfer {reference} is granted"),
            body=Text(
                ar="{name}، قُبل تحويل طلبك الإسكاني بموجب المعاملة {reference}، وبقي على قائمته بتاريخ تقديمه.",
                en="{name}, by {reference} your housing application is transferred; it stays on its list as of its day of filing.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.WAITING,
    keywords=(
        Text(
            ar="نقل الطلب لزوجتي طلاق انفصال تغيير الفئة باسم الزوجة",
            en="move application to wife husband divorce change category name",
        ),
    ),
    consents=(
        Consent(
            code="new_holder_agrees",
            of=ConsentParty.NAMED,
            question="new_holder_cpr",
            when=Not(when("new_holder", transfer.TO_SELF)),
            terms=Text(
                ar="أوافق على أن ينتقل الطلب الإسكاني المذكور إليّ بتاريخ تقديمه، وأعلم أن شروط استحقاقه تُحتسب عليّ من الآن.",
                en="I agree that the housing application named passes to me as of its day of filing, knowing that its conditions are judged of me from now on.",
            ),
            within=TRANSFER_CONSENT_DAYS,
        ),
        Consent(
            code="spouse_agrees",
            of=ConsentParty.SPOUSE,
            when=when("new_holder", transfer.TO_OTHER),
            terms=Text(
                ar="أوافق على أن ينتقل طلب أسرتنا الإسكاني إلى الفرد المذكور.",
                en="I agree that our household's application passes to the person named.",
            ),
            within=TRANSFER_CONSENT_DAYS,
        ),
    ),
    opens_when=(
        Opening(
            condition=when(standing_facts.WAITS.code),
            because=Text(ar="لا يوجد لك طلب على قائمة الانتظار", en="You have no application on a waiting list"),
        ),
    ),
    position=46,
)
