"""An owner has a building pulled down, whole or in part: a fee by the square metre, and a deposit that is held."""

from iskan.core.charges import Deposit, Fee
from iskan.core.evidence import Evidence
from iskan.core.forms import ChoiceQuestion, Option
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة هدم", en="Demolition permit")
EXTENT = Text(ar="نطاق الهدم", en="Extent of the demolition")

SERVICE = municipal.service(
    code="demolition_permit",
    name=NAME,
    summary=Text(
        ar="رخصة لهدم بناء كله أو جزء منه. يُدفع بعد القبول رسم وتأمين مسترد بحسب المساحة، ثم تصدر الرخصة.",
        en="A permit to demolish a building or a part of it. Once approved a fee and a refundable deposit are paid by the area, and the permit is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S60, S217"),),
    fee=Fee(figure=figures.FEE_DEMOLITION, per="area"),
    deposit=Deposit(figure=figures.DEPOSIT_DEMOLITION, per="area"),
    promise=figures.PROMISE_DEMOLITION,
    steps=(
        questions.property_step(
            ChoiceQuestion(
                code="extent",
                label=EXTENT,
                options=(
                    Option("full", Text(ar="كلي", en="The whole building")),
                    Option("partial", Text(ar="جزئي", en="A part of it")),
                ),
            ),
            questions.area(Text(ar="المساحة المطلوب هدمها", en="Area to be demolished")),
        ),
    ),
    evidence=(
        Evidence(kind=papers.SITE_PICTURES),
        Evidence(kind=papers.OWNER_LETTER),
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.OWNER_IDENTITY),
        Evidence(kind=papers.SUPERVISION),
        Evidence(kind=papers.MARKED_DRAWING),
    ),
    grants=municipal.paper(
        "demolition_permit",
        NAME,
        municipal.line("extent", EXTENT),
        municipal.line("area", Text(ar="المساحة", en="Area")),
        statement=municipal.PERMITTED,
        valid_for=figures.DEMOLITION_MONTHS,
    ),
    keywords=Text(
        ar="هدم إزالة بناء قديم بيت رخصة تأمين", en="demolish demolition pull down old building house permit"
    ),
    position=75,
)
