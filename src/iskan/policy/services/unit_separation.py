"""An owner has one unit made into several: a permit of the municipality."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة فصل وحدات", en="Permit to separate units")

SERVICE = municipal.service(
    code="unit_separation",
    name=NAME,
    summary=Text(
        ar="رخصة لفصل جزء من مبنى إلى وحدة مستقلة. تراجع البلدية الطلب، ثم يُدفع الرسم، وتصدر الرخصة.",
        en="A permit to make a part of a building a unit of its own. The municipality reviews it, the fee is paid, and the permit is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S117", "C"),),
    fee=Fee(figure=figures.FEE_SEPARATION),
    promise=figures.PROMISE_SEPARATION,
    steps=(questions.property_step(questions.USE, questions.UNITS, questions.WORKS),),
    evidence=(
        Evidence(kind=papers.OWNER_LETTER),
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.OWNER_IDENTITY),
        Evidence(kind=papers.DRAWINGS),
        Evidence(kind=papers.ELECTRICITY_BILL),
        Evidence(kind=papers.METER_PICTURE),
        Evidence(kind=papers.SITE_PICTURES),
    ),
    grants=municipal.paper(
        "unit_separation_permit",
        NAME,
        municipal.line("use", Text(ar="الاستخدام", en="Use")),
        municipal.line("units", Text(ar="عدد الوحدات", en="Units")),
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        statement=municipal.PERMITTED,
        valid_for=figures.SEPARATION_MONTHS,
    ),
    keywords=Text(ar="فصل وحدات شقة عداد تقسيم بيت رخصة", en="separate split units flat meter divide house permit"),
    position=78,
)
