"""A licensed office has a telecom tower permitted by the municipality, with the approvals it needs before."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة برج اتصالات", en="Telecom tower permit")

SERVICE = municipal.service(
    code="telecom_tower",
    name=NAME,
    summary=Text(
        ar="رخصة لإقامة برج اتصالات بعد الموافقات المسبقة. تراجع البلدية الطلب، ثم يُدفع الرسم، وتصدر الرخصة.",
        en="A permit to put up a telecom tower after its prior approvals. The municipality reviews it, the fee is paid, and the permit is issued.",
    ),
    who_may_apply=(Text(ar="مكتب هندسي مرخّص عن صاحب البرج", en="A licensed engineering office for the tower's owner"),),
    legal_basis=(municipal.page("S60"),),
    fee=Fee(figure=figures.FEE_TOWER),
    promise=figures.PROMISE_TOWER,
    steps=(questions.property_step(questions.WORKS),),
    evidence=(
        Evidence(kind=papers.OFFICE_REGISTRATION),
        Evidence(kind=papers.BENAYAT_APPROVAL),
        Evidence(kind=papers.PRIOR_APPROVALS),
    ),
    grants=municipal.paper(
        "telecom_tower_permit",
        NAME,
        municipal.line("works", Text(ar="الأعمال", en="Works")),
        statement=municipal.PERMITTED,
        valid_for=figures.TOWER_MONTHS,
    ),
    keywords=Text(ar="برج اتصالات هوائي جوال رخصة", en="telecom tower mast antenna mobile permit"),
    position=87,
)
