"""Services are listed by what happened in one's life and by the office that decides them."""

from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("cast")


def read(browser: Client, address: str, **query: str) -> str:
    return unescape(browser.get(address, query).content.decode())


def test_an_event_of_life_lists_what_is_then_wanted_in_its_order(client: Client) -> None:
    page = read(client, "/en/services/", situation="child")
    assert "<h1>A child</h1>" in page
    places = [
        page.index(f'href="/en/services/{code}/"')
        for code in ("family_members_declaration", "waiting_list_data_update")
    ]
    assert places == sorted(places)
    assert "/en/services/new_housing_application/" not in page
    assert 'href="/en/calculator/"' in read(client, "/en/services/", situation="buying").split("<main", 1)[1]


def test_an_office_lists_the_services_it_decides_also_where_an_answer_chooses_it(client: Client) -> None:
    page = read(client, "/en/services/", body="muharraq_municipality")
    assert "<h1>Muharraq Municipality</h1>" in page
    assert "/en/services/proof_of_residence/" in page
    assert "/en/services/new_housing_application/" not in page


def test_the_whole_list_leads_to_every_event_and_office(client: Client) -> None:
    page = read(client, "/en/services/")
    assert 'href="/en/services/?situation=marrying"' in page
    assert 'href="/en/services/?body=northern_municipality"' in page
    assert 'href="/en/services/?situation=marrying"' in read(client, "/en/")


@pytest.mark.parametrize("asked", [{"situation": "nothing"}, {"body": "nobody"}, {"q": " "}])
def test_what_names_nothing_is_not_asked_for(client: Client, asked: dict[str, str]) -> None:
    page = read(client, "/en/services/", **asked)
    assert "<h1>Services</h1>" in page
    assert "/en/services/new_housing_application/" in page


def test_words_go_before_an_event(client: Client) -> None:
    page = read(client, "/en/services/", q="phone", situation="child")
    assert "/en/services/update_contact_details/" in page.split('id="found"', 1)[1]
