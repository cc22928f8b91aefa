"""A household gives up its waiting: its spouse agrees, it may think better of it in time, and nobody else is moved."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from tests.apps.conftest import MakeCase
from tests.factories.cast import TODAY, Cast, citizen
from tests.factories.figures import approve_figure
from tests.factories.journeys import answer_registers, applicant, fill_in

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.consents import consents_lacking
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.timers import make_due_move, queue_due_moves
from iskan.apps.cases.queries.earlier import NO_LONGER_FITS, earlier_case_lacking
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import CARD, ChangeGround, EntryStatus
from iskan.apps.waiting_lists.models import ListChange, WaitingListEntry
from iskan.apps.waiting_lists.operations import leaving, waiting_list
from iskan.apps.waiting_lists.queries import leaving as reading
from iskan.integrations.synthetic import cast as personas
from iskan.policy.parameters.validity import LEAVING_SETTLES_DAYS

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
CODE, CONSENT = "leave_waiting_list", "spouse_leaving"
pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def head(cast: Cast) -> User:  # noqa: ARG001 -- the departments
    return applicant(personas.QUALIFIES_FOR_UNIT, AT)[0]


@pytest.fixture
def waiting(head: User, make_case: MakeCase) -> Case:
    case = make_case(date(2010, 1, 1), reference="ABCDE-FGHJK")
    case.applicant, case.service_code, case.stage, case.closed_at = head, "new_housing_application", "approved", AT
    case.service_version_id = ensure_version(service=catalogue.service(case.service_code), at=AT)
    case.save()
    waiting_list.enter_waiting_list(case_id=case.pk, at=AT - timedelta(days=900))
    IssuedDocument.objects.create(
        code=CARD, name_ar="بطاقة", name_en="Card", template="entitlement_card", case_reference=case.reference,
        holder=head, contents={}, token="t" * 22, issued_at=AT, valid_from=date(2026, 1, 1), status=IssueStatus.VALID,
    )  # fmt: skip
    return case


def ask_to_leave(head: User, waiting: Case) -> Case:
    scope = scope_of(head, TODAY)
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, {"left_application": waiting.reference}, AT)
    wish = submit_case(scope=scope, reference=reference, declared=frozenset({"leaves_list"}), at=AT)
    answer_registers(wish, AT)
    wish.refresh_from_db()
    return wish


def say(wish: Case, *, given: bool, at: datetime = AT) -> User:
    asked = ConsentRequest.objects.get(case=wish, code=CONSENT)
    spouse = User.objects.filter(cpr=asked.cpr).first() or citizen(asked.cpr, "زوجة", "Wife")
    answer_consent(scope=scope_of(spouse, TODAY), reference=wish.reference, code=CONSENT, given=given, at=at)
    wish.refresh_from_db()
    return spouse


def entry_of(case: Case) -> WaitingListEntry:
    return WaitingListEntry.objects.get(case=case)


def test_it_says_what_is_lost_from_the_figures(waiting: Case) -> None:
    assert reading.waiting_since([waiting.pk]) == {waiting.pk: date(2010, 1, 1)}
    assert reading.place_on_list([waiting.pk]) == {waiting.pk: 1}


def test_it_waits_for_the_spouse_and_nothing_is_lost_meanwhile(head: User, waiting: Case) -> None:
    wish = ask_to_leave(head, waiting)
    assert (wish.stage, wish.about_id) == ("submitted", waiting.pk)
    assert entry_of(waiting).status == EntryStatus.WAITING
    assert consents_lacking(wish, service_of(wish)) is not None


def test_with_the_spouses_yes_it_takes_effect_and_both_are_told(head: User, waiting: Case) -> None:
    wish = ask_to_leave(head, waiting)
    spouse = say(wish, given=True)
    assert wish.stage == "completed"
    entry = entry_of(waiting)
    assert (entry.status, entry.place) == (EntryStatus.LEFT, None)
    assert ListChange.objects.latest("pk").ground == ChangeGround.WITHDRAWN
    assert IssuedDocument.objects.get(case_reference=waiting.reference).status == IssueStatus.REVOKED
    assert Message.objects.filter(user=head, subject_en="You have left the waiting list").exists()
    assert Message.objects.filter(user=spouse, event=f"left:{wish.reference}").exists()
    given_up = reading.GIVEN_UP.of(id=waiting.pk)
    assert given_up is not None
    assert given_up.seniority_on == date(2010, 1, 1)


def test_with_the_spouses_no_the_household_stays(head: User, waiting: Case) -> None:
    wish = ask_to_leave(head, waiting)
    say(wish, given=False)
    assert wish.stage == "submitted"
    assert entry_of(waiting).status == EntryStatus.WAITING
    make_move(scope=scope_of(head, TODAY), reference=wish.reference, code="withdraw", at=AT)
    assert entry_of(waiting).place == 1


def test_while_days_to_think_better_of_it_are_set_it_waits_for_them(cast: Cast, head: User, waiting: Case) -> None:
    approve_figure(LEAVING_SETTLES_DAYS, 7, cast, at=AT)
    wish = ask_to_leave(head, waiting)
    say(wish, given=True)
    assert wish.stage == "submitted"
    assert not make_due_move(case_id=wish.pk, at=AT + timedelta(days=7))
    assert queue_due_moves(at=AT + timedelta(days=8)) == 1
    assert make_due_move(case_id=wish.pk, at=AT + timedelta(days=8))
    assert entry_of(waiting).status == EntryStatus.LEFT


def test_for_whoever_dies_meanwhile_no_time_runs_out(cast: Cast, head: User, waiting: Case) -> None:
    """The household would be off its list by a wish whose maker can no longer think better of it."""
    approve_figure(LEAVING_SETTLES_DAYS, 7, cast, at=AT)
    wish = ask_to_leave(head, waiting)
    say(wish, given=True)
    User.objects.filter(pk=head.pk).update(died_on=TODAY)
    assert queue_due_moves(at=AT + timedelta(days=8)) == 0
    assert not make_due_move(case_id=wish.pk, at=AT + timedelta(days=8))
    assert entry_of(waiting).status == EntryStatus.WAITING


def test_an_application_cancelled_meanwhile_is_left_by_nobody(head: User, waiting: Case) -> None:
    wish = ask_to_leave(head, waiting)
    waiting_list.leave_list(case_id=waiting.pk, at=AT, ground=ChangeGround.CANCELLED)
    say(wish, given=True)
    assert wish.stage == "submitted"
    assert earlier_case_lacking(wish, service_of(wish)) == NO_LONGER_FITS
    assert reading.GIVEN_UP.of(id=waiting.pk) is None


def test_a_home_settled_by_a_draw_bars_leaving(waiting: Case) -> None:
    with patch.object(reading, "_bars", [frozenset]):
        assert reading.waiting_since([waiting.pk]) == {}


def test_a_case_about_nothing_leaves_nothing(make_case: MakeCase) -> None:
    with pytest.raises(leaving.NothingToLeave):
        leaving.give_up_waiting(case_id=make_case().pk, at=AT)
