"""An answer an official entered, which its applicant says is not theirs: the tray, who looks into it, how it ends."""

from collections.abc import Callable

import pytest
from tests.factories.cast import Cast, signed_in
from tests.factories.review import begin_review, request_from_citizen

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import ContestFinding, Identified
from iskan.apps.cases.models import Case, CitizenRequest
from iskan.apps.cases.operations.contested import (
    EnteredByOneself,
    FindingMissing,
    LookedIntoByAnother,
    settle_contested,
    take_contested,
)
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.requests import TakenAnswer, contest_answer
from iskan.apps.cases.queries.contested import ANSWERS_CONTESTED, contested_answers
from iskan.apps.notifications.models import Message
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope
from iskan.foundation.waiting import waiting_counts
from iskan.integrations.synthetic import cast as personas

WORDS = "لم أتصل بأحد"


@pytest.fixture
def case(filed: Callable[[str], Case]) -> Case:
    return filed(personas.QUALIFIES_FOR_UNIT)


@pytest.fixture
def contested(cast: Cast, case: Case) -> CitizenRequest:
    """Let the reviewer enter an answer by telephone, and the applicant contest it."""
    reviewer, reference = scope_of(cast.reviewer, clock.today()), case.reference
    begin_review(scope=reviewer, reference=reference, at=clock.now())
    request_from_citizen(
        scope=reviewer, reference=reference, text="نرجو إرفاق الشهادة", evidence_codes=(), at=clock.now()
    )
    make_move(
        scope=reviewer, reference=reference, code="take_answer", reason="لا شيء لدي",
        taken=TakenAnswer(identified_by=Identified.ANSWERS, identification="تاريخ الميلاد"), at=clock.now(),
    )  # fmt: skip
    contest_answer(scope=scope_of(case.applicant, clock.today()), reference=reference, words=WORDS, at=clock.now())
    return CitizenRequest.objects.select_related("case__applicant").get()


def _counted(cast: Cast, role: str) -> int:
    return waiting_counts(cast.scope(role), (ANSWERS_CONTESTED,), clock.now()).get(ANSWERS_CONTESTED, 0)


def _where(contested: CitizenRequest) -> dict[str, object]:
    return {"reference": contested.case.reference, "request_id": contested.pk, "at": clock.now()}


def test_it_waits_for_the_department_but_not_for_whoever_entered_it(cast: Cast, contested: CitizenRequest) -> None:
    assert [_counted(cast, role) for role in ("second_reviewer", "approver", "supervisor")] == [1, 1, 1]
    assert [_counted(cast, role) for role in ("reviewer", "outsider", "auditor", "administrator")] == [0, 0, 0, 0]
    page = cast.client("supervisor").get("/en/staff/inbox/").content.decode()
    assert f"/en/staff/cases/{contested.case.reference}/contested/{contested.pk}/" in page
    every = cast.client("supervisor").get("/en/staff/contested/").content.decode()
    assert "Nobody yet" in every
    with pytest.raises(OutOfScope):
        contested_answers(cast.scope("auditor"))


def test_it_is_opened_from_its_case_taken_and_settled(cast: Cast, contested: CitizenRequest) -> None:
    client, case = cast.client("second_reviewer"), f"/en/staff/cases/{contested.case.reference}/"
    address = f"{case}contested/{contested.pk}/"
    assert address in client.get(case).content.decode()
    page = client.get(address).content.decode()
    for told in (WORDS, "لا شيء لدي", cast.reviewer.name_en, "تاريخ الميلاد"):
        assert told in page
    assert client.post(f"{address}take/").status_code == 302
    assert "looks into it." in client.get(address).content.decode()
    assert _counted(cast, "supervisor") == 0
    assert _counted(cast, "second_reviewer") == 1
    assert "What came of the objection" not in cast.client("supervisor").get(address).content.decode()
    assert client.post(address, {"reason": "x"}).status_code == 422
    assert client.post(address, {"finding": "set_aside", "reason": " "}).status_code == 422
    sent = {"finding": "set_aside", "reason": "لم يثبت أنه رده"}
    assert client.post(address, sent).headers["Location"] == case
    contested.refresh_from_db()
    assert (contested.contest_finding, contested.contest_settled_by) == (ContestFinding.SET_ASIDE, cast.second_reviewer)
    told = Message.objects.filter(user=contested.case.applicant).latest("pk")
    assert "لن يُعتد" in told.body_ar
    assert "لم يثبت أنه رده" in told.body_ar
    assert client.get(address).status_code == 404
    shown = client.get(case).content.decode()
    assert "The answer is set aside" in shown
    assert address not in shown
    own_page = signed_in(contested.case.applicant).get(f"/en/cases/{contested.case.reference}/").content.decode()
    assert "Your objection to the answer entered was looked into" in own_page
    actions = AuditEntry.objects.filter(subject=contested.case.reference).values_list("action", flat=True)
    assert {"request.contest_taken", "request.contest_settled"} <= set(actions)


def test_whoever_entered_it_neither_takes_nor_settles_it(cast: Cast, contested: CitizenRequest) -> None:
    reviewer = cast.scope("reviewer")
    with pytest.raises(EnteredByOneself):
        take_contested(scope=reviewer, **_where(contested))
    with pytest.raises(EnteredByOneself):
        settle_contested(scope=reviewer, finding="stands", words="نعم", **_where(contested))


def test_what_another_has_taken_is_left_to_them_and_needs_a_finding_with_words(
    cast: Cast, contested: CitizenRequest
) -> None:
    second = cast.scope("second_reviewer")
    take_contested(scope=second, **_where(contested))
    take_contested(scope=second, **_where(contested))
    assert AuditEntry.objects.filter(action="request.contest_taken").count() == 1
    with pytest.raises(LookedIntoByAnother):
        settle_contested(scope=cast.scope("supervisor"), finding="stands", words="نعم", **_where(contested))
    with pytest.raises(FindingMissing):
        settle_contested(scope=second, finding="perhaps", words="نعم", **_where(contested))
    with pytest.raises(ReasonMissing):
        settle_contested(scope=second, finding="stands", words=" ", **_where(contested))
    settle_contested(scope=second, finding="stands", words="تسجيل المكالمة يثبته", **_where(contested))
    assert "بقي الرد كما سُجّل" in Message.objects.latest("pk").body_ar
    with pytest.raises(OutOfScope):
        settle_contested(scope=second, finding="stands", words="نعم", **_where(contested))


def test_it_is_for_those_who_work_on_cases_of_other_households(cast: Cast, contested: CitizenRequest) -> None:
    with pytest.raises(NotForThisRole):
        take_contested(scope=cast.scope("auditor"), **_where(contested))
    type(cast.approver).objects.filter(pk=cast.approver.pk).update(official_cpr=contested.case.applicant.cpr)
    cast.approver.refresh_from_db()
    with pytest.raises(OwnHousehold):
        take_contested(scope=cast.scope("approver"), **_where(contested))


def test_nothing_contested_is_said(cast: Cast, case: Case) -> None:  # noqa: ARG001 -- a case without one
    assert "No answer is contested" in cast.client("reviewer").get("/en/staff/contested/").content.decode()
