"""What happened to a household follows from two looks at the register, whatever else changed beside it."""

import itertools
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from iskan.core.household_life import LifeEventKind as Kind
from iskan.core.household_life import come_of_age, gone_members, known_household, life_events
from iskan.core.people import HouseholdMemberRecord, HouseholdRecord, MaritalStatus, PersonRecord, Relation, Sex

FILED = date(2020, 6, 1)


def person(number: int, born: date = date(1990, 1, 1), **more: object) -> PersonRecord:
    plain = PersonRecord(
        cpr=f"{number:09}", name_ar=f"اسم {number}", name_en=f"Name {number}", birth_date=born, sex=Sex.MALE,
        nationality="BH", marital_status=MaritalStatus.MARRIED, address=None,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type] -- fields by name


def family(*members: tuple[Relation, PersonRecord]) -> HouseholdRecord:
    named = (HouseholdMemberRecord(relation=kin, person=one, lives_with=True) for kin, one in members)
    return HouseholdRecord(cpr="000000001", members=tuple(named))


HEAD = person(1, spouse_cprs=("000000002",))
WIFE = person(2, spouse_cprs=("000000001",))
CHILD = person(3, date(2015, 3, 1))
WHOLE = family((Relation.SPOUSE, WIFE), (Relation.CHILD, CHILD))
KNOWN = known_household(HEAD, WHOLE)


def happened(head: PersonRecord, now: HouseholdRecord, *gone: PersonRecord) -> list[tuple[Kind, str]]:
    records = {one.cpr: one for one in gone}
    return [(e.kind, e.person.cpr) for e in life_events(KNOWN, head, now, records, since=FILED)]


def test_the_same_household_has_no_history() -> None:
    assert happened(HEAD, WHOLE) == []


def test_a_divorce_is_no_death_and_no_change_of_status_beside_it() -> None:
    alone = replace(HEAD, marital_status=MaritalStatus.DIVORCED, spouse_cprs=())
    only_child = family((Relation.CHILD, CHILD))
    assert [one.cpr for one in gone_members(KNOWN, only_child)] == [WIFE.cpr]
    assert happened(alone, only_child, replace(WIFE, spouse_cprs=())) == [(Kind.DIVORCED, WIFE.cpr)]
    dead = replace(WIFE, died_on=date(2026, 1, 2))
    assert happened(replace(alone, marital_status=MaritalStatus.WIDOWED), only_child, dead) == [
        (Kind.MEMBER_DIED, WIFE.cpr)
    ]


def test_a_wife_who_lives_elsewhere_is_still_married() -> None:
    assert happened(HEAD, family((Relation.CHILD, CHILD)), WIFE) == [(Kind.MEMBER_LEFT, WIFE.cpr)]


def test_a_child_born_since_is_a_birth_and_an_elder_one_has_joined() -> None:
    born, elder = person(4, date(2026, 5, 1)), person(5, date(2010, 5, 1))
    more = replace(WHOLE, members=(*WHOLE.members, *family((Relation.CHILD, born), (Relation.CHILD, elder)).members))
    assert happened(HEAD, more) == [(Kind.CHILD_BORN, born.cpr), (Kind.MEMBER_JOINED, elder.cpr)]


def test_a_second_wife_is_a_marriage() -> None:
    second = family((Relation.SPOUSE, WIFE), (Relation.CHILD, CHILD), (Relation.SPOUSE, person(6)))
    assert happened(HEAD, second) == [(Kind.MARRIED, "000000006")]


def test_a_change_of_status_that_no_spouse_explains_is_told_by_itself() -> None:
    abandoned = replace(HEAD, marital_status=MaritalStatus.SINGLE)
    assert happened(abandoned, WHOLE) == [(Kind.MARITAL_STATUS, HEAD.cpr)]


def test_nothing_else_is_said_of_whoever_died() -> None:
    dead = replace(HEAD, died_on=date(2026, 1, 2), nationality="QA")
    assert happened(dead, family()) == [(Kind.APPLICANT_DIED, HEAD.cpr)]


def test_of_whom_no_record_came_nothing_is_said() -> None:
    assert happened(HEAD, family((Relation.CHILD, CHILD))) == []


@given(born=st.dates(date(1996, 1, 1), date(2020, 1, 1)), on=st.dates(date(2020, 1, 1), date(2045, 1, 1)))
def test_each_comes_of_age_on_one_night_alone(born: date, on: date) -> None:
    household = known_household(HEAD, family((Relation.CHILD, person(3, born))))
    nights = [date(2019, 12, 31), on, date(2046, 1, 1)]
    found = [come_of_age(household, after=a, until=b, majority=21) for a, b in itertools.pairwise(nights)]
    assert sum(map(len, found)) == (1 if born.year >= 1999 else 0)
