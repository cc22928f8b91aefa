"""Decisions in numbers, for anyone: by service, what came of objections, and nothing that points to one person."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case, Decision
from iskan.apps.cases.queries.outcomes import ServiceOutcomes, outcomes_until
from iskan.foundation import clock

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


def decided(
    cast: Cast, number: int, outcome: str, service: str = "right_of_disposal", about: Case | None = None
) -> Case:
    """Keep a case that was decided the day before."""
    at = clock.now() - YESTERDAY
    case = inserted_case(number, cast.requests, stage="approved" if outcome == "approved" else "rejected", closed_at=at)
    case.service_code, case.about = service, about
    case.save(update_fields=["service_code", "about"])
    Decision.objects.create(case=case, outcome=outcome, decided_by=cast.approver, decided_at=at)
    return case


@pytest.fixture
def counted(cast: Cast) -> Case:
    """Have seven cases granted and five refused; of one refusal a question answered, an appeal upheld, one not."""
    for number in range(1, 8):
        decided(cast, number, "approved")
    refused = [decided(cast, number, "refused") for number in range(8, 13)]
    decided(cast, 13, "approved", "decision_question", refused[0])
    decided(cast, 14, "approved", "decision_review", refused[0])
    decided(cast, 15, "refused", "decision_review", refused[1])
    return refused[0]


@pytest.mark.usefixtures("counted")
def test_decisions_that_stand_are_counted_by_service_and_objections_under_what_they_are_about() -> None:
    today = clock.today()
    assert outcomes_until(today - YESTERDAY).services == (
        ServiceOutcomes(service="right_of_disposal", granted=7, refused=5, answered=1, upheld=1, not_upheld=1),
    )
    assert outcomes_until(today - 2 * YESTERDAY).services == ()
    assert outcomes_until(today + timedelta(days=365)).services == ()


def test_what_was_reopened_is_counted_by_what_was_decided_last(counted: Case) -> None:
    counted.decisions.update(replaced_at=clock.now())
    assert outcomes_until(clock.today() - YESTERDAY).services[0].refused == 4


@pytest.mark.usefixtures("counted")
def test_the_page_tells_no_number_that_could_point_to_somebody(client: Client) -> None:
    page = client.get("/en/decisions/").content.decode()
    told = re.findall(r'data-label="([^"]+)"[^>]*><div>([^<]+)', page)
    assert told == [
        ("Applications granted", "7"), ("Applications refused", "5"), ("Questions answered", "fewer than 5"),
        ("Appeals upheld", "fewer than 5"), ("Appeals not upheld", "fewer than 5"),
    ]  # fmt: skip
    assert "Right of disposal" in page


def test_where_nothing_was_decided_the_page_says_so(client: Client) -> None:
    assert "Nothing was decided in this time" in client.get("/en/decisions/").content.decode()
