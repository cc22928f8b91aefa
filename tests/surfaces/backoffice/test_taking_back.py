"""Mistakes in a decision mended: one's own recommendation taken back, and a refusal reopened by two officials."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from tests.factories import review
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case
from tests.factories.journeys import accept_all

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.taking import take_next
from iskan.apps.cases.operations.taking_back import (
    FollowedByAnother,
    NothingToTakeBack,
    NotRefusedHere,
    take_back_recommendation,
)
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal, SameEyes
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.policy.acts import REOPEN_CASE

Filed = Callable[..., Case]


def show(cast: Cast, role: str, case: Case) -> str:
    return cast.client(role).get(f"/en/staff/cases/{case.reference}/").content.decode()


def send(cast: Cast, role: str, case: Case, rest: str, **words: Any) -> HttpResponse:
    case.refresh_from_db()
    answer: HttpResponse = cast.client(role).post(
        f"/en/staff/cases/{case.reference}/{rest}", {"version": case.version, **words}
    )
    return answer


def recommend(cast: Cast, case: Case, outcome: Outcome) -> None:
    review.recommend(
        scope=cast.scope("reviewer"), reference=case.reference, outcome=outcome, reason="رأيي", at=clock.now()
    )


def decide(cast: Cast, case: Case, outcome: Outcome) -> None:
    review.decide(
        scope=cast.scope("approver"), reference=case.reference, outcome=outcome, reason="رأيي", at=clock.now()
    )


@pytest.fixture
def recommended(cast: Cast, filed: Filed) -> Case:
    case = filed()
    review.begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=clock.now())
    accept_all(case, cast.scope("reviewer"), clock.now())
    recommend(cast, case, Outcome.REFUSED)
    case.refresh_from_db()
    return case


@pytest.fixture
def refused(cast: Cast, recommended: Case) -> Case:
    decide(cast, recommended, Outcome.REFUSED)
    recommended.refresh_from_db()
    return recommended


def test_whoever_recommended_takes_it_back_and_recommends_anew(cast: Cast, recommended: Case) -> None:
    page = show(cast, "reviewer", recommended)
    assert "Take back my recommendation" in page
    for role in ("second_reviewer", "approver", "supervisor", "auditor"):
        assert "Take back my recommendation" not in show(cast, role, recommended)
    rest = "recommendation/take-back/"
    refused = send(cast, "reviewer", recommended, rest, reason=" ")
    assert refused.status_code == 422
    assert 'id="drawer-take-back" open' in refused.content.decode()
    assert send(cast, "reviewer", recommended, rest, reason="أخطأت في الدخل").status_code == 302
    recommended.refresh_from_db()
    assert (recommended.stage, recommended.assignee) == ("in_review", cast.reviewer)
    assert "Recommendation taken back" in show(cast, "reviewer", recommended)
    assert AuditEntry.objects.filter(action="case.recommendation_taken_back").count() == 1
    recommend(cast, recommended, Outcome.APPROVED)
    assert recommended.decisions.count() == 2
    decide(cast, recommended, Outcome.APPROVED)
    recommended.refresh_from_db()
    assert recommended.stage == "approved"


def test_a_colleague_who_had_taken_it_to_decide_is_told(cast: Cast, recommended: Case) -> None:
    assert take_next(scope=cast.scope("approver"), at=clock.now()) == recommended
    take_back_recommendation(
        scope=cast.scope("reviewer"), reference=recommended.reference, reason="أخطأت", at=clock.now()
    )
    recommended.refresh_from_db()
    assert recommended.assignee == cast.reviewer
    told = Message.objects.get(user=cast.approver, case_reference=recommended.reference)
    assert "أخطأت" in told.body_ar
    assert not Message.objects.filter(user=recommended.applicant, body_ar__contains="أخطأت").exists()


def test_nobody_takes_back_what_is_not_theirs_or_was_acted_on(cast: Cast, recommended: Case) -> None:
    where: dict[str, Any] = {"reference": recommended.reference, "at": clock.now()}
    attempts: tuple[tuple[str, type[Refusal]], ...] = (
        ("second_reviewer", NothingToTakeBack), ("supervisor", NothingToTakeBack),
        ("approver", NotForThisRole), ("auditor", NotForThisRole),
    )  # fmt: skip
    for role, refusal in attempts:
        with pytest.raises(refusal):
            take_back_recommendation(scope=cast.scope(role), reason="x", **where)
    with pytest.raises(ReasonMissing):
        take_back_recommendation(scope=cast.scope("reviewer"), reason="", **where)
    decide(cast, recommended, Outcome.REFUSED)
    with pytest.raises(NothingToTakeBack):
        take_back_recommendation(scope=cast.scope("reviewer"), reason="x", **where)


def test_a_refusal_is_reopened_by_two_and_keeps_its_seniority(cast: Cast, refused: Case) -> None:
    filed_at, reason = refused.filed_at, "سُجل الدخل خطأً"
    assert "Propose to reopen the case" in show(cast, "reviewer", refused)
    assert "Propose to reopen the case" not in show(cast, "auditor", refused)
    assert send(cast, "reviewer", refused, "reopen/", reason=reason).status_code == 302
    act = ProposedAct.objects.get()
    refused.refresh_from_db()
    assert refused.closed_at is not None
    with pytest.raises((SameEyes, NotForThisRole)):
        agree_to_act(scope=cast.scope("reviewer"), proposed_id=act.pk, at=clock.now())
    assert "Why it was refused" in cast.client("approver").get(f"/en/staff/acts/{act.pk}/").content.decode()
    assert cast.client("approver").post(f"/en/staff/acts/{act.pk}/", {"verdict": "agree"}).status_code == 302
    refused.refresh_from_db()
    assert (refused.stage, refused.closed_at, refused.filed_at) == ("in_review", None, filed_at)
    told = Message.objects.filter(user=refused.applicant).latest("pk")
    assert reason in told.body_ar
    assert "تاريخ تقديمها" in told.body_ar
    own = cast.client("second_reviewer").get(f"/en/staff/cases/{refused.reference}/").content.decode()
    assert "Reopened after the refusal" in own
    recommend(cast, refused, Outcome.APPROVED)
    decide(cast, refused, Outcome.APPROVED)
    entry = WaitingListEntry.objects.get(case=refused)
    assert filed_at is not None
    assert entry.seniority_at == filed_at
    assert refused.decisions.count() == 2


def test_only_what_officials_refused_is_reopened_and_nothing_another_case_goes_on_with(
    cast: Cast, refused: Case
) -> None:
    what: dict[str, Any] = {"act": REOPEN_CASE, "terms": {}, "reason": "خطأ", "at": clock.now()}
    granted = inserted_case(1, cast.requests, stage="approved", closed_at=clock.now())
    with pytest.raises(NotRefusedHere):
        propose_act(scope=cast.scope("reviewer"), subject=granted.reference, **what)
    later = inserted_case(2, cast.requests, about=refused)
    with pytest.raises(FollowedByAnother):
        propose_act(scope=cast.scope("reviewer"), subject=refused.reference, **what)
    Case.objects.filter(pk=later.pk).update(about=None, applicant=refused.applicant, subject=refused.subject)
    with pytest.raises(FollowedByAnother):
        propose_act(scope=cast.scope("reviewer"), subject=refused.reference, **what)
    type(cast.reviewer).objects.filter(pk=cast.reviewer.pk).update(official_cpr=refused.applicant.cpr)
    cast.reviewer.refresh_from_db()
    with pytest.raises(OwnHousehold):
        propose_act(scope=cast.scope("reviewer"), subject=refused.reference, **what)


def test_the_database_lets_a_decision_made_be_marked_once_and_no_more(refused: Case) -> None:
    decision = refused.decisions.get()
    for change in ({"reason": "غيره"}, {"outcome": "approved"}, {"reason": "غيره", "replaced_at": clock.now()}):
        with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
            refused.decisions.filter(pk=decision.pk).update(**change)
    refused.decisions.filter(pk=decision.pk).update(replaced_at=clock.now())
    with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
        refused.decisions.filter(pk=decision.pk).update(replaced_at=None)
