"""The bounds municipal rules set: the size of a small addition, and who is helped with a home."""

from iskan.core.counted import A_MONTH, SQUARE_METRES, YEAR
from iskan.core.dated import Dated
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.instruments import IN_2015, MUNICIPAL_SERVICE_PAGE, basis
from iskan.policy.parameters.figures import since

_UNDATED = Text(ar="لم يُعثر على اليوم الذي يسري منه.", en="The day from which it holds was not found.")
_HELP_PAGE = basis(MUNICIPAL_SERVICE_PAGE, "S121", "A")

SMALL_ADDITION_AREA: Dated[int] = Dated(
    code="small_addition_area",
    label=Text(ar="أكبر مساحة للإضافة البسيطة", en="Largest area of a small addition"),
    unit=SQUARE_METRES,
    versions=(since(IN_2015, 50, basis(MUNICIPAL_SERVICE_PAGE, "S215", "A"), _UNDATED),),
)
HOME_HELP_AGE: Dated[int] = Dated(
    code="home_help_age",
    label=Text(ar="أدنى سن لطلب المساعدة في المسكن", en="Lowest age to be helped with a home"),
    unit=YEAR,
    versions=(since(IN_2015, 18, _HELP_PAGE, _UNDATED),),
)
HOME_HELP_YEARS: Dated[int] = Dated(
    code="home_help_years",
    label=Text(ar="أقل مدة لتملك المسكن والسكن فيه", en="Years the home must be owned and lived in"),
    unit=YEAR,
    versions=(since(IN_2015, 10, _HELP_PAGE, _UNDATED),),
)
HOME_HELP_INCOME: Dated[Money] = Dated(
    code="home_help_income",
    label=Text(ar="الحد الأعلى للدخل لترميم المسكن", en="Highest income for the restoration of a home"),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(600), _HELP_PAGE, _UNDATED),),
)
HOME_HELP_INCOME_HIGHER: Dated[Money] = Dated(
    code="home_help_income_higher",
    label=Text(
        ar="الحد الأعلى للدخل للعزل من الأمطار وبعد الحريق", en="Highest income for rain insulation and after a fire"
    ),
    unit=A_MONTH,
    is_money=True,
    versions=(since(IN_2015, Money.bhd(800), _HELP_PAGE, _UNDATED),),
)
