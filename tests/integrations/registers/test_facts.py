"""Facts worked out from what registers answer."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from iskan.core import people as p
from iskan.core.money import Money
from iskan.core.people import Family
from iskan.core.text import Text
from iskan.integrations import discovery, registers
from iskan.integrations.register import Answered, Derived
from iskan.integrations.registers.credit_bureau.records import CreditRecord, FinanceKind, HomeFinanceRecord
from iskan.integrations.registers.health.records import DisabilityRecord, DisabilityType
from iskan.integrations.registers.immigration.records import ResidenceRecord
from iskan.integrations.registers.justice.records import (
    CustodyRecord,
    DeathRecord,
    MarriageRecord,
    PersonalStatusRecord,
)
from iskan.integrations.registers.labour.records import LabourRecord, WorkStatus
from iskan.integrations.registers.land_registry.records import AcquiredBy, PropertyRecord
from iskan.integrations.registers.social_insurance.records import AllowanceRecord, WageRecord
from iskan.integrations.registry import facts_from_register
from iskan.policy import facts

ON = date(2026, 3, 14)
AT = datetime(2026, 3, 14, 8, tzinfo=UTC)
AREA = Text(ar="مدينة عيسى", en="Isa Town")
ADDRESS = p.AddressRecord(flat=None, building="1088", road="4025", block="840", area=AREA, governorate="BH-14")


def person(cpr: str, born: date, **more: Any) -> p.PersonRecord:
    known = {
        "name_ar": f"شخص {cpr}",
        "name_en": f"Person {cpr}",
        "sex": p.Sex.MALE,
        "nationality": "BH",
        "marital_status": p.MaritalStatus.MARRIED,
        "address": ADDRESS,
    }
    return p.PersonRecord(cpr=cpr, birth_date=born, **{**known, **more})


def member(relation: p.Relation, who: p.PersonRecord, *, lives_with: bool = True) -> p.HouseholdMemberRecord:
    return p.HouseholdMemberRecord(relation=relation, person=who, lives_with=lives_with)


FATHER = person("900101001", date(1990, 1, 1))
MOTHER = person("920101001", date(1992, 1, 1), sex=p.Sex.FEMALE, nationality="IN")
CHILD = person("150101001", date(2015, 1, 1))
GROWN = person("040101001", date(2004, 1, 1))
GRANDFATHER = person("600101001", date(1960, 1, 1))
BROTHER = person("100101001", date(2010, 1, 1))
LATE_AUNT = person("500101001", date(1950, 1, 1), died_on=date(2020, 1, 1))
HOUSEHOLD = p.HouseholdRecord(
    cpr=FATHER.cpr,
    members=(
        member(p.Relation.SPOUSE, MOTHER),
        member(p.Relation.CHILD, CHILD),
        member(p.Relation.CHILD, GROWN),
        member(p.Relation.PARENT, GRANDFATHER),
        member(p.Relation.SIBLING, BROTHER),
        member(p.Relation.OTHER, LATE_AUNT),
    ),
)
FAMILY = Family(applicant=FATHER, household=HOUSEHOLD)


def derive(register: str, *records: Any, cpr: str = FATHER.cpr, family: Family | None = FAMILY) -> Derived:
    answers = [record if isinstance(record, Answered) else Answered(cpr, record) for record in records]
    return facts_from_register(register, answers, family, on=ON, at=AT)


def values(derived: Derived) -> dict[str, Any]:
    return {code: fact.value for code, fact in derived.facts.items()}


@pytest.mark.parametrize("register", registers.codes())
def test_no_answer_is_read_too(register: str) -> None:
    assert isinstance(derive(register), Derived)


def test_every_fact_derived_is_a_fact_of_the_catalogue_with_source_and_time() -> None:
    derived = derive("civil_registry", FATHER, HOUSEHOLD)
    assert set(derived.facts) <= set(facts.BY_CODE)
    assert all(
        fact.source == discovery.register("civil_registry").name and fact.at == AT for fact in derived.facts.values()
    )


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
    assert members[1] == Text(ar="شخص 150101001، ابن، 11\u00a0سنة", en="Person 150101001, Son, 11\u00a0years")


def test_a_person_without_family_or_address_yields_what_is_known() -> None:
    alone = person("900101001", date(1990, 1, 1), address=None, marital_status=p.MaritalStatus.SINGLE)
    derived = derive("civil_registry", alone, p.HouseholdRecord(cpr=alone.cpr, members=()))
    assert "spouse_bahraini" not in derived.facts
    assert "has_children" not in derived.facts
    assert values(derived)["lives_with_bahraini_parent"] is False
    assert "address.known" not in derived.shown
    assert "category.likely" not in derived.shown


CHILDLESS = p.HouseholdRecord(cpr=FATHER.cpr, members=())
WITH_CHILD = p.HouseholdRecord(cpr=FATHER.cpr, members=(member(p.Relation.CHILD, CHILD),))
WITH_BROTHER = p.HouseholdRecord(cpr=FATHER.cpr, members=(member(p.Relation.SIBLING, BROTHER),))
WITH_HUSBAND = p.HouseholdRecord(cpr=MOTHER.cpr, members=(member(p.Relation.SPOUSE, FATHER),))


@pytest.mark.parametrize(
    ("sex", "status", "household", "likely"),
    [
        (p.Sex.MALE, p.MaritalStatus.MARRIED, WITH_CHILD, "1"),
        (p.Sex.FEMALE, p.MaritalStatus.MARRIED, WITH_HUSBAND, "1"),
        (p.Sex.FEMALE, p.MaritalStatus.DIVORCED, WITH_CHILD, "2"),
        (p.Sex.FEMALE, p.MaritalStatus.WIDOWED, WITH_CHILD, "2"),
        (p.Sex.MALE, p.MaritalStatus.SINGLE, HOUSEHOLD, "2"),
        (p.Sex.MALE, p.MaritalStatus.SINGLE, WITH_BROTHER, "4"),
        (p.Sex.FEMALE, p.MaritalStatus.SINGLE, CHILDLESS, "5"),
        (p.Sex.MALE, p.MaritalStatus.SINGLE, CHILDLESS, None),
    ],
)
def test_the_likely_category_is_proposed(
    sex: p.Sex, status: p.MaritalStatus, household: p.HouseholdRecord, likely: str | None
) -> None:
    applicant = person(household.cpr, date(1990, 1, 1), sex=sex, marital_status=status)
    assert derive("civil_registry", applicant, household).shown.get("category.likely") == likely


def test_a_flat_is_part_of_the_address() -> None:
    flat = p.AddressRecord(flat="12", building="1", road="2", block="840", area=AREA, governorate="BH-14")
    derived = derive("civil_registry", person("900101001", date(1990, 1, 1), address=flat))
    assert derived.shown["address.home"] == Text(
        ar="شقة 12، مبنى 1، طريق 2، مجمع 840، مدينة عيسى", en="Flat 12, Building 1, Road 2, Block 840, Isa Town"
    )
    assert "household.known" not in derived.shown


def wage(**more: Any) -> WageRecord:
    known = {
        "cpr": FATHER.cpr,
        "holder_name": "PERSON 900101001",
        "employment": p.Employment.GOVERNMENT,
        "employer": Text(ar="وزارة", en="A ministry"),
        "basic": Money.bhd(700),
        "allowances": (
            AllowanceRecord(name=Text(ar="سكن", en="Housing"), amount=Money.bhd(120), fixed=True),
            AllowanceRecord(name=Text(ar="إضافي", en="Overtime"), amount=Money.bhd(40), fixed=False),
            AllowanceRecord(name=Text(ar="نقل", en="Transport"), amount=Money.bhd(15), fixed=False),
        ),
        "insured": True,
        "as_of": ON,
    }
    return WageRecord(**{**known, **more})


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


def land(**more: Any) -> PropertyRecord:
    known = {
        "reference": "P-1",
        "holder_name": "x",
        "area_m2": Decimal("210.5"),
        "share_numerator": 1,
        "share_denominator": 3,
        "acquired_by": AcquiredBy.INHERITANCE,
        "acquired_on": date(2020, 1, 1),
        "disposed_on": None,
        "uninhabitable": False,
        "separate": False,
        "block": "840",
        "area": AREA,
        "governorate": "BH-14",
    }
    return PropertyRecord(**{**known, **more})


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
                household=p.HouseholdRecord(cpr=MOTHER.cpr, members=(member(p.Relation.SPOUSE, FATHER),)),
            ),
            "husband",
        ),
    ],
)
def test_owners_stand_in_their_relation_to_the_applicant(
    owner: p.PersonRecord, family: Family | None, expected: str
) -> None:
    (row,) = values(derive("land_registry", Answered(owner.cpr, land()), family=family))["properties"]
    assert row["owner"] == expected


def residence(*, permanently_resident: bool) -> ResidenceRecord:
    return ResidenceRecord(
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


def status(**more: Any) -> PersonalStatusRecord:
    known: dict[str, Any] = {"cpr": FATHER.cpr, "marriages": (), "divorces": (), "custodies": (), "deaths": ()}
    return PersonalStatusRecord(**{**known, **more})


def custody(custodian: p.PersonRecord, confirmed_on: date) -> CustodyRecord:
    return CustodyRecord(
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
    record: CustodyRecord, *, held: bool, confirmed: bool
) -> None:
    derived = derive("justice", status(custodies=(record,)))
    assert values(derived)["custody"] is held
    assert derived.shown["custody.confirmed"] is confirmed


def test_an_orphan_has_lost_both_parents() -> None:
    lost = [DeathRecord(cpr=cpr, relation=p.Relation.PARENT, died_on=ON) for cpr in ("1", "2")]
    child = DeathRecord(cpr="3", relation=p.Relation.CHILD, died_on=ON)
    assert values(derive("justice", status(deaths=tuple(lost))))["orphan"] is True
    assert values(derive("justice", status(deaths=(lost[0], child))))["orphan"] is False


def test_marriages_are_shown() -> None:
    standing = MarriageRecord(spouse_cpr="1", married_on=date(2015, 5, 1), ended_on=None)
    ended = MarriageRecord(spouse_cpr="2", married_on=date(2010, 5, 1), ended_on=date(2012, 6, 1))
    assert derive("justice", status(marriages=(standing, ended))).shown["justice.marriages"] == (
        Text(ar="زواج قائم منذ 1 مايو 2015", en="Married since 1 May 2015"),
        Text(ar="زواج من 1 مايو 2010 إلى 1 يونيو 2012", en="Marriage from 1 May 2010 to 1 June 2012"),
    )


def disability(cpr: str, kind: DisabilityType | None) -> DisabilityRecord:
    return DisabilityRecord(cpr=cpr, has_disability=kind is not None, type=kind, registered_on=None)


def test_registered_disabilities_are_shown_by_name_and_kind() -> None:
    records = (
        disability(CHILD.cpr, DisabilityType.HEARING),
        disability(FATHER.cpr, None),
        disability("999999999", DisabilityType.VISUAL),
    )
    assert derive("health", *records).shown["disability.registered"] == (
        Text(ar="شخص 150101001، سمعية", en="Person 150101001, Hearing"),
        Text(ar="999999999، بصرية", en="999999999, Visual"),
    )
    assert derive("health", records[0], family=None).shown["disability.registered"] == (
        Text(ar="150101001، سمعية", en="150101001, Hearing"),
    )


def test_work_is_shown_with_its_employer() -> None:
    employed = LabourRecord(cpr="1", status=WorkStatus.EMPLOYED, employer=Text(ar="شركة", en="Company"), since=None)
    seeking = LabourRecord(cpr="1", status=WorkStatus.JOBSEEKER, employer=None, since=None)
    assert derive("labour", employed).shown == {"labour.status": Text(ar="يعمل، شركة", en="Employed, Company")}
    assert derive("labour", seeking).shown == {"labour.status": Text(ar="باحث عن عمل", en="Seeking work")}


def test_home_finance_of_anyone_is_the_familys() -> None:
    loan = HomeFinanceRecord(kind=FinanceKind.ISLAMIC, opened_on=date(2020, 1, 1), closed_on=None)
    clean = CreditRecord(cpr="1", holder_name="x", home_finance=())
    owner = CreditRecord(cpr="2", holder_name="y", home_finance=(loan,))
    assert values(derive("credit_bureau", clean, clean)) == {"home_finance": False}
    assert values(derive("credit_bureau", clean, owner)) == {"home_finance": True}
    assert values(derive("credit_bureau")) == {}
