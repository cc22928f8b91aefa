"""What somebody is asked who would have their home restored: the home, the works, the amount, and which bank."""

from iskan.core.conditions import when
from iskan.core.forms import (
    DateQuestion,
    NumberQuestion,
    ShownFact,
    Step,
    TextQuestion,
    YesNoQuestion,
)
from iskan.core.text import Text
from iskan.policy import facts, finance_facts, partners
from iskan.policy.questions import household
from iskan.policy.questions import property as property_questions
from iskan.policy.questions.financing import FINANCE_ASKED, bank_question

_HAD_SERVICE = when("earlier_housing_service")
_MONTHS = Text(ar="شهر", en="months")

EARLIER_FINANCE = Text(
    ar="هل سبق تمويل ترميم هذا المسكن، أو حصل أحد أفراد أسرتك على تمويل تكميلي؟",
    en="Did this home have restoration finance before, or a family member a supplementary loan?",
)

FAMILY = Step(
    code="household",
    title=household.HOUSEHOLD.title,
    intro=household.HOUSEHOLD.intro,
    shows=(*household.PERSON_SHOWN, household.MEMBERS_SHOWN),
)
HOME = Step(
    code="home",
    title=Text(ar="المسكن والخدمات السابقة", en="The home and earlier services"),
    intro=Text(
        ar="يُموَّل ترميم المسكن الوحيد الذي تملكه الأسرة.", en="This finance restores the one home a family owns."
    ),
    shows=(ShownFact("properties", facts.PROPERTIES.label),),
    questions=(
        property_questions.PROPERTIES_ASKED,
        property_questions.HAD_SERVICE,
        DateQuestion(
            code="earlier_service_on",
            label=finance_facts.EARLIER_SERVICE_ON.label,
            not_after_today=True,
            shown_when=_HAD_SERVICE,
        ),
        NumberQuestion(
            code="arrears_months",
            label=finance_facts.ARREARS_MONTHS.label,
            help=Text(ar="اكتب 0 إن لم يتأخر سداد أي قسط.", en="Write 0 if none is unpaid."),
            maximum=600,
            unit=_MONTHS,
            shown_when=_HAD_SERVICE,
        ),
        YesNoQuestion(code="earlier_restoration", label=EARLIER_FINANCE),
    ),
)
BANK = bank_question(partners.BANKS)
FINANCE = Step(
    code="finance",
    title=Text(ar="الترميم والتمويل", en="The restoration and its finance"),
    questions=(
        TextQuestion(
            code="works",
            label=Text(ar="أعمال الترميم المطلوبة", en="The works to be done"),
            multiline=True,
            max_length=1000,
        ),
        FINANCE_ASKED,
        BANK,
    ),
)
