"""What is told of every service before anybody files it: its page, the list, its schema, its documentation."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from tests.contract.pages import shows
from tests.contract.walking import Visitor

from iskan.core.catalogue import Service
from iskan.core.dated import FigureBook, NotConfigured
from iskan.foundation import clock
from iskan.policy import registry

SERVICES = registry.services().values()
NOT_CONFIGURED = {"ar": "لم تُحدَّد بعد", "en": "Not configured yet"}
each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)


@pytest.fixture(params=["ar", "en"])
def visitor(request: pytest.FixtureRequest, db: None) -> Visitor:  # noqa: ARG001 -- what officials published is read
    return Visitor(browser=Client(), language=request.param)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the documentation pages of all services."""
    folder = tmp_path_factory.mktemp("services")
    call_command("services", "pages", str(folder))
    return folder


def is_promise_set(service: Service) -> bool:
    if service.promise is None:
        return True
    try:
        FigureBook().value(service.promise, clock.today())
    except NotConfigured:
        return False
    return True


@each_service
def test_its_page_tells_what_it_asks_and_brings(visitor: Visitor, service: Service) -> None:
    page, say = visitor.read("portal:service", service.code), visitor.say
    told = [service.name, service.summary, *service.who_may_apply, *(step.title for step in service.steps)]
    told += [document.name for document in service.documents]
    told += [evidence.name for evidence in service.evidence]
    assert shows(page, *map(say, told))
    if not is_promise_set(service):
        assert shows(page, NOT_CONFIGURED[visitor.language])


def test_the_list_leads_to_each(visitor: Visitor) -> None:
    page = visitor.read("portal:services")
    for service in SERVICES:
        assert visitor.address("portal:service", service.code) in page
        assert shows(page, visitor.say(service.name))


@each_service
def test_its_description_for_programs_names_all_it_asks(db: None, service: Service) -> None:  # noqa: ARG001 -- figures
    described = Client().get(f"/api/v1/services/{service.code}").json()
    assert described["name"] == {"ar": service.name.ar, "en": service.name.en}
    asked = [[question["code"] for question in step["questions"]] for step in described["steps"]]
    assert asked == [[question.code for question in step.questions] for step in service.steps]
    assert [one["code"] for one in described["evidence"]] == [one.code for one in service.evidence]


@each_service
def test_its_documentation_is_written_in_both_languages(written: Path, service: Service) -> None:
    page = (written / f"{service.code}.md").read_text(encoding="utf-8")
    told = [service.name, *(stage.name for stage in service.lifecycle.stages)]
    told += [move.label for move in service.lifecycle.transitions] + [one.name for one in service.documents]
    assert [words for text in told for words in (text.ar, text.en) if words not in page] == []
    assert [
        priced.per for priced in service.charged.values() if priced.per and f"times `{priced.per}`" not in page
    ] == []
