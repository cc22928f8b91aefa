"""A service says for whom it is: listed, found and filtered by it, and begun by nobody else."""

from dataclasses import replace

import pytest
from django.test import Client
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.beginning import OtherAudience
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.pages import service_page
from iskan.core.catalogue import Audience
from iskan.core.text import Text
from iskan.policy import registry

CITIZENS = registry.services()["family_members_declaration"]
COMPANIES = replace(
    CITIZENS,
    code="company_request",
    name=Text(ar="طلب شركة", en="Company request"),
    audiences=(Audience.RESIDENT, Audience.COMPANY),
)


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    shipped = catalogue.declared()
    monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, COMPANIES.code: COMPANIES})
    ensure_version(service=COMPANIES, at=AT)
    return make_cast()


def read(browser: Client, address: str, **query: str) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_and_a_search_are_narrowed_to_an_audience(cast: Cast) -> None:
    browser = cast.client("head")
    mine, theirs = f"/en/services/{CITIZENS.code}/", f"/en/services/{COMPANIES.code}/"
    page = read(browser, "/en/services/")
    assert mine in page
    assert theirs in page
    assert "For: Residents, Companies" in read(browser, "/en/services/", q="company")
    page = read(browser, "/en/services/", audience="company")
    assert theirs in page
    assert mine not in page
    assert theirs not in read(browser, "/en/services/", audience="citizen")
    assert theirs in read(browser, "/en/services/", q="company", audience="company")
    assert theirs not in read(browser, "/en/services/", q="company", audience="citizen")
    kept = read(browser, "/en/services/", q="company", audience="resident")
    assert 'name="audience" value="resident"' in kept
    assert "/en/services/?q=company&amp;audience=citizen" in kept
    assert mine in read(browser, "/en/services/", audience="nobody")


def test_the_filter_stands_only_beside_more_than_one_audience(
    client: Client,
    db: None,  # noqa: ARG001 -- read
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogue, "declared", lambda: {CITIZENS.code: CITIZENS})
    assert "audience=" not in client.get("/en/services/").content.decode()


def test_it_is_begun_by_nobody_else(cast: Cast) -> None:
    browser = cast.client("head")
    page = read(browser, f"/en/services/{COMPANIES.code}/")
    assert "This service is not for citizens" in page
    assert "Residents, Companies" in page
    assert "/start/" not in page
    assert browser.post(f"/en/services/{COMPANIES.code}/start/").status_code == 404
    with pytest.raises(OtherAudience):
        start_case(scope=cast.scope("head"), service_code=COMPANIES.code, at=AT)
    assert not Case.objects.exists()
    assert "/start/" in read(browser, f"/en/services/{CITIZENS.code}/")


@pytest.mark.usefixtures("cast")
def test_programs_are_told_and_may_ask_for_one(client: Client) -> None:
    told = {one["code"]: one["audiences"] for one in client.get("/api/v1/services/").json()}
    assert told[COMPANIES.code] == ["resident", "company"]
    assert told[CITIZENS.code] == ["citizen"]
    asked = client.get("/api/v1/services/?audience=company").json()
    assert [one["code"] for one in asked] == [COMPANIES.code]
    assert client.get("/api/v1/services/?audience=nobody").status_code == 422


def test_the_documentation_says_it() -> None:
    assert "| For | resident, company |" in service_page(COMPANIES)
    assert "| For |" not in service_page(CITIZENS)
