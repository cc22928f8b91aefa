"""A family buys or builds with Tas'heel finance from a bank, once the ministry finds it eligible."""

from iskan.core.catalogue import Channel, Programme, Service
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
from iskan.policy.financing import BUYERS, PROOFS, bank_offer, financed_by, offered_at_most
from iskan.policy.instruments import FINANCE_PROGRAMMES_2022, PUBLISHED_CRITERIA, basis
from iskan.policy.parameters.finance import TASHEEL_FINANCE_MAX, TASHEEL_YEARS
from iskan.policy.parameters.financing import PROMISE_TASHEEL
from iskan.policy.partners import BANKS
from iskan.policy.questions import contact, declarations, employment, household, registers
from iskan.policy.questions import financing as questions
from iskan.policy.questions import property as property_questions

BANK = bank_offer(ceilings=(offered_at_most(TASHEEL_FINANCE_MAX),), longest=TASHEEL_YEARS)
PURPOSES = (
    Programme(code="tasheel_property", name=Text(ar="تسهيل عقاري", en="Tas'heel Aqari (property)")),
    Programme(code="al_bait_al_oud", name=Text(ar="البيت العود", en="Al Bait Al Oud")),
    Programme(code="taawon", name=Text(ar="تعاون", en="Ta'awon")),
)
FINANCE = Step(
    code="finance",
    title=Text(ar="التمويل المطلوب", en="The finance you ask for"),
    intro=questions.COMPARE,
    questions=(
        ChoiceQuestion(
            code="purpose",
            label=Text(ar="المنتج المطلوب ضمن تسهيل", en="Which product of Tas'heel"),
            options=tuple(Option(purpose.code, purpose.name) for purpose in PURPOSES),
        ),
        questions.HOME_PRICE_IF_KNOWN,
        questions.FINANCE_ASKED,
        questions.bank_question(BANKS),
    ),
)

SERVICE = Service(
    code="tasheel_finance",
    name=Text(ar="تقديم طلب تمويل تسهيل", en="Apply for Tas'heel finance"),
    summary=Text(
        ar="تمويل من بنك بقدر ما تتحمله أسرتك من قسط، وما نقص عن الحد الأدنى منحة: تسهيل عقاري أو البيت العود أو تعاون.",
        en="A bank's finance as far as your family can bear the instalment, with a grant up to the least amount: Tas'heel Aqari, Al Bait Al Oud or Ta'awon.",
    ),
    who_may_apply=BUYERS,
    by_delegate=True,
    legal_basis=(basis(FINANCE_PROGRAMMES_2022, "S30, S31, S36", "B"), basis(PUBLISHED_CRITERIA, "S1, S2", "A")),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_TASHEEL,
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
    programme_question="purpose",
    programmes=PURPOSES,
    criteria=(
        *(nationality.NATIONALITY, rules.AGE_TASHEEL, residence.RESIDENCE, incomes.INCOME_TASHEEL),
        *(families.FAMILY_CATEGORY, families.CATEGORY_MAY_BE_FINANCED),
        *(earlier_benefit.EARLIER_BENEFIT, properties.PROPERTY, home_finance.HOME_FINANCE),
        rules.CEILING_TASHEEL,
    ),
    lifecycle=financed_by(
        code="tasheel_finance",
        programme=Text(ar="تسهيل", en="Tas'heel finance"),
        partner=BANK,
        choosing=questions.bank_question(BANKS),
        consents=(ConsentPoint.RECOMMEND,),
    ),
    decided_by=departments.HOUSING_FINANCE,
    family=service_families.APPLYING,
    keywords=(Text(ar="قرض تسهيل عقاري تعاون منحة", en="Tasheel Aqari Oud Taawon grant loan"),),
    partners=(BANK,),
    position=12,
)
