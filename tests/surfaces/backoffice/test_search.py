"""The page of a search, and the file of a household it leads to."""

import re

import pytest
from django.test import Client
from tests.apps.cases.test_search import reached, with_family
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case
from tests.factories.nominations import appointed, small_market

from iskan.apps.cases.models import Case
from iskan.apps.households.models import Person
from iskan.foundation.models import AuditEntry

SEARCH = "/en/staff/search/"


def searched(client: Client, typed: str, address: str = SEARCH) -> str:
    client.post(address, {"q": typed})
    return client.get(address).content.decode()


@pytest.fixture
def case(cast: Cast) -> Case:
    """Make the case of a household of two, reached by telephone."""
    case = inserted_case(7, cast.requests, name="يوسف الذوادي")
    with_family(case, ("010203045", "ليلى أحمد", "Layla Ahmed"))
    reached(case, phone="+97336001234", email="yusuf@example.test")
    return case


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3600 1234", "telephone number"),
        ("10203045", "personal number whose first zero was lost"),
        ("yusuf@example.test", "e-mail address"),
        ("Laila Ahmad", "name"),
    ],
)
def test_a_search_says_as_what_it_found_people_and_leads_to_their_household(
    cast: Cast, case: Case, typed: str, said: str
) -> None:
    page = searched(cast.client("reviewer"), typed)
    assert f"Found by: {said}." in page
    assert "1 person found" in page
    assert "1 case found" in page
    assert f'href="/en/staff/households/{case.reference}/"' in page


def test_a_home_is_found_with_the_case_it_was_offered_to(cast: Cast) -> None:
    small_market(cast)
    offer = appointed(cast)
    page = searched(cast.client("reviewer"), offer.unit_code.lower().replace("-", " "))
    assert "Found by: code of a home." in page
    assert "1 home found" in page
    assert "1 case found" in page
    assert f'href="/en/staff/projects/units/{offer.unit_code}/"' in page
    assert page.count(f'href="/en/staff/cases/{offer.case.reference}/"') == 2
    page = searched(cast.client("outsider"), offer.unit_code)
    assert offer.unit_code in page[page.index("<main") :]
    assert offer.case.reference not in page


def test_an_empty_search_and_one_without_a_find_tell_what_can_be_searched(cast: Cast) -> None:
    client = cast.client("reviewer")
    page = client.get(SEARCH).content.decode()
    assert "What can be searched" in page
    assert "Nothing found" not in page
    page = searched(client, "لا أحد")
    assert "Nothing found" in page
    assert "What can be searched" in page


def test_a_search_of_very_many_asks_for_another_word(cast: Cast) -> None:
    for number in range(51):
        inserted_case(number, cast.requests)
    assert "Only the first fifty are shown" in searched(cast.client("reviewer"), "Yusuf")


def test_the_file_shows_the_people_and_what_came_of_each_of_their_cases(cast: Cast, case: Case) -> None:
    hers = inserted_case(9, cast.requests)
    hers.person = Person.objects.get(cpr="010203045")
    hers.save()
    later = inserted_case(10, cast.requests)
    later.applicant, later.person = case.applicant, case.person
    later.service_code, later.subject = "apartment_transfer", "x"
    later.save()
    with_family(later, ("050607089", "مريم يوسف", ""))
    page = cast.client("reviewer").get(f"/en/staff/households/{case.reference}/").content.decode()
    for words in ("Layla Ahmed", "010203045", "مريم يوسف", "In an earlier declaration alone", "yusuf@example.test"):
        assert words in page
    for one in (case, hers, later):
        assert f'id="case-{one.reference}"' in page
        assert f'href="/en/staff/cases/{one.reference}/"' in page
    assert "No messages yet." in page


def test_the_file_shows_the_place_the_offer_and_the_documents_of_a_case(cast: Cast) -> None:
    small_market(cast)
    offer = appointed(cast)
    page = cast.client("supervisor").get(f"/en/staff/households/{offer.case.reference}/").content.decode()
    for heading in ("Nomination and offer", "Waiting list", "Signed documents"):
        assert f"<h3>{heading}</h3>" in page
    assert f'href="/en/staff/offers/{offer.pk}/"' in page
    assert "Replace or revoke" not in page


def test_each_look_at_the_file_is_a_line_with_its_purpose_on_every_case_it_shows(cast: Cast, case: Case) -> None:
    hers = inserted_case(9, cast.requests)
    hers.person = Person.objects.get(cpr="010203045")
    hers.save()
    client = cast.client("reviewer")
    for _look in range(2):
        client.get(f"/en/staff/households/{case.reference}/")
    lines = AuditEntry.objects.filter(action="file.read", actor_id=cast.reviewer.pk)
    assert sorted(lines.values_list("subject", flat=True)) == sorted([case.reference, hers.reference] * 2)
    assert all(line.detail == {"purpose": "household_file"} for line in lines)


def test_a_file_of_very_many_cases_says_that_it_is_cut(cast: Cast, case: Case) -> None:
    for number in range(20, 40):
        other = inserted_case(number, cast.requests)
        Case.objects.filter(pk=other.pk).update(household=case.household)
    page = cast.client("reviewer").get(f"/en/staff/households/{case.reference}/").content.decode()
    assert "Only twenty cases are shown" in page
    assert len(re.findall(r'<section class="panel" id="case-', page)) == 20


def test_a_sealed_case_is_not_in_the_file_of_others(cast: Cast, case: Case) -> None:
    hers = inserted_case(9, cast.requests)
    hers.person = Person.objects.get(cpr="010203045")
    hers.sealed_at, hers.sealed_readers = AT, [cast.approver.pk]
    hers.save()
    page = cast.client("reviewer").get(f"/en/staff/households/{case.reference}/").content.decode()
    assert hers.reference not in page
    assert cast.client("reviewer").get(f"/en/staff/households/{hers.reference}/").status_code == 404


def test_a_case_leads_to_the_file_of_its_household(cast: Cast, case: Case) -> None:
    page = cast.client("reviewer").get(f"/en/staff/cases/{case.reference}/").content.decode()
    assert f'href="/en/staff/households/{case.reference}/"' in page
