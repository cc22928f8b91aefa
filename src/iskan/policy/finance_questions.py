"""What the finance calculator asks; nobody signs in for it and nothing is kept."""

from iskan.core.forms import MoneyQuestion, NumberQuestion, Question
from iskan.core.text import Text

_DINAR_FILS = 1_000

QUESTIONS: tuple[Question, ...] = (
    MoneyQuestion(
        code="income",
        label=Text(ar="الدخل الشهري", en="Monthly income"),
        help=Text(
            ar="الراتب الأساسي والعلاوات الثابتة التي تُحتسب ضمن الدخل، بالدينار.",
            en="Basic salary and the fixed allowances that count as income, in dinars.",
        ),
        minimum_fils=20 * _DINAR_FILS,
        maximum_fils=100_000 * _DINAR_FILS,
    ),
    NumberQuestion(
        code="age",
        label=Text(ar="العمر بالسنوات", en="Age in years"),
        minimum=18,
        maximum=120,
    ),
    MoneyQuestion(
        code="price",
        label=Text(ar="ثمن المسكن", en="Price of the home"),
        help=Text(
            ar="إن وجدت مسكنًا بعينه. وإن تركته فارغًا حُسب أعلى تمويل ممكن.",
            en="If you have a home in mind. Left empty, the most that can be financed is worked out.",
        ),
        required=False,
        minimum_fils=1_000 * _DINAR_FILS,
        maximum_fils=10_000_000 * _DINAR_FILS,
    ),
    MoneyQuestion(
        code="savings",
        label=Text(ar="ما تستطيع دفعه من مالك", en="What you can pay of your own"),
        help=Text(ar="مدخرات تضعها في ثمن المسكن.", en="Savings you would put into the price."),
        required=False,
        maximum_fils=10_000_000 * _DINAR_FILS,
    ),
)
