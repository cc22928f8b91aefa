"""An owner asks to buy the corner beside a house: a deposit first, then the municipality's study and decision."""

from iskan.core.charges import Deposit, Due
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

SERVICE = municipal.service(
    code="corner_sale",
    name=Text(ar="شراء زاوية", en="Corner sale"),
    summary=Text(
        ar="طلب شراء الزاوية المجاورة للمنزل. يُدفع تأمين عند التقديم، ثم تدرس البلدية الطلب. وتحدد الجهات المعنية مساحة الزاوية وثمنها، ولا يُعدّ تقديم الطلب موافقة.",
        en="Ask to buy the corner beside a house. A deposit is paid on filing, then the municipality studies the request. The bodies concerned set area and price; filing is no approval.",
    ),
    who_may_apply=(Text(ar="مالك المنزل المجاور للزاوية", en="The owner of the house beside the corner"),),
    legal_basis=(municipal.page("S221"),),
    deposit=Deposit(figure=figures.DEPOSIT_CORNER, due=Due.FILING, is_returned_on_refusal=True),
    promise=figures.PROMISE_CORNER,
    steps=(questions.property_step(questions.PURPOSE),),
    evidence=(
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.SURVEY),
        Evidence(kind=papers.SKETCH),
        Evidence(kind=papers.OTHER_PAPER, optional=True),
    ),
    grants=Text(
        ar="قُبل طلب الشراء. يلي ذلك تقييم الزاوية ثم دفع ثمنها وتوقيع العقد، ونقل الخدمات على نفقة المشتري.",
        en="The request is granted. Valuation follows, then payment and the contract; moving services is at the buyer's cost.",
    ),
    keywords=Text(ar="زاوية بيع شراء أرض جانب البيت", en="corner sale buy land beside house"),
    position=85,
)
