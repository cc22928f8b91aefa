"""An owner has a finished building certified: the municipality's certificate of completion."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="شهادة إتمام بناء", en="Building completion certificate")
PERMIT = Text(ar="رقم رخصة البناء", en="Number of the building permit")

SERVICE = municipal.service(
    code="building_completion",
    name=NAME,
    summary=Text(
        ar="شهادة من البلدية بأن البناء اكتمل وفق رخصته. تراجع البلدية المستندات، ثم يُدفع الرسم، وتصدر الشهادة.",
        en="A municipality's certificate that a building was finished by its permit. Documents are reviewed, the fee is paid, and the certificate is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S111", "C"),),
    fee=Fee(figure=figures.FEE_COMPLETION),
    promise=figures.PROMISE_COMPLETION,
    steps=(questions.property_step(questions.number("permit_number", PERMIT)),),
    evidence=(
        Evidence(kind=papers.SUPPLY_NUMBER),
        Evidence(kind=papers.GUARANTEE_LETTER),
        Evidence(kind=papers.SUPERVISION),
        Evidence(kind=papers.CIVIL_DEFENCE_LETTER),
        Evidence(kind=papers.THERMAL_INSULATION),
        Evidence(kind=papers.OFFICE_REGISTRATION),
        Evidence(kind=papers.ADDRESS_CARD),
    ),
    grants=municipal.paper(
        "building_completion_certificate",
        NAME,
        municipal.line("permit_number", PERMIT),
        statement=Text(
            ar="تشهد البلدية بأن البناء المقام في العنوان المبيّن أعلاه قد اكتمل وفق الرخصة المذكورة.",
            en="The municipality certifies that the building at the address above was finished by the permit named.",
        ),
    ),
    keywords=Text(ar="إتمام بناء انتهاء إنجاز شهادة كهرباء", en="completion finished building certificate electricity"),
    position=81,
)
