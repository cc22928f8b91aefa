"""Remembering people once each, and keeping every declaration of a household."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from iskan.apps.households import operations, tasks
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import Household, Person
from iskan.core import people
from iskan.core.records import encode
from iskan.core.text import Text
from iskan.foundation.models import AuditEntry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ADDRESS = people.AddressRecord(
    flat=None, building="12", road="3456", block="225", area=Text(ar="المحرق", en="Muharraq"), governorate="BH-15"
)
RECORD = people.PersonRecord(
    cpr="880400101",
    name_ar="أحمد عيسى آل مبارك",
    name_en="Ahmed Isa Al-Mubarak",
    birth_date=date(1988, 4, 2),
    sex=people.Sex.MALE,
    nationality="BH",
    marital_status=people.MaritalStatus.MARRIED,
    address=ADDRESS,
)


def another(cpr: str) -> people.PersonRecord:
    return replace(RECORD, cpr=cpr)


def test_remember_keeps_what_a_case_needs() -> None:
    person = operations.remember_person(record=RECORD, at=AT)
    person.refresh_from_db()

    assert (person.name_ar, person.sex, person.governorate) == (RECORD.name_ar, "m", "BH-15")
    assert person.address == encode(ADDRESS)
    assert "احمد" in str(person.name_search)


def test_people_of_the_release_before_are_given_the_keys_they_lack() -> None:
    old, new = (operations.remember_person(record=another(cpr), at=AT) for cpr in ("880400101", "880400102"))
    nameless = operations.remember_person(record=replace(RECORD, cpr="880400103", name_ar="", name_en=""), at=AT)
    Person.objects.filter(pk=old.pk).update(name_search=SearchVector(Value("احمد عيسي"), config="simple"))
    Person.objects.filter(pk=nameless.pk).update(name_search=None)

    tasks.complete_name_keys(timestamp=0)

    kept = dict(Person.objects.values_list("pk", "name_search"))
    assert kept[old.pk] == kept[new.pk]
    assert operations.complete_name_keys() == 1


def test_remember_again_replaces_in_place() -> None:
    first = operations.remember_person(record=RECORD, at=AT)
    moved = replace(RECORD, name_ar="أحمد عيسى المبارك", address=None, died_on=date(2026, 2, 1))
    again = operations.remember_person(record=moved, at=AT + timedelta(days=1))
    again.refresh_from_db()

    assert again.pk == first.pk
    assert (again.name_ar, again.governorate, again.address) == (moved.name_ar, "", {})
    assert (again.died_on, again.registered_at) == (moved.died_on, AT + timedelta(days=1))
    assert Person.objects.count() == 1


def test_remember_leaves_a_line_without_the_number() -> None:
    person = operations.remember_person(record=RECORD, at=AT)

    line = AuditEntry.objects.get()
    assert (line.action, line.subject, line.detail) == ("person.remember", str(person.pk), {})


def test_remember_several_by_number() -> None:
    people = operations.remember_people(records=[another("990100102"), RECORD, RECORD], at=AT)

    assert sorted(people) == ["880400101", "990100102"]
    assert {person.cpr: person.pk for person in Person.objects.all()} == {c: p.pk for c, p in people.items()}


def test_remember_nobody() -> None:
    assert operations.remember_people(records=[], at=AT) == {}


def test_declare_keeps_head_and_members() -> None:
    people = operations.remember_people(records=[RECORD, another("990100102")], at=AT)
    head, wife = people["880400101"], people["990100102"]

    household = operations.declare_household(
        head=head,
        members=[(wife, MemberRelation.SPOUSE), (head, MemberRelation.OTHER)],
        objection="ابن غير مذكور",
        at=AT,
    )

    assert list(household.members.order_by("pk").values_list("person", "relation")) == [
        (head.pk, MemberRelation.HEAD),
        (wife.pk, MemberRelation.SPOUSE),
    ]
    assert household.objection == "ابن غير مذكور"


def test_declare_again_leaves_earlier_declaration() -> None:
    head = operations.remember_person(record=RECORD, at=AT)
    first = operations.declare_household(head=head, members=[], at=AT)
    operations.declare_household(head=head, members=[], at=AT + timedelta(days=1))

    assert Household.objects.count() == 2
    assert first.members.count() == 1


def test_declare_recorded_remembers_the_family() -> None:
    family = people.HouseholdRecord(
        cpr=RECORD.cpr,
        members=tuple(
            people.HouseholdMemberRecord(relation=relation, person=another(cpr), lives_with=True)
            for cpr, relation in (
                ("990100102", people.Relation.SPOUSE),
                ("150100103", people.Relation.CHILD),
                ("400100104", people.Relation.GRANDPARENT),
            )
        ),
    )

    household = operations.declare_recorded_household(head=RECORD, record=family, at=AT)

    assert list(household.members.order_by("pk").values_list("person__cpr", "relation")) == [
        ("880400101", MemberRelation.HEAD),
        ("990100102", MemberRelation.SPOUSE),
        ("150100103", MemberRelation.CHILD),
        ("400100104", MemberRelation.OTHER),
    ]
