"""What is asked for and as which kind of family."""

from iskan.core.forms import ChoiceQuestion, Step
from iskan.core.text import Text
from iskan.policy import choices

FAMILY_CATEGORY_ASKED = ChoiceQuestion(
    code="family_category",
    label=Text(ar="أي وصف ينطبق على أسرتك؟", en="Which describes your family?"),
    help=Text(ar="الفئات وفق المادة (4) من نظام الإسكان.", en="The categories of Article 4 of the Housing System."),
    options=choices.options(choices.FAMILY_CATEGORIES),
    prefill="category.likely",
    restates=True,
)

PROGRAMME = Step(
    code="programme",
    title=Text(ar="الخدمة وفئة الأسرة", en="Service and family category"),
    questions=(
        ChoiceQuestion(
            code="programme",
            label=Text(ar="ما الخدمة الإسكانية المطلوبة؟", en="Which of these do you wish for?"),
            options=choices.options(choices.PROGRAMMES),
        ),
        FAMILY_CATEGORY_ASKED,
    ),
)
