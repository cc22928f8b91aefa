"""Records of other bodies: they travel as JSON and come back whole, or are refused."""

import json
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
from iskan.core.records import UnreadableRecord, decode, decode_all, encode
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
    assert decode(type(record), json.loads(json.dumps(encode(record)))) == record


def test_amounts_travel_as_fils_and_areas_as_text() -> None:
    assert encode(WAGE)["basic"] == 612_500
    assert encode(PROPERTY)["area_m2"] == "180.5"
    assert encode(PROPERTY)["acquired_on"] == "2020-02-29"


def test_fields_the_decision_does_not_need_are_dropped() -> None:
    assert decode(WageRecord, {**encode(WAGE), "bank_account": "BH00"}) == WAGE


@pytest.mark.parametrize(
    "spoilt",
    [
        {"cpr": 101001},
        {"basic": "612.500"},
        {"basic": True},
        {"insured": "false"},
        {"employment": "pirate"},
        {"as_of": "01/09/2026"},
        {"as_of": 20260901},
        {"allowances": [{"name": "housing"}]},
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(spoilt: dict[str, object]) -> None:
    with pytest.raises(UnreadableRecord):
        decode(WageRecord, {**encode(WAGE), **spoilt})


@pytest.mark.parametrize("area", ["large", 180.5])
def test_an_area_that_is_no_number_is_refused(area: object) -> None:
    with pytest.raises(UnreadableRecord):
        decode(PropertyRecord, {**encode(PROPERTY), "area_m2": area})


def test_a_list_of_records_is_read_whole_or_refused() -> None:
    assert decode_all(PropertyRecord, [encode(PROPERTY)]) == (PROPERTY,)
    with pytest.raises(UnreadableRecord):
        decode_all(PropertyRecord, {"0": encode(PROPERTY)})


def test_an_absent_field_is_refused_without_quoting_the_person() -> None:
    document = encode(PERSON)
    del document["birth_date"]
    with pytest.raises(UnreadableRecord) as refusal:
        decode(PersonRecord, document)
    assert "000101001" not in str(refusal.value)
    assert refusal.value.__cause__ is None


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
