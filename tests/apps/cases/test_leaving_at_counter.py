"""Leaving the list through an official: nobody decides it, so what one of them took down waits for a second."""

from datetime import date, timedelta

import pytest
from tests.apps.cases.test_leaving import AT, CODE, ask_to_leave, entry_of
from tests.apps.conftest import MakeCase
from tests.factories.cast import Cast, official
from tests.factories.journeys import answer_registers, applicant, fill_in

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.enums import ActOutcome
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import ActDecided, agree_to_act, decline_act, propose_act, take_back_act
from iskan.apps.agreements.queries import proposed_acts
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.consenting import answer_at_counter
from iskan.apps.cases.operations.drafting import submit_case
from iskan.apps.cases.operations.filing import Identification, begin_at_desk, filing_scope
from iskan.apps.cases.operations.moves import FiledByOneself, TookAnswer, move
from iskan.apps.cases.operations.witnessing import NothingToConfirm, end_unconfirmed
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.operations import waiting_list
from iskan.core.refusal import NotForThisRole, SameEyes
from iskan.foundation.scope import Role, Scope
from iskan.integrations.synthetic import cast as personas
from iskan.policy.acts import CONFIRM_COUNTER

CARD = "بطاقة هوية 123"
pytestmark = pytest.mark.usefixtures("registers")


def both_roles(cast: Cast, name: str) -> Scope:
    """Return an official who may take things down and may confirm what others took down."""
    user = official(name, Role.REVIEWER, cast.requests)
    user.roles = [Role.REVIEWER, Role.APPROVER]
    user.save()
    return scope_of(user, AT.date())


def waiting_case(make_case: MakeCase, head: User, reference: str = "ABCDE-FGHJK") -> Case:
    case = make_case(date(2010, 1, 1), reference=reference)
    case.applicant, case.service_code, case.stage, case.closed_at = head, "new_housing_application", "approved", AT
    case.service_version_id = ensure_version(service=catalogue.service(case.service_code), at=AT)
    case.save()
    waiting_list.enter_waiting_list(case_id=case.pk, at=AT - timedelta(days=900))
    return case


def filed_at_desk(scope: Scope, waiting: Case) -> Case:
    known = Identification(by=Identified.CARD, words=CARD)
    draft = begin_at_desk(scope=scope, service_code=CODE, cpr=waiting.applicant.cpr or "", known=known, at=AT)
    filing = filing_scope(scope, draft)
    fill_in(filing, draft.reference, {"left_application": waiting.reference}, AT)
    wish = submit_case(scope=filing, reference=draft.reference, declared=frozenset({"leaves_list"}), at=AT)
    answer_registers(wish, AT)
    wish.refresh_from_db()
    return wish


def taken(scope: Scope, wish: Case, *, given: bool = True) -> None:
    asked = ConsentRequest.objects.get(case=wish, answer="")
    answer_at_counter(
        scope=scope, reference=wish.reference, request_id=asked.pk, given=given, identification=CARD, at=AT
    )
    wish.refresh_from_db()


def proposed(wish: Case) -> ProposedAct:
    return ProposedAct.objects.get(act=CONFIRM_COUNTER.code, subject=wish.reference, outcome="")


def test_one_official_alone_takes_nobody_off_the_list(cast: Cast, make_case: MakeCase) -> None:
    waiting = waiting_case(make_case, applicant(personas.DIVORCED_MOTHER, AT)[0])
    wish = filed_at_desk(cast.scope("reviewer"), waiting)
    assert not wish.consent_requests.exists(), "there is no spouse to ask"
    assert (wish.stage, entry_of(waiting).status) == ("submitted", EntryStatus.WAITING)
    for role, refusal in (("reviewer", SameEyes), ("second_reviewer", NotForThisRole)):
        with pytest.raises(refusal):
            agree_to_act(scope=cast.scope(role), proposed_id=proposed(wish).pk, at=AT)
    (line,) = proposed_acts(cast.scope("approver"))
    assert CARD in [value for _label, value in line.shown]
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(wish).pk, at=AT)
    wish.refresh_from_db()
    assert (wish.stage, entry_of(waiting).status) == ("completed", EntryStatus.LEFT)


def test_an_applicant_and_one_official_take_no_spouse_off_the_list(cast: Cast, make_case: MakeCase) -> None:
    head = applicant(personas.QUALIFIES_FOR_UNIT, AT)[0]
    waiting = waiting_case(make_case, head)
    wish = ask_to_leave(head, waiting)
    taker = both_roles(cast, "t.taker")
    taken(taker, wish)
    assert (wish.stage, entry_of(waiting).status) == ("submitted", EntryStatus.WAITING)
    with pytest.raises(SameEyes):
        agree_to_act(scope=taker, proposed_id=proposed(wish).pk, at=AT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(wish).pk, at=AT)
    assert entry_of(waiting).status == EntryStatus.LEFT


def test_whoever_took_down_a_part_confirms_none(cast: Cast, make_case: MakeCase) -> None:
    waiting = waiting_case(make_case, applicant(personas.QUALIFIES_FOR_UNIT, AT)[0])
    filer, taker = both_roles(cast, "f.filer"), both_roles(cast, "t.taker")
    wish = filed_at_desk(filer, waiting)
    taken(taker, wish)
    with pytest.raises(TookAnswer):
        agree_to_act(scope=taker, proposed_id=proposed(wish).pk, at=AT)
    take_back_act(scope=filer, proposed_id=proposed(wish).pk, at=AT)
    propose_act(scope=taker, act=CONFIRM_COUNTER, subject=wish.reference, terms={}, reason="", at=AT)
    with pytest.raises(FiledByOneself):
        agree_to_act(scope=filer, proposed_id=proposed(wish).pk, at=AT)
    assert entry_of(waiting).status == EntryStatus.WAITING
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(wish).pk, at=AT)
    assert entry_of(waiting).status == EntryStatus.LEFT


def test_what_is_taken_down_after_a_confirmation_waits_for_another(cast: Cast, make_case: MakeCase) -> None:
    waiting = waiting_case(make_case, applicant(personas.QUALIFIES_FOR_UNIT, AT)[0])
    wish = filed_at_desk(cast.scope("reviewer"), waiting)
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(wish).pk, at=AT)
    wish.refresh_from_db()
    assert wish.stage == "submitted", "the spouse has yet to answer"
    asked, later = ConsentRequest.objects.get(case=wish), AT + timedelta(hours=1)
    answer_at_counter(
        scope=cast.scope("second_reviewer"), reference=wish.reference, request_id=asked.pk, given=True,
        identification=CARD, at=later,
    )  # fmt: skip
    assert entry_of(waiting).status == EntryStatus.WAITING
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(wish).pk, at=later)
    assert entry_of(waiting).status == EntryStatus.LEFT


def test_declined_or_answered_no_the_household_stays(cast: Cast, make_case: MakeCase) -> None:
    head = applicant(personas.QUALIFIES_FOR_UNIT, AT)[0]
    waiting = waiting_case(make_case, head)
    wish = ask_to_leave(head, waiting)
    taken(cast.scope("reviewer"), wish, given=False)
    assert not ProposedAct.objects.filter(subject=wish.reference).exists(), "a no asks for no second official"
    alone = waiting_case(make_case, applicant(personas.DIVORCED_MOTHER, AT)[0], reference="ABCDE-FGHJM")
    other = filed_at_desk(cast.scope("reviewer"), alone)
    decline_act(scope=cast.scope("approver"), proposed_id=proposed(other).pk, reason="لم يُتحقق منه", at=AT)
    assert {entry_of(waiting).status, entry_of(alone).status} == {EntryStatus.WAITING}
    other.refresh_from_db()
    assert (other.stage, other.closed_at) == ("unconfirmed", AT), "nothing waits for ever for what was not confirmed"
    ended = other.events.get(code="not_confirmed")
    assert (ended.source, ended.actor_id) == ("submitted", None)
    told = Message.objects.get(user=other.applicant, event=f"case:{other.reference}:{ended.pk}")
    assert other.reference in told.subject_ar
    assert filed_at_desk(cast.scope("reviewer"), alone).stage == "submitted", "and the household may ask again"


def test_declining_ends_nothing_that_has_ended(cast: Cast, make_case: MakeCase) -> None:
    """Who withdraws while a second official is awaited closes the proposal too, and whoever made it is told."""
    head = applicant(personas.DIVORCED_MOTHER, AT)[0]
    wish = filed_at_desk(cast.scope("reviewer"), waiting_case(make_case, head))
    waiting = proposed(wish)
    move(case=wish, scope=scope_of(head, AT.date()), code="withdraw", at=AT)
    waiting.refresh_from_db()
    assert (wish.stage, waiting.outcome) == ("withdrawn", ActOutcome.OVERTAKEN)
    assert Message.objects.filter(user=cast.reviewer, event=f"act:{waiting.pk}:overtaken").exists()
    with pytest.raises(ActDecided):
        decline_act(scope=cast.scope("approver"), proposed_id=waiting.pk, reason="لم يُتحقق منه", at=AT)
    end_unconfirmed(reference=wish.reference, at=AT)
    wish.refresh_from_db()
    assert wish.stage == "withdrawn"


def test_what_came_from_its_own_people_has_nothing_to_confirm(cast: Cast, make_case: MakeCase) -> None:
    head = applicant(personas.QUALIFIES_FOR_UNIT, AT)[0]
    wish = ask_to_leave(head, waiting_case(make_case, head))
    made = ProposedAct.objects.create(
        act=CONFIRM_COUNTER.code, subject=wish.reference, terms={}, reason="", proposed_by=cast.reviewer, proposed_at=AT
    )
    with pytest.raises(NothingToConfirm):
        agree_to_act(scope=cast.scope("approver"), proposed_id=made.pk, at=AT)
