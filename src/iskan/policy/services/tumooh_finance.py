"""A family that bought a flat ten years ago moves on to another home with complementary finance from a bank."""

from iskan.core.catalogue import Channel, Service
from iskan.core.evidence import Evidence
from iskan.core.forms import Step
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.criteria import incomes, nationality, residence
from iskan.policy.criteria import programmes_of_finance as rules
from iskan.policy.evidence import property as property_evidence
from iskan.policy.financing import TUMOOH_BANKS, bank_offer, financed_by, offered_at_most
from iskan.policy.instruments import DECISION_950_2025, TUMOOH_PAGE, basis
from iskan.policy.parameters.finance import TUMOOH_FINANCE_MAX, TUMOOH_YEARS
from iskan.policy.parameters.financing import PROMISE_TUMOOH
from iskan.policy.questions import contact, declarations, employment, registers
from iskan.policy.questions import financing as questions
from iskan.policy.questions.restoration import FAMILY

BANK = bank_offer(ceilings=(offered_at_most(TUMOOH_FINANCE_MAX),), longest=TUMOOH_YEARS, bodies=TUMOOH_BANKS)
FINANCE = Step(
    code="finance",
    title=Text(ar="المسكن الجديد والتمويل", en="The new home and its finance"),
    intro=questions.COMPARE,
    questions=(questions.HOME_PRICE_IF_KNOWN, questions.FINANCE_ASKED, questions.bank_question(TUMOOH_BANKS)),
)

SERVICE = Service(
    code="tumooh_finance",
    name=Text(ar="تقديم طلب تمويل طموح", en="Apply for Tumooh finance"),
    summary=Text(
        ar="تمويل تكميلي بعد عشر سنوات من شراء شقة بتمويل سابق، لتنتقل أسرتك إلى مسكن آخر. ويُسدد ثمن بيع الشقة إلى البنك.",
        en="Complementary finance ten years after a flat was bought with earlier finance, to move to another home. The flat's sale price is paid to the bank.",
    ),
    who_may_apply=(
        Text(ar="رب الأسرة البحريني ضمن السن والدخل المقررين", en="A Bahraini head of family within age and income"),
        Text(
            ar="من اشترى شقة بتمويل سابق وانتظم في سداد أقساطه",
            en="Who bought a flat with earlier finance and pays its instalments regularly",
        ),
        Text(ar="من لا تملك أسرته عقارًا آخر", en="Whose family owns no other property"),
    ),
    by_delegate=True,
    legal_basis=(basis(TUMOOH_PAGE, "S208", "A"), basis(DECISION_950_2025, "S209", "B")),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_TUMOOH,
    steps=(
        *(FAMILY, contact.CONTACT, employment.EMPLOYMENT),
        *(questions.RESIDENCE, questions.EARLIER_FLAT, FINANCE),
    ),
    evidence=(
        Evidence(kind=property_evidence.TITLE_TO_BUY),
        Evidence(kind=property_evidence.SALE_PRICE_CONSENT),
    ),
    declarations=(declarations.FAMILY_MEMBERS, declarations.COMPREHENSIVE, declarations.TOLD_TO_FINANCING_BANK),
    register_checks=(
        *(registers.POPULATION, registers.SOCIAL_INSURANCE),
        *(registers.LAND_REGISTRY, registers.IMMIGRATION),
    ),
    criteria=(
        *(nationality.NATIONALITY, rules.AGE_TUMOOH, residence.RESIDENCE, incomes.INCOME_TUMOOH),
        *(rules.YEARS_SINCE_FIRST_HOME, rules.FIRST_HOME_WAS_FLAT, rules.NO_AMANAT, rules.ARREARS_TUMOOH),
        *(rules.NOT_SUPPLEMENTED_BEFORE, rules.NO_OTHER_PROPERTY, rules.CEILING_TUMOOH),
    ),
    lifecycle=financed_by(
        code="tumooh_finance",
        programme=Text(ar="طموح", en="Tumooh finance"),
        partner=BANK,
        choosing=questions.bank_question(TUMOOH_BANKS),
    ),
    decided_by=departments.HOUSING_FINANCE,
    family=service_families.APPLYING,
    keywords=(Text(ar="برنامج طموح تمويل تكميلي", en="Tumooh programme complementary finance"),),
    partners=(BANK,),
    position=15,
)
