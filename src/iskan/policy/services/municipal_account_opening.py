"""Whoever takes a place opens its account of municipal fees; a deposit is held."""

from iskan.core.charges import Deposit
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import lease
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

SERVICE = municipal.service(
    code="municipal_account_opening",
    name=Text(ar="فتح حساب الرسوم البلدية", en="Open a municipal fees account"),
    summary=Text(
        ar="فتح حساب الرسوم البلدية لمكان تشغله. تراجع البلدية المستندات، ثم يُدفع تأمين مسترد، ويُفتح الحساب.",
        en="Open the account of municipal fees for a place you hold. Documents are reviewed, a refundable deposit is paid, and the account is opened.",
    ),
    who_may_apply=(Text(ar="مالك المكان أو مستأجره", en="The owner of the place, or its tenant"),),
    legal_basis=(municipal.page("S107"),),
    deposit=Deposit(figure=figures.DEPOSIT_ACCOUNT),
    promise=figures.PROMISE_ACCOUNT_OPENING,
    steps=(questions.property_step(questions.USE, questions.OCCUPANCY),),
    evidence=(
        Evidence(kind=papers.ACCOUNT_DECLARATION),
        Evidence(kind=papers.OWNER_IDENTITY),
        Evidence(kind=papers.PLACE_RELEASE),
        Evidence(kind=papers.ADDRESS_CERTIFICATE),
        Evidence(kind=papers.APPLICANT_IDENTITY),
        Evidence(kind=lease.LEASE_REGISTRATION, required_when=questions.IS_RENTED),
        Evidence(kind=lease.LEASE, required_when=questions.IS_RENTED),
    ),
    grants=Text(
        ar="فُتح حساب الرسوم البلدية للعنوان المذكور.", en="The municipal fees account of this address is opened."
    ),
    keywords=Text(
        ar="حساب بلدية فتح رسوم إيجار كهرباء ساكن جديد", en="municipal account open fees rent new tenant electricity"
    ),
    position=88,
)
