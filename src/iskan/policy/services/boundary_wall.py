"""An owner walls in empty land: a permit for a year."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة سور", en="Boundary wall permit")

SERVICE = municipal.service(
    code="boundary_wall",
    name=NAME,
    summary=Text(
        ar="رخصة لبناء سور حول أرض خالية. تراجع البلدية الطلب، ثم يُدفع الرسم، وتصدر الرخصة.",
        en="A permit to build a wall around empty land. The municipality reviews it, the fee is paid, and the permit is issued.",
    ),
    who_may_apply=(Text(ar="مالك أرض خالية", en="The owner of empty land"),),
    legal_basis=(municipal.page("S113, S218"),),
    fee=Fee(figure=figures.FEE_WALL),
    promise=figures.PROMISE_WALL,
    steps=(
        questions.property_step(
            questions.USE, questions.area(Text(ar="مساحة الأرض", en="Area of the land")), questions.WORKS
        ),
    ),
    evidence=(
        Evidence(kind=papers.OWNER_LETTER),
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.SITE_PICTURES),
        Evidence(kind=papers.SURVEY),
        Evidence(kind=papers.OWNER_IDENTITY),
    ),
    grants=municipal.paper(
        "boundary_wall_permit",
        NAME,
        municipal.line("area", Text(ar="مساحة الأرض", en="Area of the land")),
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        statement=municipal.PERMITTED,
        valid_for=figures.WALL_MONTHS,
    ),
    keywords=Text(ar="سور جدار تسوير أرض فضاء رخصة", en="boundary wall fence empty land plot permit"),
    position=74,
)
