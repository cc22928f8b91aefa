"""One record nobody can read: the case goes on, the rest serves, and what rests on it is unknown."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest
from tests.factories.cast import AT, Cast
from tests.factories.journeys import answer_registers, filed_case

from iskan.apps.cases.enums import CheckStatus
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assessing import assess_case
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.households.models import Person
from iskan.integrations import registry
from iskan.integrations.simulators.exchange import make_app
from iskan.integrations.synthetic import cast as personas
from iskan.integrations.synthetic.population import Population

UNIT = {"programme": "unit", "family_category": "1"}


class Spoiling(httpx.BaseTransport):
    """The registers, of whose answers one is changed on its way."""

    def __init__(self, service: str, change: Callable[[Any], None]) -> None:
        self._registers = httpx.WSGITransport(app=make_app(Population(seed=1, people=1, today=date.today)))
        self._service, self._change = service, change

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._registers.handle_request(request)
        if not request.url.path.endswith(f"/{self._service}"):
            return response
        document = json.loads(response.read())
        self._change(document)
        return httpx.Response(response.status_code, json=document, headers=_without_length(response))


def _without_length(response: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "content-length"}


def filed_over(service: str, change: Callable[[Any], None]) -> Case:
    with registry.asked_over(Spoiling(service, change), now=lambda: AT):
        case, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, UNIT)
        answer_registers(case)
    case.refresh_from_db()
    return case


def born_on_no_day(household: Any) -> None:
    household["members"][-1]["person"]["birth_date"] = "1948-00-00"


def test_a_child_born_on_no_day_leaves_the_others_and_is_named(cast: Cast) -> None:
    case = filed_over("household", born_on_no_day)
    run = case.register_runs.get(register="civil_registry")
    assert (run.status, len(run.unread), run.unread[0]["field"]) == (CheckStatus.ANSWERED, 1, "birth_date")
    assert case.household is not None
    assert case.household.members.count() == 4
    known = set(case.facts.filter(register="civil_registry").values_list("code", flat=True))
    assert "birth_date" in known
    assert not known & {"bahraini_minor_children", "spouse_bahraini"}
    page = cast.client("reviewer").get(f"/en/staff/cases/{case.reference}/").content.decode()
    assert "Part of the answer could not be read" in page
    assert "Date of birth" in page


@pytest.mark.usefixtures("cast")
def test_a_wage_of_an_unknown_code_is_unknown_and_not_a_refusal() -> None:
    def spoilt(wage: Any) -> None:
        wage["employment"] = "pirate"

    case = filed_over("wage", spoilt)
    assert not case.facts.filter(register="social_insurance").exists()
    assert case.register_runs.get(register="social_insurance").attempt_count == 1
    assessment = assess_case(case=case, service=service_of(case), at=AT)
    assert assessment is not None
    assert assessment.verdict != "ineligible"


@pytest.mark.usefixtures("cast")
def test_an_applicant_whose_own_record_cannot_be_read_is_not_remembered() -> None:
    def nameless(person: Any) -> None:
        person["name_ar"] = None

    case = filed_over("person", nameless)
    assert case.person is None
    assert not Person.objects.filter(cpr=personas.QUALIFIES_FOR_UNIT).exists()
    assert case.register_runs.get(register="civil_registry").status == CheckStatus.ANSWERED
