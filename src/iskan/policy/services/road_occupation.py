"""Somebody takes up a part of a road for a time: a permit of the municipality."""

from iskan.core.charges import Fee
from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة إشغال طريق", en="Road occupation permit")

SERVICE = municipal.service(
    code="road_occupation",
    name=NAME,
    summary=Text(
        ar="رخصة لإشغال جزء من الطريق مدة محددة. تراجع البلدية الطلب، ثم يُدفع الرسم، وتصدر الرخصة.",
        en="A permit to take up a part of a road for a time. The municipality reviews it, the fee is paid, and the permit is issued.",
    ),
    who_may_apply=(
        Text(ar="من يلزمه إشغال الطريق بموافقة المالك", en="Whoever needs the road, with the owner's agreement"),
    ),
    legal_basis=(municipal.page("S112"),),
    fee=Fee(figure=figures.FEE_OCCUPATION),
    promise=figures.PROMISE_OCCUPATION,
    steps=(
        questions.property_step(
            questions.area(Text(ar="المساحة المطلوب إشغالها", en="Area to be taken up")),
            questions.PURPOSE,
            questions.PERIOD,
            questions.FOR_BUSINESS,
        ),
    ),
    evidence=(
        Evidence(kind=papers.APPLICANT_IDENTITY),
        Evidence(kind=papers.OWNER_LETTER),
        Evidence(kind=papers.COMMERCIAL_REGISTER, required_when=when("for_business")),
        Evidence(kind=papers.SITE_PICTURES, optional=True),
    ),
    grants=municipal.paper(
        "road_occupation_permit",
        NAME,
        municipal.line("area", Text(ar="المساحة", en="Area")),
        municipal.line("purpose", Text(ar="الغرض", en="Purpose")),
        municipal.line("period", Text(ar="المدة", en="Period")),
        statement=municipal.PERMITTED,
    ),
    keywords=Text(
        ar="إشغال طريق شارع حاوية سقالة خيمة رصيف رخصة", en="occupy road street skip scaffold tent pavement permit"
    ),
    position=77,
)
