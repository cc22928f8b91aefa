"""What requests for finance have in common: what a bank is sent, what it may answer, and what follows."""

from decimal import Decimal

from iskan.core.conditions import AllOf, Condition, when
from iskan.core.consents import ConsentPoint
from iskan.core.dated import Dated
from iskan.core.evidence import Evidence
from iskan.core.forms import DecimalQuestion, MoneyQuestion, NumberQuestion, Question, TextQuestion
from iskan.core.lifecycle import Lifecycle, Notice
from iskan.core.money import Money
from iskan.core.partners import ApplicantDetail, Limit, Partner, PartnerAnswer, PartnerBody, SentLine
from iskan.core.text import Text
from iskan.policy import facts, finance_facts, partners
from iskan.policy.evidence import family, income
from iskan.policy.evidence import property as property_evidence
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.lifecycles.elsewhere import Elsewhere
from iskan.policy.parameters.restoration import PROMISE_BANK_ANSWER

_YEARS = Text(ar="سنة", en="years")
_PER_CENT = Text(ar="% سنويًا", en="% a year")

_APPLICANT = (
    SentLine(code="name", label=Text(ar="الاسم", en="Name"), applicant=ApplicantDetail.NAME),
    SentLine(code="number", label=Text(ar="الرقم الشخصي", en="Personal number"), applicant=ApplicantDetail.NUMBER),
    SentLine(code="mobile", label=Text(ar="رقم الهاتف النقال", en="Mobile number"), answer="mobile"),
    SentLine(code="income", label=facts.BASIC_SALARY.label, fact=facts.BASIC_SALARY.code),
    SentLine(code="amount", label=finance_facts.FINANCE_ASKED.label, answer="finance_asked"),
)
SENT_TO_RESTORE = (
    *_APPLICANT,
    SentLine(code="works", label=Text(ar="أعمال الترميم المطلوبة", en="The works to be done"), answer="works"),
)
SENT_TO_BUY = (
    *_APPLICANT,
    SentLine(code="price", label=finance_facts.HOME_PRICE.label, answer="home_price"),
)
BUYERS = (
    Text(ar="رب الأسرة البحريني ضمن السن والدخل المقررين", en="A Bahraini head of family within age and income"),
    Text(ar="المقيم مع أسرته في البحرين إقامة دائمة", en="Living permanently in Bahrain with the family"),
    Text(
        ar="من لم يسبق لأسرته الانتفاع بخدمة تمليك ولا تملك عقارًا يمنع الاستحقاق",
        en="Whose family has had no ownership service and owns no property that counts",
    ),
)
PROOFS = (
    Evidence(
        kind=family.HUSBAND_CONSENT,
        required_when=AllOf((when("family_category", "1"), when("husband_consent"))),
    ),
    Evidence(kind=property_evidence.TECHNICAL_REPORT, required_when=when("properties.uninhabitable")),
    Evidence(kind=income.SELF_EMPLOYED_FORM, required_when=when("employment", "self_employed")),
)
"""What the criteria themselves rest on; no list of documents of these programmes was found (domain 1.8)."""

BODIES = {body.code: body for body in partners.BANKS}
TASHEEL_PLUS_BANKS = tuple(
    BODIES[code] for code in ("nbb", "bbk", "al_salam", "bisb", "khaleeji", "al_baraka", "ahli_united")
)
TUMOOH_BANKS = tuple(BODIES[code] for code in ("nbb", "bbk", "al_salam", "bisb", "khaleeji", "al_baraka", "kfh"))


def bank_offer(
    *,
    ceilings: tuple[Limit, ...],
    longest: Dated[int],
    sends: tuple[SentLine, ...] = SENT_TO_BUY,
    bodies: tuple[PartnerBody, ...] = partners.BANKS,
) -> Partner:
    """Return the bank the applicant chose as a partner: it offers amount, rate and term, or says why not.

    ``ceilings`` bound the amount; ``bodies`` are the banks that offer the programme, all where the sources name none.
    """
    return Partner(
        code="bank",
        name=Text(ar="البنك", en="The bank"),
        bodies=bodies,
        question="bank",
        sends=sends,
        answers=(
            PartnerAnswer(
                code="make_offer",
                label=Text(ar="تقديم عرض تمويل", en="Offer finance"),
                agrees=True,
                asks=(
                    MoneyQuestion(
                        code="offered_amount", label=Text(ar="مبلغ التمويل", en="Amount of the finance"),
                        minimum_fils=1_000,
                    ),
                    DecimalQuestion(
                        code="offered_rate", label=Text(ar="نسبة الربح السنوية", en="Annual rate"),
                        maximum=Decimal(100), places=3, unit=_PER_CENT,
                    ),
                    NumberQuestion(
                        code="offered_years", label=Text(ar="مدة السداد", en="Term"), minimum=1, maximum=50,
                        unit=_YEARS,
                    ),
                    MoneyQuestion(
                        code="offered_instalment", label=Text(ar="القسط الشهري", en="Monthly instalment"),
                        minimum_fils=1_000,
                    ),
                    TextQuestion(
                        code="offered_terms", label=Text(ar="شروط أخرى", en="Other terms"), required=False,
                        multiline=True, max_length=1000,
                    ),
                ),
                limits=(*ceilings, Limit(question="offered_years", number=longest)),
            ),
            PartnerAnswer(
                code="turn_down", label=Text(ar="الاعتذار عن التمويل", en="Do not finance"), agrees=False
            ),
        ),
        promise=PROMISE_BANK_ANSWER,
    )  # fmt: skip


def offered_at_most(ceiling: Dated[Money], only: Condition | None = None) -> Limit:
    """Return the bound of what a bank may offer, or of what it may offer some applicants."""
    return Limit(question="offered_amount", amount=ceiling, when=only)


def financed_by(
    *, code: str, programme: Text, partner: Partner, choosing: Question, consents: tuple[ConsentPoint, ...] = ()
) -> Lifecycle:
    """Return the course of a request for finance: two officials, then a bank, then the applicant's acceptance.

    ``consents`` names the points before which the service's consents must have been given.
    """
    return course(
        code=code,
        decided_by=Eyes.TWO,
        consents=consents,
        granted=Text(
            ar="قُبل عرض البنك، ويتواصل معك لتوقيع العقد وصرف التمويل.",
            en="You accepted the bank's offer; it is in touch with you to sign the contract and pay out the finance.",
        ),
        told=Notice(
            subject=Text(
                ar=f"قُبل تمويل {programme.ar} {{reference}}", en=f"Your {programme.en} {{reference}} is granted"
            ),
            body=Text(
                ar="{name}، سُجّل قبولك عرض البنك على الطلب {reference}. يتواصل معك البنك لتوقيع العقد.",
                en="{name}, your acceptance of the bank's offer under {reference} is recorded. The bank is in touch with you to sign.",
            ),
        ),
        elsewhere=Elsewhere(partner=partner, choosing=choosing),
    )
