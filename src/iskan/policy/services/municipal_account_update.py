"""Whoever holds a place has its account of municipal fees brought up to date: free, within a working day."""

from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.forms import TextQuestion
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import lease
from iskan.policy.evidence import municipal as papers
from iskan.policy.instruments import RESOLUTION_22_2005, basis
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

SERVICE = municipal.service(
    code="municipal_account_update",
    name=Text(ar="تحديث حساب الرسوم البلدية", en="Update a municipal fees account"),
    summary=Text(
        ar="تحديث بيانات حساب الرسوم البلدية لمكان مستأجر أو لمكان يشغله مالكه، دون رسم.",
        en="Bring the account of municipal fees up to date, of a rented place or of one its owner occupies. Free of charge.",
    ),
    who_may_apply=(Text(ar="مالك المكان أو مستأجره", en="The owner of the place, or its tenant"),),
    legal_basis=(basis(RESOLUTION_22_2005, "S109", "A"), municipal.page("S108, S109, S222")),
    promise=figures.PROMISE_ACCOUNT_UPDATE,
    steps=(
        questions.property_step(
            questions.number("account_number", Text(ar="رقم الحساب", en="Account number")),
            questions.OCCUPANCY,
            TextQuestion(
                code="change",
                label=Text(ar="المطلوب تحديثه", en="What is to be updated"),
                max_length=1000,
                multiline=True,
            ),
        ),
    ),
    evidence=(
        Evidence(kind=papers.TENANT_LETTER, required_when=questions.IS_RENTED),
        Evidence(kind=papers.OWNER_LETTER, required_when=questions.IS_RENTED),
        Evidence(kind=lease.LEASE, required_when=questions.IS_RENTED),
        Evidence(kind=lease.LEASE_REGISTRATION, required_when=questions.IS_RENTED),
        Evidence(kind=papers.SITE_PICTURES, optional=True),
        Evidence(kind=papers.OTHER_PAPER, required_when=when("occupancy", questions.OWNED), optional=True),
    ),
    grants=Text(ar="حُدّث حساب الرسوم البلدية.", en="The municipal fees account is up to date."),
    keywords=Text(ar="حساب بلدية تحديث رسوم مستأجر مالك تعديل", en="municipal account update fees tenant owner change"),
    position=89,
)
