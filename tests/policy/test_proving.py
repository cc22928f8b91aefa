"""What each document is looked at beside."""

import pytest

from iskan.core.catalogue import Service
from iskan.policy.evidence.proving import PROVES
from iskan.policy.registry import services


def _asked(service: Service) -> set[str]:
    shown = {one.fact for step in service.steps for one in step.shows}
    return shown | {question.code for question in service.questions()}


ALL = tuple(services().values())


@pytest.mark.parametrize("code", PROVES)
def test_a_document_stands_beside_what_a_service_that_asks_for_it_asks_or_shows(code: str) -> None:
    asking = [service for service in ALL if any(one.code == code for one in service.evidence)]
    assert asking
    assert set(PROVES[code]) <= set().union(*map(_asked, asking)), code


def test_every_document_of_the_new_application_stands_beside_something() -> None:
    service = next(one for one in ALL if one.code == "new_housing_application")
    assert {one.code for one in service.evidence} <= set(PROVES)
