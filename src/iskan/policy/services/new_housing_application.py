"""A family applies for a housing unit, an ownership flat or a residential plot and, when entitled, joins the list."""

from iskan.core.catalogue import Channel, DeclaredDocument, Service
from iskan.core.consents import ConsentPoint
from iskan.core.effects import Issue
from iskan.core.text import Text
from iskan.policy import departments, effects, programmes, service_families
from iskan.policy.criteria import (
    ages,
    earlier_benefit,
    families,
    home_finance,
    nationality,
    properties,
    residence,
)
from iskan.policy.instruments import DISABILITY_LAW, HOUSING_LAW, HOUSING_SYSTEM, PUBLISHED_CRITERIA, basis
from iskan.policy.lifecycles import notices, stages
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_NEW_APPLICATION
from iskan.policy.questions import (
    contact,
    declarations,
    employment,
    evidence,
    household,
    programme,
    registers,
    wishes,
)
from iskan.policy.questions import (
    property as property_questions,
)

SERVICE = Service(
    code="new_housing_application",
    name=Text(ar="تقديم طلب إسكاني جديد", en="New housing application"),
    summary=Text(
        ar="طلب وحدة سكنية أو شقة تمليك أو قسيمة سكنية. نتحقق من بياناتك لدى الجهات الحكومية، وتصدر بطاقة الاستحقاق عند القبول.",
        en="Apply for a housing unit, an ownership flat or a residential plot. Your details are verified with other government bodies, and the entitlement card is issued on approval.",
    ),
    who_may_apply=(
        Text(ar="رب الأسرة البحريني ضمن السن المقررة", en="A Bahraini head of family within the age limits"),
        Text(ar="المقيم مع أسرته في البحرين إقامة دائمة", en="Living permanently in Bahrain with the family"),
        Text(
            ar="من لم يسبق لأسرته الانتفاع بخدمة تمليك ولا تملك عقارًا يمنع الاستحقاق",
            en="Whose family has had no ownership service and owns no property that counts",
        ),
    ),
    by_delegate=True,
    legal_basis=(
        basis(HOUSING_LAW, "S40", "C"),
        basis(HOUSING_SYSTEM, "S5, S23", "B", 4),
        basis(PUBLISHED_CRITERIA, "S1, S2", "A"),
        basis(DISABILITY_LAW, "S41", "A"),
    ),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_NEW_APPLICATION,
    steps=(
        programme.PROGRAMME,
        household.HOUSEHOLD,
        contact.CONTACT,
        employment.EMPLOYMENT,
        household.RESIDENCE,
        property_questions.PROPERTY,
        wishes.DISABILITY,
        wishes.WISHES,
    ),
    evidence=(*evidence.FAMILY, *evidence.EMPLOYMENT),
    declarations=(declarations.FAMILY_MEMBERS, declarations.COMPREHENSIVE, declarations.CREDIT_CHECK),
    register_checks=registers.ALL,
    programme_question="programme",
    programmes=programmes.PROGRAMMES,
    criteria=(
        families.CATEGORY_MAY_OWN,
        families.FAMILY_CATEGORY,
        nationality.NATIONALITY,
        ages.AGE,
        residence.RESIDENCE,
        earlier_benefit.EARLIER_BENEFIT,
        properties.PROPERTY,
        home_finance.HOME_FINANCE,
    ),
    lifecycle=course(
        code="new_housing_application",
        decided_by=Eyes.TWO,
        consents=(ConsentPoint.RECOMMEND,),
        on_filing=(effects.UPDATE_CONTACT_DETAILS,),
        on_approval=(Issue(document="entitlement_card"), effects.ENTER_WAITING_LIST),
        granted=stages.ON_THE_LIST,
        withdrawn=stages.SENIORITY_ANEW,
        told=notices.ON_THE_LIST,
    ),
    documents=(
        DeclaredDocument(
            code="entitlement_card",
            name=Text(ar="بطاقة استحقاق", en="Entitlement card"),
            is_feminine=True,
            template="entitlement_card",
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.APPLYING,
    keywords=(
        Text(
            ar="بيت حكومي أقدم طلب سكن وحدة شقة تمليك قسيمة أرض سكنية بطاقة استحقاق",
            en="house home flat apartment plot land apply entitlement card",
        ),
    ),
    position=10,
)
