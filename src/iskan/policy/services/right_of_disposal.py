"""The owner of a home asks the ministry's written permission to dispose of it; the family must consent."""

from iskan.core.catalogue import (
    AnswerLine,
    Channel,
    DeclaredDocument,
    DocumentLine,
    Opening,
    Service,
    Subject,
    SubjectKind,
)
from iskan.core.conditions import when
from iskan.core.consents import Consent, ConsentParty, ConsentPoint
from iskan.core.effects import Issue
from iskan.core.evidence import Evidence
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import departments, service_families, standing_facts
from iskan.policy.evidence import property as property_evidence
from iskan.policy.instruments import DECISION_461_2020, HOUSING_LAW, LAW_12_2020, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_DISPOSAL
from iskan.policy.parameters.validity import DISPOSAL_CONSENT_DAYS, DISPOSAL_PERMISSION_MONTHS
from iskan.policy.questions import declarations, disposal, registers

PERMISSION = DeclaredDocument(
    code="disposal_permission",
    name=Text(ar="إذن بالتصرف في مسكن", en="Permission to dispose of a home"),
    statement=Text(
        ar="تأذن الوزارة لصاحب هذه الوثيقة بالتصرف المبيّن أعلاه في المسكن المذكور دون غيره، بعد موافقة أفراد أسرته البالغين.",
        en="The ministry permits the holder the disposal stated above of the home named and no other, the adults of the family having consented.",
    ),
    lines=(
        DocumentLine(label=Text(ar="نوع التصرف", en="Kind of disposal"), source=AnswerLine("disposal")),
        DocumentLine(label=Text(ar="الوحدة", en="The home"), source=AnswerLine("home")),
        DocumentLine(label=Text(ar="الطرف الآخر", en="The other party"), source=AnswerLine("other_name")),
    ),
    valid_for=DISPOSAL_PERMISSION_MONTHS,
)

SERVICE = Service(
    code="right_of_disposal",
    name=Text(ar="حق التصرف", en="Right of disposal"),
    summary=Text(
        ar="طلب إذن الوزارة ببيع مسكنك أو مبادلته أو هبته أو الوصية به أو وقفه، بعد سداد كامل أقساطه وبموافقة أسرتك.",
        en="Ask permission to sell, exchange, give, bequeath or endow your home, once it is fully repaid and with your family's consent.",
    ),
    who_may_apply=(
        Text(ar="مالك مسكن من الوزارة سدد كامل أقساطه", en="The owner of a home from the ministry, fully repaid"),
    ),
    by_delegate=True,
    legal_basis=(
        basis(HOUSING_LAW, "S9, S42", "B", 3),
        basis(LAW_12_2020, "S9, S42", "B"),
        basis(DECISION_461_2020, "S9", "A"),
    ),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_DISPOSAL,
    steps=(disposal.DISPOSAL,),
    evidence=(
        Evidence(kind=property_evidence.TITLE_DEED),
        Evidence(kind=property_evidence.FULL_REPAYMENT),
    ),
    declarations=(declarations.COMPREHENSIVE,),
    register_checks=(registers.POPULATION,),
    lifecycle=course(
        code="right_of_disposal",
        decided_by=Eyes.TWO,
        consents=(ConsentPoint.RECOMMEND,),
        on_approval=(Issue(document=PERMISSION.code),),
        granted=Text(
            ar="صدر الإذن بالتصرف، وتجده في صفحة الطلب.", en="The permission is issued; you find it on the case's page."
        ),
        told=Notice(
            subject=Text(ar="قُبل طلب حق التصرف {reference}", en="Your right of disposal {reference} is granted"),
            body=Text(
                ar="{name}، قُبل طلب حق التصرف {reference}. تجد الإذن في صفحة الطلب.",
                en="{name}, right of disposal {reference} is granted. The permission is on the case's page.",
            ),
        ),
    ),
    documents=(PERMISSION,),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.MY_HOME,
    keywords=(
        Text(ar="بيع البيت المنزل هبة وصية وقف مبادلة إذن", en="sell house gift will endowment exchange permission"),
    ),
    subject=Subject(kind=SubjectKind.HOME, questions=("home",)),
    consents=(
        Consent(
            code="family_disposal",
            of=ConsentParty.ADULTS,
            terms=Text(
                ar="أوافق على التصرف في مسكن الأسرة على الوجه المبيّن في هذا الطلب، وأعلم أن المسكن لن يبقى مسكنًا للأسرة بعد هذا التصرف.",
                en="I consent to the disposal of the family's home as stated in this application, knowing that it will then no longer be the family's home.",
            ),
            within=DISPOSAL_CONSENT_DAYS,
        ),
    ),
    opens_when=(
        Opening(
            condition=when(standing_facts.HOLDS_HOME.code),
            because=Text(
                ar="لا يوجد في السجلات مسكن سُلّم إليك. إن كنت تملك مسكنًا من الوزارة فيمكنك تقديم الطلب وإرفاق ما يثبت ذلك.",
                en="No home handed over to you is on record. If you own one from the ministry, apply and attach what proves it.",
            ),
        ),
    ),
    position=50,
)
