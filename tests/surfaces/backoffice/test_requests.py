"""A request at the desk: ready letters, the answer taken, more time, another way, and going on without an answer."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from tests.apps.documents import samples
from tests.factories import review
from tests.factories.cast import Cast
from tests.factories.figures import approve_figure

from iskan.apps.accounts.models import User
from iskan.apps.cases.enums import RequestEnding
from iskan.apps.cases.models import Case, CaseAssessment, CitizenRequest
from iskan.apps.cases.operations.evidence import review_evidence
from iskan.foundation import clock
from iskan.policy.parameters.requests import REQUEST_ANSWER_DAYS

Filed = Callable[..., Case]


def address(case: Case, rest: str = "") -> str:
    return f"/en/staff/cases/{case.reference}/{rest}"


def post(cast: Cast, case: Case, rest: str, **words: Any) -> HttpResponse:
    case.refresh_from_db()
    answer: HttpResponse = cast.client("reviewer").post(address(case, rest), {"version": case.version, **words})
    return answer


def show(cast: Cast, case: Case, rest: str = "", role: str = "reviewer") -> str:
    return cast.client(role).get(address(case, rest)).content.decode()


@pytest.fixture
def reviewed(cast: Cast, filed: Filed) -> Case:
    """Return a case in review, its first document rejected."""
    case = filed()
    reviewer = cast.scope("reviewer")
    review.begin_review(scope=reviewer, reference=case.reference, at=clock.now())
    item = case.evidence.get()
    review_evidence(
        scope=reviewer, reference=case.reference, item_id=item.pk, accepted=False, reason="غير مختومة", at=clock.now()
    )
    return case


@pytest.fixture
def asked(cast: Cast, reviewed: Case) -> Case:
    review.request_from_citizen(
        scope=cast.scope("reviewer"), reference=reviewed.reference, text="أرفق شهادة أوضح",
        evidence_codes=("salary_statement",), at=clock.now(),
    )  # fmt: skip
    return reviewed


def _overdue(case: Case) -> None:
    CitizenRequest.objects.filter(case=case).update(due_on=clock.today() - timedelta(days=1))


def test_what_was_rejected_is_ready_to_send_in_the_applicant_s_language(cast: Cast, reviewed: Case) -> None:
    page = show(cast, reviewed)
    assert "Documents not accepted, with the reasons" in page
    answer = post(cast, reviewed, "letters/request_evidence/", letter="rejected_documents", within="7", evidence="x")
    words = answer.content.decode()
    assert answer.status_code == 200
    assert re.search(r'<details[^>]+id="drawer-move-request_evidence" open', words)
    textarea = re.search(r'id="move-request_evidence-reason"[^>]*>\n(.*?)</textarea>', words, re.DOTALL)
    assert textarea is not None
    assert "يرجى إرفاق غيرها" in textarea[1]
    assert "غير مختومة" in textarea[1]
    assert 'value="7"' in words
    User.objects.filter(pk=reviewed.applicant_id).update(language="en")
    assert (
        "Please attach others"
        in post(cast, reviewed, "letters/request_evidence/", letter="rejected_documents").content.decode()
    )


def test_an_unmet_condition_is_carried_into_a_refusal_with_what_would_change_it(cast: Cast, reviewed: Case) -> None:
    newest = reviewed.assessments.latest("at", "pk")
    newest.pk, newest.findings[0]["verdict"] = None, "not_met"
    newest.findings[0]["remedy"] = {"ar": "يمكن تصحيح السجل", "en": "The register may be corrected"}
    newest.save(force_insert=True)
    label = CaseAssessment.objects.latest("pk").findings[0]["label"]["ar"]
    answer = post(cast, reviewed, "letters/recommend_refusal/", letter="unmet_criteria").content.decode()
    assert label in answer
    assert "يمكن تصحيح السجل" in answer


def test_a_note_s_letter_is_in_the_official_s_language(cast: Cast, reviewed: Case) -> None:
    answer = post(cast, reviewed, "letters/note/", letter="called_not_reached").content.decode()
    assert f"about {reviewed.reference}: no answer." in answer


@pytest.mark.parametrize("code", ["note", "request_evidence", "recommend_approval"])
def test_a_letter_that_is_not_offered_is_not_inserted(cast: Cast, reviewed: Case, code: str) -> None:
    answer = post(cast, reviewed, f"letters/{code}/", letter="gone", reason="ما كتبته")
    assert answer.status_code == 422
    if code != "recommend_approval":
        assert "ما كتبته" in answer.content.decode()


def test_the_official_names_the_days_and_finds_their_last_ones_next_time(cast: Cast, reviewed: Case) -> None:
    refused = post(cast, reviewed, "moves/request_evidence/", reason="وضّح", within="90")
    assert refused.status_code == 422
    assert "from 1 to 60" in refused.content.decode()
    assert post(cast, reviewed, "moves/request_evidence/", reason="وضّح", within="8").status_code == 302
    assert post(cast, reviewed, "moves/recall_request/", reason="وصلت").status_code == 302
    field = re.search(r'id="move-request_evidence-within"[^>]*', show(cast, reviewed))
    assert field is not None
    assert 'value="8"' in field[0]


def test_the_enter_key_sends_a_request_and_inserts_no_letter(cast: Cast, reviewed: Case) -> None:
    form = show(cast, reviewed).partition("moves/request_evidence/")[2].partition("</form>")[0]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert "default-button" in first[0]
    assert "formaction" not in first[0]


def test_the_law_s_days_are_not_asked(cast: Cast, reviewed: Case) -> None:
    approve_figure(REQUEST_ANSWER_DAYS, 5, cast)
    page = show(cast, reviewed)
    assert "The applicant has 5 working days to answer." in page
    assert "move-request_evidence-within" not in page


def test_the_case_says_by_when_and_offers_what_may_be_done_about_it(cast: Cast, asked: Case) -> None:
    page = show(cast, asked)
    assert "Last day to answer:" in page
    assert address(asked, "request/") in page
    assert "The applicant may still answer" in page
    assert "moves/go_on_unanswered/" not in page
    assert "moves/take_answer/" not in page
    _overdue(asked)
    page = show(cast, asked)
    assert "Not answered in time" in page
    assert "moves/go_on_unanswered/" in page
    done = post(cast, asked, "moves/go_on_unanswered/", reason="لم يرد")
    assert done.status_code == 302
    assert "Not answered in time" in show(cast, asked)


def test_an_answer_by_telephone_is_entered_with_its_document(cast: Cast, asked: Case) -> None:
    page = show(cast, asked, "request/")
    assert "Enter the applicant&#39;s answer" in page or "Enter the applicant's answer" in page
    scan = SimpleUploadedFile("شهادة.jpg", samples.jpeg(), "image/jpeg")
    answer = post(
        cast, asked, "request/answer/", identified_by="answers", identification="تاريخ الميلاد", reason="أرفقتها",
        **{"files-salary_statement": scan},
    )  # fmt: skip
    assert answer.status_code == 302
    request = CitizenRequest.objects.get(case=asked)
    assert request.ending == RequestEnding.TAKEN
    assert asked.evidence.filter(added_at__gte=request.asked_at).count() == 1
    page = show(cast, asked)
    assert "Entered by" in page
    assert "تاريخ الميلاد" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"reason": "نعم", "identified_by": "card", "identification": ""}, "Choose how the applicant was known"),
        ({"reason": "", "identified_by": "card", "identification": "هوية"}, "Enter the reason"),
    ],
)
def test_an_answer_that_cannot_be_entered_comes_back_as_it_was_typed(
    cast: Cast, asked: Case, words: dict[str, str], told: str
) -> None:
    answer = post(cast, asked, "request/answer/", **words)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert all(word in answer.content.decode() for word in words.values())


@pytest.mark.parametrize(
    ("name", "content"), [("files-salary_statement", b"no picture"), ("files-gone", samples.jpeg())]
)
def test_a_file_that_cannot_be_taken_is_told_and_nothing_is_entered(
    cast: Cast, asked: Case, name: str, content: bytes
) -> None:
    answer = post(
        cast, asked, "request/answer/", identified_by="card", identification="هوية", reason="نعم",
        **{name: SimpleUploadedFile("x.jpg", content, "image/jpeg")},
    )  # fmt: skip
    assert answer.status_code == 422
    assert CitizenRequest.objects.get(case=asked).answered_at is None


def test_more_time_and_another_way(cast: Cast, asked: Case) -> None:
    until = clock.today() + timedelta(days=40)
    assert post(cast, asked, "request/last-day/", last_day="2020-01-01").status_code == 422
    assert post(cast, asked, "request/last-day/", last_day=until.isoformat()).status_code == 302
    assert post(cast, asked, "request/again/").status_code == 422
    assert post(cast, asked, "request/again/", way="sms").status_code == 302
    printed = post(cast, asked, "request/again/", way="letter")
    assert printed["Location"] == address(asked, "request/letter/")
    letter = show(cast, asked, "request/letter/")
    assert "أرفق شهادة أوضح" in letter
    history = show(cast, asked).partition('id="history"')[2]
    for words in ("More time to answer, until", "Sent again: SMS", "Sent again: printed letter"):
        assert words in history, words


def test_where_nothing_is_asked_any_more_its_pages_lead_to_the_case(cast: Cast, reviewed: Case) -> None:
    client = cast.client("reviewer")
    assert client.get(address(reviewed, "request/"))["Location"] == address(reviewed)
    assert client.get(address(reviewed, "request/letter/")).status_code == 404


def test_a_request_without_a_last_day_says_so(cast: Cast, asked: Case) -> None:
    CitizenRequest.objects.update(due_on=None)
    assert "No last day to answer was named." in show(cast, asked)
    assert "Name a last day" in show(cast, asked, "request/")
