"""What two answers of a register tell, whoever of the family they speak of."""

from datetime import date

import pytest

from iskan.core.household_life import KnownPerson
from iskan.core.household_life import LifeEventKind as Kind
from iskan.core.register_life import (
    Facts,
    Telling,
    custody_events,
    disability_events,
    finance_events,
    livelihood_events,
    property_events,
    residence_events,
)


def person(number: int) -> KnownPerson:
    return KnownPerson(
        cpr=f"{number:09}", relation="head", name_ar=f"اسم {number}", name_en=f"Name {number}",
        birth_date=date(1990, 1, 1), nationality="BH", has_address=True,
    )  # fmt: skip


HEAD, WIFE = person(1), person(2)
VILLA = {"owner": "applicant", "acquired_by": "purchase", "acquired_on": "2026-11-03", "tenure": "separate",
         "area_m2": "400", "share_percent": "100.00"}  # fmt: skip
PLOT = VILLA | {"acquired_by": "inheritance", "acquired_on": "2026-10-01", "area_m2": "150"}
GIVEN = VILLA | {"acquired_by": "gift", "area_m2": "90"}
UNDATED = {key: value for key, value in GIVEN.items() if key != "acquired_on"}


def told(telling: Telling, before: Facts, now: Facts, *about: KnownPerson) -> list[tuple[Kind, str, date | None]]:
    return [(event.kind, event.person.cpr, event.on) for event in telling(before, now, about, HEAD)]


def test_property_is_bought_inherited_given_and_sold_by_whom_it_is_registered_to() -> None:
    assert told(property_events, {"properties": [VILLA]}, {"properties": [VILLA]}, HEAD) == []
    now = {"properties": [VILLA, PLOT, GIVEN, UNDATED]}
    assert told(property_events, {"properties": []}, now, HEAD, WIFE, WIFE, HEAD) == [
        (Kind.PROPERTY_BOUGHT, HEAD.cpr, date(2026, 11, 3)),
        (Kind.PROPERTY_INHERITED, WIFE.cpr, date(2026, 10, 1)),
        (Kind.PROPERTY_ACQUIRED, WIFE.cpr, date(2026, 11, 3)),
        (Kind.PROPERTY_ACQUIRED, HEAD.cpr, None),
    ]
    sold = VILLA | {"disposed_on": "2026-11-20"}
    gone = [(Kind.PROPERTY_SOLD, HEAD.cpr, date(2026, 11, 20))]
    assert told(property_events, {"properties": [VILLA]}, {"properties": [sold]}, HEAD) == gone
    assert told(property_events, {"properties": [sold]}, {"properties": [sold]}, HEAD) == []
    assert [kind for kind, _cpr, _on in told(property_events, {}, {"properties": [sold]}, HEAD)] == [
        Kind.PROPERTY_BOUGHT, Kind.PROPERTY_SOLD
    ]  # fmt: skip


def test_who_owns_it_by_then_makes_no_other_property_of_it() -> None:
    grown = VILLA | {"owner": "other_member"}
    assert told(property_events, {"properties": [VILLA]}, {"properties": [grown]}, WIFE) == []


@pytest.mark.parametrize(
    ("telling", "before", "now", "kinds"),
    [
        (livelihood_events, {"basic_salary": "500"}, {"basic_salary": "900"}, [Kind.INCOME_CHANGED]),
        (livelihood_events, {"employment": "private"}, {"employment": "retired"}, [Kind.WORK_CHANGED]),
        (livelihood_events, {"employment": "private"}, {"employment": "private"}, []),
        (livelihood_events, {}, {"basic_salary": "900"}, []),
        (finance_events, {"home_finance": False}, {"home_finance": True}, [Kind.HOME_FINANCE]),
        (finance_events, {"home_finance": True}, {"home_finance": True}, []),
        (finance_events, {}, {"home_finance": True}, []),
        (residence_events, {"permanently_resident": True}, {"permanently_resident": False}, [Kind.MOVED_ABROAD]),
        (residence_events, {"permanently_resident": False}, {"permanently_resident": True}, [Kind.LIVES_HERE_AGAIN]),
        (residence_events, {}, {"permanently_resident": False}, []),
        (custody_events, {"custody": True}, {"custody": False}, [Kind.CUSTODY_LOST]),
        (custody_events, {"custody": False}, {"custody": True}, [Kind.CUSTODY_GIVEN]),
        (custody_events, {"custody": True}, {"custody": True}, []),
    ],
)
def test_what_a_register_says_otherwise(telling: Telling, before: Facts, now: Facts, kinds: list[Kind]) -> None:
    assert [kind for kind, _cpr, _on in told(telling, before, now)] == kinds


def test_the_one_of_whom_a_register_says_it_is_named() -> None:
    assert told(finance_events, {"home_finance": False}, {"home_finance": True}, WIFE)[0][1] == WIFE.cpr
    assert (
        told(residence_events, {"permanently_resident": True}, {"permanently_resident": False}, WIFE)[0][1] == WIFE.cpr
    )


def test_a_disability_is_told_once_of_whom_it_is_registered_for() -> None:
    first, second = {"ar": "أ", "en": "a"}, {"ar": "ب", "en": "b"}
    before, now = {"disability.registered": [first]}, {"disability.registered": [first, second]}
    assert told(disability_events, before, now, HEAD, WIFE) == [(Kind.DISABILITY, WIFE.cpr, None)]
    assert told(disability_events, now, now, HEAD, WIFE) == []
