"""The applicant's monthly income against the band of the programme."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from iskan.core.counted import money_text
from iskan.core.dated import Dated, LegalBasis
from iskan.core.display import joined
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import facts
from iskan.policy.instruments import (
    FINANCE_PROGRAMMES_2022,
    HOUSING_SYSTEM,
    PUBLISHED_CRITERIA,
    RESTORATION_PAGE,
    TASHEEL_PLUS_PAGE,
    TUMOOH_PAGE,
    basis,
)
from iskan.policy.parameters import finance, restoration
from iskan.policy.parameters import incomes as figures

ZERO = Money(0)
_VALUE = Text(ar="{income} شهريًا{parts}؛ {band}", en="{income} a month{parts}; {band}")
_PARTS = Text(
    ar=" (الأساسي {basic}، والعلاوات المحتسبة {allowances})", en=" (basic {basic}, allowances counted {allowances})"
)
_AT_MOST = Text(ar="الحد الأعلى {high}", en="limit {high}")
_BETWEEN = Text(ar="النطاق من {low} إلى {high}", en="band {low} to {high}")
_NO_PARTS = Text(ar="", en="")
_WITHOUT = Text(
    ar="من دون احتساب العلاوات الأخرى يصبح الدخل {income}، وهو مقبول.",
    en="Without opting to count the other allowances, the income is {income}, which is accepted.",
)
_WITH = Text(
    ar="باحتساب العلاوات الأخرى يصبح الدخل {income}، وهو مقبول.",
    en="By opting to count the other allowances, the income becomes {income}, which is accepted.",
)
_ELSEWHERE = Text(
    ar="يُقبل هذا الدخل لطلب {programme} ({band}).", en="This income is accepted for: {programme} ({band})."
)
_CHANGE = Text(
    ar="يُقبل الطلب متى صار الدخل المحتسب ضمن المقرر ({band}).", en="Accepted once the income counted is within: {band}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Income as the law counts it: basic pay, allowances counted, and those left out unless opted for."""

    basic: Money
    allowances: Money
    optional: Money
    opted: bool

    @property
    def counted(self) -> Money:
        return self.basic + self.counted_allowances

    @property
    def counted_allowances(self) -> Money:
        return self.allowances + (self.optional if self.opted else ZERO)

    def words(self) -> Text:
        parts = _PARTS.format(basic=money_text(self.basic), allowances=money_text(self.counted_allowances))
        return parts if self.counted_allowances > ZERO else _NO_PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The figures between which a programme's income lies; without ``low`` there is no lower limit."""

    low: Dated[Money] | None = None
    high: Dated[Money]

    def figures(self) -> tuple[Dated[Money], ...]:
        return (self.low, self.high) if self.low else (self.high,)

    def holds(self, inquiry: CriterionContext, amount: Money) -> bool:
        low = inquiry.figure(self.low) if self.low else ZERO
        return low <= amount <= inquiry.figure(self.high)

    def words(self, inquiry: CriterionContext) -> Text:
        high = money_text(inquiry.figure(self.high))
        if self.low is None:
            return _AT_MOST.format(high=high)
        return _BETWEEN.format(low=money_text(inquiry.figure(self.low)), high=high)


BANDS = {
    "unit": Band(high=figures.INCOME_MAX_UNIT),
    "ownership_flat": Band(high=figures.INCOME_MAX_OWNERSHIP_FLAT),
    "plot": Band(low=figures.INCOME_MIN_PLOT, high=figures.INCOME_MAX_PLOT),
}
BANDS_AT_NOMINATION = {
    "unit": Band(high=figures.INCOME_MAX_UNIT_AT_NOMINATION),
    "ownership_flat": Band(high=figures.INCOME_MAX_OWNERSHIP_FLAT_AT_NOMINATION),
    "plot": Band(low=figures.INCOME_MIN_PLOT_AT_NOMINATION, high=figures.INCOME_MAX_PLOT_AT_NOMINATION),
}
BAND_RESTORATION = Band(low=restoration.RESTORATION_INCOME_MIN, high=restoration.RESTORATION_INCOME_MAX)
BAND_TASHEEL = Band(low=finance.TASHEEL_INCOME_MIN, high=finance.TASHEEL_INCOME_MAX)
BAND_TASHEEL_PLUS = Band(low=finance.TASHEEL_PLUS_INCOME_MIN, high=finance.TASHEEL_PLUS_INCOME_MAX)
BAND_MAZAYA = Band(low=finance.MAZAYA_INCOME_MIN, high=finance.MAZAYA_INCOME_MAX)
BAND_TUMOOH = Band(low=finance.TUMOOH_INCOME_MIN, high=finance.TUMOOH_INCOME_MAX)
_CATEGORY_FIVE = Band(high=figures.INCOME_MAX_CATEGORY_FIVE)


def income_of(inquiry: CriterionContext) -> Income:
    """Work out the income of the applicant alone; fixed allowances count one by one, above the threshold."""
    basic: Money = inquiry.fact(facts.BASIC_SALARY)
    amounts: list[Money] = [row["amount"] for row in inquiry.fact(facts.FIXED_ALLOWANCES)]
    threshold = inquiry.figure(figures.ALLOWANCE_THRESHOLD) if amounts else ZERO
    opted = bool(inquiry.optional(facts.COUNT_OTHER_ALLOWANCES, default=False))
    other: Money = inquiry.fact(facts.OTHER_ALLOWANCES) if opted else inquiry.optional(facts.OTHER_ALLOWANCES, ZERO)
    return Income(
        basic=basic,
        allowances=sum((amount for amount in amounts if amount > threshold), ZERO),
        optional=sum((amount for amount in amounts if amount <= threshold), other),
        opted=opted,
    )


def _income_within(
    programme: str, bands: Mapping[str, Band], *, elsewhere: bool, by_category: bool = True
) -> Callable[[CriterionContext], CriterionOutcome]:
    def judge(inquiry: CriterionContext) -> CriterionOutcome:
        category_five = by_category and inquiry.optional(facts.FAMILY_CATEGORY) == "5"
        band = _CATEGORY_FIVE if category_five else bands[programme]
        income = income_of(inquiry)
        value = _VALUE.format(income=money_text(income.counted), parts=income.words(), band=band.words(inquiry))
        if band.holds(inquiry, income.counted):
            return CriterionOutcome(met=True, value=value)
        others = {code: other for code, other in bands.items() if elsewhere and code != programme}
        return CriterionOutcome(met=False, value=value, remedy=_remedy(inquiry.aside(), band, income, others))

    return judge


def _remedy(inquiry: CriterionContext, band: Band, income: Income, others: Mapping[str, Band]) -> Text:
    ways = [
        *_by_opting(inquiry, band, income),
        *(
            _ELSEWHERE.format(programme=facts.PROGRAMME.choice(code), band=other.words(inquiry))
            for code, other in others.items()
            if other.holds(inquiry, income.counted)
        ),
        _CHANGE.format(band=band.words(inquiry)),
    ]
    return joined(ways, " ", " ")


def _by_opting(inquiry: CriterionContext, band: Band, income: Income) -> list[Text]:
    """Say whether the citizen's own choice about the other allowances would bring the income within the band."""
    otherwise = replace(income, opted=not income.opted).counted
    if not band.holds(inquiry, otherwise):
        return []
    return [(_WITHOUT if income.opted else _WITH).format(income=money_text(otherwise))]


def _criterion(programme: str, label: Text) -> Criterion:
    return Criterion(
        code=f"income_{programme}",
        label=label,
        legal_basis=basis(PUBLISHED_CRITERIA, "S1, S2, S3, S8b, S14", "A"),
        needs=_NEEDS,
        test=_income_within(programme, BANDS, elsewhere=True),
        figures=(*BANDS[programme].figures(), figures.ALLOWANCE_THRESHOLD, figures.INCOME_MAX_CATEGORY_FIVE),
    )


def _criterion_at_nomination(programme: str, label: Text) -> Criterion:
    return Criterion(
        code=f"income_{programme}_at_nomination",
        label=label,
        legal_basis=basis(HOUSING_SYSTEM, "S5, S8, S14", "B", 5),
        needs=_NEEDS,
        test=_income_within(programme, BANDS_AT_NOMINATION, elsewhere=False),
        figures=(*BANDS_AT_NOMINATION[programme].figures(), figures.ALLOWANCE_THRESHOLD),
    )


def _criterion_of_finance(programme: str, band: Band, label: Text, legal_basis: LegalBasis) -> Criterion:
    return Criterion(
        code=f"income_{programme}",
        label=label,
        legal_basis=legal_basis,
        needs=_AMOUNTS,
        test=_income_within(programme, {programme: band}, elsewhere=False, by_category=False),
        figures=(*band.figures(), figures.ALLOWANCE_THRESHOLD),
    )


_AMOUNTS = (
    facts.BASIC_SALARY,
    facts.FIXED_ALLOWANCES,
    facts.COUNT_OTHER_ALLOWANCES,
    facts.OTHER_ALLOWANCES,
)
_NEEDS = (*_AMOUNTS, facts.FAMILY_CATEGORY)
INCOME_RESTORATION = _criterion_of_finance(
    "restoration",
    BAND_RESTORATION,
    Text(ar="الدخل الشهري لتمويل الترميم", en="Monthly income for restoration finance"),
    basis(RESTORATION_PAGE, "S4, S206, S207", "A"),
)
INCOME_TASHEEL = _criterion_of_finance(
    "tasheel",
    BAND_TASHEEL,
    Text(ar="الدخل الشهري لتمويل تسهيل", en="Monthly income for Tas'heel finance"),
    basis(FINANCE_PROGRAMMES_2022, "S30, S31", "B"),
)
INCOME_TASHEEL_PLUS = _criterion_of_finance(
    "tasheel_plus",
    BAND_TASHEEL_PLUS,
    Text(ar="الدخل الشهري لتمويل تسهيل+", en="Monthly income for Tas'heel+ finance"),
    basis(TASHEEL_PLUS_PAGE, "S6", "A"),
)
INCOME_MAZAYA = _criterion_of_finance(
    "mazaya",
    BAND_MAZAYA,
    Text(ar="الدخل الشهري لتمويل مزايا", en="Monthly income for Mazaya finance"),
    basis(HOUSING_SYSTEM, "S5", "A", 42),
)
INCOME_TUMOOH = _criterion_of_finance(
    "tumooh",
    BAND_TUMOOH,
    Text(ar="الدخل الشهري لتمويل طموح", en="Monthly income for Tumooh finance"),
    basis(TUMOOH_PAGE, "S208", "A"),
)
INCOME_UNIT = _criterion("unit", Text(ar="الدخل الشهري لطلب وحدة سكنية", en="Monthly income for a housing unit"))
INCOME_OWNERSHIP_FLAT = _criterion(
    "ownership_flat", Text(ar="الدخل الشهري لطلب شقة تمليك", en="Monthly income for an ownership flat")
)
INCOME_PLOT = _criterion("plot", Text(ar="الدخل الشهري لطلب قسيمة سكنية", en="Monthly income for a residential plot"))
INCOME_UNIT_AT_NOMINATION = _criterion_at_nomination(
    "unit", Text(ar="الدخل عند شهادة الترشيح لوحدة سكنية", en="Income at nomination for a housing unit")
)
INCOME_OWNERSHIP_FLAT_AT_NOMINATION = _criterion_at_nomination(
    "ownership_flat", Text(ar="الدخل عند شهادة الترشيح لشقة تمليك", en="Income at nomination for an ownership flat")
)
INCOME_PLOT_AT_NOMINATION = _criterion_at_nomination(
    "plot", Text(ar="الدخل عند شهادة الترشيح لقسيمة سكنية", en="Income at nomination for a residential plot")
)

# Tested again on the day of nomination, by programme.
AT_NOMINATION: Final[dict[str, Criterion]] = {
    "unit": INCOME_UNIT_AT_NOMINATION,
    "ownership_flat": INCOME_OWNERSHIP_FLAT_AT_NOMINATION,
    "plot": INCOME_PLOT_AT_NOMINATION,
}
