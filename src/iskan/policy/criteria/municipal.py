"""What municipalities test: the size of an addition, what a renovation leaves alone, and who is helped with a home."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from iskan.core.counted import SQUARE_METRES, YEAR, counted, money_text
from iskan.core.dated import Dated
from iskan.core.days import age_on, day_text, years_after
from iskan.core.eligibility import Criterion, CriterionContext, CriterionOutcome, Fact
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import facts, municipal_facts
from iskan.policy.instruments import MUNICIPAL_SERVICE_PAGE, basis
from iskan.policy.parameters import municipal_rules as figures

_HELP_PAGE = basis(MUNICIPAL_SERVICE_PAGE, "S121", "A")

_AREA = Text(ar="مساحة الإضافة {area}؛ والحد الأعلى {most}", en="{area} to be added; at most {most}")
_SMALLER = Text(
    ar="تُقبل الإضافة حتى {most}، وما زاد عليها تُطلب له رخصة بناء.",
    en="Up to {most} is accepted; more takes a building permit.",
)
_UNTOUCHED = Text(ar="لا يمس الترميم هيكل البناء ولا واجهته", en="Structure and facade are left alone")
_TOUCHED = Text(ar="يغيّر الترميم هيكل البناء أو واجهته", en="The structure or the facade is changed")
_NOT_RENOVATION = Text(
    ar="رخصة الترميم لما لا يغيّر الهيكل ولا الواجهة. يمكن قصر الأعمال على ذلك أو طلب رخصة بناء.",
    en="A renovation permit changes neither structure nor facade. Limit the works to that, or ask for a building permit.",
)
_BAHRAINI = Text(ar="الجنسية بحرينية", en="Nationality: Bahraini")
_NOT_BAHRAINI = Text(ar="الجنسية غير بحرينية", en="Nationality: not Bahraini")
_FOR_CITIZENS = Text(ar="هذه المساعدة للمواطنين.", en="This help is for citizens.")
_AGE = Text(ar="السن {age}؛ وأدنى سن {least}", en="{age} old; at least {least}")
_FROM = Text(ar="يمكن التقديم ابتداءً من {first}.", en="You may apply from {first}.")
_SINCE = Text(
    ar="تملك المسكن والسكن فيه منذ {day}؛ وأقل مدة {years}", en="Owned and lived in since {day}; at least {years}"
)
_OWN_USE = Text(ar="المسكن غير مؤجر", en="The home is not rented out")
_LET = Text(ar="المسكن أو جزء منه مؤجر", en="The home, or a part of it, is rented out")
_NOT_LET = Text(ar="تُقدَّم المساعدة لمسكن غير مؤجر.", en="Only a home that is not rented out is helped with.")
_FIRST_TIME = Text(ar="لم يسبق الانتفاع بهذه المساعدة", en="Not helped in this way before")
_ONCE_HAD = Text(ar="سبق الانتفاع بهذه المساعدة", en="Helped in this way before")
_ONCE = Text(ar="لا تُقدَّم هذه المساعدة أكثر من مرة.", en="This help is given once.")
_INCOME = Text(ar="الدخل {income} شهريًا؛ والحد الأعلى {most}", en="{income} a month; at most {most}")
_LESS = Text(ar="يُقبل الطلب متى كان الدخل {most} أو أقل.", en="Accepted once the income is {most} or less.")


def _area(inquiry: CriterionContext) -> CriterionOutcome:
    area: Decimal = inquiry.fact(municipal_facts.ADDITION_AREA)
    most = SQUARE_METRES.format(number=str(limit := inquiry.figure(figures.SMALL_ADDITION_AREA)))
    value = _AREA.format(area=SQUARE_METRES.format(number=f"{area:f}"), most=most)
    met = area <= limit
    return CriterionOutcome(met=met, value=value, remedy=None if met else _SMALLER.format(most=most))


def _is_no(fact: Fact, *, no: Text, yes: Text, remedy: Text) -> Callable[[CriterionContext], CriterionOutcome]:
    """Return the test that a fact is not so."""

    def judge(inquiry: CriterionContext) -> CriterionOutcome:
        if inquiry.fact(fact):
            return CriterionOutcome(met=False, value=yes, remedy=remedy)
        return CriterionOutcome(met=True, value=no)

    return judge


def _nationality(inquiry: CriterionContext) -> CriterionOutcome:
    if inquiry.fact(facts.BAHRAINI):
        return CriterionOutcome(met=True, value=_BAHRAINI)
    return CriterionOutcome(met=False, value=_NOT_BAHRAINI, remedy=_FOR_CITIZENS)


def _age(inquiry: CriterionContext) -> CriterionOutcome:
    born: date = inquiry.fact(facts.BIRTH_DATE)
    least = inquiry.figure(figures.HOME_HELP_AGE)
    value = _AGE.format(age=counted(age_on(born, inquiry.day), YEAR), least=counted(least, YEAR))
    return _from(inquiry, years_after(born, least), value)


def _years(inquiry: CriterionContext) -> CriterionOutcome:
    since: date = inquiry.fact(municipal_facts.OWNED_SINCE)
    years = inquiry.figure(figures.HOME_HELP_YEARS)
    return _from(inquiry, years_after(since, years), _SINCE.format(day=day_text(since), years=counted(years, YEAR)))


def _from(inquiry: CriterionContext, first: date, value: Text) -> CriterionOutcome:
    met = first <= inquiry.day
    return CriterionOutcome(met=met, value=value, remedy=None if met else _FROM.format(first=day_text(first)))


def _income(limit: Dated[Money]) -> Callable[[CriterionContext], CriterionOutcome]:
    """Return the test that an income is not above a figure."""

    def judge(inquiry: CriterionContext) -> CriterionOutcome:
        income: Money = inquiry.fact(municipal_facts.MONTHLY_INCOME)
        most = inquiry.figure(limit)
        value = _INCOME.format(income=money_text(income), most=money_text(most))
        met = income <= most
        return CriterionOutcome(met=met, value=value, remedy=None if met else _LESS.format(most=money_text(most)))

    return judge


SMALL_ADDITION = Criterion(
    code="small_addition",
    label=Text(ar="مساحة الإضافة البسيطة", en="Area of a small addition"),
    legal_basis=basis(MUNICIPAL_SERVICE_PAGE, "S215", "A"),
    needs=(municipal_facts.ADDITION_AREA,),
    test=_area,
    figures=(figures.SMALL_ADDITION_AREA,),
)
RENOVATION_ONLY = Criterion(
    code="renovation_only",
    label=Text(ar="ترميم لا يغيّر الهيكل ولا الواجهة", en="No change to structure or facade"),
    legal_basis=basis(MUNICIPAL_SERVICE_PAGE, "S214", "A"),
    needs=(municipal_facts.CHANGES_STRUCTURE,),
    test=_is_no(municipal_facts.CHANGES_STRUCTURE, no=_UNTOUCHED, yes=_TOUCHED, remedy=_NOT_RENOVATION),
)
HELP_NATIONALITY = Criterion(
    code="home_help_nationality",
    label=Text(ar="الجنسية البحرينية", en="Bahraini nationality"),
    legal_basis=_HELP_PAGE,
    needs=(facts.BAHRAINI,),
    test=_nationality,
)
HELP_AGE = Criterion(
    code="home_help_age_reached",
    label=Text(ar="السن", en="Age"),
    legal_basis=_HELP_PAGE,
    needs=(facts.BIRTH_DATE,),
    test=_age,
    figures=(figures.HOME_HELP_AGE,),
    of_filing=True,
)
HELP_YEARS = Criterion(
    code="home_owned_long_enough",
    label=Text(ar="مدة تملك المسكن والسكن فيه", en="Years owned and lived in"),
    legal_basis=_HELP_PAGE,
    needs=(municipal_facts.OWNED_SINCE,),
    test=_years,
    figures=(figures.HOME_HELP_YEARS,),
)
HELP_NOT_RENTED = Criterion(
    code="home_not_rented",
    label=Text(ar="المسكن غير مؤجر", en="Not rented out"),
    legal_basis=_HELP_PAGE,
    needs=(municipal_facts.RENTED_OUT,),
    test=_is_no(municipal_facts.RENTED_OUT, no=_OWN_USE, yes=_LET, remedy=_NOT_LET),
)
HELP_ONCE = Criterion(
    code="home_helped_once",
    label=Text(ar="عدم الانتفاع السابق", en="One benefit"),
    legal_basis=_HELP_PAGE,
    needs=(municipal_facts.HELPED_BEFORE,),
    test=_is_no(municipal_facts.HELPED_BEFORE, no=_FIRST_TIME, yes=_ONCE_HAD, remedy=_ONCE),
)
HELP_INCOME = Criterion(
    code="home_help_income_within",
    label=Text(ar="الدخل الشهري", en="Monthly income"),
    legal_basis=_HELP_PAGE,
    needs=(municipal_facts.MONTHLY_INCOME,),
    test=_income(figures.HOME_HELP_INCOME),
    figures=(figures.HOME_HELP_INCOME,),
)
HELP_INCOME_HIGHER = Criterion(
    code="home_help_income_higher_within",
    label=Text(ar="الدخل الشهري", en="Monthly income"),
    legal_basis=_HELP_PAGE,
    needs=(municipal_facts.MONTHLY_INCOME,),
    test=_income(figures.HOME_HELP_INCOME_HIGHER),
    figures=(figures.HOME_HELP_INCOME_HIGHER,),
)
# Who is helped with a home, whatever the help is for; income and years differ by it.
HELPED = (HELP_NATIONALITY, HELP_AGE, HELP_NOT_RENTED, HELP_ONCE)
