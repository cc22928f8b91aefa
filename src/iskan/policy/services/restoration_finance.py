"""A family has the one home it owns restored with finance from a bank, once the ministry finds it eligible."""

from iskan.core.catalogue import Channel, Service
from iskan.core.conditions import when
from iskan.core.evidence import Evidence, Freshness, FreshnessUnit
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.criteria import nationality, restoration
from iskan.policy.criteria.incomes import INCOME_RESTORATION
from iskan.policy.evidence import family as family_evidence
from iskan.policy.evidence import property as property_evidence
from iskan.policy.financing import SENT_TO_RESTORE, bank_offer, financed_by, offered_at_most
from iskan.policy.instruments import DECISION_950_2025, RESTORATION_PAGE, basis
from iskan.policy.parameters.evidence import CUSTODY_DOCUMENT_YEARS
from iskan.policy.parameters.restoration import PROMISE_RESTORATION, RESTORATION_CEILING, RESTORATION_TERM_YEARS
from iskan.policy.questions import contact, declarations, employment, evidence, registers
from iskan.policy.questions import restoration as questions

BANK = bank_offer(
    ceilings=(offered_at_most(RESTORATION_CEILING),), longest=RESTORATION_TERM_YEARS, sends=SENT_TO_RESTORE
)

SERVICE = Service(
    code="restoration_finance",
    name=Text(ar="تقديم طلب تمويل ترميم", en="Apply for restoration financing"),
    summary=Text(
        ar="تمويل لترميم المسكن الوحيد الذي تملكه أسرتك. نتحقق من استحقاقك، ثم يقدم البنك الذي تختاره عرضه، ولك أن تقبله أو تختار غيره.",
        en="Finance to restore the one home your family owns. We find whether you are eligible, then the bank you choose makes its offer; accept it or choose another.",
    ),
    who_may_apply=(
        Text(ar="رب الأسرة البحريني ضمن السن والدخل المقررين", en="A Bahraini head of family within age and income"),
        Text(
            ar="من تملك أسرته مسكنًا واحدًا لم يُرمَّم بتمويل سابق", en="Whose family owns one home, not restored so before"
        ),
    ),
    by_delegate=True,
    legal_basis=(
        basis(RESTORATION_PAGE, "S4, S206, S207", "A"),
        basis(DECISION_950_2025, "S209", "B"),
    ),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_RESTORATION,
    steps=(questions.FAMILY, contact.CONTACT, employment.EMPLOYMENT, questions.HOME, questions.FINANCE),
    evidence=(
        Evidence(kind=property_evidence.TITLE_DEED),
        Evidence(
            kind=family_evidence.CUSTODY_DOCUMENT,
            required_when=when("marital_status", "divorced"),
            fresh_within=Freshness(unit=FreshnessUnit.YEARS, figure=CUSTODY_DOCUMENT_YEARS),
        ),
        *evidence.EMPLOYMENT,
    ),
    declarations=(declarations.FAMILY_MEMBERS, declarations.COMPREHENSIVE, declarations.TOLD_TO_BANK),
    register_checks=(registers.POPULATION, registers.SOCIAL_INSURANCE, registers.LAND_REGISTRY),
    criteria=(
        nationality.NATIONALITY,
        restoration.AGE_RESTORATION,
        INCOME_RESTORATION,
        restoration.ONLY_HOME,
        restoration.YEARS_SINCE_SERVICE,
        restoration.ARREARS,
        restoration.NOT_RESTORED_BEFORE,
        restoration.WITHIN_CEILING,
    ),
    lifecycle=financed_by(
        code="restoration_finance",
        programme=Text(ar="ترميم مسكنك", en="restoration finance"),
        partner=BANK,
        choosing=questions.BANK,
    ),
    decided_by=departments.HOUSING_FINANCE,
    family=service_families.MY_HOME,
    keywords=(Text(ar="ترميم صيانة بيت قرض تمويل بنك", en="restore renovate repair home loan finance bank"),),
    partners=(BANK,),
    position=20,
)
