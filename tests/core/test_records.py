"""Records of other bodies: they travel as JSON and come back whole, or are refused."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from iskan.core.money import Money
from iskan.core.people import (
    AddressRecord,
    Employment,
    HouseholdMemberRecord,
    HouseholdRecord,
    MaritalStatus,
    PersonRecord,
    Relation,
    Sex,
)
from iskan.core.records import Unread, encode, read, read_all, record_kinds
from iskan.core.text import Text
from iskan.integrations.registers.credit_bureau.records import CreditRecord, FinanceKind, HomeFinanceRecord
from iskan.integrations.registers.land_registry.records import AcquiredBy, PropertyRecord
from iskan.integrations.registers.social_insurance.records import AllowanceRecord, WageRecord

ADDRESS = AddressRecord(
    flat=None, building="1088", road="4025", block="840", area=Text("مدينة عيسى", "Isa Town"), governorate="BH-14"
)
PERSON = PersonRecord(
    cpr="000101001",
    name_ar="مريم علي حسن القطان",
    name_en="Maryam Ali Hasan Al Qattan",
    birth_date=date(2000, 1, 29),
    sex=Sex.FEMALE,
    nationality="BH",
    marital_status=MaritalStatus.MARRIED,
    address=ADDRESS,
    spouse_cprs=("991231999",),
)
WAGE = WageRecord(
    cpr="000101001",
    holder_name="مريم علي حسن القطان",
    employment=Employment.PRIVATE,
    employer=None,
    basic=Money.bhd("612.500"),
    allowances=(AllowanceRecord(name=Text("علاوة سكن", "Housing allowance"), amount=Money.bhd(120), fixed=True),),
    insured=True,
    as_of=date(2026, 9, 1),
)
PROPERTY = PropertyRecord(
    reference="S-1",
    holder_name="مريم",
    area_m2=Decimal("180.5"),
    share_numerator=1,
    share_denominator=8,
    acquired_by=AcquiredBy.INHERITANCE,
    acquired_on=date(2020, 2, 29),
    disposed_on=None,
    uninhabitable=False,
    separate=False,
    block="321",
    area=Text("القضيبية", "Gudaibiya"),
    governorate="BH-13",
)
HOUSEHOLD = HouseholdRecord(
    cpr="991231999",
    members=(HouseholdMemberRecord(relation=Relation.SPOUSE, person=PERSON, lives_with=True),),
)


@pytest.mark.parametrize("record", [PERSON, WAGE, PROPERTY, HOUSEHOLD], ids=lambda record: type(record).__name__)
def test_record_survives_the_wire(record: object) -> None:
    assert read(type(record), json.loads(json.dumps(encode(record)))) == ((record,), ())


def test_amounts_travel_as_fils_and_areas_as_text() -> None:
    assert encode(WAGE)["basic"] == 612_500
    assert encode(PROPERTY)["area_m2"] == "180.5"
    assert encode(PROPERTY)["acquired_on"] == "2020-02-29"


def test_fields_the_decision_does_not_need_are_dropped() -> None:
    assert read(WageRecord, {**encode(WAGE), "bank_account": "BH00"}) == ((WAGE,), ())


@pytest.mark.parametrize(
    "spoilt",
    [
        {"cpr": 101001},
        {"cpr": "10100"},
        {"basic": "612.500"},
        {"basic": True},
        {"basic": 10**12},
        {"insured": "false"},
        {"employment": "pirate"},
        {"as_of": "01/09/2026"},
        {"as_of": 20260901},
        {"as_of": "1948-00-00"},
        {"as_of": "0001-01-01"},
        {"allowances": {}},
        {"holder_name": None},
        {"holder_name": "a\x00b"},
        {"holder_name": "a" * 201},
    ],
)
def test_a_record_with_a_field_of_the_wrong_kind_is_none_and_the_field_is_named(spoilt: dict[str, object]) -> None:
    assert read(WageRecord, {**encode(WAGE), **spoilt}) == ((), (Unread("WageRecord", *spoilt),))


@pytest.mark.parametrize("area", ["large", 180.5, "NaN", "-1"])
def test_an_area_that_is_no_number_is_refused(area: object) -> None:
    assert read(PropertyRecord, {**encode(PROPERTY), "area_m2": area}) == ((), (Unread("PropertyRecord", "area_m2"),))


def test_what_no_field_alone_makes_wrong_is_told_of_the_whole_record() -> None:
    assert read(PropertyRecord, {**encode(PROPERTY), "share_denominator": 0}) == ((), (Unread("PropertyRecord"),))


@pytest.mark.parametrize("document", [None, [], "words", 7])
def test_what_is_no_record_at_all_is_told_as_a_whole(document: object) -> None:
    assert read(WageRecord, document) == ((), (Unread("WageRecord"),))


def test_each_record_of_a_list_is_read_by_itself() -> None:
    spoilt = {**encode(PROPERTY), "acquired_on": "1948-00-00"}
    unread = (Unread("PropertyRecord", "acquired_on"),)
    assert read_all(PropertyRecord, [encode(PROPERTY), spoilt]) == ((PROPERTY,), unread)
    assert read_all(PropertyRecord, {"0": encode(PROPERTY)}) == ((), (Unread("PropertyRecord"),))


def test_one_of_a_family_is_lost_and_the_others_are_kept() -> None:
    family = encode(HOUSEHOLD)
    family["members"].append({**family["members"][0], "person": {**encode(PERSON), "name_ar": None}})
    family["members"].append("words")
    unread = (Unread("PersonRecord", "name_ar"), Unread("HouseholdMemberRecord"))
    assert read(HouseholdRecord, family) == ((HOUSEHOLD,), unread)


@pytest.mark.parametrize(
    ("address", "unread"),
    [({**encode(ADDRESS), "block": 840}, Unread("AddressRecord", "block")), (None, None)],
)
def test_a_person_with_an_address_nobody_can_read_is_still_a_person(address: object, unread: Unread | None) -> None:
    person = replace(PERSON, address=None)
    assert read(type(PERSON), {**encode(PERSON), "address": address}) == ((person,), (unread,) if unread else ())


def test_an_address_of_no_shape_leaves_no_person() -> None:
    assert read(type(PERSON), {**encode(PERSON), "address": 5}) == ((), (Unread("PersonRecord", "address"),))


@pytest.mark.parametrize("cprs", ["", ["12"], [None]])
def test_each_of_a_list_of_numbers_must_be_one(cprs: object) -> None:
    assert read(type(PERSON), {**encode(PERSON), "spouse_cprs": cprs}) == ((), (Unread("PersonRecord", "spouse_cprs"),))


def test_an_absent_field_is_named_unless_it_may_be_absent() -> None:
    document = encode(PERSON)
    del document["spouse_cprs"], document["died_on"]
    assert read(type(PERSON), document) == ((replace(PERSON, spouse_cprs=()),), ())
    del document["birth_date"]
    assert read(type(PERSON), document) == ((), (Unread("PersonRecord", "birth_date"),))


def test_the_kinds_of_record_within_one_are_known() -> None:
    kinds = (HouseholdRecord, HouseholdMemberRecord, type(PERSON), AddressRecord)
    assert record_kinds(HouseholdRecord) == kinds


@pytest.mark.parametrize(("day", "age"), [(date(2026, 1, 28), 25), (date(2026, 1, 29), 26), (date(2026, 3, 1), 26)])
def test_age_counts_full_years(day: date, age: int) -> None:
    assert PERSON.age_on(day) == age


def test_person_knows_if_alive_and_bahraini() -> None:
    assert (PERSON.is_alive, PERSON.is_bahraini) == (True, True)


def test_household_lists_one_relation() -> None:
    assert HOUSEHOLD.of(Relation.SPOUSE) == HOUSEHOLD.members
    assert HOUSEHOLD.of(Relation.CHILD) == ()


def test_credit_says_whether_there_was_home_finance() -> None:
    none = CreditRecord(cpr="991231999", holder_name="علي", home_finance=())
    loan = HomeFinanceRecord(kind=FinanceKind.ISLAMIC, opened_on=date(2021, 5, 1), closed_on=None)
    some = CreditRecord(cpr="991231999", holder_name="علي", home_finance=(loan,))
    assert (none.has_home_finance, some.has_home_finance) == (False, True)
