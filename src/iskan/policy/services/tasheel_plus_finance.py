"""A family buys or builds with Tas'heel+ finance: a bank's credit on a fixed schedule, the ministry paying the difference."""

from iskan.core.catalogue import Channel, Programme, Service
from iskan.core.conditions import when
from iskan.core.consents import ConsentPoint
from iskan.core.forms import ChoiceQuestion, Option, Step
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.criteria import (
    earlier_benefit,
    families,
    home_finance,
    incomes,
    nationality,
    properties,
    residence,
)
from iskan.policy.criteria import programmes_of_finance as rules
from iskan.policy.financing import BUYERS, PROOFS, TASHEEL_PLUS_BANKS, bank_offer, financed_by, offered_at_most
from iskan.policy.instruments import TASHEEL_PLUS_PAGE, basis
from iskan.policy.parameters import finance as figures
from iskan.policy.parameters.financing import PROMISE_TASHEEL_PLUS
from iskan.policy.questions import contact, declarations, employment, household, registers
from iskan.policy.questions import financing as questions
from iskan.policy.questions import property as property_questions

BANK = bank_offer(
    ceilings=(
        offered_at_most(figures.TASHEEL_PLUS_FINANCE_MAX, when("plan", "tasheel_plus_first")),
        offered_at_most(figures.TASHEEL_PLUS_SECOND_FINANCE_MAX),
    ),
    longest=figures.TASHEEL_PLUS_YEARS,
    bodies=TASHEEL_PLUS_BANKS,
)
PLANS = (
    Programme(
        code="tasheel_plus_first",
        name=Text(ar="تسهيل+، المسار الأول", en="Tas'heel+, first plan"),
        criteria=(rules.CEILING_PLUS_FIRST,),
    ),
    Programme(
        code="tasheel_plus_second",
        name=Text(ar="تسهيل+، المسار الثاني", en="Tas'heel+, second plan"),
        criteria=(rules.CEILING_PLUS_SECOND,),
    ),
)
FINANCE = Step(
    code="finance",
    title=Text(ar="التمويل المطلوب", en="The finance you ask for"),
    intro=questions.COMPARE,
    questions=(
        ChoiceQuestion(
            code="plan",
            label=Text(ar="المسار", en="Which plan"),
            options=tuple(Option(plan.code, plan.name) for plan in PLANS),
        ),
        questions.TO_BUY,
        questions.HOME_PRICE_IF_KNOWN,
        questions.FINANCE_ASKED,
        questions.bank_question(TASHEEL_PLUS_BANKS),
    ),
)

SERVICE = Service(
    code="tasheel_plus_finance",
    name=Text(ar="تقديم طلب تمويل تسهيل+", en="Apply for Tas'heel+ finance"),
    summary=Text(
        ar="تمويل من بنك لبيت أو شقة أو أرض أو أرض وبنائها، بجدول أقساط ثابت من البداية، وتدفع الوزارة الفرق إلى البنك.",
        en="A bank's finance for a home, a flat, land, or land and building on it, on a schedule fixed from the start; the ministry pays the bank the difference.",
    ),
    who_may_apply=BUYERS,
    by_delegate=True,
    legal_basis=(basis(TASHEEL_PLUS_PAGE, "S6", "A"),),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_TASHEEL_PLUS,
    steps=(
        *(questions.CATEGORY, household.HOUSEHOLD, contact.CONTACT, employment.EMPLOYMENT),
        *(household.RESIDENCE, property_questions.PROPERTY, FINANCE),
    ),
    evidence=PROOFS,
    declarations=(
        *(declarations.FAMILY_MEMBERS, declarations.COMPREHENSIVE),
        *(declarations.CREDIT_CHECK, declarations.TOLD_TO_FINANCING_BANK),
    ),
    register_checks=(
        *(registers.POPULATION, registers.SOCIAL_INSURANCE, registers.LAND_REGISTRY),
        *(registers.IMMIGRATION, registers.JUSTICE, registers.CREDIT_BUREAU),
    ),
    programme_question="plan",
    programmes=PLANS,
    criteria=(
        *(nationality.NATIONALITY, rules.AGE_TASHEEL_PLUS, residence.RESIDENCE, incomes.INCOME_TASHEEL_PLUS),
        *(families.FAMILY_CATEGORY, families.CATEGORY_MAY_BE_FINANCED),
        *(earlier_benefit.EARLIER_BENEFIT, properties.PROPERTY, home_finance.HOME_FINANCE),
    ),
    lifecycle=financed_by(
        code="tasheel_plus_finance",
        programme=Text(ar="تسهيل+", en="Tas'heel+ finance"),
        partner=BANK,
        choosing=questions.bank_question(TASHEEL_PLUS_BANKS),
        consents=(ConsentPoint.RECOMMEND,),
    ),
    decided_by=departments.HOUSING_FINANCE,
    family=service_families.APPLYING,
    keywords=(Text(ar="تسهيل بلس قرض", en="Tasheel plus loan"),),
    partners=(BANK,),
    position=13,
)
