"""One's own cases as JSON: nobody else's, and of one's own nothing internal."""

import pytest
from tests.factories.cast import Cast, make_cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import Case, CaseEvent
from iskan.foundation import audit, clock

LIST = "/api/v1/cases/"


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in the database
    return make_cast(clock.now())


@pytest.fixture
def case(cast: Cast) -> Case:
    case = inserted_case(1, cast.requests, at=clock.now())
    case.applicant = cast.head
    case.save()
    for code, public in (("submit", True), ("claimed", False)):
        CaseEvent.objects.create(
            case=case, kind="transition", code=code, target="submitted", public=public, at=clock.now()
        )
    return case


def test_whoever_is_not_signed_in_is_asked_to(cast: Cast, case: Case) -> None:
    for path in (LIST, f"{LIST}{case.reference}"):
        answer = cast.client("anonymous").get(path)
        assert answer.status_code == 401
        assert set(answer.json()["message"]) == {"ar", "en"}


@pytest.mark.parametrize("role", ["head", "delegate"])
def test_the_applicant_and_their_delegate_read_it_without_what_is_internal(cast: Cast, case: Case, role: str) -> None:
    browser = cast.client(role)
    assert [line["reference"] for line in browser.get(LIST).json()["cases"]] == [case.reference]
    told = browser.get(f"{LIST}{case.reference}").json()
    assert told["stage"]["code"] == "awaiting_review"
    assert [event["code"] for event in told["events"]] == ["submit"]
    assert len(audit.readings_of(subject_kind=audit.CASE, subjects=[case.reference], officials_only=False)) == 1


@pytest.mark.parametrize("role", ["stranger", "reviewer", "supervisor", "auditor", "administrator"])
def test_for_others_there_is_nothing_here(cast: Cast, case: Case, role: str) -> None:
    browser = cast.client(role)
    assert browser.get(f"{LIST}{case.reference}").status_code == 404
    assert browser.get(f"{LIST}XXXXX-XXXXX").json()["error"] == "not_found"
    assert browser.get(LIST).json().get("cases", []) == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_here(cast: Cast, case: Case, method: str) -> None:
    for path in (LIST, f"{LIST}{case.reference}"):
        assert getattr(cast.client("head"), method)(path).status_code == 405
