"""A search leads to people and cases by whatever somebody knows of them, and to nothing the viewer may not see."""

import pytest
from django.utils import timezone
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case, person

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.family import family_file
from iskan.apps.cases.queries.search import MOST_FOUND, Found, find
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import Person
from iskan.apps.households.operations import declare_household
from iskan.core.lookups import LookupKind
from iskan.foundation.scope import OutOfScope

NUMBER, PHONE, EMAIL = LookupKind.PERSONAL_NUMBER, LookupKind.TELEPHONE, LookupKind.EMAIL


def with_family(case: Case, *members: tuple[str, str, str]) -> list[Person]:
    """Let the applicant of a case declare relatives, each a number and two names."""
    assert case.person
    people = [person(cpr, name_ar, name_en) for cpr, name_ar, name_en in members]
    household = declare_household(head=case.person, members=[(one, MemberRelation.SPOUSE) for one in people], at=AT)
    case.household = household
    case.save()
    return people


def reached(case: Case, **contact: str) -> None:
    User.objects.filter(pk=case.applicant_id).update(**contact)


def references(found: Found) -> list[str]:
    return [line.reference for line in found.cases]


@pytest.fixture
def cases(cast: Cast) -> tuple[Case, Case]:
    """Make the case of Laila's husband, and another."""
    wanted = inserted_case(7, cast.requests, name="يوسف عبد الرحمن الذوادي")
    other = inserted_case(60, cast.requests, name="حسن علي العرادي")
    with_family(wanted, ("010203045", "ليلى أحمد", "Layla Ahmed"))
    reached(wanted, phone="+97336001234", email="Yusuf@example.test")
    return wanted, other


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("900101007", NUMBER),
        ("٩٠٠١٠١ ٠٠٧", NUMBER),
        ("010203045", NUMBER),
        ("10203045", LookupKind.LOST_ZERO),
        ("36001234", PHONE),
        ("+973 3600 1234", PHONE),
        ("٣٦٠٠١٢٣٤", PHONE),
        ("yusuf@EXAMPLE.test", EMAIL),
        ("يوسف عبدالرحمن ذوادي", LookupKind.NAME),
        ("Yousif Abdulrahman Thawadi", LookupKind.NAME),
        ("ليلي احمد", LookupKind.NAME),
        ("Laila Ahmad", LookupKind.NAME),
    ],
)
def test_a_person_leads_to_the_case_of_their_household(
    cast: Cast, cases: tuple[Case, Case], typed: str, kind: LookupKind
) -> None:
    found = find(cast.scope("reviewer"), typed)
    assert (references(found), found.kinds) == ([cases[0].reference], {kind})
    assert [one.reference for one in found.people] == [cases[0].reference]
    assert found.references == {cases[0].reference}
    assert not found.is_cut
    assert references(find(cast.scope("outsider"), typed)) == []


def test_a_member_is_told_from_an_applicant_and_their_own_case_comes_first(
    cast: Cast, cases: tuple[Case, Case]
) -> None:
    own = inserted_case(9, cast.requests)
    own.person = Person.objects.get(cpr="010203045")
    own.filed_at = own.created_at
    own.save()
    found = find(cast.scope("reviewer"), "010203045")
    assert references(found) == [own.reference, cases[0].reference]
    assert [(one.reference, one.is_applicant) for one in found.people] == [(own.reference, True)]
    found = find(cast.scope("reviewer"), "900101007")
    assert [(one.person.cpr, one.is_applicant) for one in found.people] == [("900101007", True)]


def test_a_case_is_found_by_the_first_and_the_last_characters_of_its_reference(cast: Cast) -> None:
    case, other = inserted_case(1, cast.requests), inserted_case(2, cast.requests)
    Case.objects.filter(pk=case.pk).update(reference="7K3M9-2XQ4A")
    Case.objects.filter(pk=other.pk).update(reference="7K3M8-2XQ5A")
    for typed in ("2xq4a", "XQ4A", "9-2XQ4A", "9 2xq4a", "7K3M9", "7k3m92xq"):
        found = find(cast.scope("reviewer"), typed)
        assert (references(found), found.kinds) == (["7K3M9-2XQ4A"], {LookupKind.REFERENCE_PART})
    assert set(references(find(cast.scope("reviewer"), "7k3m"))) == {"7K3M9-2XQ4A", "7K3M8-2XQ5A"}


def test_cases_a_home_was_offered_to_are_listed_beside(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    found = find(cast.scope("reviewer"), "SK-B12", [case.reference])
    assert (references(found), found.kinds) == ([case.reference], {LookupKind.HOME})
    assert references(find(cast.scope("outsider"), "SK-B12", [case.reference])) == []


def test_an_applicant_of_whom_no_register_has_told_is_found_by_number(cast: Cast) -> None:
    case = inserted_case(1, cast.requests)
    Case.objects.filter(pk=case.pk).update(person=None)
    found = find(cast.scope("reviewer"), "900101001")
    assert (references(found), found.people) == ([case.reference], ())


def test_a_sealed_case_and_whoever_is_known_by_it_alone_are_found_by_its_readers(
    cast: Cast, cases: tuple[Case, Case]
) -> None:
    Case.objects.filter(pk=cases[0].pk).update(sealed_at=AT, sealed_readers=[cast.reviewer.pk])
    for typed in ("Laila Ahmad", "36001234", "010203045", cases[0].reference[-5:] + "2"):
        found = find(cast.scope("second_reviewer"), typed)
        assert (found.people, found.cases, found.kinds) == ((), (), frozenset())
    assert references(find(cast.scope("reviewer"), "Laila Ahmad")) == [cases[0].reference]


def test_a_search_of_very_many_says_that_it_is_cut(cast: Cast) -> None:
    for number in range(MOST_FOUND + 1):
        inserted_case(number, cast.requests)
    found = find(cast.scope("reviewer"), "Yusuf")
    assert len(found.cases) == len(found.people) == MOST_FOUND
    assert found.is_cut


def test_nothing_typed_finds_nothing(cast: Cast) -> None:
    assert find(cast.scope("reviewer"), " ") == Found(kinds=frozenset(), people=(), cases=())


def test_the_file_of_a_household_holds_every_declaration_and_the_cases_of_all_its_people(
    cast: Cast, cases: tuple[Case, Case]
) -> None:
    wanted, other = cases
    hers = inserted_case(9, cast.requests)
    hers.person = Person.objects.get(cpr="010203045")
    hers.closed_at = timezone.now()
    hers.save()
    later = inserted_case(10, cast.requests)
    later.person, later.applicant = wanted.person, wanted.applicant
    later.service_code, later.subject = "apartment_transfer", "x"
    later.save()
    with_family(later, ("050607089", "مريم يوسف", ""))

    family = family_file(cast.scope("reviewer"), wanted.reference)

    assert [case.reference for case in family.cases] == [later.reference, wanted.reference, hers.reference]
    assert [household.id for household in family.households] == [later.household_id, wanted.household_id]
    assert other.reference not in {case.reference for case in family.cases}
    Case.objects.filter(pk=later.pk).update(sealed_at=AT, sealed_readers=[cast.approver.pk])
    seen = family_file(cast.scope("reviewer"), wanted.reference)
    assert [household.id for household in seen.households] == [wanted.household_id]
    assert later.reference not in {case.reference for case in seen.cases}


@pytest.mark.parametrize("role", ["outsider", "head"])
def test_the_file_of_a_household_is_there_for_officials_who_see_the_case(cast: Cast, role: str) -> None:
    case = inserted_case(1, cast.requests)
    if role == "head":
        Case.objects.filter(pk=case.pk).update(applicant=cast.head)
    with pytest.raises(OutOfScope):
        family_file(cast.scope(role), case.reference)
    assert family_file(cast.scope("reviewer"), case.reference).households == ()
