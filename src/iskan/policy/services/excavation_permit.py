"""Somebody digs in a road or a plot: a permit of the municipality."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة حفريات", en="Excavation permit")

SERVICE = municipal.service(
    code="excavation_permit",
    name=NAME,
    summary=Text(
        ar="رخصة للحفر في طريق أو أرض. تراجع البلدية الطلب، ثم يُدفع الرسم، وتصدر الرخصة.",
        en="A permit to dig in a road or a plot. The municipality reviews it, the fee is paid, and the permit is issued.",
    ),
    who_may_apply=(Text(ar="من يلزمه الحفر، أو من ينفّذ الأعمال", en="Whoever needs to dig, or carries out the works"),),
    legal_basis=(municipal.page("seed 001", "A"),),
    fee=Fee(figure=figures.FEE_EXCAVATION),
    promise=figures.PROMISE_EXCAVATION,
    steps=(questions.property_step(questions.WORKS, questions.PERIOD),),
    evidence=(Evidence(kind=papers.LIST_NOT_SET, optional=True),),
    grants=municipal.paper(
        "excavation_permit",
        NAME,
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        municipal.line("period", Text(ar="المدة", en="Period")),
        statement=municipal.PERMITTED,
        valid_for=figures.EXCAVATION_MONTHS,
    ),
    keywords=Text(
        ar="حفر حفريات طريق شارع تمديدات كيبل أنبوب رخصة", en="dig excavation trench road street cable pipe permit"
    ),
    position=76,
)
