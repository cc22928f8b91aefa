"""An application is cancelled from its page by one official's proposal and another's decision."""

from datetime import date

import pytest
from tests.factories.cast import Cast

from iskan.apps.cases.models import Application, Case
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import service
from iskan.apps.waiting_lists.models import Cancellation, WaitingListEntry
from iskan.foundation import clock

REFERENCE = "ABCDE-FGHJK"
ADDRESS = f"/en/staff/cases/{REFERENCE}/cancellation/"


@pytest.fixture
def waiting(cast: Cast) -> Case:
    at = clock.now()
    version = ensure_version(service=service("new_housing_application"), at=at)
    case = Case.objects.create(
        reference=REFERENCE, service_code="new_housing_application", applicant=cast.head, stage="approved",
        programme="unit", service_version_id=version, stage_since=at, created_at=at, filed_at=at, closed_at=at,
        department=cast.requests,
    )  # fmt: skip
    Application.objects.create(case=case, edited_at=at)
    WaitingListEntry.objects.create(
        case=case, programme="unit", governorate="BH-15", seniority_on=date(2010, 1, 1), reference=REFERENCE,
        entered_at=at, place=1, place_in_governorate=1,
    )  # fmt: skip
    return case


@pytest.mark.usefixtures("waiting")
def test_it_is_proposed_decided_and_read_by_the_citizen(cast: Cast) -> None:
    reviewer, approver = cast.client("reviewer"), cast.client("approver")
    assert ADDRESS in reviewer.get(f"/en/staff/cases/{REFERENCE}/").content.decode()
    assert ADDRESS not in cast.client("auditor").get(f"/en/staff/cases/{REFERENCE}/").content.decode()
    assert "is no ground by itself" in reviewer.get(ADDRESS).content.decode()

    answer = reviewer.post(ADDRESS, {"ground": "housing_loan", "reason": "قرض قائم منذ 2020"})

    proposed = Cancellation.objects.get()
    entry = f"/en/staff/cancellations/{proposed.pk}/"
    assert answer.headers["Location"] == entry
    assert "Awaiting the second official" in reviewer.get(entry).content.decode()
    assert REFERENCE in approver.get("/en/staff/cancellations/").content.decode()
    assert "قرض قائم" in approver.get(entry).content.decode()
    approver.post(entry, {"verdict": "approve", "reason": "ثبت القرض"})
    assert "ثبت القرض" in approver.get(entry).content.decode()
    page = cast.client("head").get(f"/en/cases/{REFERENCE}/").content.decode()
    assert "Your application was cancelled" in page
    assert "ثبت القرض" in page
    assert "/en/services/application_revival/" in page


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(
    ("role", "words", "status", "said"),
    [
        ("reviewer", {"reason": "x"}, 422, "Choose one of the options."),
        ("reviewer", {"ground": "owns_property"}, 422, "Enter the reason."),
        ("auditor", {"ground": "owns_property", "reason": "x"}, 403, ""),
        ("outsider", {"ground": "owns_property", "reason": "x"}, 404, ""),
    ],
)
def test_what_may_not_be_proposed_is_said(cast: Cast, role: str, words: dict[str, str], status: int, said: str) -> None:
    answer = cast.client(role).post(ADDRESS, words)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not Cancellation.objects.exists()


@pytest.mark.usefixtures("waiting")
def test_whoever_proposed_may_not_decide_and_a_verdict_is_needed(cast: Cast) -> None:
    boss = cast.client("supervisor")
    boss.post(ADDRESS, {"ground": "owns_property", "reason": "x"})
    entry = f"/en/staff/cancellations/{Cancellation.objects.get().pk}/"
    assert boss.post(entry, {"verdict": "approve", "reason": "x"}).status_code == 403
    assert "a second official must" in boss.get(entry).content.decode()
    approver = cast.client("approver")
    assert approver.post(entry, {"reason": "x"}).status_code == 422
    assert approver.post(entry, {"verdict": "decline", "reason": ""}).status_code == 422
    approver.post(entry, {"verdict": "decline", "reason": "ما زال مستحقًا"})
    assert "Not cancelled" in approver.get(entry).content.decode()
    again = boss.post(ADDRESS, {"ground": "owns_property", "reason": "x"})
    assert again.status_code == 302
    assert boss.post(ADDRESS, {"ground": "owns_property", "reason": "x"}).status_code == 409


def test_without_cancellations_the_register_says_so(cast: Cast) -> None:
    assert "No cancellations" in cast.client("auditor").get("/en/staff/cancellations/").content.decode()
