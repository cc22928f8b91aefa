"""Facts worked out from registers and declarations."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from iskan.core import registers as r
from iskan.core.eligibility import FactValue
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import facts, registry
from iskan.policy.derivations import (
    DECLARED,
    SOURCES,
    Answered,
    Derived,
    Family,
    facts_from_answers,
    facts_from_register,
    together,
)

ON = date(2026, 3, 14)
AT = datetime(2026, 3, 14, 8, tzinfo=UTC)
AREA = Text(ar="مدينة عيسى", en="Isa Town")
ADDRESS = r.AddressRecord(flat=None, building="1088", road="4025", block="840", area=AREA, governorate="BH-14")
SERVICE = registry.services()["new_housing_application"]


def person(cpr: str, born: date, **more: Any) -> r.PersonRecord:
    known = {
        "name_ar": f"شخص {cpr}",
        "name_en": f"Person {cpr}",
        "sex": r.Sex.MALE,
        "nationality": "BH",
        "marital_status": r.MaritalStatus.MARRIED,
        "address": ADDRESS,
    }
    return r.PersonRecord(cpr=cpr, birth_date=born, **{**known, **more})


def member(relation: r.Relation, who: r.PersonRecord, *, lives_with: bool = True) -> r.HouseholdMemberRecord:
    return r.HouseholdMemberRecord(relation=relation, person=who, lives_with=lives_with)


FATHER = person("900101001", date(1990, 1, 1))
MOTHER = person("920101001", date(1992, 1, 1), sex=r.Sex.FEMALE, nationality="IN")
CHILD = person("150101001", date(2015, 1, 1))
GROWN = person("040101001", date(2004, 1, 1))
GRANDFATHER = person("600101001", date(1960, 1, 1))
BROTHER = person("100101001", date(2010, 1, 1))
LATE_AUNT = person("500101001", date(1950, 1, 1), died_on=date(2020, 1, 1))
HOUSEHOLD = r.HouseholdRecord(
    cpr=FATHER.cpr,
    members=(
        member(r.Relation.SPOUSE, MOTHER),
        member(r.Relation.CHILD, CHILD),
        member(r.Relation.CHILD, GROWN),
        member(r.Relation.PARENT, GRANDFATHER),
        member(r.Relation.SIBLING, BROTHER),
        member(r.Relation.OTHER, LATE_AUNT),
    ),
)
FAMILY = Family(applicant=FATHER, household=HOUSEHOLD)


def derive(register: str, *records: Any, cpr: str = FATHER.cpr, family: Family | None = FAMILY) -> Derived:
    answers = [record if isinstance(record, Answered) else Answered(cpr, record) for record in records]
    return facts_from_register(register, answers, family, on=ON, at=AT)


def values(derived: Derived) -> dict[str, Any]:
    return {code: fact.value for code, fact in derived.facts.items()}


def test_every_register_a_service_asks_has_a_source_and_a_derivation() -> None:
    for service in registry.services().values():
        for check in service.register_checks:
            assert check.register in SOURCES
            assert isinstance(derive(check.register), Derived)


def test_every_fact_derived_is_a_fact_of_the_catalogue_with_source_and_time() -> None:
    derived = derive("civil_registry", FATHER, HOUSEHOLD)
    assert set(derived.facts) <= set(facts.BY_CODE)
    assert all(fact.source == SOURCES["civil_registry"] and fact.at == AT for fact in derived.facts.values())


def test_the_population_register_tells_person_and_family() -> None:
    derived = derive("civil_registry", FATHER, HOUSEHOLD)
    assert values(derived) == {
        "birth_date": date(1990, 1, 1),
        "sex": "male",
        "bahraini": True,
        "marital_status": "married",
        "spouse_bahraini": False,
        "bahraini_minor_children": 1,
        "has_children": True,
        "minor_siblings": 1,
        "lives_with_bahraini_parent": True,
    }
    assert derived.shown["address.home"] == Text(
        ar="مبنى 1088، طريق 4025، مجمع 840، مدينة عيسى", en="Building 1088, Road 4025, Block 840, Isa Town"
    )
    assert derived.shown["address.governorate"] == "BH-14"
    assert derived.shown["category.likely"] == "1"
    members = derived.shown["household.members"]
    assert isinstance(members, tuple)
    assert len(members) == 5
    assert members[1] == Text(ar="شخص 150101001، ابن أو ابنة، 11 سنة", en="Person 150101001, Child, 11 years")


def test_a_person_without_family_or_address_yields_what_is_known() -> None:
    alone = person("900101001", date(1990, 1, 1), address=None, marital_status=r.MaritalStatus.SINGLE)
    derived = derive("civil_registry", alone, r.HouseholdRecord(cpr=alone.cpr, members=()))
    assert "spouse_bahraini" not in derived.facts
    assert "has_children" not in derived.facts
    assert values(derived)["lives_with_bahraini_parent"] is False
    assert "address.known" not in derived.shown
    assert "category.likely" not in derived.shown


CHILDLESS = r.HouseholdRecord(cpr=FATHER.cpr, members=())
WITH_CHILD = r.HouseholdRecord(cpr=FATHER.cpr, members=(member(r.Relation.CHILD, CHILD),))
WITH_BROTHER = r.HouseholdRecord(cpr=FATHER.cpr, members=(member(r.Relation.SIBLING, BROTHER),))
WITH_HUSBAND = r.HouseholdRecord(cpr=MOTHER.cpr, members=(member(r.Relation.SPOUSE, FATHER),))


@pytest.mark.parametrize(
    ("sex", "status", "household", "likely"),
    [
        (r.Sex.MALE, r.MaritalStatus.MARRIED, WITH_CHILD, "1"),
        (r.Sex.FEMALE, r.MaritalStatus.MARRIED, WITH_HUSBAND, "1"),
        (r.Sex.FEMALE, r.MaritalStatus.DIVORCED, WITH_CHILD, "2"),
        (r.Sex.FEMALE, r.MaritalStatus.WIDOWED, WITH_CHILD, "2"),
        (r.Sex.MALE, r.MaritalStatus.SINGLE, HOUSEHOLD, "2"),
        (r.Sex.MALE, r.MaritalStatus.SINGLE, WITH_BROTHER, "4"),
        (r.Sex.FEMALE, r.MaritalStatus.SINGLE, CHILDLESS, "5"),
        (r.Sex.MALE, r.MaritalStatus.SINGLE, CHILDLESS, None),
    ],
)
def test_the_likely_category_is_proposed(
    sex: r.Sex, status: r.MaritalStatus, household: r.HouseholdRecord, likely: str | None
) -> None:
    applicant = person(household.cpr, date(1990, 1, 1), sex=sex, marital_status=status)
    assert derive("civil_registry", applicant, household).shown.get("category.likely") == likely


def test_a_flat_is_part_of_the_address() -> None:
    flat = r.AddressRecord(flat="12", building="1", road="2", block="840", area=AREA, governorate="BH-14")
    derived = derive("civil_registry", person("900101001", date(1990, 1, 1), address=flat))
    assert derived.shown["address.home"] == Text(
        ar="شقة 12، مبنى 1، طريق 2، مجمع 840، مدينة عيسى", en="Flat 12, Building 1, Road 2, Block 840, Isa Town"
    )
    assert "household.known" not in derived.shown


def wage(**more: Any) -> r.WageRecord:
    known = {
        "cpr": FATHER.cpr,
        "holder_name": "PERSON 900101001",
        "employment": r.Employment.GOVERNMENT,
        "employer": Text(ar="وزارة", en="A ministry"),
        "basic": Money.bhd(700),
        "allowances": (
            r.AllowanceRecord(name=Text(ar="سكن", en="Housing"), amount=Money.bhd(120), fixed=True),
            r.AllowanceRecord(name=Text(ar="إضافي", en="Overtime"), amount=Money.bhd(40), fixed=False),
            r.AllowanceRecord(name=Text(ar="نقل", en="Transport"), amount=Money.bhd(15), fixed=False),
        ),
        "insured": True,
        "as_of": ON,
    }
    return r.WageRecord(**{**known, **more})


def test_social_insurance_tells_employment_and_income() -> None:
    derived = derive("social_insurance", wage())
    assert values(derived) == {
        "employment": "government",
        "basic_salary": Money.bhd(700),
        "fixed_allowances": [{"name": "سكن", "amount": Money.bhd(120)}],
        "other_allowances": Money.bhd(55),
    }
    assert derived.shown["income.known"] is True
    assert derived.shown["income.employer"] == Text(ar="وزارة", en="A ministry")
    assert "income.employer" not in derive("social_insurance", wage(employer=None)).shown


def land(**more: Any) -> r.PropertyRecord:
    known = {
        "reference": "P-1",
        "holder_name": "x",
        "area_m2": Decimal("210.5"),
        "share_numerator": 1,
        "share_denominator": 3,
        "acquired_by": r.AcquiredBy.INHERITANCE,
        "acquired_on": date(2020, 1, 1),
        "disposed_on": None,
        "uninhabitable": False,
        "separate": False,
        "block": "840",
        "area": AREA,
        "governorate": "BH-14",
    }
    return r.PropertyRecord(**{**known, **more})


def test_the_land_register_tells_each_property_with_its_owner() -> None:
    derived = derive("land_registry", land(), land(separate=True, disposed_on=date(2024, 1, 1)))
    assert values(derived)["properties"] == [
        {
            "owner": "applicant",
            "acquired_by": "inheritance",
            "tenure": "common",
            "area_m2": Decimal("210.5"),
            "share_percent": Decimal("33.33"),
            "acquired_on": date(2020, 1, 1),
            "uninhabitable": False,
        },
        {
            "owner": "applicant",
            "acquired_by": "inheritance",
            "tenure": "separate",
            "area_m2": Decimal("210.5"),
            "share_percent": Decimal("33.33"),
            "acquired_on": date(2020, 1, 1),
            "disposed_on": date(2024, 1, 1),
            "uninhabitable": False,
        },
    ]


def test_no_property_is_known_too() -> None:
    derived = derive("land_registry")
    assert values(derived) == {"properties": []}
    assert derived.shown == {"properties.known": True}


@pytest.mark.parametrize(
    ("owner", "family", "expected"),
    [
        (FATHER, FAMILY, "applicant"),
        (MOTHER, FAMILY, "wife"),
        (CHILD, FAMILY, "minor_child"),
        (GROWN, FAMILY, "other_member"),
        (GRANDFATHER, FAMILY, "other_member"),
        (person("700101001", date(1970, 1, 1)), FAMILY, "other_member"),
        (FATHER, None, "applicant"),
        (
            FATHER,
            Family(
                applicant=MOTHER,
                household=r.HouseholdRecord(cpr=MOTHER.cpr, members=(member(r.Relation.SPOUSE, FATHER),)),
            ),
            "husband",
        ),
    ],
)
def test_owners_stand_in_their_relation_to_the_applicant(
    owner: r.PersonRecord, family: Family | None, expected: str
) -> None:
    (row,) = values(derive("land_registry", Answered(owner.cpr, land()), family=family))["properties"]
    assert row["owner"] == expected


def residence(*, permanently_resident: bool) -> r.ResidenceRecord:
    return r.ResidenceRecord(
        cpr=FATHER.cpr,
        nationality="BH",
        permanently_resident=permanently_resident,
        days_abroad_last_year=0,
        permit_valid_until=None,
        as_of=ON,
    )


def test_the_family_is_resident_when_all_of_it_is() -> None:
    here, away = residence(permanently_resident=True), residence(permanently_resident=False)
    assert values(derive("immigration", here, here)) == {"permanently_resident": True}
    assert values(derive("immigration", here, away)) == {"permanently_resident": False}
    assert values(derive("immigration")) == {}


def status(**more: Any) -> r.PersonalStatusRecord:
    known: dict[str, Any] = {"cpr": FATHER.cpr, "marriages": (), "divorces": (), "custodies": (), "deaths": ()}
    return r.PersonalStatusRecord(**{**known, **more})


def custody(custodian: r.PersonRecord, confirmed_on: date) -> r.CustodyRecord:
    return r.CustodyRecord(
        child_cpr=CHILD.cpr, custodian_cpr=custodian.cpr, awarded_on=date(2020, 1, 1), confirmed_on=confirmed_on
    )


@pytest.mark.parametrize(
    ("record", "held", "confirmed"),
    [
        (custody(FATHER, date(2025, 3, 14)), True, True),
        (custody(FATHER, date(2025, 3, 13)), True, False),
        (custody(MOTHER, date(2026, 3, 1)), False, False),
    ],
)
def test_custody_is_confirmed_by_a_document_of_the_last_year(
    record: r.CustodyRecord, *, held: bool, confirmed: bool
) -> None:
    derived = derive("justice", status(custodies=(record,)))
    assert values(derived)["custody"] is held
    assert derived.shown["custody.confirmed"] is confirmed


def test_an_orphan_has_lost_both_parents() -> None:
    lost = [r.DeathRecord(cpr=cpr, relation=r.Relation.PARENT, died_on=ON) for cpr in ("1", "2")]
    child = r.DeathRecord(cpr="3", relation=r.Relation.CHILD, died_on=ON)
    assert values(derive("justice", status(deaths=tuple(lost))))["orphan"] is True
    assert values(derive("justice", status(deaths=(lost[0], child))))["orphan"] is False


def test_marriages_are_shown() -> None:
    standing = r.MarriageRecord(spouse_cpr="1", married_on=date(2015, 5, 1), ended_on=None)
    ended = r.MarriageRecord(spouse_cpr="2", married_on=date(2010, 5, 1), ended_on=date(2012, 6, 1))
    assert derive("justice", status(marriages=(standing, ended))).shown["justice.marriages"] == (
        Text(ar="زواج قائم منذ 1 مايو 2015", en="Married since 1 May 2015"),
        Text(ar="زواج من 1 مايو 2010 إلى 1 يونيو 2012", en="Marriage from 1 May 2010 to 1 June 2012"),
    )


def disability(cpr: str, kind: r.DisabilityType | None) -> r.DisabilityRecord:
    return r.DisabilityRecord(cpr=cpr, has_disability=kind is not None, type=kind, registered_on=None)


def test_registered_disabilities_are_shown_by_name_and_kind() -> None:
    records = (
        disability(CHILD.cpr, r.DisabilityType.HEARING),
        disability(FATHER.cpr, None),
        disability("999999999", r.DisabilityType.VISUAL),
    )
    assert derive("health", *records).shown["disability.registered"] == (
        Text(ar="شخص 150101001، سمعية", en="Person 150101001, Hearing"),
        Text(ar="999999999، بصرية", en="999999999, Visual"),
    )
    assert derive("health", records[0], family=None).shown["disability.registered"] == (
        Text(ar="150101001، سمعية", en="150101001, Hearing"),
    )


def test_work_is_shown_with_its_employer() -> None:
    employed = r.LabourRecord(cpr="1", status=r.WorkStatus.EMPLOYED, employer=Text(ar="شركة", en="Company"), since=None)
    seeking = r.LabourRecord(cpr="1", status=r.WorkStatus.JOBSEEKER, employer=None, since=None)
    assert derive("labour", employed).shown == {"labour.status": Text(ar="يعمل، شركة", en="Employed, Company")}
    assert derive("labour", seeking).shown == {"labour.status": Text(ar="باحث عن عمل", en="Seeking work")}


def test_home_finance_of_anyone_is_the_familys() -> None:
    loan = r.HomeFinanceRecord(kind=r.FinanceKind.ISLAMIC, opened_on=date(2020, 1, 1), closed_on=None)
    clean = r.CreditRecord(cpr="1", holder_name="x", home_finance=())
    owner = r.CreditRecord(cpr="2", holder_name="y", home_finance=(loan,))
    assert values(derive("credit_bureau", clean, clean)) == {"home_finance": False}
    assert values(derive("credit_bureau", clean, owner)) == {"home_finance": True}
    assert values(derive("credit_bureau")) == {}


def test_answers_declare_facts_in_their_own_form() -> None:
    answers = {
        "programme": "unit",
        "family_category": "1",
        "basic_salary": 700_000,
        "fixed_allowances": [{"name": "سكن", "amount": 120_000}],
        "properties": [
            {
                "owner": "wife",
                "tenure": "common",
                "acquired_by": "gift",
                "area_m2": 120,
                "share_percent": 50,
                "disposed_on": "2025-01-01",
                "uninhabitable": False,
            }
        ],
        "earlier_housing_service": False,
        "permanently_resident": None,
        "area_wish": "not a fact",
    }
    declared = facts_from_answers(SERVICE, answers, at=AT)
    assert all(fact.source == DECLARED and fact.at == AT for fact in declared.values())
    assert {code: fact.value for code, fact in declared.items()} == {
        "programme": "unit",
        "family_category": "1",
        "basic_salary": Money.bhd(700),
        "fixed_allowances": [{"name": "سكن", "amount": Money.bhd(120)}],
        "properties": [
            {
                "owner": "wife",
                "tenure": "common",
                "acquired_by": "gift",
                "area_m2": Decimal(120),
                "share_percent": Decimal(50),
                "disposed_on": date(2025, 1, 1),
                "uninhabitable": False,
            }
        ],
        "earlier_housing_service": False,
    }


def test_a_service_that_does_not_ask_declares_nothing() -> None:
    contact = registry.services()["update_contact_details"]
    assert facts_from_answers(contact, {"programme": "unit"}, at=AT) == {}


def said(value: object) -> FactValue:
    return FactValue(value=value, source=DECLARED, at=AT)


def test_a_registers_word_goes_before_a_declaration() -> None:
    registered = FactValue(value=Money.bhd(700), source=SOURCES["social_insurance"], at=AT)
    combined = together({"basic_salary": registered}, {"basic_salary": said(Money.bhd(1)), "programme": said("unit")})
    assert combined == {"basic_salary": registered, "programme": said("unit")}


@pytest.mark.parametrize(
    ("registered", "declared", "expected"),
    [("married", "abandoned", "abandoned"), ("divorced", "abandoned", "divorced"), ("married", None, "married")],
)
def test_only_a_wife_can_be_abandoned(registered: str, declared: str | None, expected: str) -> None:
    from_answers = facts_from_answers(SERVICE, {"abandoned": declared is not None}, at=AT)
    combined = together({"marital_status": said(registered)}, from_answers)
    assert combined["marital_status"].value == expected


def test_abandonment_is_declared_even_while_the_register_is_silent() -> None:
    assert together({}, facts_from_answers(SERVICE, {"abandoned": True}, at=AT))["marital_status"].value == "abandoned"
