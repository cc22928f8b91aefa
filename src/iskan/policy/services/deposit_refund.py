"""Whoever left a deposit with a municipality asks it back: the works are complete, or the permit is cancelled."""

from iskan.core.catalogue import Subject, SubjectKind
from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.forms import ChoiceQuestion, IbanQuestion, Option
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.banks import BANKS
from iskan.policy.evidence import municipal as papers
from iskan.policy.instruments import DECREE_LAW_13_1977, basis
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

SERVICE = municipal.service(
    code="deposit_refund",
    name=Text(ar="استرجاع التأمين", en="Security deposit refund"),
    summary=Text(
        ar="استرجاع التأمين المدفوع لرخصة بعد اكتمال الأعمال أو إلغاء الرخصة، دون رسم.",
        en="Have the deposit for a permit given back, once the works are complete or the permit is cancelled. Free of charge.",
    ),
    who_may_apply=(Text(ar="من دفع التأمين لرخصة بلدية", en="Whoever paid a deposit for a municipal permit"),),
    legal_basis=(basis(DECREE_LAW_13_1977, "S110", "A"), municipal.page("S110")),
    promise=figures.PROMISE_REFUND,
    steps=(
        questions.property_step(
            questions.number("permit_number", Text(ar="رقم الرخصة", en="Permit number")),
            ChoiceQuestion(
                code="because",
                label=Text(ar="سبب الاسترجاع", en="Why it is given back"),
                options=(
                    Option("completed", Text(ar="اكتملت الأعمال", en="The works are complete")),
                    Option("cancelled", Text(ar="أُلغيت الرخصة", en="The permit is cancelled")),
                ),
            ),
            IbanQuestion(
                code="iban",
                label=Text(ar="رقم الحساب المصرفي الدولي", en="Bank account number (IBAN)"),
                prefill="contact.iban",
                banks=BANKS,
            ),
        ),
    ),
    evidence=(
        Evidence(kind=papers.PERMIT_COPY),
        Evidence(kind=papers.RECEIPTS),
        Evidence(kind=papers.COMPLETION, required_when=when("because", "completed")),
    ),
    grants=Text(
        ar="قُبل استرجاع التأمين، وتردّه البلدية إلى الحساب المذكور.",
        en="The refund is granted; the municipality pays it to the account stated.",
    ),
    keywords=Text(ar="تأمين استرجاع رد مبلغ رخصة إيصال", en="deposit refund money back permit receipt"),
    subject=Subject(kind=SubjectKind.PERMIT, questions=("permit_number",)),
    position=91,
)
