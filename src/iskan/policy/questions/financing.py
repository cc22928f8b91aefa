"""What somebody is asked who would have a home financed by a bank: for what, how much, and which bank."""

from iskan.core.forms import (
    ChoiceQuestion,
    DateQuestion,
    MoneyQuestion,
    NumberQuestion,
    Option,
    ShownFact,
    Step,
    YesNoQuestion,
)
from iskan.core.partners import PartnerBody
from iskan.core.text import Text
from iskan.policy import choices, facts, finance_facts
from iskan.policy.questions import household
from iskan.policy.questions import property as property_questions
from iskan.policy.questions.programme import FAMILY_CATEGORY_ASKED

_MONTHS = Text(ar="شهر", en="months")
_MOST_FILS = 10_000_000_000
COMPARE = Text(
    ar="تجد في صفحة «حساب قيمة التمويل» ما يبلغه كل برنامج لدخلك، وقسطه ودعمه، والبنوك التي تقدمه.",
    en="The finance calculator shows what each programme comes to for your income, its instalment, its support and its banks.",
)

CATEGORY = Step(code="category", title=Text(ar="فئة الأسرة", en="Family category"), questions=(FAMILY_CATEGORY_ASKED,))
FINANCE_ASKED = MoneyQuestion(
    code="finance_asked",
    label=finance_facts.FINANCE_ASKED.label,
    minimum_fils=1_000,
    maximum_fils=_MOST_FILS,
)
HOME_PRICE = MoneyQuestion(
    code="home_price",
    label=finance_facts.HOME_PRICE.label,
    minimum_fils=1_000,
    maximum_fils=_MOST_FILS,
)
HOME_PRICE_IF_KNOWN = MoneyQuestion(
    code="home_price",
    label=finance_facts.HOME_PRICE.label,
    help=Text(ar="إن وجدت مسكنًا بعينه.", en="If you have a home in mind."),
    required=False,
    minimum_fils=1_000,
    maximum_fils=_MOST_FILS,
)
TO_BUY = ChoiceQuestion(
    code="to_buy",
    label=Text(ar="الغرض من التمويل", en="What the finance is for"),
    options=choices.options(choices.FINANCED_HOMES),
)


_ASKED_BANK = Text(ar="البنك الذي تطلب التمويل منه", en="The bank you ask for the finance")
_SENT_ON = Text(
    ar="يُرسل إليه الطلب بعد أن تثبت الوزارة استحقاقك، ولك أن تختار غيره إن لم يقبل.",
    en="It is sent the request once the ministry has found you eligible; if it does not agree you may choose another.",
)


def bank_question(
    bodies: tuple[PartnerBody, ...], label: Text = _ASKED_BANK, advice: Text | None = _SENT_ON
) -> ChoiceQuestion:
    """Return the question which bank it is, of those that offer a programme."""
    return ChoiceQuestion(
        code="bank", label=label, help=advice, options=tuple(Option(body.code, body.name) for body in bodies)
    )


RESIDENCE = Step(
    code="residence",
    title=household.RESIDENCE.title,
    shows=household.RESIDENCE.shows,
    questions=(household.ADDRESS, household.PERMANENTLY_RESIDENT),
)
EARLIER_FLAT = Step(
    code="earlier_flat",
    title=Text(ar="الشقة والتمويل السابق", en="The flat and the earlier finance"),
    intro=Text(
        ar="طموح لمن اشترى شقة بتمويل سابق ومضت المدة المقررة على شرائها.",
        en="Tumooh is for those who bought a flat with earlier finance and waited the years set.",
    ),
    shows=(ShownFact("properties", facts.PROPERTIES.label),),
    questions=(
        property_questions.PROPERTIES_ASKED,
        ChoiceQuestion(
            code="first_home_kind",
            label=finance_facts.FIRST_HOME_KIND.label,
            options=choices.options(choices.FINANCED_HOMES),
        ),
        DateQuestion(code="first_home_on", label=finance_facts.FIRST_HOME_ON.label, not_after_today=True),
        NumberQuestion(
            code="arrears_months",
            label=finance_facts.ARREARS_MONTHS.label,
            help=Text(ar="اكتب 0 إن لم يتأخر سداد أي قسط.", en="Write 0 if none is unpaid."),
            maximum=600,
            unit=_MONTHS,
        ),
        YesNoQuestion(
            code="amanat",
            label=Text(
                ar="هل سبق لك الانتفاع ببرنامج الأمانات لدى بنك الإسكان؟",
                en="Have you used the former Amanat Program of Eskan Bank?",
            ),
        ),
        YesNoQuestion(
            code="supplementary_before",
            label=Text(
                ar="هل سبق لأحد أفراد أسرتك الحصول على تمويل تكميلي؟",
                en="Has a family member had supplementary finance before?",
            ),
        ),
    ),
)
