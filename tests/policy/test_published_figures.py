"""What officials may publish changes the answer from its first day, and leaves the past as it was."""

from datetime import date
from typing import Any

from iskan.core.catalogue import assess_service
from iskan.core.dated import Dated, FigureBook, Version
from iskan.core.eligibility import Finding
from iskan.core.facts_json import read_facts
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import registry
from iskan.policy.instruments import HOUSING_SYSTEM, basis
from iskan.policy.parameters.family import WIFE_OF_FOREIGNER_IN_CATEGORY_ONE
from iskan.policy.parameters.incomes import INCOME_MAX_UNIT
from iskan.policy.parameters.properties import AREA_MEASURED_BY_SHARE, WIFE_INHERITANCE_EXEMPT

SERVICE = registry.services()["new_housing_application"]
STATED = Text(ar="إفادة", en="Stated")
FIRST_DAY = date(2026, 7, 1)


def publish(figure: Dated[Any], value: object) -> FigureBook:
    version: Version[object] = Version(value=value, first_day=FIRST_DAY, basis=basis(HOUSING_SYSTEM, "published", "A"))
    return FigureBook({figure.code: (version,)})


def finding(code: str, day: date, figures: FigureBook, **given: Any) -> Finding:
    facts = read_facts(SERVICE.facts(), given, on=day, source=STATED)
    findings = assess_service(SERVICE, facts, day, programme="unit", figures=figures).findings
    return next(finding for finding in findings if finding.criterion == code)


def test_a_higher_ceiling_holds_from_its_first_day() -> None:
    book = publish(INCOME_MAX_UNIT, Money.bhd(1100))
    income = {"basic_salary": 1000, "fixed_allowances": []}
    assert finding("income_unit", date(2026, 6, 30), book, **income).verdict == "not_met"
    after = finding("income_unit", FIRST_DAY, book, **income)
    assert after.verdict == "met"
    assert [use.first_day for use in after.figures if use.code == "income_max_unit"] == [FIRST_DAY]


WIFE = {
    "family_category": 1,
    "sex": "female",
    "marital_status": "married",
    "spouse_bahraini": False,
    "husband_consent": True,
}


def test_the_wife_of_a_foreigner_is_judged_once_the_ministry_has_settled_it() -> None:
    yes, no = (publish(WIFE_OF_FOREIGNER_IN_CATEGORY_ONE, value) for value in (True, False))
    assert finding("family_category", date(2026, 6, 30), yes, **WIFE).verdict == "unknown"
    assert finding("family_category", FIRST_DAY, yes, **WIFE).verdict == "met"
    assert finding("family_category", FIRST_DAY, no, **WIFE).verdict == "not_met"


SHARED = {"owner": "applicant", "tenure": "common", "acquired_by": "inheritance", "area_m2": 400}


def test_shares_are_measured_once_the_ministry_says_so() -> None:
    book = publish(AREA_MEASURED_BY_SHARE, value=True)
    half, whole = [{**SHARED, "share_percent": 50}], [SHARED]
    assert finding("property", date(2026, 6, 30), book, properties=half).verdict == "not_met"
    assert finding("property", FIRST_DAY, book, properties=half).verdict == "met"
    assert finding("property", FIRST_DAY, book, properties=whole).verdict == "not_met"


def test_an_exemption_can_end() -> None:
    book = publish(WIFE_INHERITANCE_EXEMPT, value=False)
    inherited = [{"owner": "wife", "tenure": "separate", "acquired_by": "inheritance", "area_m2": 400}]
    assert finding("property", date(2026, 6, 30), book, properties=inherited).verdict == "met"
    assert finding("property", FIRST_DAY, book, properties=inherited).verdict == "not_met"
