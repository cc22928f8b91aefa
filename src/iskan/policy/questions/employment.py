"""Work and income: shown where social insurance knows them, asked where it does not."""

from iskan.core.conditions import AllOf, Not, when
from iskan.core.forms import ChoiceQuestion, GroupQuestion, MoneyQuestion, ShownFact, Step, TextQuestion, YesNoQuestion
from iskan.core.text import Text
from iskan.policy import choices, facts

UNKNOWN_INCOME = Not(when("income.known"))
_PART = 10_000_000

EMPLOYMENT = Step(
    code="employment",
    title=Text(ar="العمل والدخل", en="Work and income"),
    intro=Text(
        ar="يُحتسب دخل مقدم الطلب وحده: الراتب الأساسي والعلاوات الثابتة التي تتجاوز كل منها الحد المقرر.",
        en="Only the applicant's income counts: basic salary and each fixed allowance above the set amount.",
    ),
    shows=(
        ShownFact("employment", facts.EMPLOYMENT.label),
        ShownFact("basic_salary", facts.BASIC_SALARY.label),
        ShownFact("fixed_allowances", facts.FIXED_ALLOWANCES.label),
        ShownFact("other_allowances", facts.OTHER_ALLOWANCES.label),
    ),
    questions=(
        ChoiceQuestion(
            code="employment",
            label=Text(ar="ما وضعك الوظيفي؟", en="What is your employment?"),
            options=choices.options(choices.EMPLOYMENTS),
            shown_when=UNKNOWN_INCOME,
        ),
        MoneyQuestion(
            code="basic_salary",
            label=facts.BASIC_SALARY.label,
            help=Text(
                ar="المبلغ الشهري بالدينار، أو 0 إن لم يكن لك دخل.", en="A month, in dinars; write 0 if you have none."
            ),
            maximum_fils=_PART,
            shown_when=UNKNOWN_INCOME,
        ),
        GroupQuestion(
            code="fixed_allowances",
            label=facts.FIXED_ALLOWANCES.label,
            item=Text(ar="علاوة", en="Allowance"),
            required=False,
            shown_when=UNKNOWN_INCOME,
            questions=(
                TextQuestion(code="name", label=facts.ALLOWANCE_NAME.label, max_length=80),
                MoneyQuestion(code="amount", label=facts.ALLOWANCE_AMOUNT.label, maximum_fils=_PART),
            ),
        ),
        YesNoQuestion(
            code="count_other_allowances",
            label=Text(
                ar="هل ترغب في احتساب علاواتك الأخرى ضمن الدخل؟",
                en="Do you wish your other allowances to count as income?",
            ),
            help=Text(
                ar="لك أن تختار نعم أو لا؛ فقد يرفع احتسابها قيمة التمويل، وقد يتجاوز بك الحد الأعلى للدخل.",
                en="It is your choice; it may raise the finance you can get, or take you above the income limit.",
            ),
        ),
        MoneyQuestion(
            code="other_allowances",
            label=facts.OTHER_ALLOWANCES.label,
            maximum_fils=_PART,
            shown_when=AllOf((UNKNOWN_INCOME, when("count_other_allowances"))),
        ),
    ),
)
