"""An owner gets the municipality's certificate of what it has on record of a property."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="شهادة معلومات", en="Information certificate")

SERVICE = municipal.service(
    code="information_certificate",
    name=NAME,
    summary=Text(
        ar="شهادة من البلدية بالمعلومات المسجلة لديها عن عقار. تراجع المستندات أولًا، ثم يُدفع الرسم، وتصدر الشهادة.",
        en="A municipality's certificate of what it has on record of a property. Documents are reviewed, the fee is paid, and the certificate is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S119"), municipal.page("S111", "C")),
    fee=Fee(figure=figures.FEE_INFORMATION),
    promise=figures.PROMISE_INFORMATION,
    steps=(questions.property_step(questions.PURPOSE),),
    evidence=(
        Evidence(kind=papers.OWNER_LETTER),
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.SURVEY),
        Evidence(kind=papers.DRAWINGS),
        Evidence(kind=papers.SITE_PICTURES),
    ),
    grants=municipal.paper(
        "information_certificate",
        NAME,
        municipal.line("purpose", Text(ar="الغرض", en="Purpose")),
        statement=Text(
            ar="تشهد البلدية بأن هذه الشهادة صدرت عن العقار المبيّن أعلاه بحسب المسجل لديها حتى تاريخ إصدارها.",
            en="The municipality certifies that this was issued of the property above, by what it has on record to the day of issue.",
        ),
        valid_for=figures.INFORMATION_MONTHS,
    ),
    keywords=Text(ar="شهادة معلومات عقار أرض تصنيف", en="information certificate property land classification"),
    position=84,
)
