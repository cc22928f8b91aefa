"""A citizen asks that what is recorded of them be put right; an official decides, and what the ministry holds changes."""

from iskan.core.catalogue import Channel, Service
from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.forms import ChoiceQuestion, EmailQuestion, Option, PhoneQuestion, Step, TextQuestion
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families
from iskan.policy.evidence import review as review_evidence
from iskan.policy.instruments import DATA_PROTECTION_LAW, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_DATA_REQUEST
from iskan.policy.questions import declarations

SERVICE = Service(
    code="data_correction",
    name=Text(ar="تصحيح بيانات شخصية", en="Correction of personal data"),
    summary=Text(
        ar="طلب تصحيح ما هو مسجل عنك؛ فما لدى الوزارة يُصحَّح عند القبول، وما لدى جهة أخرى يُحال إلى من يخاطبها بشأنه.",
        en="Ask that what is recorded of you be put right: what the ministry holds changes on approval, of what another body "
        "holds those who write to it are told.",
    ),
    who_may_apply=(Text(ar="كل مواطن له حساب في النظام", en="Any citizen with an account here"),),
    by_delegate=False,
    legal_basis=(basis(DATA_PROTECTION_LAW, "S77d", "B"),),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_DATA_REQUEST,
    steps=(
        Step(
            code="correction",
            title=Text(ar="البيان المطلوب تصحيحه", en="What is to be put right"),
            questions=(
                ChoiceQuestion(
                    code="record",
                    label=Text(ar="أين يرد الخطأ؟", en="Where does the mistake stand?"),
                    options=(
                        Option("register", Text(ar="سجل لدى جهة أخرى", en="A register of another body")),
                        Option("household", Text(ar="أفراد أسرتي في طلب قائم", en="My family in an open application")),
                        Option(
                            "mobile", Text(ar="رقم هاتفي النقال لدى الوزارة", en="My mobile number at the ministry")
                        ),
                        Option(
                            "email", Text(ar="بريدي الإلكتروني لدى الوزارة", en="My e-mail address at the ministry")
                        ),
                    ),
                ),
                PhoneQuestion(
                    code="right_mobile",
                    label=Text(ar="الرقم الصحيح", en="The right number"),
                    shown_when=when("record", "mobile"),
                ),
                EmailQuestion(
                    code="right_email",
                    label=Text(ar="البريد الصحيح", en="The right address"),
                    shown_when=when("record", "email"),
                ),
                TextQuestion(
                    code="wrong",
                    label=Text(ar="ما الخطأ؟", en="What is wrong?"),
                    help=Text(
                        ar="اذكر السجل أو الطلب، والبيان كما ورد، والصحيح فيه.",
                        en="Name the register or application, what it says, and what is right.",
                    ),
                    multiline=True,
                    max_length=2000,
                ),
            ),
        ),
    ),
    evidence=(Evidence(kind=review_evidence.CORRECTION_SUPPORT, optional=True),),
    declarations=(declarations.TRUE_STATEMENTS,),
    lifecycle=course(
        code="data_correction",
        decided_by=Eyes.ONE,
        reasoned=True,
        checked=False,
        on_approval=(effects.CORRECT_DATA, effects.NOTE_CORRECTION),
        granted=Text(
            ar="قُبل طلب التصحيح: ما هو مسجل لدى الوزارة يُصحح، وما هو لدى جهة أخرى أُبلغ به مشرفو الإدارة لمخاطبتها.",
            en="The correction is granted: what the ministry holds is put right; of what another body holds the department's "
            "supervisors have been told, to write to it.",
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.DETAILS,
    keywords=(
        Text(
            ar="خطأ غلط في بياناتي اسمي تاريخ الميلاد تعديل حماية البيانات الشخصية",
            en="wrong name date of birth data mistake rectification privacy data protection",
        ),
    ),
    position=70,
)
