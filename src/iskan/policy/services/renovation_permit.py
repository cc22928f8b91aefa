"""An owner renovates a building without touching its structure or facade: a permit by the square metre, for a year."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.forms import YesNoQuestion
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.criteria.municipal import RENOVATION_ONLY
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة ترميم", en="Renovation permit")

SERVICE = municipal.service(
    code="renovation_permit",
    name=NAME,
    summary=Text(
        ar="رخصة لترميم بناء دون تغيير هيكله أو واجهته. تراجع البلدية الطلب، ثم يُدفع الرسم بحسب المساحة، وتصدر الرخصة.",
        en="A permit to renovate without changing the structure or the facade. The municipality reviews it, the fee goes by the area, and the permit is issued.",
    ),
    who_may_apply=(*municipal.OWNERS, Text(ar="مكتب هندسي عن المالك", en="An engineering office for the owner")),
    legal_basis=(municipal.page("S214, S218"),),
    fee=Fee(
        by="use",
        figures=((questions.HOME, figures.FEE_RENOVATION_HOME), (questions.OTHER, figures.FEE_RENOVATION_OTHER)),
        per="area",
    ),
    promise=figures.PROMISE_RENOVATION,
    steps=(
        questions.property_step(
            questions.USE,
            questions.area(Text(ar="المساحة المطلوب ترميمها", en="Area to be renovated")),
            questions.WORKS,
            YesNoQuestion(
                code="changes_structure",
                label=Text(
                    ar="هل تغيّر أعمال الترميم هيكل البناء أو واجهته؟",
                    en="Does the renovation change the structure or the facade?",
                ),
            ),
        ),
    ),
    evidence=(Evidence(kind=papers.LIST_NOT_SET, optional=True),),
    criteria=(RENOVATION_ONLY,),
    grants=municipal.paper(
        "renovation_permit",
        NAME,
        municipal.line("use", Text(ar="الاستخدام", en="Use")),
        municipal.line("area", Text(ar="المساحة", en="Area")),
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        statement=municipal.PERMITTED,
        conditions=(
            Text(ar="ولا يجوز تغيير هيكل البناء أو واجهته.", en="Neither the structure nor the facade may be changed."),
        ),
        valid_for=figures.RENOVATION_MONTHS,
    ),
    keywords=Text(
        ar="ترميم صيانة صباغة بلاط سباكة رخصة",
        en="renovation renovate paint tiles plumbing repair house permit",
    ),
    position=73,
)
