"""The ministry's part: requests that stop the clock, evidence judged, cases held, households kept apart."""

from datetime import timedelta

import pytest
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.journeys import document, filed_case

from iskan.apps.accounts.models import User
from iskan.apps.cases.enums import EvidenceVerdict, Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assignment import HeldByAnother, NotAnAssignee, assign, claim, release
from iskan.apps.cases.operations.evidence import NotAskedFor, add_evidence, remove_evidence, review_evidence
from iskan.apps.cases.operations.moves import NotForThisRole, OwnHousehold, ReasonMissing, StaleEdit
from iskan.apps.cases.operations.review import (
    ChecksUnfinished,
    add_note,
    answer_request,
    begin_review,
    open_moves,
    recommend,
    request_from_citizen,
    withdraw,
)
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.core.lifecycle import UnlawfulTransition
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers")
UNIT = {"programme": "unit", "family_category": "1"}
Filed = tuple[Case, User, Scope]


@pytest.fixture
def filed(cast: Cast) -> Filed:  # noqa: ARG001 -- the department must be there before the case comes to it
    return filed_case(personas.QUALIFIES_FOR_UNIT, UNIT)


@pytest.fixture
def in_review(cast: Cast, filed: Filed) -> Filed:
    begin_review(scope=cast.scope("reviewer"), reference=filed[0].reference, at=AT)
    filed[0].refresh_from_db()
    return filed


def test_whoever_begins_the_review_holds_the_case(cast: Cast, in_review: Filed) -> None:
    assert in_review[0].assignee == cast.reviewer


def test_nothing_is_recommended_before_every_register_has_answered(cast: Cast, in_review: Filed) -> None:
    with pytest.raises(ChecksUnfinished):
        recommend(
            scope=cast.scope("reviewer"), reference=in_review[0].reference, outcome=Outcome.APPROVED, reason="", at=AT
        )


def test_a_request_stops_the_clock_until_the_citizen_answers(cast: Cast, in_review: Filed) -> None:
    case, user, scope = in_review
    due_before = case.due_on
    request_from_citizen(
        scope=cast.scope("reviewer"),
        reference=case.reference,
        text="أرفق شهادة راتب أوضح",
        evidence_codes=("salary_statement", "unknown"),
        at=AT,
    )
    asked = dossier_for(scope, case.reference, TODAY).open_request
    assert asked is not None
    assert asked.evidence_codes == ["salary_statement"]
    add_evidence(scope=scope, reference=case.reference, code="salary_statement", document=document(user), at=AT)
    later = AT + timedelta(days=7)
    answer_request(scope=scope, reference=case.reference, answer="أرفقتها", at=later)
    case.refresh_from_db()
    assert case.stage == "in_review"
    assert due_before is not None
    assert case.due_on is not None
    assert (case.due_on - due_before).days == 7
    assert dossier_for(scope, case.reference, TODAY).open_request is None


def test_a_request_without_words_is_none(cast: Cast, in_review: Filed) -> None:
    with pytest.raises(ReasonMissing):
        request_from_citizen(
            scope=cast.scope("reviewer"), reference=in_review[0].reference, text="  ", evidence_codes=(), at=AT
        )


def test_a_document_is_rejected_with_words_the_citizen_reads(cast: Cast, filed: Filed) -> None:
    case, _user, scope = filed
    item = case.evidence.get()
    reviewer = cast.scope("reviewer")
    with pytest.raises(ReasonMissing):
        review_evidence(scope=reviewer, reference=case.reference, item_id=item.pk, accepted=False, reason="", at=AT)
    review_evidence(
        scope=reviewer, reference=case.reference, item_id=item.pk, accepted=False, reason="غير مختومة", at=AT
    )
    shown = dossier_for(scope, case.reference, TODAY).evidence[0].items[0]
    assert (shown.verdict, shown.reason) == (EvidenceVerdict.REJECTED, "غير مختومة")
    assert "evidence_rejected" in {event.code for event in dossier_for(scope, case.reference, TODAY).events}


def test_a_filed_case_takes_no_documents_unasked_and_gives_none_back_once_judged(cast: Cast, filed: Filed) -> None:
    case, user, scope = filed
    with pytest.raises(NotAskedFor):
        add_evidence(scope=scope, reference=case.reference, code="salary_statement", document=document(user), at=AT)
    item = case.evidence.get()
    review_evidence(
        scope=cast.scope("reviewer"), reference=case.reference, item_id=item.pk, accepted=True, reason="", at=AT
    )
    with pytest.raises(OutOfScope):
        remove_evidence(scope=scope, reference=case.reference, item_id=item.pk, at=AT)


def test_an_official_works_on_no_case_of_their_own_household(cast: Cast, filed: Filed) -> None:
    case = filed[0]
    spouse = case.household.members.get(relation="spouse").person
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr=spouse.cpr)
    cast.reviewer.refresh_from_db()
    scope = cast.scope("reviewer")
    assert open_moves(scope, case) == frozenset()
    for attempt in (
        lambda: begin_review(scope=scope, reference=case.reference, at=AT),
        lambda: claim(scope=scope, reference=case.reference, at=AT),
        lambda: review_evidence(
            scope=scope, reference=case.reference, item_id=case.evidence.get().pk, accepted=True, reason="", at=AT
        ),
    ):
        with pytest.raises(OwnHousehold):
            attempt()
    with pytest.raises(NotAnAssignee):
        assign(scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.reviewer.pk, at=AT)


def test_the_second_of_two_officials_is_told_and_overwrites_nothing(cast: Cast, filed: Filed) -> None:
    case = filed[0]
    seen = case.version
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT, version=seen)
    with pytest.raises(StaleEdit):
        request_from_citizen(
            scope=cast.scope("second_reviewer"),
            reference=case.reference,
            text="x",
            evidence_codes=(),
            at=AT,
            version=seen,
        )


def test_a_case_is_claimed_released_and_assigned(cast: Cast, filed: Filed) -> None:
    case = filed[0]
    claim(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    with pytest.raises(HeldByAnother):
        claim(scope=cast.scope("second_reviewer"), reference=case.reference, at=AT)
    with pytest.raises(NotForThisRole):
        release(scope=cast.scope("second_reviewer"), reference=case.reference, at=AT)
    release(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    count = assign(
        scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.second_reviewer.pk, at=AT
    )
    case.refresh_from_db()
    assert count == 1
    assert case.assignee == cast.second_reviewer


def test_a_case_is_not_assigned_to_another_department_nor_by_a_reviewer(cast: Cast, filed: Filed) -> None:
    reference = filed[0].reference
    with pytest.raises(NotAnAssignee):
        assign(scope=cast.scope("supervisor"), references=[reference], assignee_id=cast.outsider.pk, at=AT)
    with pytest.raises(NotForThisRole):
        assign(scope=cast.scope("reviewer"), references=[reference], assignee_id=cast.reviewer.pk, at=AT)


@pytest.mark.parametrize("role", ["auditor", "head", "administrator"])
def test_who_only_reads_changes_nothing(cast: Cast, filed: Filed, role: str) -> None:
    with pytest.raises((NotForThisRole, OutOfScope)):
        begin_review(scope=cast.scope(role), reference=filed[0].reference, at=AT)
    with pytest.raises((NotForThisRole, OutOfScope)):
        add_note(scope=cast.scope(role), reference=filed[0].reference, text="x", at=AT)


def test_another_department_is_not_told_that_the_case_exists(cast: Cast, filed: Filed) -> None:
    with pytest.raises(OutOfScope):
        dossier_for(cast.scope("outsider"), filed[0].reference, TODAY)


def test_notes_stay_between_officials(cast: Cast, filed: Filed) -> None:
    case, _user, scope = filed
    add_note(scope=cast.scope("reviewer"), reference=case.reference, text="راجعت الراتب", at=AT)
    assert [note.text for note in dossier_for(cast.scope("approver"), case.reference, TODAY).notes] == ["راجعت الراتب"]
    assert dossier_for(scope, case.reference, TODAY).notes == ()


def test_the_citizen_withdraws_from_any_open_stage_but_not_after(cast: Cast, in_review: Filed) -> None:
    case, _user, scope = in_review
    withdraw(scope=scope, reference=case.reference, reason="", at=AT)
    case.refresh_from_db()
    assert case.stage == "withdrawn"
    with pytest.raises(UnlawfulTransition):
        withdraw(scope=scope, reference=case.reference, reason="", at=AT)
    with pytest.raises(UnlawfulTransition):
        begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
