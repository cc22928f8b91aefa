"""An owner has a building's address issued or changed: the address card."""

from iskan.core.charges import Fee
from iskan.core.evidence import Evidence
from iskan.core.forms import ChoiceQuestion, Option
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="بطاقة عنوان", en="Address card")

SERVICE = municipal.service(
    code="address_card",
    name=NAME,
    summary=Text(
        ar="إصدار بطاقة عنوان لمبنى أو تغييرها. تراجع البلدية المستندات، ثم يُدفع الرسم، وتصدر البطاقة.",
        en="A building's address card, issued or changed. Documents are reviewed, the fee is paid, and the card is issued.",
    ),
    who_may_apply=municipal.OWNERS,
    legal_basis=(municipal.page("S111", "C"), municipal.page("S105", "B")),
    fee=Fee(figure=figures.FEE_ADDRESS_CARD),
    promise=figures.PROMISE_ADDRESS_CARD,
    steps=(
        questions.property_step(
            ChoiceQuestion(
                code="request",
                label=Text(ar="المطلوب", en="What you ask for"),
                options=(
                    Option("issue", Text(ar="إصدار بطاقة جديدة", en="A new card")),
                    Option("change", Text(ar="تغيير بيانات بطاقة قائمة", en="A change to a card that stands")),
                ),
            ),
        ),
    ),
    evidence=(
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.BUILDING_PERMIT),
        Evidence(kind=papers.DRAWINGS),
        Evidence(kind=papers.OWNER_LETTER),
    ),
    grants=municipal.paper(
        "address_card",
        NAME,
        statement=Text(
            ar="تشهد البلدية بأن العنوان المبيّن أعلاه هو عنوان المبنى المسجل لديها.",
            en="The municipality certifies that the address above is the one it has on record for the building.",
        ),
    ),
    keywords=Text(
        ar="عنوان بطاقة رقم مبنى طريق مجمع منزل جديد", en="address card building number road block new house"
    ),
    position=82,
)
