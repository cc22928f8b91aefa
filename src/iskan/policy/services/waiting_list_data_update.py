"""A waiting household confirms or corrects its details, which keeps its application alive."""

from iskan.core.catalogue import Channel, Opening, Service
from iskan.core.conditions import Not, when
from iskan.core.forms import ChoicesQuestion, Option, Step, TextQuestion
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families, standing_facts
from iskan.policy.instruments import HOUSING_SYSTEM, OWN_UNDERTAKING, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.questions import contact, declarations, household, registers

CHANGES = (
    Option("none", Text(ar="لم يتغيّر شيء", en="Nothing has changed"), alone=True),
    Option("income", Text(ar="الدخل أو العمل", en="Income or work")),
    Option("family", Text(ar="أفراد الأسرة أو الحالة الاجتماعية", en="Members of the family, or marital status")),
    Option("residence", Text(ar="السكن أو الإقامة", en="Home or residence")),
    Option("property", Text(ar="الملكية العقارية", en="Property owned")),
    Option("disability", Text(ar="إعاقة في الأسرة", en="A disability in the family")),
)

SERVICE = Service(
    code="waiting_list_data_update",
    name=Text(ar="تحديث بيانات طلب على قائمة الانتظار", en="Update of an application on the waiting list"),
    summary=Text(
        ar="تأكيد بيانات أسرتك أو بيان ما تغيّر منها، ليبقى طلبك قائمًا.",
        en="Confirm your family's details or say what has changed, so that your application stays alive.",
    ),
    who_may_apply=(Text(ar="من له طلب على قائمة الانتظار", en="Whoever has an application on a waiting list"),),
    by_delegate=True,
    legal_basis=(basis(HOUSING_SYSTEM, "S17", "B"), basis(OWN_UNDERTAKING, "seed 004", "A")),
    channels=(Channel.WEB, Channel.PHONE, Channel.DESK, Channel.API),
    fee=None,
    promise=None,
    steps=(
        Step(
            code="changes",
            title=Text(ar="ما الذي تغيّر؟", en="What has changed?"),
            intro=Text(
                ar="هذه بياناتك في السجلات الحكومية. يجب الإبلاغ عن تغيّر الدخل.",
                en="This is what government records say. A change of income must be reported; two years are spoken of.",
            ),
            shows=(*household.PERSON_SHOWN, household.MEMBERS_SHOWN),
            questions=(
                ChoicesQuestion(
                    code="changes",
                    label=Text(ar="ما الذي تغيّر منذ آخر تحديث؟", en="What has changed since the last update?"),
                    options=CHANGES,
                ),
                TextQuestion(
                    code="changes_told",
                    label=Text(ar="بيّن ما تغيّر ومتى", en="Say what changed, and when"),
                    max_length=1000,
                    shown_when=Not(when("changes", "none")),
                ),
            ),
        ),
        contact.CONTACT,
    ),
    declarations=(declarations.COMPREHENSIVE,),
    register_checks=(registers.POPULATION,),
    lifecycle=course(
        code="waiting_list_data_update",
        decided_by=Eyes.ONE,
        undisputed=True,
        on_checked=(effects.UPDATE_CONTACT_DETAILS, effects.RENEW_APPLICATION),
        on_approval=(effects.NOTE_DECLARED_CHANGES,),
        told=Notice(
            subject=Text(ar="حُدّثت بيانات طلبك", en="Your application's details are up to date"),
            body=Text(
                ar="{name}، سُجّل تحديث بيانات طلبك بموجب المعاملة {reference}، وبقي طلبك قائمًا بأقدميته.",
                en="{name}, your update {reference} is on record, and your application stays alive with its seniority.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.WAITING,
    keywords=(
        Text(
            ar="تجديد الطلب دخل تغير",
            en="renew income change",
        ),
    ),
    opens_when=(
        Opening(
            condition=when(standing_facts.WAITS.code),
            because=Text(ar="لا يوجد لك طلب على قائمة الانتظار", en="You have no application on a waiting list"),
        ),
    ),
    looked_at_when=Not(when("changes", "none")),
    position=35,
)
