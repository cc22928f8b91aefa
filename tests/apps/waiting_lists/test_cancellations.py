"""An application is cancelled by two officials on a named ground, revived in time with its place, and kept alive."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.apps.conftest import MakeCase
from tests.factories.cast import Cast, make_cast
from tests.factories.journeys import document

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Application, Case, ExceptionEntry
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import CancellationGround, CancellationOutcome, ChangeGround, EntryStatus
from iskan.apps.waiting_lists.models import Cancellation, ListChange, WaitingListEntry
from iskan.apps.waiting_lists.operations import cancellations, waiting_list
from iskan.apps.waiting_lists.queries.cancellations import cancelled as cancellation_in_force
from iskan.apps.waiting_lists.queries.waiting_list import cancelled_on, has_cancelled_application
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, SameEyes
from iskan.foundation import effects
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope, Scope

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=3)
GROUND = CancellationGround.OWNS_PROPERTY


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in it
    return make_cast(AT)


@pytest.fixture
def waiting(cast: Cast, make_case: MakeCase) -> Case:
    case = make_case(date(2010, 1, 1), reference="ABCDE-FGHJK")
    case.department, case.applicant = cast.requests, cast.head
    case.save()
    waiting_list.enter_waiting_list(case_id=case.pk, at=AT - timedelta(days=900))
    return case


def propose(
    scope: Scope, case: Case, ground: CancellationGround = GROUND, explanation: str = "تملك بيتًا"
) -> Cancellation:
    return cancellations.propose_cancellation(
        scope=scope, reference=case.reference, ground=ground, explanation=explanation, at=AT
    )


def decide(scope: Scope, proposed: Cancellation, *, approved: bool = True, reason: str = "ثبت") -> Cancellation:
    return cancellations.decide_cancellation(
        scope=scope, cancellation_id=proposed.pk, approved=approved, reason=reason, at=LATER
    )


def entry_of(case: Case) -> WaitingListEntry:
    return WaitingListEntry.objects.get(case=case)


def test_two_officials_cancel_and_the_citizen_is_told(cast: Cast, waiting: Case) -> None:
    proposed = propose(cast.scope("reviewer"), waiting)
    assert entry_of(waiting).status == EntryStatus.WAITING

    decide(cast.scope("approver"), proposed)

    assert (entry_of(waiting).status, entry_of(waiting).left_at) == (EntryStatus.LEFT, LATER)
    assert ListChange.objects.latest("pk").ground == ChangeGround.CANCELLED
    message = Message.objects.get(user=cast.head)
    assert "property that counts is owned" in message.body_en
    assert "ثبت" in message.body_ar
    actions = AuditEntry.objects.filter(subject=waiting.reference).values_list("action", flat=True)
    assert {"cancellation.propose", "cancellation.approved", "waiting_list.leave"} <= set(actions)


def test_a_declined_proposal_changes_nothing_and_another_may_follow(cast: Cast, waiting: Case) -> None:
    declined = decide(cast.scope("supervisor"), propose(cast.scope("reviewer"), waiting), approved=False)
    assert declined.outcome == CancellationOutcome.DECLINED
    assert entry_of(waiting).status == EntryStatus.WAITING
    assert not Message.objects.exists()
    propose(cast.scope("reviewer"), waiting)


def test_whoever_proposed_may_not_decide(cast: Cast, waiting: Case) -> None:
    proposed = propose(cast.scope("supervisor"), waiting)
    with pytest.raises(SameEyes):
        decide(cast.scope("supervisor"), proposed)


def test_a_ground_needs_words_both_times(cast: Cast, waiting: Case) -> None:
    with pytest.raises(ReasonMissing):
        propose(cast.scope("reviewer"), waiting, explanation=" ")
    with pytest.raises(ReasonMissing):
        decide(cast.scope("approver"), propose(cast.scope("reviewer"), waiting), reason=" ")


def test_only_a_waiting_application_is_cancelled_and_once(cast: Cast, waiting: Case, make_case: MakeCase) -> None:
    propose(cast.scope("reviewer"), waiting)
    with pytest.raises(cancellations.AlreadyProposed):
        propose(cast.scope("second_reviewer"), waiting)
    other = make_case()
    other.department = cast.requests
    other.save()
    with pytest.raises(cancellations.NotWaiting):
        propose(cast.scope("reviewer"), other)


def test_a_proposal_is_closed_when_the_application_leaves_its_list_first(cast: Cast, waiting: Case) -> None:
    proposed = propose(cast.scope("reviewer"), waiting)
    waiting_list.leave_list(case_id=waiting.pk, at=LATER, ground=ChangeGround.HOUSED)
    proposed.refresh_from_db()
    assert (proposed.outcome, proposed.decided_by, proposed.decided_at) == (CancellationOutcome.OVERTAKEN, None, LATER)
    assert "nothing is left to cancel" in Message.objects.get(user=cast.reviewer).body_en
    with pytest.raises(OutOfScope):
        decide(cast.scope("approver"), proposed)
    assert cancellation_in_force(waiting.pk) is None


def test_what_was_left_hanging_is_declined_and_never_approved(cast: Cast, waiting: Case) -> None:
    proposed = propose(cast.scope("reviewer"), waiting)
    WaitingListEntry.objects.update(status=EntryStatus.LEFT, left_at=LATER, place=None, place_in_governorate=None)
    with pytest.raises(cancellations.NotWaiting):
        decide(cast.scope("approver"), proposed)
    assert decide(cast.scope("approver"), proposed, approved=False).outcome == CancellationOutcome.DECLINED


def test_an_exception_of_a_case_that_left_its_list_is_closed_with_it(cast: Cast, waiting: Case) -> None:
    entry = ExceptionEntry.objects.create(
        case=waiting, kind="order", ground="health", explanation="تقرير", document=document(cast.supervisor),
        decided_by=cast.supervisor, decided_at=AT,
    )  # fmt: skip
    decide(cast.scope("approver"), propose(cast.scope("reviewer"), waiting))
    entry.refresh_from_db()
    assert (entry.status, entry.overtaken_by) == ("overtaken", "left_list")
    assert "left its waiting list" in Message.objects.get(user=cast.supervisor).body_en


def test_nobody_else_cancels(cast: Cast, waiting: Case) -> None:
    proposed = propose(cast.scope("reviewer"), waiting)
    for role in ("auditor", "reviewer"):
        with pytest.raises(NotForThisRole):
            decide(cast.scope(role), proposed)
    with pytest.raises(NotForThisRole):
        propose(cast.scope("auditor"), waiting)
    for role in ("outsider", "administrator"):
        with pytest.raises(OutOfScope):
            propose(cast.scope(role), waiting)
    decide(cast.scope("approver"), proposed)
    with pytest.raises(OutOfScope):
        decide(cast.scope("supervisor"), proposed)


def test_nobody_cancels_for_their_own_household(cast: Cast, waiting: Case) -> None:
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr=cast.head.cpr)
    cast.reviewer.refresh_from_db()
    with pytest.raises(OwnHousehold):
        propose(cast.scope("reviewer"), waiting)


def revival(cast: Cast, make_case: MakeCase, filed_on: date, about: Case | None, applicant: User | None = None) -> Case:
    case = make_case(filed_on, programme="")
    case.applicant, case.about = applicant or cast.head, about
    case.save()
    Application.objects.create(case=case, edited_at=AT)
    return case


@pytest.fixture
def cancelled(cast: Cast, waiting: Case) -> Case:
    decide(cast.scope("approver"), propose(cast.scope("reviewer"), waiting))
    return waiting


def test_a_revival_in_time_brings_back_the_place(cast: Cast, cancelled: Case, make_case: MakeCase) -> None:
    waiting_list.enter_waiting_list(case_id=make_case(date(2012, 1, 1)).pk, at=AT)
    asked = revival(cast, make_case, date(2028, 3, 4), cancelled)

    effects.run("waiting_lists.revive_application", case_id=asked.pk, actor_id=None, at=LATER)

    entry = entry_of(cancelled)
    assert (entry.status, entry.seniority_on, entry.place) == (EntryStatus.WAITING, date(2010, 1, 1), 1)
    assert ListChange.objects.latest("pk").ground == ChangeGround.REVIVED


def test_a_revival_is_refused_late_for_another_or_for_what_was_never_cancelled(
    cast: Cast, cancelled: Case, make_case: MakeCase
) -> None:
    left = make_case(date(2013, 1, 1), reference="LEFTX-ALONE")
    left.applicant = cast.head
    left.save()
    waiting_list.enter_waiting_list(case_id=left.pk, at=AT)
    waiting_list.leave_list(case_id=left.pk, at=AT)
    for asked in (
        revival(cast, make_case, date(2028, 3, 5), cancelled),
        revival(cast, make_case, date(2026, 4, 1), cancelled, cast.stranger),
        revival(cast, make_case, date(2026, 4, 1), left),
        revival(cast, make_case, date(2026, 4, 1), None),
    ):
        with pytest.raises(cancellations.NotRevivable):
            cancellations.revive_application(case_id=asked.pk, at=LATER)


def test_who_was_revived_and_housed_since_is_not_revived_again(
    cast: Cast, cancelled: Case, make_case: MakeCase
) -> None:
    assert has_cancelled_application(cast.scope("head"))
    assert cancelled_on([cancelled.pk]) == {cancelled.pk: LATER.date()}
    asked = revival(cast, make_case, date(2026, 4, 1), cancelled)
    cancellations.revive_application(case_id=asked.pk, at=LATER)
    housed_at = LATER + timedelta(days=1)
    waiting_list.leave_list(case_id=cancelled.pk, at=housed_at, ground=ChangeGround.HOUSED)
    assert not has_cancelled_application(cast.scope("head"))
    assert cancelled_on([cancelled.pk]) == {}
    assert cancellation_in_force(cancelled.pk) is None
    with pytest.raises(cancellations.NotRevivable):
        cancellations.revive_application(case_id=asked.pk, at=housed_at)


def test_lost_nationality_is_never_revived(cast: Cast, waiting: Case, make_case: MakeCase) -> None:
    decide(cast.scope("approver"), propose(cast.scope("reviewer"), waiting, CancellationGround.NATIONALITY_LOST))
    with pytest.raises(cancellations.NotRevivable):
        cancellations.revive_application(case_id=revival(cast, make_case, date(2026, 4, 1), waiting).pk, at=LATER)


def test_an_update_keeps_the_applicants_applications_alive(cast: Cast, waiting: Case, make_case: MakeCase) -> None:
    update = revival(cast, make_case, date(2026, 4, 1), None)

    effects.run("waiting_lists.renew_application", case_id=update.pk, actor_id=None, at=LATER)

    assert entry_of(waiting).renewed_on == LATER.date()
    assert AuditEntry.objects.get(action="waiting_list.renew").detail == {"count": 1}
