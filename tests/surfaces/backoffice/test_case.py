"""The case page: everything on it, what it offers to whom, and what it says when something is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from tests.factories import review
from tests.factories.cast import Cast
from tests.factories.journeys import accept_all

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.operations.waiting_list import leave_list
from iskan.foundation import audit, clock
from iskan.integrations.synthetic import cast as personas

Filed = Callable[..., Case]


def address(case: Case, rest: str = "", language: str = "/en") -> str:
    return f"{language}/staff/cases/{case.reference}/{rest}"


def show(cast: Cast, role: str, case: Case) -> str:
    answer = cast.client(role).get(address(case))
    assert answer.status_code == 200
    return answer.content.decode()


def send(cast: Cast, role: str, case: Case, move: str, **words: Any) -> HttpResponse:
    case.refresh_from_db()
    answer: HttpResponse = cast.client(role).post(address(case, move), {"version": case.version, **words})
    return answer


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def in_review(cast: Cast, case: Case) -> Case:
    review.begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=clock.now())
    case.refresh_from_db()
    return case


def recommended(cast: Cast, case: Case, outcome: Outcome = Outcome.APPROVED) -> Case:
    in_review(cast, case)
    accept_all(case, cast.scope("reviewer"), clock.now())
    review.recommend(
        scope=cast.scope("reviewer"), reference=case.reference, outcome=outcome, reason="مستوف", at=clock.now()
    )
    case.refresh_from_db()
    return case


def test_everything_is_on_it(cast: Cast, filed: Filed) -> None:
    case = filed()
    page = show(cast, "reviewer", case)
    for words in (
        "Begin the review", "Take the case", "Criteria", "9 met", "Answers beside the registers", "Population register",
        "Household", "Receipts of the registers", "History", "Messages to the applicant", "Not yet reviewed",
    ):  # fmt: skip
        assert words in page, words
    assert case.applicant.cpr in page


def test_the_history_names_who_agreed(cast: Cast, filed: Filed) -> None:
    case = filed()
    spouse = case.household.members.select_related("person").get(relation="spouse").person
    history = show(cast, "reviewer", case).partition("History")[2]
    assert f"{spouse.name_en} agreed" in history
    assert f"{spouse.cpr} agreed" not in history


def test_it_costs_the_same_with_one_note_and_with_three(cast: Cast, filed: Filed) -> None:
    case, client, counted = filed(), cast.client("supervisor"), []
    client.get(address(case))
    for notes in (1, 2):
        for _ in range(notes):
            review.add_note(scope=cast.scope("reviewer"), reference=case.reference, text="ملاحظة", at=clock.now())
        with CaptureQueriesContext(connection) as queries:
            client.get(address(case))
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 45


def test_each_reading_leaves_a_line(cast: Cast, filed: Filed) -> None:
    case = filed()
    show(cast, "auditor", case)
    show(cast, "auditor", case)
    readings = audit.readings_of(subject_kind=audit.CASE, subjects=[case.reference])
    assert [line.actor_id for line in readings] == [cast.auditor.pk] * 2


def test_an_auditor_is_offered_nothing(cast: Cast, filed: Filed) -> None:
    page = show(cast, "auditor", filed())
    assert "You read this case and change nothing in it." in page
    assert page.count("<form") == page.count("</form>") == 3  # search, appearance, sign-out


def test_the_main_way(cast: Cast, filed: Filed) -> None:
    case = filed()
    assert send(cast, "reviewer", case, "claim/").status_code == 302
    assert send(cast, "reviewer", case, "moves/begin_review/").status_code == 302
    item = case.evidence.first()
    assert item is not None
    rejected = send(cast, "reviewer", case, f"documents/{item.pk}/", verdict="reject", reason="غير واضح")
    assert rejected.status_code == 302
    asked = send(
        cast, "reviewer", case, "moves/request_evidence/", reason="أرفق نسخة أوضح", evidence=item.code, within="5"
    )
    assert asked.status_code == 302
    case.refresh_from_db()
    assert case.stage == "awaiting_applicant"
    page = show(cast, "reviewer", case)
    assert "Who may act now: the applicant or a reviewing official" in page
    assert "Clock stopped" in page


def test_a_second_official_decides_after_reading_it_once_more(cast: Cast, filed: Filed) -> None:
    case = recommended(cast, filed())
    asked = send(cast, "approver", case, "moves/approve/", reason="")
    page = page_of(asked)
    for words in (
        "Confirm: Approve the application",
        "Issued: Entitlement card",
        "joins its waiting list",
        "is approved.",
        "“Approved”",
    ):
        assert words in page, words
    case.refresh_from_db()
    assert case.stage == "awaiting_decision"
    assert send(cast, "approver", case, "moves/approve/", reason="", confirmed="yes").status_code == 302
    page = show(cast, "approver", case)
    assert "Entitlement card" in page
    assert "Place 1 of 1" in page


def test_whoever_recommended_reads_why_they_may_not_decide(cast: Cast, filed: Filed) -> None:
    cast.reviewer.roles = ["reviewer", "approver"]
    cast.reviewer.save()
    case = recommended(cast, filed())
    page = show(cast, "reviewer", case)
    assert "Whoever recommended may not decide; a second official must." in page
    assert "/moves/approve/" not in page
    assert "/moves/return_to_review/" in page
    answer = send(cast, "reviewer", case, "moves/approve/", confirmed="yes")
    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_stale_form_is_told_and_keeps_its_words(cast: Cast, filed: Filed, language: str) -> None:
    case = in_review(cast, filed())
    words = {"version": case.version - 1, "reason": "كلمات لا تضيع", "evidence": "salary_certificate"}
    answer = cast.client("reviewer").post(address(case, "moves/request_evidence/", language), words)
    page = page_of(answer)
    assert answer.status_code == 409
    assert "كلمات لا تضيع" in page
    assert ("Someone else changed this" if language else "عدّل شخص آخر") in page
    assert f'name="version" value="{case.version}"' in page


def test_a_form_without_a_version_is_stale(cast: Cast, filed: Filed) -> None:
    assert cast.client("reviewer").post(address(filed(), "moves/begin_review/")).status_code == 409


@pytest.mark.parametrize(
    ("move", "words", "status", "said"),
    [
        ("moves/request_evidence/", {"reason": " "}, 422, "Enter the reason."),
        ("moves/recommend_refusal/", {"reason": ""}, 422, "Enter the reason."),
        ("moves/recommend_approval/", {"reason": "x" * 2001}, 422, "longer than allowed"),
        ("moves/approve/", {}, 409, "The case has moved on"),
        ("moves/none_such/", {}, 409, "The case has moved on"),
        ("note/", {"reason": ""}, 422, "Enter the reason."),
        ("note/", {"reason": "a\x00b"}, 422, "characters that cannot be kept"),
        ("moves/begin_review/", {}, 409, "The case has moved on"),
    ],
)
def test_what_is_refused_is_said_on_the_same_page(  # noqa: PLR0917 -- the table's columns
    cast: Cast, filed: Filed, move: str, words: dict[str, str], status: int, said: str
) -> None:
    answer = send(cast, "reviewer", in_review(cast, filed()), move, **words)
    assert answer.status_code == status
    assert said in page_of(answer)


def test_approval_waits_for_every_document(cast: Cast, filed: Filed) -> None:
    answer = send(cast, "reviewer", in_review(cast, filed()), "moves/recommend_approval/")
    assert answer.status_code == 422
    assert "once every document is judged" in page_of(answer)


def test_documents_rest_while_a_recommendation_stands(cast: Cast, filed: Filed) -> None:
    case = recommended(cast, filed())
    item = case.evidence.first()
    assert item is not None
    answer = send(cast, "reviewer", case, f"documents/{item.pk}/", verdict="reject", reason="باهت")
    assert answer.status_code == 409
    assert "A recommendation stands" in page_of(answer)
    assert 'value="reject"' not in page_of(answer)


def test_a_case_against_a_criterion_is_not_recommended_for_approval(cast: Cast, filed: Filed) -> None:
    case = in_review(cast, filed(personas.OWNS_HOUSE))
    accept_all(case, cast.scope("reviewer"), clock.now())
    answer = send(cast, "reviewer", case, "moves/recommend_approval/", reason="لأسباب")
    assert answer.status_code == 422
    assert "It cannot be approved while a criterion is not met" in page_of(answer)
    assert "لأسباب" in page_of(answer)


def test_relatives_are_called_by_their_sex(cast: Cast, filed: Filed) -> None:
    page = show(cast, "reviewer", filed())
    assert "Wife" in page
    assert "Son or daughter" not in page


def test_nobody_works_on_their_own_household(cast: Cast, filed: Filed) -> None:
    case = filed()
    spouse = case.household.members.get(relation="spouse").person
    cast.reviewer.official_cpr = spouse.cpr
    cast.reviewer.save()
    assert "may not work on a case of their own household" in show(cast, "reviewer", case)
    assert send(cast, "reviewer", case, "moves/begin_review/").status_code == 403
    assert send(cast, "reviewer", case, "claim/").status_code == 403


def test_a_recommendation_goes_back_with_words(cast: Cast, filed: Filed) -> None:
    case = recommended(cast, filed())
    assert send(cast, "approver", case, "moves/return_to_review/", reason="وضّح الدخل").status_code == 302
    assert "وضّح الدخل" in show(cast, "reviewer", case)


def test_another_official_holds_it(cast: Cast, filed: Filed) -> None:
    case = filed()
    send(cast, "reviewer", case, "claim/")
    answer = cast.client("second_reviewer").post(address(case, "claim/"))
    assert answer.status_code == 409
    assert "Official r.isa holds this case" in page_of(answer)
    assert send(cast, "second_reviewer", case, "release/").status_code == 403
    assert send(cast, "supervisor", case, "assign/", assignee=cast.second_reviewer.pk).status_code == 302
    assert send(cast, "second_reviewer", case, "release/").status_code == 302


def test_a_register_is_asked_again_and_the_criteria_are_tested_again(cast: Cast, filed: Filed) -> None:
    case = filed()
    assert send(cast, "reviewer", case, "criteria/").status_code == 302
    assert send(cast, "reviewer", case, "registers/labour/").status_code == 302
    page = show(cast, "reviewer", case)
    assert "The question is queued." in page
    answer = send(cast, "reviewer", in_review(cast, case), "moves/recommend_approval/")
    assert answer.status_code == 409
    assert "Some registers have not answered yet" in page_of(answer)


def test_a_card_is_replaced_and_revoked_with_a_reason(cast: Cast, filed: Filed) -> None:
    case = recommended(cast, filed())
    review.decide(
        scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=clock.now()
    )
    first = str(_issued(case))
    assert send(cast, "approver", case, f"card/{first}/", change="replace", reason="").status_code == 422
    assert send(cast, "approver", case, f"card/{first}/", reason="x").status_code == 422
    assert send(cast, "approver", case, f"card/{first}/", change="replace", reason="خطأ في الاسم").status_code == 302
    second = _issued(case)
    assert str(second) != first
    waits = send(cast, "supervisor", case, f"card/{second}/", change="revoke", reason="أُلغي")
    assert (waits.status_code, "cancellation" in page_of(waits)) == (409, True)

    leave_list(case_id=case.pk, at=clock.now())
    assert send(cast, "supervisor", case, f"card/{second}/", change="revoke", reason="أُلغي").status_code == 302
    act = ProposedAct.objects.get()
    assert "Valid" in show(cast, "supervisor", case)
    again = send(cast, "supervisor", case, f"card/{second}/", change="revoke", reason="أُلغي")
    assert again.status_code == 409
    agreed = cast.client("approver").post(f"/en/staff/acts/{act.pk}/", {"verdict": "agree"})
    assert agreed.status_code == 302
    page = show(cast, "supervisor", case)
    assert "Revoked" in page
    assert "Replaced" in page
    assert "أُلغي" in Message.objects.get(event=f"revoked:{second}").body_ar


def _issued(case: Case) -> int:
    from iskan.apps.documents.models import IssuedDocument  # noqa: PLC0415 -- needed here alone

    return IssuedDocument.objects.filter(case_reference=case.reference).latest("pk").pk


def test_a_document_is_judged_beside_the_answers(cast: Cast, filed: Filed) -> None:
    case = in_review(cast, filed())
    items = list(case.evidence.order_by("pk"))
    page = page_of(cast.client("reviewer").get(address(case, f"documents/{items[0].pk}/")))
    assert "Answers beside the registers" in page
    assert f"/documents/{items[0].document_id}/pages/1/" in page
    answer = send(cast, "reviewer", case, f"documents/{items[0].pk}/", verdict="reject", reason="")
    assert answer.status_code == 422
    assert "Enter the reason." in page_of(answer)
    assert send(cast, "reviewer", case, f"documents/{items[0].pk}/", reason="x").status_code == 422
    answer = send(cast, "reviewer", case, f"documents/{items[0].pk}/", verdict="accept")
    others = [item.pk for item in items[1:]]
    assert answer["Location"].endswith(tuple(f"documents/{pk}/" for pk in others) if others else f"{case.reference}/")


def test_two_officials_on_one_document_do_not_overwrite_each_other(cast: Cast, filed: Filed) -> None:
    case = in_review(cast, filed())
    item = case.evidence.first()
    assert item is not None
    seen = case.version
    assert send(cast, "reviewer", case, f"documents/{item.pk}/", verdict="accept").status_code == 302
    late = cast.client("second_reviewer").post(
        address(case, f"documents/{item.pk}/"), {"version": seen, "verdict": "reject", "reason": "باهت"}
    )
    assert late.status_code == 409
    assert "باهت" in page_of(late)


def test_a_document_of_another_case_is_not_found_here(cast: Cast, filed: Filed) -> None:
    case, other = filed(), filed(personas.QUALIFIES_FOR_PLOT)
    item = other.evidence.first()
    assert item is not None
    assert cast.client("reviewer").get(address(case, f"documents/{item.pk}/")).status_code == 404


def test_a_wish_is_not_held_against_the_register_and_a_claim_is(cast: Cast, filed: Filed) -> None:
    case = filed()
    known = dict(case.facts.values_list("code", "value"))
    wish = next(code for code in ("BH-13", "BH-14", "BH-15", "BH-17") if code != known["address.governorate"])
    case.application.answers |= {"governorate": wish, "family_category": known["category.likely"]}
    case.application.save()
    assert "Differs from the register" not in show(cast, "reviewer", case)
    case.application.answers["family_category"] = "3" if known["category.likely"] != "3" else "2"
    case.application.save()
    assert show(cast, "reviewer", case).count("Differs from the register") == 1


def test_the_day_of_issue_stands_beside_the_document_and_is_confirmed(cast: Cast, filed: Filed) -> None:
    case = in_review(cast, filed())
    item = case.evidence.get(code="salary_statement")
    path = f"documents/{item.pk}/"
    page = page_of(cast.client("reviewer").get(address(case, path)))
    assert "Fresh enough" in page
    assert "The applicant states" in page
    early = {"issued-day": "1", "issued-month": "1", "issued-year": "2020"}
    refused = send(cast, "reviewer", case, path, verdict="accept", **early)
    assert (refused.status_code, "it must have been issued on" in page_of(refused)) == (422, True)
    wrong = send(cast, "reviewer", case, path, verdict="accept", **{**early, "issued-month": "13"})
    assert (wrong.status_code, "Enter a real date" in page_of(wrong)) == (422, True)
    assert send(cast, "reviewer", case, path, verdict="accept").status_code == 302
    item.refresh_from_db()
    assert item.issued_on == item.stated_issued_on


def test_a_document_used_again_names_the_case_it_was_given_in(cast: Cast, filed: Filed) -> None:
    case, other = in_review(cast, filed()), filed(personas.QUALIFIES_FOR_PLOT)
    item = case.evidence.get(code="salary_statement")
    item.reused_from = other.evidence.order_by("pk")[0]
    item.save()
    page = page_of(cast.client("reviewer").get(address(case, f"documents/{item.pk}/")))
    assert other.reference in page
    assert "Open that case" in page
    assert other.reference in show(cast, "reviewer", case)
    Case.objects.filter(pk=other.pk).update(department=cast.finance)
    page = page_of(cast.client("reviewer").get(address(case, f"documents/{item.pk}/")))
    assert other.reference in page
    assert "Open that case" not in page
