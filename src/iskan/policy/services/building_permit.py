"""An owner builds: a permit by the square metre, filed with a licensed engineering office."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة بناء", en="Building permit")

SERVICE = municipal.service(
    code="building_permit",
    name=NAME,
    summary=Text(
        ar="رخصة لبناء جديد أو كبير يعدّها مكتب هندسي مرخّص. تراجع البلدية الطلب، ثم يُدفع الرسم بحسب المساحة، وتصدر الرخصة.",
        en="A permit for a new or large building, prepared by a licensed engineering office. The municipality reviews it, the fee goes by the area, and the permit is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S60, S115, S219, S220"),),
    fee=Fee(figure=figures.FEE_BUILDING, per="area"),
    promise=figures.PROMISE_BUILDING,
    steps=(
        questions.property_step(
            questions.USE, questions.area(Text(ar="مساحة البناء", en="Area to be built")), questions.WORKS
        ),
    ),
    evidence=(
        Evidence(kind=papers.OWNER_LETTER),
        Evidence(kind=papers.BENAYAT_APPROVAL),
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.OWNER_IDENTITY),
        Evidence(kind=papers.SURVEY),
        Evidence(kind=papers.SUPERVISION),
        Evidence(kind=papers.SITE_PICTURES),
        Evidence(kind=papers.DRAWINGS),
        Evidence(kind=papers.OTHER_PAPER, optional=True),
    ),
    grants=municipal.paper(
        "building_permit",
        NAME,
        municipal.line("use", Text(ar="الاستخدام", en="Use")),
        municipal.line("area", Text(ar="مساحة البناء", en="Area built")),
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        statement=municipal.PERMITTED,
        valid_for=figures.BUILDING_MONTHS,
    ),
    keywords=Text(ar="بناء جديد فيلا عمارة بيت رخصة بنايات", en="build new house villa building permit benayat"),
    position=71,
)
