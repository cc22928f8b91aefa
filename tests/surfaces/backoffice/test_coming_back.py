"""What was typed when a session had ended is back after signing in, and Back never asks to send a form again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.cast import Cast, signed_in

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case, CaseNote
from iskan.foundation import budgets, clock
from iskan.foundation.models import AuditEntry

WRITTEN = "راتب الزوج مثبت بشهادة أخرى"
NAVIGATES = {"Sec-Fetch-Mode": "navigate"}


@pytest.fixture
def case(filed: Callable[[], Case]) -> Case:
    return filed()


def page_of(case: Case) -> str:
    return f"/en/staff/cases/{case.reference}/"


def from_page(case: Case) -> dict[str, str]:
    return {"Referer": f"http://testserver{page_of(case)}"}


def half_an_hour_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)


def in_again(stranger: Client, user: User) -> Client:
    """Sign in with the session a browser has, as the pages of signing in do."""
    again = signed_in(user)
    kept, session = stranger.session.get("kept-answers"), again.session
    session["kept-answers"] = kept
    session.save()
    return again


def test_an_officials_note_is_back_in_its_place_after_signing_in(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = cast.client("reviewer")
    half_an_hour_passes(monkeypatch)
    away = client.post(f"{page_of(case)}note/", {"reason": WRITTEN, "version": "1"}, headers=from_page(case))
    assert away.headers["Location"].endswith(f"?next={page_of(case)}")
    assert not CaseNote.objects.filter(case=case).exists()
    again = in_again(client, cast.reviewer)
    shown = again.get(page_of(case)).content.decode()
    assert "What you sent did not arrive" in shown
    assert f"\n{WRITTEN}</textarea>" in shown
    assert WRITTEN not in again.get(page_of(case)).content.decode()


def test_a_colleague_at_the_same_machine_is_not_given_it(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = cast.client("reviewer")
    half_an_hour_passes(monkeypatch)
    client.post(f"{page_of(case)}note/", {"reason": WRITTEN}, headers=from_page(case))
    assert WRITTEN not in in_again(client, cast.supervisor).get(page_of(case)).content.decode()


def test_what_is_too_long_to_keep_is_told(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.client("reviewer")
    half_an_hour_passes(monkeypatch)
    words = "كلمة " * budgets.ENDED_ANSWER_LETTERS
    client.post(f"{page_of(case)}note/", {"reason": words}, headers=from_page(case))
    assert "too long to keep" in in_again(client, cast.reviewer).get(page_of(case)).content.decode()


def test_files_are_said_to_be_not_received(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.client("approver")
    half_an_hour_passes(monkeypatch)
    page = f"{page_of(case)}exception/"
    sent = {"reason": WRITTEN, "document": SimpleUploadedFile("قرار.pdf", b"%PDF-1.7\n")}
    client.post(page, sent, headers={"Referer": f"http://testserver{page}"})
    shown = in_again(client, cast.approver).get(page).content.decode()
    assert "قرار.pdf" in shown
    assert WRITTEN in shown


def test_a_refused_form_leads_its_browser_to_a_page_it_may_come_back_to(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    sent = client.post(f"{page_of(case)}note/", {"reason": ""}, headers=from_page(case) | NAVIGATES)
    assert sent.status_code == 303
    led = sent.headers["Location"]
    assert led.startswith(f"{page_of(case)}?shown=")
    for _time in range(2):
        back = client.get(led)
        assert back.status_code == 200
        assert "Nothing was changed" in back.content.decode()
    again = client.post(
        f"{page_of(case)}note/", {"reason": ""}, headers={"Referer": f"http://testserver{led}"} | NAVIGATES
    )
    assert again.headers["Location"].count("shown=") == 1
    assert "Nothing was changed" not in client.get(led).content.decode()


def test_the_page_is_forgotten_once_a_form_is_taken(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    led = client.post(f"{page_of(case)}note/", {"reason": ""}, headers=from_page(case) | NAVIGATES).headers["Location"]
    assert "shown-page" in client.session
    taken = client.post(f"{page_of(case)}note/", {"reason": WRITTEN}, headers=from_page(case) | NAVIGATES)
    assert (taken.status_code, "shown-page" in client.session) == (302, False)
    assert "Nothing was changed" not in client.get(led).content.decode()


@pytest.mark.parametrize("gone", ["sealed", "role"])
def test_whoever_may_open_the_page_no_more_is_not_shown_what_was_kept_of_it(cast: Cast, case: Case, gone: str) -> None:
    client = cast.client("reviewer")
    led = client.post(f"{page_of(case)}note/", {"reason": ""}, headers=from_page(case) | NAVIGATES).headers["Location"]
    assert case.applicant.name_en in client.get(led).content.decode()
    if gone == "sealed":
        Case.objects.filter(pk=case.pk).update(
            sealed_at=clock.now(), sealed_readers=[cast.second_reviewer.pk, cast.approver.pk]
        )
    else:
        User.objects.filter(pk=cast.reviewer.pk).update(roles=["administrator"])
    back = client.get(led)
    assert back.status_code in {403, 404}
    assert case.applicant.name_en not in back.content.decode()


def test_coming_back_to_the_page_of_a_case_is_a_reading_of_it(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    led = client.post(f"{page_of(case)}note/", {"reason": ""}, headers=from_page(case) | NAVIGATES).headers["Location"]
    lines = AuditEntry.objects.filter(action="file.read", subject=case.reference)
    before = lines.count()
    assert "Nothing was changed" in client.get(led).content.decode()
    assert lines.count() == before + 1


def test_nobody_else_is_shown_the_page_and_programs_are_answered_in_place(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    led = client.post(f"{page_of(case)}note/", {"reason": ""}, headers=from_page(case) | NAVIGATES).headers["Location"]
    assert "Nothing was changed" not in cast.client("supervisor").get(led).content.decode()
    assert client.post(f"{page_of(case)}note/", {"reason": ""}, headers=from_page(case)).status_code == 422
    assert client.post(f"{page_of(case)}note/", {"reason": ""}, headers=NAVIGATES).status_code == 422
