"""The status page tells where a case stands, what comes next and why; and the citizen may answer and withdraw."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.cast import Cast
from tests.factories.review import answer_request, begin_review, request_from_citizen

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import Case, CaseAssessment, CaseEvent, Decision
from iskan.apps.cases.operations.evidence import review_evidence
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.dated import FigureBook
from iskan.core.eligibility import FactValue, assess
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.policy.registry import services

REVIEW = "/services/decision_review/"


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client("head")


def _official(user: User) -> Any:
    return scope_of(user, clock.today())


def _stand(case: Case, stage: str) -> None:
    """Put a case in a stage with its line of the trail, as the desk's moves leave it."""
    CaseEvent.objects.create(
        case=case, kind="transition", code="begin_review", source=case.stage, target=stage, at=clock.now()
    )
    case.stage, case.stage_since = stage, clock.now()
    case.save()


@pytest.fixture
def asked(cast: Cast, filed: Case) -> Case:
    """Ask the citizen for a document."""
    reviewer = _official(cast.reviewer)
    begin_review(scope=reviewer, reference=filed.reference, at=clock.now())
    item = filed.evidence.first()
    codes = ()
    if item is not None:
        review_evidence(
            scope=reviewer, reference=filed.reference, item_id=item.pk, accepted=False, reason="لا يُقرأ", at=clock.now()
        )
        codes = (item.code,)
    request_from_citizen(
        scope=reviewer, reference=filed.reference, text="نرجو إرفاق الشهادة", evidence_codes=codes, at=clock.now()
    )
    filed.refresh_from_db()
    return filed


def _history(client: Client, case: Case) -> list[tuple[str, str]]:
    """Return the events of a case's page, newest first: what happened, and when and by whom."""
    page = client.get(f"/en/cases/{case.reference}/").content.decode()
    found = re.findall(r'<p class="timeline-title">(.*?)</p><p class="timeline-when">(.*?)</p>', page)
    return [(re.sub(r"<[^>]+>", "", title), re.sub(r"<[^>]+>", "", when)) for title, when in found]


def test_a_running_case_shows_its_stage_promise_and_what_comes_next(head: Client, filed: Case) -> None:
    page = head.get(f"/en/cases/{filed.reference}/").content.decode()
    assert "Checking the registers" in page
    assert "an official then reviews" in page
    assert "Answer due by" in page
    assert "AH)" in page


def test_a_draft_leads_to_its_next_page(head: Client, draft: Case) -> None:
    assert head.get(f"/cases/{draft.reference}/").headers["Location"] == f"/apply/{draft.reference}/"


def test_it_shows_the_same_to_the_delegate_and_nothing_to_a_stranger(cast: Cast, filed: Case) -> None:
    page = cast.client("delegate").get(f"/en/cases/{filed.reference}/").content.decode()
    assert f'on behalf of <bdi translate="no">{cast.head.name_en}</bdi>' in page
    for path in ("", "application/", "answer/", "moves/withdraw/"):
        assert cast.client("stranger").get(f"/cases/{filed.reference}/{path}").status_code == 404
        assert cast.client("reviewer").get(f"/cases/{filed.reference}/{path}").status_code == 404


def test_reading_it_leaves_one_line_a_session(head: Client, filed: Case) -> None:
    for _ in range(3):
        head.get(f"/cases/{filed.reference}/")
    assert AuditEntry.objects.filter(action="file.read", subject=filed.reference).count() == 1


def test_a_late_case_says_so(head: Client, filed: Case) -> None:
    filed.due_on = clock.today() - timedelta(days=30)
    filed.save()
    assert "days late" in head.get(f"/en/cases/{filed.reference}/").content.decode()


def test_the_officials_own_words_stay_theirs(head: Client, filed: Case) -> None:
    CaseEvent.objects.create(
        case=filed, kind="transition", code="recommend_refusal", source="in_review", target="awaiting_decision",
        reason="words for the approver alone", at=clock.now(),
    )  # fmt: skip
    assert "words for the approver" not in head.get(f"/en/cases/{filed.reference}/").content.decode()


def test_a_refusal_names_each_condition_its_article_value_and_remedy(cast: Cast, head: Client, filed: Case) -> None:
    service = services()[filed.service_code]
    source = Text(ar="السجل السكاني", en="Population register")
    facts = {
        "birth_date": FactValue(value=clock.today() - timedelta(days=365 * 70), source=source, at=clock.now()),
        "bahraini": FactValue(value=True, source=source, at=clock.now()),
    }
    assessment = assess(service.criteria_for("unit"), facts, clock.today(), FigureBook())
    findings = keep_findings(assessment.findings)
    CaseAssessment.objects.create(
        case=filed, at=clock.now(), on_day=clock.today(), verdict=assessment.verdict, facts={}, findings=findings
    )
    Decision.objects.create(
        case=filed,
        recommendation="refused",
        recommended_by=cast.reviewer,
        recommended_at=clock.now(),
        outcome="refused",
        decided_by=cast.approver,
        decided_at=clock.now(),
        reason="تجاوزت السن",
        findings=findings,
    )
    _stand(filed, "rejected")
    page = head.get(f"/en/cases/{filed.reference}/").content.decode()
    assert "تجاوزت السن" in page
    assert "1 condition is not met" in page
    assert "Age at filing" in page
    assert "909/2015" in page
    assert "Population register" in page
    assert "What would change it:" in page
    assert REVIEW in page


def test_a_granted_case_shows_the_card_and_the_place(cast: Cast, head: Client, filed: Case) -> None:
    IssuedDocument.objects.create(
        token="T" * 20, code="entitlement_card", template="entitlement_card", name_ar="بطاقة استحقاق",
        name_en="Entitlement card", is_feminine=True, valid_from=clock.today(), case_reference=filed.reference,
        holder=cast.head, contents={},
        file="issued/x.pdf", issued_at=clock.now(),
    )  # fmt: skip
    WaitingListEntry.objects.create(
        case=filed, programme="unit", governorate="BH-15", seniority_on=clock.today(), reference=filed.reference,
        entered_at=clock.now(), place=1204, place_in_governorate=311,
    )  # fmt: skip
    _stand(filed, "approved")
    page = head.get(f"/en/cases/{filed.reference}/").content.decode()
    assert "1,204" in page
    assert "311" in page
    assert REVIEW not in page
    assert "Muharraq Governorate" in page
    assert "Download the signed document" in page
    assert "until it is replaced or revoked" in page
    assert "From here to the keys" in page


def test_a_card_still_being_signed_says_so(cast: Cast, head: Client, filed: Case) -> None:
    IssuedDocument.objects.create(
        token="T" * 20, code="entitlement_card", template="entitlement_card", name_ar="بطاقة استحقاق",
        name_en="Entitlement card", is_feminine=True, valid_from=clock.today(), case_reference=filed.reference,
        holder=cast.head, contents={},
        issued_at=clock.now(),
    )  # fmt: skip
    _stand(filed, "approved")
    assert "is being signed" in head.get(f"/en/cases/{filed.reference}/").content.decode()


def test_what_was_sent_can_be_read_again(head: Client, filed: Case) -> None:
    page = head.get(f"/en/cases/{filed.reference}/application/").content.decode()
    assert "What I sent" in page
    assert "Change" not in page.split("<main")[1]


def test_what_has_happened_is_told_in_events_with_who_made_them(head: Client, cast: Cast, asked: Case) -> None:
    answer_request(scope=cast.scope("head"), reference=asked.reference, answer="أرفقتها", at=clock.now())
    lines = _history(head, asked)
    assert lines[0][0] == "You answered the ministry"
    assert lines[1][0] == "An official asked for something more"
    assert lines[2][0].startswith("Document not accepted: ")
    assert lines[2][1].endswith("An official of the ministry")
    assert lines[-2][0] == "An official began the review"
    assert lines[-1][0] == "You filed the application"
    assert not {"Draft", "Under review"} & {title for title, _when in lines}


def test_another_reader_is_told_who_filed(cast: Cast, filed: Case) -> None:
    title, when = _history(cast.client("delegate"), filed)[-1]
    assert title == "The application was filed"
    assert cast.head.name_en in when


def test_what_the_system_did_and_what_was_decided(head: Client, cast: Cast, filed: Case) -> None:
    for code, target, actor in (("checks_finished", "awaiting_review", None), ("approve", "approved", cast.approver)):
        CaseEvent.objects.create(
            case=filed, kind="transition", code=code, source=filed.stage, target=target, actor=actor, at=clock.now()
        )
    decided, checked, _filed = _history(head, filed)
    assert decided[0] == "The ministry approved the application"
    assert checked[0] == "Register checks finished"
    assert checked[1].endswith("Automatically")


def test_an_objection_is_an_event_that_names_the_fact(head: Client, filed: Case) -> None:
    CaseEvent.objects.create(
        case=filed, kind="objection", code="fact_objected", actor=filed.applicant, detail={"fact": "properties"},
        at=clock.now(),
    )  # fmt: skip
    assert _history(head, filed)[0][0] == "Objection to what a register says: Properties of the family"


def test_ones_own_answers_and_files_open_from_the_case(cast: Cast, head: Client, asked: Case) -> None:
    page = head.get(f"/en/cases/{asked.reference}/").content.decode()
    assert f"/en/cases/{asked.reference}/application/" in page
    files = list(asked.evidence.select_related("document"))
    assert files
    sent = head.get(f"/en/cases/{asked.reference}/application/").content.decode()
    for file in files:
        address = reverse("document", args=[file.document_id])
        assert f'href="/en{address}"' in page
        assert f'href="/en{address}"' in sent
        assert head.get(address).status_code == 200
        assert cast.client("stranger").get(address).status_code == 404
    assert "لا يُقرأ" in page


def test_what_the_ministry_asks_is_answered_with_words(head: Client, asked: Case) -> None:
    assert "نرجو إرفاق الشهادة" in head.get(f"/en/cases/{asked.reference}/").content.decode()
    page = head.get(f"/en/cases/{asked.reference}/answer/").content.decode()
    assert "لا يُقرأ" in page
    sent = head.post(f"/en/cases/{asked.reference}/answer/", {"answer": "هذه هي", "action": "send"}, follow=True)
    assert "Your answer is sent" in sent.content.decode()
    asked.refresh_from_db()
    assert asked.stage == "in_review"
    assert head.get(f"/en/cases/{asked.reference}/answer/").status_code == 302


@pytest.mark.parametrize("words", ["\x00", "x" * 5000])
def test_an_answer_that_cannot_be_kept_is_told_and_not_lost(head: Client, asked: Case, words: str) -> None:
    sent = head.post(f"/en/cases/{asked.reference}/answer/", {"answer": words, "action": "send"})
    assert sent.status_code == 422
    assert "<title>Error:" in sent.content.decode()
    asked.refresh_from_db()
    assert asked.stage == "awaiting_applicant"


def test_withdrawing_is_asked_first_and_done_once(head: Client, filed: Case) -> None:
    path = f"/en/cases/{filed.reference}/moves/withdraw/"
    assert "Confirm: Withdraw the application" in head.get(path).content.decode()
    assert "Withdrawn" in head.post(path, {"reason": ""}, follow=True).content.decode()
    assert head.post(path, {"reason": ""}).headers["Location"] == f"/en/cases/{filed.reference}/"
    filed.refresh_from_db()
    assert filed.stage == "withdrawn"


@pytest.mark.parametrize("reason", ["\x00", "لا أحتاجه" * 200])
def test_a_reason_that_cannot_be_kept_withdraws_nothing_and_is_not_lost(head: Client, filed: Case, reason: str) -> None:
    answer = head.post(f"/en/cases/{filed.reference}/moves/withdraw/", {"reason": f"سبب {reason}"})
    assert answer.status_code == 422
    assert "سبب" in answer.content.decode()
    filed.refresh_from_db()
    assert filed.stage == "submitted"


def test_the_list_shows_drafts_open_and_closed_cases_at_one_cost(
    cast: Cast, head: Client, filed: Case, members: Case, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5):
        page = head.get("/en/cases/").content.decode()
    assert filed.reference in page
    assert f"/en/apply/{members.reference}/" in page
    assert "You have no cases yet" in cast.client("stranger").get("/en/cases/").content.decode()


def test_the_busiest_page_asks_little_of_the_database(
    head: Client, filed: Case, django_assert_max_num_queries: Any
) -> None:
    path = f"/cases/{filed.reference}/"
    head.get(path)
    with django_assert_max_num_queries(6):
        head.get(path)
