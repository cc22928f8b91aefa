"""Between which values a figure can lie at all, whatever an instrument is said to set: what lies beyond is a slip.

These are no rules of law: each leaves room for any value a law could sensibly hold, and none for a sign or a digit too
many.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from iskan.core.counted import WORKING_DAY
from iskan.core.dated import Dated
from iskan.core.money import Money
from iskan.policy.parameters import municipal


@dataclass(frozen=True, slots=True)
class FigureBounds:
    """The least and the most, in the figure's own unit; amounts in dinars."""

    least: int
    most: int

    def hold(self, value: object) -> bool:
        """Say whether a number or an amount lies between them."""
        if isinstance(value, Money):
            return Money.bhd(self.least) <= value <= Money.bhd(self.most)
        return not isinstance(value, int) or isinstance(value, bool) or self.least <= value <= self.most


AGE, YEARS, MONTHS = FigureBounds(1, 120), FigureBounds(1, 100), FigureBounds(1, 1_200)
DAYS, WORKING_DAYS = FigureBounds(1, 3_650), FigureBounds(1, 1_000)
KEPT_DAYS = FigureBounds(1, 36_500)
PER_CENT, SQUARE_METRES, MONTHLY = FigureBounds(0, 100), FigureBounds(1, 100_000), FigureBounds(1, 100_000)
RATE, FINANCE = FigureBounds(0, 5_000), FigureBounds(1, 1_000_000)

CHARGES = FigureBounds(0, 10_000)


def _of_municipality(figure: Dated[object]) -> FigureBounds:
    """Return the bounds of a municipal fee or deposit, promise or term, by what it is counted in."""
    if figure.is_money:
        return CHARGES
    return WORKING_DAYS if figure.unit is WORKING_DAY else MONTHS


BOUNDS: Final = {
    **dict.fromkeys(("age_max", "age_max_category_five", "age_min", "age_of_majority", "mazaya_age_max",
            "mazaya_age_min", "restoration_age_max", "restoration_age_min", "tasheel_age_max", "tasheel_age_min", "tasheel_plus_age_max", "tasheel_plus_age_min",
            "tumooh_age_max", "tumooh_age_min"), AGE),
    **dict.fromkeys(
        (
            "allowance_threshold", "income_max_category_five", "income_max_ownership_flat",
            "income_max_ownership_flat_at_nomination", "income_max_plot", "income_max_plot_at_nomination",
            "income_max_unit", "income_max_unit_at_nomination", "income_min_plot", "income_min_plot_at_nomination",
            "mazaya_cap", "mazaya_income_max", "mazaya_income_min", "restoration_income_max", "restoration_income_min", "tasheel_income_max", "tasheel_income_min",
            "tasheel_plus_income_max", "tasheel_plus_income_min", "temporary_flat_rent", "tumooh_income_max",
            "tumooh_income_min",
        ),
        MONTHLY,
    ),
    **dict.fromkeys(
        (
            "custody_document_years", "decennial_years", "income_update_years", "mazaya_years", "property_look_back",
            "restoration_look_back_years", "restoration_term_years", "restoration_wait_years", "revival_years", "tasheel_plus_years", "tasheel_years",
            "temporary_flat_term_years", "tumooh_look_back_years", "tumooh_wait_years", "tumooh_years",
        ),
        YEARS,
    ),
    **dict.fromkeys(
        (
            "data_update_months", "defects_liability_months", "disposal_permission_months", "residence_proof_months", "restoration_arrears_months",
            "retirement_certificate_months", "statement_months", "temporary_flat_return_months", "tumooh_arrears_months",
            "retirement_certificate_months", "statement_months", "temporary_flat_return_months", "transfer_salary_months",
        ),
        MONTHS,
    ),
    **dict.fromkeys(
        (
            "data_update_reminder_days", "delegation_days", "disposal_consent_days", "leaving_consent_days", "transfer_consent_days", "leaving_settles_days",
            "offer_days", "payment_days", "request_reminder_days", "review_days",
        ),
        DAYS,
    ),
    **dict.fromkeys(
        (
            "keep_contact_changes_days", "keep_drafts_days", "keep_loose_uploads_days", "keep_messages_days",
            "keep_refused_uploads_days", "keep_register_answers_days",
        ),
        KEPT_DAYS,
    ),
    **dict.fromkeys(
        ("promise_data_request", "promise_disposal", "promise_new_application", "promise_residence_proof", "promise_restoration", "promise_bank_answer", "promise_review", "promise_revival", "request_answer_days",
         "promise_change_of_service", "promise_heirs_transfer", "promise_question", "promise_transfer", "promise_finance_declaration", "promise_mazaya", "promise_tasheel", "promise_tasheel_plus", "promise_tumooh"), WORKING_DAYS
    ),
    **dict.fromkeys(
        (
            "property_area_common_bought", "property_area_common_inherited", "property_area_common_unstated",
            "property_area_separate",
        ),
        SQUARE_METRES,
    ),
    **dict.fromkeys(
        (
            "governorate_set_aside", "home_instalment_share", "mazaya_share", "nomination_reserve", "restoration_share",
            "tasheel_plus_share", "tasheel_share", "tumooh_share",
        ),
        PER_CENT,
    ),
    **dict.fromkeys(("bank_finance_rate", "restoration_rate", "tasheel_rate", "tumooh_rate"), RATE),
    **dict.fromkeys(
        (
            "mazaya_finance_max", "mazaya_price_max", "mazaya_top_up", "restoration_ceiling", "tasheel_finance_max", "tasheel_finance_min",
            "tasheel_plus_finance_max", "tasheel_plus_second_finance_max", "tumooh_finance_max",
        ),
        FINANCE,
    ),
    "fee_residence_proof": CHARGES,
    "small_addition_area": SQUARE_METRES,
    "home_help_age": AGE,
    "home_help_years": YEARS,
    "home_help_income": MONTHLY,
    "home_help_income_higher": MONTHLY,
    **{one.code: _of_municipality(one) for one in vars(municipal).values() if isinstance(one, Dated)},
    "household_for_four_bedrooms": FigureBounds(1, 50),
    "new_homes_a_year": FigureBounds(1, 1_000_000),
    "refusals_allowed": FigureBounds(0, 100),
}  # fmt: skip

# A figure set further ahead than this is a slip of the year.
YEARS_AHEAD: Final = 20


def earliest_day(figure: Dated[object]) -> date:
    """Return the first day a published version may hold from: that of the figure's own first instrument."""
    return min(version.first_day for version in figure.versions)
