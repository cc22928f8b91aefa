"""A family buys a home with Mazaya: a bank's credit of which the ministry pays what is above the family's part."""

from iskan.core.catalogue import Channel, Service
from iskan.core.consents import ConsentPoint
from iskan.core.forms import Step
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
from iskan.policy.financing import BUYERS, PROOFS, bank_offer, financed_by, offered_at_most
from iskan.policy.instruments import CABINET_ON_MAZAYA, HOUSING_SYSTEM, PUBLISHED_CRITERIA, basis
from iskan.policy.parameters.finance import MAZAYA_FINANCE_MAX, MAZAYA_YEARS
from iskan.policy.parameters.financing import PROMISE_MAZAYA
from iskan.policy.partners import BANKS
from iskan.policy.questions import contact, declarations, employment, household, registers
from iskan.policy.questions import financing as questions
from iskan.policy.questions import property as property_questions

BANK = bank_offer(ceilings=(offered_at_most(MAZAYA_FINANCE_MAX),), longest=MAZAYA_YEARS)
FINANCE = Step(
    code="finance",
    title=Text(ar="المسكن والتمويل", en="The home and its finance"),
    intro=questions.COMPARE,
    questions=(questions.HOME_PRICE, questions.FINANCE_ASKED, questions.bank_question(BANKS)),
)

SERVICE = Service(
    code="mazaya_finance",
    name=Text(ar="تقديم طلب تمويل مزايا", en="Apply for Mazaya finance"),
    summary=Text(
        ar="تمويل من بنك لشراء مسكن، تدفع أسرتك جزءًا من قسطه بحسب دخلها، وتدفع الوزارة الباقي إلى البنك.",
        en="A bank's finance to buy a home: your family pays part of the instalment by its income, the ministry pays the bank the rest.",
    ),
    who_may_apply=BUYERS,
    by_delegate=True,
    legal_basis=(
        basis(HOUSING_SYSTEM, "S5", "A", 42),
        basis(CABINET_ON_MAZAYA, "S38", "B"),
        basis(PUBLISHED_CRITERIA, "S1, S2", "A"),
    ),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_MAZAYA,
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
    criteria=(
        *(nationality.NATIONALITY, rules.AGE_MAZAYA, residence.RESIDENCE, incomes.INCOME_MAZAYA),
        *(families.FAMILY_CATEGORY, families.CATEGORY_MAY_BE_FINANCED),
        *(earlier_benefit.EARLIER_BENEFIT, properties.PROPERTY, home_finance.HOME_FINANCE),
        rules.PRICE_MAZAYA,
        rules.CEILING_MAZAYA,
    ),
    lifecycle=financed_by(
        code="mazaya_finance",
        programme=Text(ar="مزايا", en="Mazaya finance"),
        partner=BANK,
        choosing=questions.bank_question(BANKS),
        consents=(ConsentPoint.RECOMMEND,),
    ),
    decided_by=departments.HOUSING_FINANCE,
    family=service_families.APPLYING,
    keywords=(Text(ar="قرض مدعوم", en="subsidised loan"),),
    partners=(BANK,),
    position=14,
)
