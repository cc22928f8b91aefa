"""The programmes of finance for a home, as the calculator puts them side by side (domain 2.1; supplement 2)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from iskan.core.finance import FinanceModel, FinanceProgramme
from iskan.core.text import Text
from iskan.policy.banks import BANKS
from iskan.policy.parameters import finance as figures
from iskan.policy.parameters import restoration

_NAMES = {bank.letters: bank.name for bank in BANKS}


def _banks(*codes: str) -> tuple[Text, ...]:
    return tuple(_NAMES[code] for code in codes)


TASHEEL = FinanceProgramme(
    code="tasheel",
    name=Text(ar="تسهيل", en="Tas'heel"),
    summary=Text(
        ar="تمويل بقدر ما تتحمله الأسرة من قسط، وما نقص عن الحد الأدنى منحة من الدولة.",
        en="Finance as far as the household can bear the instalment; what is missing to the least amount is a grant.",
    ),
    kind=FinanceModel.CAPACITY,
    income_min=figures.TASHEEL_INCOME_MIN,
    income_max=figures.TASHEEL_INCOME_MAX,
    age_min=figures.TASHEEL_AGE_MIN,
    age_max=figures.TASHEEL_AGE_MAX,
    ceiling=figures.TASHEEL_FINANCE_MAX,
    floor=figures.TASHEEL_FINANCE_MIN,
    share=figures.TASHEEL_SHARE,
    rate=figures.TASHEEL_RATE,
    years=figures.TASHEEL_YEARS,
    notes=(
        Text(
            ar="ذُكر خيار برفع حصة القسط إلى 35% من الدخل، ولم يُعثر على شروطه.",
            en="An option of raising the instalment to 35% of the income is reported; its conditions were not found.",
        ),
    ),
)
MAZAYA = FinanceProgramme(
    code="mazaya",
    name=Text(ar="مزايا", en="Mazaya"),
    summary=Text(
        ar="تمويل من البنك تدفع الأسرة جزءًا من قسطه بحسب دخلها، وتدفع الوزارة الباقي.",
        en="A bank's finance: the household pays part of the instalment by its income, the ministry the rest.",
    ),
    kind=FinanceModel.SHARED,
    income_min=figures.MAZAYA_INCOME_MIN,
    income_max=figures.MAZAYA_INCOME_MAX,
    age_min=figures.MAZAYA_AGE_MIN,
    age_max=figures.MAZAYA_AGE_MAX,
    price_max=figures.MAZAYA_PRICE_MAX,
    ceiling=figures.MAZAYA_FINANCE_MAX,
    share=figures.MAZAYA_SHARE,
    cap=figures.MAZAYA_CAP,
    rate=figures.BANK_FINANCE_RATE,
    years=figures.MAZAYA_YEARS,
    top_up=figures.MAZAYA_TOP_UP,
    notes=(
        Text(
            ar="يُعاد تقدير الدعم كل سنتين، ويتبع القسط الدخل.",
            en="The support is assessed again by the income every two years: the instalment moves with it.",
        ),
    ),
)
TASHEEL_PLUS = FinanceProgramme(
    code="tasheel_plus",
    name=Text(ar="تسهيل+، المسار الأول", en="Tas'heel+, first plan"),
    summary=Text(
        ar="تمويل من البنك بجدول أقساط ثابت من البداية، وتدفع الوزارة الفرق.",
        en="A bank's finance with a schedule fixed from the start; the ministry pays the difference.",
    ),
    kind=FinanceModel.SHARED,
    income_min=figures.TASHEEL_PLUS_INCOME_MIN,
    income_max=figures.TASHEEL_PLUS_INCOME_MAX,
    age_min=figures.TASHEEL_PLUS_AGE_MIN,
    age_max=figures.TASHEEL_PLUS_AGE_MAX,
    ceiling=figures.TASHEEL_PLUS_FINANCE_MAX,
    share=figures.TASHEEL_PLUS_SHARE,
    rate=figures.BANK_FINANCE_RATE,
    years=figures.TASHEEL_PLUS_YEARS,
    notes=(
        Text(
            ar="لم يُعثر على تفاصيل تدرج الأقساط في المسارين.",
            en="How the instalments of the two plans step was not found.",
        ),
    ),
    banks=_banks("NBOB", "BBKU", "ALSA", "BIBB", "KHCB", "ABIB", "AUBB"),
)
TASHEEL_PLUS_SECOND = replace(
    TASHEEL_PLUS,
    code="tasheel_plus_second",
    name=Text(ar="تسهيل+، المسار الثاني", en="Tas'heel+, second plan"),
    ceiling=figures.TASHEEL_PLUS_SECOND_FINANCE_MAX,
)
TUMOOH = FinanceProgramme(
    code="tumooh",
    name=Text(ar="طموح", en="Tumooh"),
    summary=Text(
        ar="تمويل تكميلي بعد عشر سنوات من شراء شقة بتمويل سابق، للانتقال إلى مسكن آخر.",
        en="Complementary finance, ten years after a flat was bought with earlier finance, to move to another home.",
    ),
    kind=FinanceModel.CAPACITY,
    income_min=figures.TUMOOH_INCOME_MIN,
    income_max=figures.TUMOOH_INCOME_MAX,
    age_min=figures.TUMOOH_AGE_MIN,
    age_max=figures.TUMOOH_AGE_MAX,
    ceiling=figures.TUMOOH_FINANCE_MAX,
    share=figures.TUMOOH_SHARE,
    rate=figures.TUMOOH_RATE,
    years=figures.TUMOOH_YEARS,
    banks=_banks("NBOB", "BBKU", "ALSA", "BIBB", "KHCB", "ABIB", "KFHO"),
)
RESTORATION = FinanceProgramme(
    code="restoration",
    name=Text(ar="تمويل ترميم", en="Restoration finance"),
    summary=Text(
        ar="تمويل لترميم مسكن الأسرة الوحيد بعد عشر سنوات من أي خدمة تمليك.",
        en="Finance to restore a family's only home, ten years after any ownership service.",
    ),
    kind=FinanceModel.CAPACITY,
    income_min=restoration.RESTORATION_INCOME_MIN,
    income_max=restoration.RESTORATION_INCOME_MAX,
    age_min=restoration.RESTORATION_AGE_MIN,
    age_max=restoration.RESTORATION_AGE_MAX,
    ceiling=restoration.RESTORATION_CEILING,
    share=figures.RESTORATION_SHARE,
    rate=figures.RESTORATION_RATE,
    years=restoration.RESTORATION_TERM_YEARS,
)
# By which service a programme is applied for, and what its answers are fixed by that.
APPLIED_FOR: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {
        TASHEEL.code: ("tasheel_finance", {}),
        MAZAYA.code: ("mazaya_finance", {}),
        TASHEEL_PLUS.code: ("tasheel_plus_finance", {"plan": "tasheel_plus_first"}),
        TASHEEL_PLUS_SECOND.code: ("tasheel_plus_finance", {"plan": "tasheel_plus_second"}),
        TUMOOH.code: ("tumooh_finance", {}),
        RESTORATION.code: ("restoration_finance", {}),
    }
)
FINANCE_PROGRAMMES = (TASHEEL, MAZAYA, TASHEEL_PLUS, TASHEEL_PLUS_SECOND, TUMOOH, RESTORATION)
