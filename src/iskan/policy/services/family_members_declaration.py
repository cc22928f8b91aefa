"""A head of family confirms who belongs to the household, as the population register has it."""

from iskan.core.catalogue import Channel, Service
from iskan.core.conditions import when
from iskan.core.forms import ChoiceQuestion, CprQuestion, GroupQuestion, Step, TextQuestion, YesNoQuestion
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import choices, departments, effects, service_families
from iskan.policy.instruments import HOUSING_SYSTEM, SERVICE_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.questions import declarations, household, registers

SERVICE = Service(
    code="family_members_declaration",
    name=Text(ar="إقرار أفراد الأسرة", en="Family members' declaration"),
    summary=Text(
        ar="مراجعة أفراد أسرتك المسجلين والإقرار بصحة بياناتهم، وبيان ما يخالف الواقع.",
        en="Look at the members of your family on record, declare that they are right, and say what is not.",
    ),
    who_may_apply=(
        Text(
            ar="كل رب أسرة له ملف لدى الوزارة أو يرغب في التقديم",
            en="Any head of family with a file, or about to apply",
        ),
    ),
    by_delegate=True,
    legal_basis=(basis(SERVICE_PAGE, "S2, S6", "A"), basis(HOUSING_SYSTEM, "S23", "B", 4)),
    channels=(Channel.WEB, Channel.PHONE, Channel.DESK, Channel.API),
    fee=None,
    promise=None,
    steps=(
        Step(
            code="members",
            title=Text(ar="أفراد الأسرة", en="Family members"),
            intro=Text(
                ar="هؤلاء أفراد أسرتك في السجل السكاني. يمكنك الاعتراض على ما تراه خطأ، وإضافة من لم يُذكر.",
                en="These are the members of your family in the population register. Object to what is wrong and add whoever is missing.",
            ),
            shows=(*household.PERSON_SHOWN, household.MEMBERS_SHOWN),
            questions=(
                YesNoQuestion(
                    code="members_missing",
                    label=Text(ar="هل في الأسرة من لم يُذكر؟", en="Is anyone of the family missing?"),
                ),
                GroupQuestion(
                    code="missing_members",
                    label=Text(ar="من لم يُذكر", en="Who is missing"),
                    item=Text(ar="فرد", en="Person"),
                    minimum=1,
                    once="cpr",
                    shown_when=when("members_missing"),
                    questions=(
                        TextQuestion(code="name", label=Text(ar="الاسم", en="Name"), max_length=120),
                        CprQuestion(
                            code="cpr",
                            label=Text(ar="الرقم الشخصي", en="Personal number"),
                            required=False,
                            never=(("account.cpr", household.IS_APPLICANT), ("household.cprs", household.IS_MEMBER)),
                        ),
                        ChoiceQuestion(
                            code="relation",
                            label=Text(ar="صلة القرابة", en="Relation to you"),
                            options=choices.options(choices.RELATIONS),
                        ),
                    ),
                ),
            ),
        ),
    ),
    declarations=(declarations.FAMILY_MEMBERS,),
    register_checks=(registers.POPULATION,),
    lifecycle=course(
        code="family_members_declaration",
        decided_by=Eyes.ONE,
        undisputed=True,
        on_checked=(effects.RECORD_FAMILY_DECLARATION,),
        on_approval=(effects.NOTE_DECLARED_CHANGES,),
        told=Notice(
            subject=Text(ar="تسلمنا إقرار أفراد الأسرة {reference}", en="Your family members' declaration {reference}"),
            body=Text(
                ar="{name}، سُجّل إقرارك بأفراد أسرتك ورقمه {reference}.",
                en="{name}, your declaration of family members is on record, reference {reference}.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.DETAILS,
    keywords=(
        Text(
            ar="زوجة زواج تزوجت أبناء مولود طفل ولادة إضافة فرد طلاق وفاة",
            en="wife husband married marriage children newborn baby birth divorce death add a member",
        ),
    ),
    looked_at_when=when("members_missing"),
    position=20,
)
