"""Finding people whichever way their names are spelt, and reading a household."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.households.test_operations import AT, RECORD

from iskan.apps.households import operations, queries
from iskan.apps.households.enums import MemberRelation
from iskan.foundation.scope import NOBODY, OutOfScope, Role, Scope

OFFICIAL = Scope(user_id=1, roles=frozenset({Role.REVIEWER}))


@pytest.fixture
def people(db: None) -> None:  # noqa: ARG001 -- a fixture is asked for by name
    names = {
        "880400101": ("أحمد عيسى آل مبارك", "Ahmed Isa Al-Mubarak"),
        "990100102": ("فاطمة إبراهيم هدى الحدّاد", "Fatima Ebrahim Huda Al-Haddad"),
        "750100103": ("فاطمه ابراهيم هدي العلوي", "Fatema Ibrahim Al Alawi"),
    }
    records = [replace(RECORD, cpr=cpr, name_ar=ar, name_en=en) for cpr, (ar, en) in names.items()]
    operations.remember_people(records=records, at=AT)


def found(text: str) -> list[str]:
    return sorted(line.cpr for line in queries.search_people(OFFICIAL, text))


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("typed", "cprs"),
    [
        ("88040010", []),
        ("احمد", ["880400101"]),
        ("أحـمَد مبارك", ["880400101"]),
        ("فاطمه ابراهيم", ["750100103", "990100102"]),
        ("إبراهيم فاطمة", ["750100103", "990100102"]),
        ("هدى", ["750100103", "990100102"]),
        ("فاط الحد", ["990100102"]),
        ("fat had", ["990100102"]),
        ("AL-MUBARAK", ["880400101"]),
        ("mubar & ! :* '", ["880400101"]),
        ("زينب", []),
        ("", []),
        ("ا", []),
        ("&|!", []),
        ("\x00", []),
    ],
)
def test_search_finds_by_names_or_their_beginnings(typed: str, cprs: list[str]) -> None:
    assert found(typed) == cprs


@pytest.mark.usefixtures("people")
def test_search_prefers_who_bears_the_whole_name() -> None:
    namesake = replace(RECORD, cpr="600100104", name_ar="هدية أحمد", name_en="Hudaya Ahmed")
    operations.remember_person(record=namesake, at=AT)

    assert [line.cpr for line in queries.search_people(OFFICIAL, "huda")] == ["990100102", "600100104"]
    assert queries.search_people(OFFICIAL, "hudayah")[0].cpr == "600100104"
    assert found("hudaya ah") == ["600100104"]


@pytest.mark.django_db
@given(st.text(max_size=30))
def test_search_takes_whatever_is_typed(typed: str) -> None:
    assert queries.search_people(OFFICIAL, typed) == ()


@pytest.mark.usefixtures("people")
def test_search_stops_at_the_limit() -> None:
    assert len(queries.search_people(OFFICIAL, "fat", limit=1)) == 1
    assert len(queries.search_people(OFFICIAL, "فاطمه", limit=1)) == 1


@pytest.mark.parametrize("scope", [NOBODY, Scope(user_id=2, cpr="880400101")])
def test_search_is_for_officials(scope: Scope) -> None:
    with pytest.raises(OutOfScope):
        queries.search_people(scope, "أحمد")
    with pytest.raises(OutOfScope):
        queries.people_numbered(scope, ["880400101"])


@pytest.mark.usefixtures("people")
def test_people_are_found_by_whole_numbers_among_those_a_condition_names() -> None:
    numbers = ["880400101", "990100102", "88040010"]
    assert {line.cpr for line in queries.people_numbered(OFFICIAL, numbers)} == set(numbers[:2])
    among = queries.people_numbered(OFFICIAL, numbers, among="p.cpr > %(least)s", values={"least": "9"})
    assert [line.cpr for line in among] == ["990100102"]


@pytest.mark.usefixtures("people")
def test_household_is_read_by_officials_and_members_alone() -> None:
    head = operations.remember_person(record=RECORD, at=AT)
    wife = operations.remember_person(record=replace(RECORD, cpr="990100102"), at=AT)
    pk = operations.declare_household(head=head, members=[(wife, MemberRelation.SPOUSE)], at=AT).pk

    for scope in (OFFICIAL, Scope(user_id=2, cpr="880400101"), Scope(user_id=3, cpr="990100102")):
        members = queries.household_of(scope, pk).members
        assert [(each.relation, each.person.cpr) for each in members] == [
            (MemberRelation.HEAD, "880400101"),
            (MemberRelation.SPOUSE, "990100102"),
        ]
    for scope, asked in ((NOBODY, pk), (Scope(user_id=4, cpr="750100103"), pk), (OFFICIAL, pk + 1)):
        with pytest.raises(OutOfScope):
            queries.household_of(scope, asked)
