"""The documents page: the day of issue is asked where it matters, and what was accepted before is offered again."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.documents import samples
from tests.factories.cast import Cast
from tests.factories.journeys import NEW_APPLICATION, document, fill_in
from tests.surfaces.portal.test_applications import PNG

from iskan.apps.cases.models import Case, CitizenRequest, EvidenceItem
from iskan.apps.cases.operations.drafting import start_case
from iskan.foundation import clock
from iskan.surfaces.ui.access import SIGNED_OUT

SALARY = "salary_statement"
EMPLOYED = {"employment": "private"}
REMOVE = r'<form id="remove-\d+" method="post" action="([^"]+)"'


@pytest.fixture
def employed(cast: Cast, draft: Case) -> Case:
    """Answer every step of the draft as somebody employed, with no document attached."""
    fill_in(cast.scope("head"), draft.reference, EMPLOYED)
    return draft


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client("head")


def issued(day: date) -> dict[str, str]:
    return {f"issued-{SALARY}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def page(case: Case) -> str:
    return f"/en/apply/{case.reference}/documents/"


def test_the_day_of_issue_is_asked_and_kept_with_the_file(head: Client, employed: Case) -> None:
    shown = head.get(page(employed)).content.decode()
    assert "On which day was it issued?" in shown
    first = clock.today().replace(day=1)
    assert f"{first.day}\u00a0{first:%B}\u00a0{first.year} or later" in shown
    sent = {f"files-{SALARY}": SimpleUploadedFile("a.png", PNG), **issued(clock.today())}
    alone = head.post(page(employed), sent, headers={"accept": "application/json"})
    assert (alone.status_code, alone.json()) == (200, {})
    assert employed.evidence.get().stated_issued_on == clock.today()
    assert head.post(page(employed), issued(first)).headers["Location"].endswith("/check/")
    assert employed.evidence.get().stated_issued_on == first


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (issued(clock.today().replace(day=1) - timedelta(days=1)), "or later"),
        (issued(clock.today() + timedelta(days=1)), "lies ahead"),
        (issued(clock.today()) | {f"issued-{SALARY}-month": "13"}, "Enter a real date"),
    ],
    ids=["last month", "tomorrow", "no date"],
)
def test_a_day_that_will_not_do_is_told_beside_its_field_and_stays_typed(
    head: Client, employed: Case, typed: dict[str, str], told: str
) -> None:
    answer = head.post(page(employed), {f"files-{SALARY}": SimpleUploadedFile("a.png", PNG), **typed})
    shown = answer.content.decode()
    assert (answer.status_code, told in shown) == (422, True)
    assert f'name="issued-{SALARY}-month" type="text"' in shown
    assert f'value="{typed[f"issued-{SALARY}-month"]}"' in shown
    assert employed.evidence.get().stated_issued_on is None


def test_without_a_day_the_check_page_says_what_is_missing(head: Client, employed: Case) -> None:
    head.post(page(employed), {f"files-{SALARY}": SimpleUploadedFile("a.png", PNG)})
    answer = head.post(f"/en/apply/{employed.reference}/check/", {"declared": ["comprehensive"]})
    assert (answer.status_code, "State the day this was issued" in answer.content.decode()) == (422, True)


@pytest.fixture
def given(cast: Cast) -> EvidenceItem:
    """Return a salary statement of this month accepted in an application withdrawn since."""
    at = clock.now()
    earlier = start_case(scope=cast.scope("head"), service_code=NEW_APPLICATION, at=at)
    Case.objects.filter(pk=earlier.pk).update(filed_at=at, closed_at=at, stage="withdrawn", department=cast.requests)
    return EvidenceItem.objects.create(
        case=earlier, code=SALARY, document=document(cast.head, at), verdict="accepted", reviewed_by=cast.reviewer,
        reviewed_at=at, issued_on=clock.today(), added_at=at,
    )  # fmt: skip


def test_what_was_given_before_is_used_again_without_sending_it(cast: Cast, head: Client, given: EvidenceItem) -> None:
    case = start_case(scope=cast.scope("head"), service_code=NEW_APPLICATION, at=clock.now())
    fill_in(cast.scope("head"), case.reference, EMPLOYED)
    shown = head.get(page(case)).content.decode()
    assert "Accepted in your case" in shown
    assert given.case.reference in shown
    assert "&lt;bdi" not in shown
    refused = head.post(f"{page(case)}{SALARY}/again/", {"given_in": "7K3M9-2BD4X"}, follow=True)
    assert "cannot be used again" in refused.content.decode()
    used = head.post(f"{page(case)}{SALARY}/again/", {"given_in": given.case.reference}, follow=True)
    assert "The document you gave before is attached" in used.content.decode()
    assert "Used again from your case" in used.content.decode()
    assert "&lt;bdi" not in used.content.decode()
    assert "Use it again" not in used.content.decode()
    assert (case.evidence.get().reused_from, case.evidence.get().document) == (given, given.document)


def test_a_stranger_uses_no_document_of_another(cast: Cast, given: EvidenceItem) -> None:
    own = start_case(scope=cast.scope("stranger"), service_code=NEW_APPLICATION, at=clock.now())
    stranger, sent = cast.client("stranger"), {"given_in": given.case.reference}
    refused = stranger.post(f"{page(own)}{SALARY}/again/", sent, follow=True)
    assert "cannot be used again" in refused.content.decode()
    assert stranger.post(f"{page(given.case)}{SALARY}/again/", sent).status_code == 404
    assert EvidenceItem.objects.get() == given


def test_only_what_was_attached_since_the_ministry_asked_can_be_taken_back(
    head: Client, cast: Cast, employed: Case
) -> None:
    sent = {f"files-{SALARY}": SimpleUploadedFile("filed.png", PNG), **issued(clock.today())}
    head.post(page(employed), sent)
    Case.objects.filter(pk=employed.pk).update(
        filed_at=clock.now(), stage="awaiting_applicant", department=cast.requests, stage_since=clock.now()
    )
    CitizenRequest.objects.create(
        case=employed, text="كشف أحدث", evidence_codes=[SALARY], asked_by=cast.reviewer, asked_at=clock.now()
    )
    path = f"/en/cases/{employed.reference}/answer/"
    assert "filed.png" in head.get(path).content.decode()
    assert not re.findall(REMOVE, head.get(path).content.decode())

    head.post(path, {f"files-{SALARY}": SimpleUploadedFile("newer.png", PNG), **issued(clock.today())})

    (address,) = re.findall(REMOVE, head.get(path).content.decode())
    gone = head.post(address.replace("&amp;", "&"), follow=True)
    assert (gone.status_code, "newer.png" in gone.content.decode()) == (200, False)
    assert "filed.png" in gone.content.decode()


def test_a_picture_of_what_is_attached_is_shown_and_opens_to_its_owner(head: Client, employed: Case) -> None:
    head.post(page(employed), {f"files-{SALARY}": SimpleUploadedFile("a.png", PNG), **issued(clock.today())})
    thumbnail = f"/documents/{employed.evidence.get().document_id}/thumbnail/"
    assert f'src="/en{thumbnail}"' in head.get(page(employed)).content.decode()
    assert head.get(thumbnail)["Content-Type"] == "image/jpeg"


def test_whoever_attached_a_pdf_with_files_in_it_is_told_that_they_are_not_shown(head: Client, employed: Case) -> None:
    sent = SimpleUploadedFile("a.pdf", samples.pdf_with_attachment())
    head.post(page(employed), {f"files-{SALARY}": sent, **issued(clock.today())})
    assert "Other files attached inside it are not shown" in head.get(page(employed)).content.decode()


@pytest.mark.parametrize(("language", "words"), [("/en", SIGNED_OUT.en), ("", SIGNED_OUT.ar)])
def test_a_script_is_told_that_a_file_sent_after_the_session_was_not_received(
    employed: Case, language: str, words: str
) -> None:
    answer = Client().post(
        f"{language}/apply/{employed.reference}/documents/",
        {f"files-{SALARY}": SimpleUploadedFile("salary.png", PNG)},
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, answer.json()) == (401, {"message": words})
    assert not EvidenceItem.objects.filter(case=employed).exists()
