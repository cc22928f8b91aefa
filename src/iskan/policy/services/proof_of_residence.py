"""Somebody who rents a home gets a municipality's certificate of where they live, for a fee."""

from iskan.core.catalogue import (
    AnswerLine,
    Channel,
    DeclaredDocument,
    DocumentLine,
    Service,
    Subject,
    SubjectKind,
)
from iskan.core.charges import Due, Fee
from iskan.core.effects import Issue
from iskan.core.evidence import Evidence
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.evidence import lease
from iskan.policy.instruments import MUNICIPAL_SERVICE_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.payments import FEE_RESIDENCE_PROOF
from iskan.policy.parameters.promises import PROMISE_RESIDENCE_PROOF
from iskan.policy.parameters.validity import RESIDENCE_PROOF_MONTHS
from iskan.policy.questions import declarations, residence

FEE = Fee(figure=FEE_RESIDENCE_PROOF, due=Due.APPROVAL)

CERTIFICATE = DeclaredDocument(
    code="residence_certificate",
    name=Text(ar="شهادة إثبات السكن", en="Proof of residence"),
    is_feminine=True,
    statement=Text(
        ar="تشهد البلدية بأن صاحب هذه الشهادة يسكن في العنوان المبيّن أعلاه بحسب ما قُدّم إليها من مستندات.",
        en="The municipality certifies that the holder lives at the address above, by the documents laid before it.",
    ),
    lines=(
        DocumentLine(label=Text(ar="عنوان السكن", en="Address"), source=AnswerLine("residence")),
        DocumentLine(label=Text(ar="مقدمة إلى", en="Presented to"), source=AnswerLine("presented_to")),
    ),
    valid_for=RESIDENCE_PROOF_MONTHS,
)

SERVICE = Service(
    code="proof_of_residence",
    name=Text(ar="شهادة إثبات السكن", en="Proof of residence"),
    summary=Text(
        ar="شهادة من البلدية بعنوان سكنك المستأجر. تُراجع المستندات أولًا، ويُدفع الرسم بعد القبول، ثم تصدر الشهادة موقّعة إلكترونيًا.",
        en="A municipality's certificate of the rented home you live in. Documents are reviewed first, the fee is paid once approved, and the signed certificate follows.",
    ),
    who_may_apply=(
        Text(ar="ساكن في مسكن مستأجر بعقد مسجل", en="Whoever lives in a home rented by a registered lease"),
    ),
    by_delegate=True,
    legal_basis=(basis(MUNICIPAL_SERVICE_PAGE, "S106", "A"),),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=FEE,
    promise=PROMISE_RESIDENCE_PROOF,
    steps=(residence.RESIDENCE,),
    evidence=(
        Evidence(kind=lease.LEASE),
        Evidence(kind=lease.LEASE_REGISTRATION),
        Evidence(kind=lease.OWNER_IDENTITY),
        Evidence(kind=lease.HOME_PICTURE, optional=True),
    ),
    declarations=(declarations.TRUE_STATEMENTS,),
    lifecycle=course(
        code="proof_of_residence",
        decided_by=Eyes.TWO,
        checked=False,
        fee=FEE,
        on_approval=(Issue(document=CERTIFICATE.code),),
        granted=Text(
            ar="صدرت الشهادة، وتجدها في صفحة المعاملة.", en="The certificate is issued; you find it on the case's page."
        ),
        told=Notice(
            subject=Text(ar="صدرت شهادتك {reference}", en="Your certificate {reference} is issued"),
            body=Text(
                ar="{name}، صدرت شهادة إثبات السكن بموجب المعاملة {reference}. تجدها في صفحة المعاملة.",
                en="{name}, the proof of residence of case {reference} is issued. It is on the case's page.",
            ),
        ),
    ),
    documents=(CERTIFICATE,),
    decided_by=departments.MUNICIPALITIES.by("municipality", address="residence"),
    family=service_families.MUNICIPAL,
    keywords=(
        Text(
            ar="إثبات سكن عنوان إقامة إيجار بلدية مدرسة",
            en="address certificate residence rent lease municipality school",
        ),
    ),
    subject=Subject(kind=SubjectKind.ADDRESS, questions=("residence",)),
    position=70,
)
