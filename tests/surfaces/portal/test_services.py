"""The catalogue's pages are derived from the declarations; starting leads to the first step."""

from html import unescape

import pytest
from django.test import Client
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case
from tests.factories.journeys import TOLD, fill_in

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.catalogue.queries import figures
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.figure_words import figure_text
from iskan.foundation import clock
from iskan.integrations.discovery import registers
from iskan.policy import registry
from iskan.policy.parameters.ages import AGE_MAX, AGE_MIN

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
    assert service.legal_basis[0].cited().in_(language).replace("'", "&#39;") in page


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("small_addition", ("Residential: 0.250 BHD a square metre", "Not residential: 0.500 BHD a square metre")),
        ("information_certificate", ("30 BHD",)),
        ("corner_sale", ("Free of charge", "Refundable deposit", "10 BHD")),
        ("demolition_permit", ("Refundable deposit", "Not configured yet")),
        ("municipal_account_update", ("Free of charge", "1 working day")),
    ],
)
def test_a_service_page_tells_what_it_costs_and_what_is_held(client: Client, code: str, told: tuple[str, ...]) -> None:
    page = client.get(f"/en/services/{code}/").content.decode()
    facts = page.split('<dl class="facts">', 1)[1].split("</dl>", 1)[0]
    assert [words for words in told if words not in facts] == []


def test_an_unknown_service_is_not_found(client: Client) -> None:
    assert client.get("/services/nothing/").status_code == 404


def test_starting_asks_for_sign_in_and_then_leads_to_the_first_step(cast: Cast, client: Client) -> None:
    asked = client.get("/services/update_contact_details/start/")
    assert asked.headers["Location"] == "/sign-in/?next=/services/update_contact_details/start/"
    begun = cast.client("head").post("/services/update_contact_details/start/", TOLD, follow=True)
    assert begun.redirect_chain[-1][0].endswith("/steps/contact/")


def test_no_register_is_asked_before_the_citizen_was_told_which_and_went_on(cast: Cast) -> None:
    browser, start = cast.client("head"), "/en/services/new_housing_application/start/"
    told = unescape(browser.post(start).content.decode())
    assert not Case.objects.exists()
    for check in registry.services()["new_housing_application"].register_checks:
        for words in (registers()[check.register].name, registers()[check.register].keeper, check.purpose):
            assert words.en in told
        assert f'name="told" value="{check.register}"' in told
    some = {"told": ["civil_registry"]}
    assert browser.post(start, some).status_code == 200
    assert not Case.objects.exists()
    assert browser.post(start, TOLD).status_code == 302


def test_a_law_many_registers_are_asked_under_is_cited_once(cast: Cast) -> None:
    page = unescape(cast.client("head").get("/en/services/new_housing_application/start/").content.decode())
    declared = registry.services()["new_housing_application"]
    grounds = [declared.ground_of(check).en for check in declared.register_checks]
    shared = max(set(grounds), key=grounds.count)
    assert grounds.count(shared) > 1
    assert {ground: page.count(ground) for ground in set(grounds)} == dict.fromkeys(grounds, 1)
    assert page.index("Legal ground where none is named beside it:") < page.index(shared)


def test_starting_twice_goes_on_with_the_same_draft(cast: Cast) -> None:
    browser = cast.client("head")
    first, second = (browser.post("/services/update_contact_details/start/", TOLD) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_a_delegate_says_for_whom(cast: Cast) -> None:
    browser = cast.client("delegate")
    asked = browser.post("/en/services/new_housing_application/start/")
    assert cast.head.name_en in asked.content.decode()
    begun = browser.post("/services/new_housing_application/start/", TOLD | {"applicant": cast.head.pk})
    assert begun.status_code == 302
    assert Case.objects.get().applicant == cast.head


def test_nobody_starts_for_a_stranger(cast: Cast) -> None:
    refused = cast.client("stranger").post(
        "/services/new_housing_application/start/", TOLD | {"applicant": cast.head.pk}
    )
    assert refused.status_code in {403, 404}
    assert not Case.objects.exists()


def test_the_list_groups_services_and_tools_and_is_searched(client: Client) -> None:
    page = client.get("/en/services/").content.decode()
    assert [page.index(f'id="{code}"') for code in ("applying", "waiting", "details", "statements")] == sorted(
        page.index(f'id="{code}"') for code in ("applying", "waiting", "details", "statements")
    )
    assert "/en/verify/" in page

    found = client.get("/en/services/", {"q": "iban"}).content.decode()
    assert "1 service found" in found
    assert "/en/services/update_contact_details/" in found
    assert "/en/services/application_revival/" not in found
    assert "Nothing is called that" in client.get("/en/services/", {"q": "<b>xyzzy"}).content.decode()


def test_what_is_not_for_the_reader_says_why_and_what_is_stands_on_the_first_page(cast: Cast, client: Client) -> None:
    reason = "You have no application on a waiting list"
    assert reason not in client.get("/en/services/").content.decode()
    head = cast.client("head")
    assert reason in head.get("/en/services/").content.decode()
    assert reason in head.get("/en/services/waiting_list_data_update/").content.decode()
    assert "For you" not in head.get("/en/").content.decode()

    case = inserted_case(1, cast.requests, stage="approved", closed_at=AT)
    Case.objects.filter(pk=case.pk).update(applicant=cast.head)
    enter_waiting_list(case_id=case.pk, at=AT)
    assert reason not in head.get("/en/services/").content.decode()
    first = head.get("/en/").content.decode()
    assert first.index("For you") < first.index("/en/services/waiting_list_data_update/")


def test_what_is_done_at_once_promises_nothing_of_tomorrow(cast: Cast) -> None:
    head = cast.client("head")
    page = head.get("/en/services/update_contact_details/start/").content.decode()
    assert "It is done as soon as you submit it." in page
    assert "within" not in page.partition('<ul class="ticks">')[2].partition("</ul>")[0]
    assert "Done at once" in head.get("/en/services/update_contact_details/").content.decode()
    draft = start_case(scope=cast.scope("head"), service_code="update_contact_details", at=AT)
    fill_in(cast.scope("head"), draft.reference, {})
    case = submit_case(scope=cast.scope("head"), reference=draft.reference, declared=frozenset(), at=AT)
    assert (case.stage, case.due_on) == ("completed", None)
    filed = head.get(f"/en/apply/{case.reference}/filed/").content.decode()
    for words in ("We owe you an answer", "What comes next", "We write to you at each step", "No time to an answer"):
        assert words not in filed


def test_each_condition_tells_the_figures_of_the_law_in_force(client: Client) -> None:
    page = client.get("/en/services/new_housing_application/").content.decode()
    for figure in (AGE_MIN, AGE_MAX):
        told = figure_text(figure, figures().value(figure, clock.today())).en
        assert f"{figure.label.en}: <strong>{told}</strong>" in page
