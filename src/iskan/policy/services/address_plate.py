"""An owner has the plate with a building's address renewed; its fee is not given back."""

from iskan.core.charges import Fee
from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

SERVICE = municipal.service(
    code="address_plate",
    name=Text(ar="تجديد لوحة العنوان", en="Renewal of an address plate"),
    summary=Text(
        ar="لوحة جديدة بدل لوحة العنوان القديمة أو المفقودة. تراجع البلدية المستندات، ثم يُدفع الرسم، وهو لا يُسترد.",
        en="A new plate for one that is old or lost. Documents are reviewed, then the fee is paid; it is not given back.",
    ),
    who_may_apply=(Text(ar="مالك المبنى أو مستأجره", en="The owner of the building, or its tenant"),),
    legal_basis=(municipal.page("S118"),),
    fee=Fee(figure=figures.FEE_PLATE),
    promise=figures.PROMISE_PLATE,
    steps=(questions.property_step(questions.OCCUPANCY),),
    evidence=(
        Evidence(kind=papers.DEED),
        Evidence(kind=papers.ELECTRICITY_BILL),
        Evidence(kind=papers.OWNER_IDENTITY),
        Evidence(kind=papers.ADDRESS_CARD, optional=True),
        Evidence(kind=papers.TENANT_IDENTITY, required_when=when("occupancy", questions.RENTED), optional=True),
    ),
    grants=Text(
        ar="جُدّدت لوحة العنوان، وتتسلمها من البلدية.", en="The plate is renewed; you receive it from the municipality."
    ),
    keywords=Text(ar="لوحة عنوان رقم بيت منزل مفقودة ضائعة", en="address plate house number sign lost renew"),
    position=83,
)
