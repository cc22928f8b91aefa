"""What the eligibility guide asks about, topic by topic, in the order a visitor is asked."""

from dataclasses import dataclass

from iskan.core.eligibility import Fact
from iskan.core.text import Text
from iskan.policy import facts, finance_facts, municipal_facts, standing_facts


@dataclass(frozen=True, slots=True)
class GuideTopic:
    """A page's worth of questions under one title; of a ``whole`` one all are asked where any is wanted."""

    title: Text
    facts: tuple[Fact, ...]
    whole: bool = False


TOPICS = (
    GuideTopic(Text(ar="عنك", en="About you"), (facts.BAHRAINI, facts.BIRTH_DATE, facts.SEX, facts.MARITAL_STATUS)),
    GuideTopic(
        Text(ar="أسرتك", en="Your family"),
        (
            *(facts.SPOUSE_BAHRAINI, facts.HUSBAND_CONSENT, facts.MINOR_CHILDREN, facts.CUSTODY, facts.HAS_CHILDREN),
            *(facts.LIVES_WITH_PARENT, facts.ORPHAN, facts.MINOR_SIBLINGS, facts.LIVES_INDEPENDENTLY),
        ),
    ),
    GuideTopic(
        Text(ar="سكن أسرتك", en="Where your family lives and has lived"),
        (facts.PERMANENT_RESIDENCE, facts.EARLIER_SERVICE, facts.HOME_FINANCE),
    ),
    GuideTopic(Text(ar="عقارات أسرتك", en="What your family owns"), (facts.PROPERTIES,)),
    GuideTopic(
        Text(ar="دخلك الشهري", en="Your monthly income"),
        (facts.BASIC_SALARY, facts.FIXED_ALLOWANCES, facts.COUNT_OTHER_ALLOWANCES, facts.OTHER_ALLOWANCES),
        whole=True,
    ),
    GuideTopic(
        Text(ar="ما تطلبه من تمويل", en="The finance you ask for"),
        (
            *(finance_facts.FINANCE_ASKED, finance_facts.EARLIER_SERVICE_ON, finance_facts.ARREARS_MONTHS),
            *(finance_facts.EARLIER_RESTORATION, finance_facts.HOME_PRICE, finance_facts.FIRST_HOME_ON),
            *(finance_facts.FIRST_HOME_KIND, finance_facts.AMANAT, finance_facts.SUPPLEMENTARY_BEFORE),
        ),
    ),
    GuideTopic(
        Text(ar="مسكنك الذي تملكه وأعمال البناء فيه", en="The home you own and works on it"),
        (
            *(municipal_facts.OWNED_SINCE, municipal_facts.RENTED_OUT, municipal_facts.HELPED_BEFORE),
            *(municipal_facts.MONTHLY_INCOME, municipal_facts.ADDITION_AREA, municipal_facts.CHANGES_STRUCTURE),
        ),
    ),
    GuideTopic(
        Text(ar="معاملاتك لدى الوزارة", en="Your cases with the ministry"),
        (
            *(standing_facts.WAITS, standing_facts.WAS_CANCELLED, facts.CANCELLED_ON),
            *(standing_facts.WAS_REFUSED, standing_facts.HOLDS_HOME),
        ),
    ),
)
