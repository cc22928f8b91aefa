"""An answer typed wrong at the counter: proposed by one official, corrected once another agrees, and told."""

from collections.abc import Callable

import pytest
from tests.factories import review
from tests.factories.cast import Cast
from tests.factories.journeys import accept_all

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.correcting import (
    NotTypedByOfficial,
    OpensQuestions,
    SameAnswer,
    correct_answer,
    correctable,
)
from iskan.apps.cases.operations.moves import RecommendationStands, StaleEdit
from iskan.apps.notifications.models import Message
from iskan.core.refusal import NotForThisRole, OwnHousehold
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope
from iskan.policy.acts import CORRECT_ANSWER

Filed = Callable[..., Case]
QUESTION, OPENING = "temporary_flat_tenant", "earlier_housing_service"


@pytest.fixture
def typed(cast: Cast, filed: Filed) -> Case:  # noqa: ARG001 -- the cast stands before the case
    """Return a case filed at the service centre."""
    case = filed()
    Case.objects.filter(pk=case.pk).update(channel="desk")
    case.refresh_from_db()
    return case


def path(case: Case, rest: str = "correction/") -> str:
    return f"/en/staff/cases/{case.reference}/{rest}"


def said(case: Case, **more: str) -> dict[str, str]:
    answer = "no" if case.application.answers[QUESTION] else "yes"
    return {"question": QUESTION, QUESTION: answer, "reason": "أدخلتها خطأً"} | more


def terms(case: Case, code: str = QUESTION) -> dict[str, object]:
    was = case.application.answers[code]
    return {"question": code, "answer": not was, "was": was}


def test_it_is_proposed_agreed_to_tested_again_and_told(cast: Cast, typed: Case) -> None:
    was, tested = typed.application.answers[QUESTION], typed.assessments.count()
    reviewer = cast.client("reviewer")
    assert "Correct an answer typed here" in reviewer.get(path(typed, "")).content.decode()
    assert f"?question={QUESTION}" in reviewer.get(path(typed)).content.decode()
    assert f'name="{QUESTION}"' in reviewer.get(path(typed), {"question": QUESTION}).content.decode()
    assert reviewer.post(path(typed), said(typed)).status_code == 302
    act = ProposedAct.objects.get()
    typed.application.refresh_from_db()
    assert typed.application.answers[QUESTION] == was
    shown = cast.client("approver").get(f"/en/staff/acts/{act.pk}/").content.decode()
    assert "Corrected answer" in shown
    assert cast.client("approver").post(f"/en/staff/acts/{act.pk}/", {"verdict": "agree"}).status_code == 302
    typed.application.refresh_from_db()
    assert typed.application.answers[QUESTION] is not was
    assert typed.assessments.count() == tested + 1
    told = Message.objects.get(event__startswith="corrected:")
    assert told.user_id == typed.applicant_id
    assert AuditEntry.objects.get(action="case.answer_corrected").detail == {"question": QUESTION}
    assert "Details corrected" in reviewer.get(path(typed, "")).content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({QUESTION: ""}, "What went wrong"),
        ({"reason": ""}, "Enter the reason."),
        ({"question": "programme"}, "Choose one of the options."),
    ],
)
def test_what_is_refused_is_said_on_the_page(cast: Cast, typed: Case, more: dict[str, str], words: str) -> None:
    answer = cast.client("reviewer").post(path(typed), said(typed, **more))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ProposedAct.objects.exists()


def test_what_the_applicant_typed_is_no_officials_to_correct(cast: Cast, filed: Filed) -> None:
    case = filed()
    assert correctable(case) == ()
    page = cast.client("reviewer").get(path(case)).content.decode()
    assert "No answer here is to be corrected by officials" in page
    assert "Correct an answer typed here" not in cast.client("reviewer").get(path(case, "")).content.decode()
    with pytest.raises(NotTypedByOfficial):
        propose(cast, case, terms(case))


def propose(cast: Cast, case: Case, proposed: dict[str, object], role: str = "reviewer") -> ProposedAct:
    return propose_act(
        scope=cast.scope(role), act=CORRECT_ANSWER, subject=case.reference, terms=proposed, reason="خطأ", at=clock.now()
    )


def test_what_would_open_other_questions_or_changes_nothing_is_refused(cast: Cast, typed: Case) -> None:
    with pytest.raises(OpensQuestions):
        propose(cast, typed, terms(typed, OPENING))
    with pytest.raises(SameAnswer):
        propose(cast, typed, terms(typed) | {"answer": typed.application.answers[QUESTION]})
    with pytest.raises(StaleEdit):
        propose(cast, typed, terms(typed) | {"was": "else"})
    with pytest.raises(OutOfScope):
        propose(cast, typed, terms(typed) | {"question": "programme"})


def test_while_a_recommendation_stands_or_once_closed_nothing_is_corrected(cast: Cast, typed: Case) -> None:
    act, at = propose(cast, typed, terms(typed)), clock.now()
    review.begin_review(scope=cast.scope("reviewer"), reference=typed.reference, at=at)
    accept_all(typed, cast.scope("reviewer"), at)
    review.recommend(
        scope=cast.scope("reviewer"), reference=typed.reference, outcome=Outcome.APPROVED, reason="", at=at
    )
    with pytest.raises(RecommendationStands):
        agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=at)
    Case.objects.filter(pk=typed.pk).update(closed_at=at)
    with pytest.raises(NotForThisRole):
        correct_answer(scope=cast.scope("approver"), reference=typed.reference, terms=terms(typed), reason="خطأ", at=at)


def test_nobody_corrects_the_answers_of_their_own_household(cast: Cast, typed: Case) -> None:
    cast.reviewer.official_cpr = typed.applicant.cpr
    cast.reviewer.save()
    with pytest.raises(OwnHousehold):
        propose(cast, typed, terms(typed))


def test_while_a_register_is_waited_for_the_criteria_are_left_to_its_answer(cast: Cast, typed: Case) -> None:
    typed.register_runs.filter(register="labour").update(answered_at=None, status="pending")
    tested = typed.assessments.count()
    correct_answer(
        scope=cast.scope("approver"), reference=typed.reference, terms=terms(typed), reason="خطأ", at=clock.now()
    )
    assert typed.assessments.count() == tested
