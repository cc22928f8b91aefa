"""A service that asks registers about the applicant alone: nobody learns of the family, and the ground is its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.factories import services
from tests.factories.cast import Cast
from tests.factories.journeys import answer_registers, applicant, fill_in

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.queries.search import find
from iskan.apps.catalogue.operations import register_versions
from iskan.foundation import clock
from iskan.foundation.scope import Scope
from iskan.integrations.models import Exchange
from iskan.integrations.synthetic import cast as personas
from iskan.integrations.synthetic.cast_families import CAST_FAMILIES

APPLICANT = personas.QUALIFIES_FOR_UNIT
RELATIVES = {
    person.cpr
    for family in CAST_FAMILIES
    for person in family.people
    if APPLICANT in {other.cpr for other in family.people} and person.cpr != APPLICANT
}


@pytest.fixture
def permits(cast: Cast, registers: str, settings: Settings) -> Callable[[Scope], Case]:  # noqa: ARG001 -- both must stand before a filing
    """Return the maker of filed permits: the registers know the whole family and are asked about one person."""
    settings.ISKAN_SERVICE_FOLDERS = [Path(services.__path__[0])]
    register_versions(at=clock.now())

    def make(scope: Scope) -> Case:
        at = clock.now()
        case = start_case(scope=scope, service_code="road_permit", at=at)
        fill_in(scope, case.reference, {"road": "4025"}, at)
        case = submit_case(scope=scope, reference=case.reference, declared=frozenset(), at=at)
        answer_registers(case, at)
        case.refresh_from_db()
        return case

    return make


@pytest.fixture
def permit(permits: Callable[[Scope], Case]) -> Case:
    return permits(applicant(APPLICANT, clock.now())[1])


def seen_by(cast: Cast, role: str, case: Case) -> str:
    answer = cast.client(role).get(f"/en/staff/cases/{case.reference}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_persona_has_a_family_to_be_kept_quiet_about() -> None:
    assert len(RELATIVES) == 4


def test_registers_are_asked_about_the_applicant_alone(permit: Case) -> None:
    asked = Exchange.objects.filter(case_reference=permit.reference).values_list("register", "service", "subject_cpr")
    assert set(asked) == {("civil_registry", "person", APPLICANT), ("land_registry", "properties", APPLICANT)}


def test_the_applicant_is_known_and_no_household_is_laid_to_the_case(permit: Case) -> None:
    assert permit.stage == "awaiting_review"
    assert permit.person is not None
    assert (permit.person.cpr, permit.household, permit.governorate) == (APPLICANT, None, permit.person.governorate)
    assert not permit.facts.filter(code__startswith="household").exists()


@pytest.mark.parametrize("role", ["reviewer", "approver", "supervisor", "auditor"])
def test_an_official_never_sees_the_numbers_of_wife_and_children(cast: Cast, permit: Case, role: str) -> None:
    page = seen_by(cast, role, permit)
    assert APPLICANT in page
    assert not {cpr for cpr in RELATIVES if cpr in page}


def test_neither_when_an_application_for_housing_made_the_family_known(
    cast: Cast, permits: Callable[[Scope], Case], filed: Callable[[str], Case]
) -> None:
    housing = filed(APPLICANT)
    permit = permits(scope_of(housing.applicant, clock.today()))
    assert all(cpr in seen_by(cast, "reviewer", housing) for cpr in RELATIVES)
    assert not {cpr for cpr in RELATIVES if cpr in seen_by(cast, "reviewer", permit)}
    found = {line.reference for cpr in RELATIVES for line in find(cast.scope("reviewer"), cpr).cases}
    assert permit.reference not in found


def test_the_ground_told_is_the_services_own(cast: Cast, permit: Case) -> None:
    grounds = set(Exchange.objects.filter(case_reference=permit.reference).values_list("legal_ground_en", flat=True))
    assert grounds == {"Article 1, Trial Roads Act"}
    assert "Article 1, Trial Roads Act" in seen_by(cast, "reviewer", permit)
