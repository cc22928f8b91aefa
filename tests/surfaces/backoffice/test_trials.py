"""A supervisor tries a scheme or a ceiling; supervisors and auditors read what would happen, and take the sheet."""

from datetime import date

import pytest
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import service
from iskan.apps.waiting_lists.models import PolicyTrial, WaitingListEntry
from iskan.apps.waiting_lists.operations.points import run_trial
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry


@pytest.fixture
def waiting(cast: Cast) -> WaitingListEntry:
    at = clock.now()
    version = ensure_version(service=service("new_housing_application"), at=at)
    case = Case.objects.create(
        reference="ABCDE-FGHJK", service_code="new_housing_application", applicant=cast.head, stage="approved",
        service_version_id=version, stage_since=at, created_at=at, filed_at=at,
        department=cast.requests,
    )  # fmt: skip
    return WaitingListEntry.objects.create(
        case=case, programme="unit", governorate="BH-15", seniority_on=date(2010, 1, 1), reference=case.reference,
        entered_at=at, place=1, place_in_governorate=1,
    )  # fmt: skip


@pytest.mark.usefixtures("waiting")
def test_a_scheme_is_tried_watched_and_read(cast: Cast) -> None:
    boss = cast.client("supervisor")
    listed = boss.get("/en/staff/policy-trials/").content.decode()
    assert "Nothing has been tried yet" in listed
    assert "Hong Kong QPS" in listed
    assert "Example weights" in boss.get("/en/staff/policy-trials/scheme/family_need/").content.decode()
    weights = dict.fromkeys(
        (f"weight-{c}" for c in ("seniority", "family_size", "family_income", "education", "circumstances")), "٣"
    )

    answer = boss.post("/en/staff/policy-trials/scheme/family_need/", weights | {"programme": "unit"})

    trial = PolicyTrial.objects.get()
    assert answer.headers["Location"] == f"/en/staff/policy-trials/{trial.pk}/"
    assert set(trial.parameters["weights"].values()) == {3}
    watched = boss.get(answer.headers["Location"])
    assert watched.headers["Refresh"] == "3"
    assert "Being computed" in watched.content.decode()
    run_trial(trial_id=trial.pk, at=clock.now())
    page = cast.client("auditor").get(answer.headers["Location"])
    assert "Refresh" not in page.headers
    assert "By governorate" in page.content.decode()
    assert "Muharraq Governorate" in page.content.decode()
    one = boss.get(f"{answer.headers['Location']}?reference= abcde-fghjk").content.decode()
    assert "Points of ABCDE-FGHJK" in one
    assert "Place by seniority: 1." in one
    assert "No waiting application" in boss.get(f"{answer.headers['Location']}?reference=X").content.decode()
    sheet = cast.client("auditor").get(f"/staff/policy-trials/{trial.pk}/sheet/")
    assert b"ABCDE-FGHJK" in b"".join(sheet.streaming_content)
    assert AuditEntry.objects.filter(action="policy_trial.download", subject=str(trial.pk)).count() == 1
    assert "The five criteria of the 2014 pilot" in boss.get("/en/staff/policy-trials/").content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_ceiling_is_tried(cast: Cast, waiting: WaitingListEntry, language: str) -> None:
    boss = cast.client("supervisor")
    boss.post("/staff/policy-trials/ceiling/", {"programme": "unit", "ceiling": "٧٥٠"})
    trial = PolicyTrial.objects.get()
    assert trial.parameters == {"ceiling_fils": 750_000}
    run_trial(trial_id=trial.pk, at=clock.now())
    page = boss.get(f"{language}/staff/policy-trials/{trial.pk}/?reference={waiting.reference}").content.decode()
    assert "750" in page
    assert waiting.reference in page
    assert waiting.place == 1


@pytest.mark.parametrize(
    ("path", "words", "said"),
    [
        ("ceiling", {"programme": "unit", "ceiling": "much"}, "Enter an amount in dinars"),
        ("ceiling", {"programme": "unit", "ceiling": "0"}, "Enter an amount in dinars"),
        ("ceiling", {"ceiling": "900"}, "Choose one of the options."),
        ("scheme/family_need", {"programme": "unit"}, "A weight is a number from 0 to 1,000."),
    ],
)
def test_what_cannot_be_tried_is_said(cast: Cast, path: str, words: dict[str, str], said: str) -> None:
    answer = cast.client("supervisor").post(f"/en/staff/policy-trials/{path}/", words)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PolicyTrial.objects.exists()


def test_a_failed_trial_and_an_unknown_scheme(cast: Cast) -> None:
    boss = cast.client("supervisor")
    assert boss.get("/staff/policy-trials/scheme/none/").status_code == 404
    boss.post("/staff/policy-trials/ceiling/", {"programme": "unit", "ceiling": "750"})
    PolicyTrial.objects.update(status="failed")
    assert (
        "could not be computed" in boss.get(f"/en/staff/policy-trials/{PolicyTrial.objects.get().pk}/").content.decode()
    )
