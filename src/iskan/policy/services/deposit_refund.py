"""Whoever left a deposit with a municipality asks it back: the works are complete, or the permit is cancelled."""

from iskan.core.catalogue import About, Subject, SubjectKind
from iskan.core.charges import PaidOut
from iskan.core.conditions import when
from iskan.core.effects import PayOut
from iskan.core.evidence import Evidence
from iskan.core.forms import ChoiceQuestion, EarlierCaseQuestion, Option
from iskan.core.lifecycle import CaseOutcome
from iskan.core.text import Text
from iskan.policy import municipal
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
            EarlierCaseQuestion(
                code="deposited_for",
                label=Text(ar="المعاملة التي دُفع التأمين لها", en="The case the deposit was paid for"),
                none_fits=Text(
                    ar="لا توجد لك معاملة دُفع لها تأمين عبر هذا النظام. أكمل الطلب، وأرفق الإيصالات الأصلية.",
                    en="No case of yours had a deposit paid through this system. Go on, and attach the original receipts.",
                ),
                required=False,
            ),
            questions.number("permit_number", Text(ar="رقم الرخصة", en="Permit number")),
            ChoiceQuestion(
                code="because",
                label=Text(ar="سبب الاسترجاع", en="Why it is given back"),
                options=(
                    Option("completed", Text(ar="اكتملت الأعمال", en="The works are complete")),
                    Option("cancelled", Text(ar="أُلغيت الرخصة", en="The permit is cancelled")),
                ),
            ),
        ),
    ),
    evidence=(
        Evidence(kind=papers.PERMIT_COPY),
        Evidence(kind=papers.RECEIPTS),
        Evidence(kind=papers.COMPLETION, required_when=when("because", "completed")),
    ),
    about=About(
        services=("corner_sale", "demolition_permit", "municipal_account_opening", "unit_merger"),
        outcomes=(CaseOutcome.GRANTED,),
        is_optional=True,
    ),
    on_approval=(PayOut(pays=PaidOut.DEPOSIT),),
    grants=Text(
        ar="قُبل استرجاع التأمين. ما دُفع عبر هذا النظام يُردّ إلى حسابك المصرفي المسجل، وما دُفع قبله تردّه البلدية.",
        en="The refund is granted. What was paid through this system goes to your recorded bank account; what was paid before it, the municipality gives back.",
    ),
    keywords=Text(ar="تأمين استرجاع رد مبلغ رخصة إيصال", en="deposit refund money back permit receipt"),
    subject=Subject(kind=SubjectKind.PERMIT, questions=("permit_number",)),
    position=91,
)
