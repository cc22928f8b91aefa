"""What a bank is sent of a request for finance, and what it may answer."""

from decimal import Decimal

from iskan.core.dated import Dated
from iskan.core.forms import DecimalQuestion, MoneyQuestion, NumberQuestion, TextQuestion
from iskan.core.money import Money
from iskan.core.partners import ApplicantDetail, Limit, Partner, PartnerAnswer, SentLine
from iskan.core.text import Text
from iskan.policy import facts, finance_facts, partners
from iskan.policy.parameters.restoration import PROMISE_BANK_ANSWER

_YEARS = Text(ar="سنة", en="years")
_PER_CENT = Text(ar="% سنويًا", en="% a year")

SENT_TO_BANK = (
    SentLine(code="name", label=Text(ar="الاسم", en="Name"), applicant=ApplicantDetail.NAME),
    SentLine(code="number", label=Text(ar="الرقم الشخصي", en="Personal number"), applicant=ApplicantDetail.NUMBER),
    SentLine(code="mobile", label=Text(ar="رقم الهاتف النقال", en="Mobile number"), answer="mobile"),
    SentLine(code="income", label=facts.BASIC_SALARY.label, fact=facts.BASIC_SALARY.code),
    SentLine(code="amount", label=finance_facts.FINANCE_ASKED.label, answer="finance_asked"),
    SentLine(code="works", label=Text(ar="أعمال الترميم المطلوبة", en="The works to be done"), answer="works"),
)


def bank_offer(*, ceiling: Dated[Money], longest: Dated[int]) -> Partner:
    """Return the bank the applicant chose as a partner: it offers amount, rate and term, or says why not."""
    return Partner(
        code="bank",
        name=Text(ar="البنك", en="The bank"),
        bodies=partners.BANKS,
        question="bank",
        sends=SENT_TO_BANK,
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
                limits=(
                    Limit(question="offered_amount", amount=ceiling),
                    Limit(question="offered_years", number=longest),
                ),
            ),
            PartnerAnswer(
                code="turn_down", label=Text(ar="الاعتذار عن التمويل", en="Do not finance"), agrees=False
            ),
        ),
        promise=PROMISE_BANK_ANSWER,
    )  # fmt: skip
