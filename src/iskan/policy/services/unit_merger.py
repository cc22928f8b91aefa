"""An owner has several units made into one: a fee by the square metre, and a deposit that is held."""

from iskan.core.charges import Deposit, Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة دمج وحدات", en="Permit to merge units")

SERVICE = municipal.service(
    code="unit_merger",
    name=NAME,
    summary=Text(
        ar="رخصة لدمج وحدات في وحدة واحدة. يُدفع بعد القبول رسم بحسب المساحة وتأمين مسترد، ثم تصدر الرخصة.",
        en="A permit to make several units one. Once approved a fee by the area and a refundable deposit are paid, and the permit is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S216"),),
    fee=Fee(
        by="use",
        figures=((questions.HOME, figures.FEE_MERGER_HOME), (questions.OTHER, figures.FEE_MERGER_OTHER)),
        per="area",
    ),
    deposit=Deposit(figure=figures.DEPOSIT_MERGER),
    promise=figures.PROMISE_MERGER,
    steps=(
        questions.property_step(
            questions.USE,
            questions.UNITS,
            questions.area(Text(ar="مساحة الوحدات المطلوب دمجها", en="Area of the units to be merged")),
            questions.WORKS,
        ),
    ),
    evidence=(Evidence(kind=papers.LIST_NOT_SET, optional=True),),
    grants=municipal.paper(
        "unit_merger_permit",
        NAME,
        municipal.line("use", Text(ar="الاستخدام", en="Use")),
        municipal.line("area", Text(ar="المساحة", en="Area")),
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        statement=municipal.PERMITTED,
        valid_for=figures.MERGER_MONTHS,
    ),
    keywords=Text(ar="دمج وحدات شقتين ضم توحيد بيت رخصة", en="merge join combine units flats house permit"),
    position=79,
)
