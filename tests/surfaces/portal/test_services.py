"""The catalogue's pages are derived from the declarations; starting leads to the first step."""

import pytest
from django.test import Client
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case
from iskan.policy import registry

pytestmark = pytest.mark.usefixtures("cast")


def test_the_list_names_every_service_in_force(client: Client) -> None:
    page = client.get("/en/services/").content.decode()
    assert all(service.name.en.replace("'", "&#39;") in page for service in registry.services().values())


@pytest.mark.parametrize("code", sorted(registry.services()))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_service_page_tells_its_steps_documents_and_law(client: Client, code: str, prefix: str) -> None:
    service = registry.services()[code]
    language = "en" if prefix else "ar"
    page = client.get(f"{prefix}/services/{code}/").content.decode()
    for words in (*(step.title for step in service.steps), *(evidence.name for evidence in service.evidence)):
        assert words.in_(language).replace("'", "&#39;") in page
    assert service.legal_basis[0].cited().in_(language) in page


def test_an_unknown_service_is_not_found(client: Client) -> None:
    assert client.get("/services/nothing/").status_code == 404


def test_starting_asks_for_sign_in_and_then_leads_to_the_first_step(cast: Cast, client: Client) -> None:
    asked = client.get("/services/update_contact_details/start/")
    assert asked.headers["Location"] == "/sign-in/?next=/services/update_contact_details/start/"
    begun = cast.client("head").post("/services/update_contact_details/start/", follow=True)
    assert begun.redirect_chain[-1][0].endswith("/steps/contact/")


def test_starting_twice_goes_on_with_the_same_draft(cast: Cast) -> None:
    browser = cast.client("head")
    first, second = (browser.post("/services/update_contact_details/start/") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_a_delegate_says_for_whom(cast: Cast) -> None:
    browser = cast.client("delegate")
    asked = browser.post("/en/services/new_housing_application/start/")
    assert cast.head.name_en in asked.content.decode()
    begun = browser.post("/services/new_housing_application/start/", {"applicant": cast.head.pk})
    assert begun.status_code == 302
    assert Case.objects.get().applicant == cast.head


def test_nobody_starts_for_a_stranger(cast: Cast) -> None:
    refused = cast.client("stranger").post("/services/new_housing_application/start/", {"applicant": cast.head.pk})
    assert refused.status_code in {403, 404}
    assert not Case.objects.exists()
