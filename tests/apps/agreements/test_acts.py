"""Acts of two officials: proposed by one, decided by another, carried out once, and by nobody alone."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from tests.factories.cast import AT, Cast, official
from tests.factories.stock import make_project

from iskan.apps.agreements import operations, queries
from iskan.apps.agreements.enums import ActOutcome
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import ActAlreadyProposed, ActDecided, agree_to_act, decline_act, propose_act
from iskan.apps.housing_stock import rules as stock_rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.apps.housing_stock.operations.units import UnitsGiven, UnitsHeld, UnlawfulUnitMove, set_unit_states
from iskan.apps.notifications.models import Message
from iskan.core.acts import ActArea, Apart, JointAct
from iskan.core.refusal import NotForThisRole, ReasonMissing, SameEyes, SameOffice
from iskan.core.roles import Duty
from iskan.core.text import Text
from iskan.foundation import acts as registry
from iskan.foundation.acts import Terms, UnknownAct, carries_out_act, handler_of
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.policy.acts import ACTS, MOVE_GIVEN_UNITS, PROPOSED

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.fixture
def codes(cast: Cast) -> list[str]:  # noqa: ARG001 -- the supervisor and the approver are of it
    found = list(Unit.objects.filter(project=make_project()).order_by("code").values_list("code", flat=True))
    Unit.objects.update(state=UnitState.ALLOCATED)
    return found[:2]


def proposed(
    cast: Cast, codes: Sequence[str], state: UnitState = UnitState.READY, reason: str = "أُعيدت"
) -> ProposedAct:
    return propose_act(
        scope=cast.scope("supervisor"), act=MOVE_GIVEN_UNITS, subject="east-sitra",
        terms={"codes": list(codes), "state": state.value}, reason=reason, at=AT,
    )  # fmt: skip


def states(codes: Sequence[str]) -> set[str]:
    return set(Unit.objects.filter(code__in=codes).values_list("state", flat=True))


def test_nothing_is_done_until_a_second_official_agrees(cast: Cast, codes: list[str]) -> None:
    act = proposed(cast, codes)
    assert states(codes) == {UnitState.ALLOCATED}
    done = agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=LATER)
    assert states(codes) == {UnitState.READY}
    assert (done.outcome, done.decided_by, done.decided_at) == (ActOutcome.AGREED, cast.approver, LATER)
    kinds = AuditEntry.objects.filter(subject_kind="act", subject=str(act.pk)).order_by("id")
    assert list(kinds.values_list("action", flat=True)) == ["act.proposed", "act.agreed"]


def test_every_auditor_is_told(cast: Cast, codes: list[str]) -> None:
    act = proposed(cast, codes)
    agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=LATER)
    told = Message.objects.get(event=f"act:{act.pk}")
    assert told.user == cast.auditor
    assert str(act.pk) in told.body_ar


def test_whoever_proposed_it_never_agrees(cast: Cast, codes: list[str]) -> None:
    cast.supervisor.roles = [Role.SUPERVISOR, Role.APPROVER]
    cast.supervisor.save()
    act = proposed(cast, codes)
    with pytest.raises(SameEyes):
        agree_to_act(scope=cast.scope("supervisor"), proposed_id=act.pk, at=LATER)
    with pytest.raises(SameEyes):
        decline_act(scope=cast.scope("supervisor"), proposed_id=act.pk, reason="لا", at=LATER)
    with transaction.atomic(), pytest.raises(Exception, match="agreed_by_another"):
        ProposedAct.objects.filter(pk=act.pk).update(
            outcome=ActOutcome.AGREED, decided_by=cast.supervisor, decided_at=LATER
        )


@pytest.mark.parametrize("role", ["reviewer", "auditor", "administrator", "outsider", "head", "anonymous"])
def test_only_who_the_table_says_agrees(cast: Cast, codes: list[str], role: str) -> None:
    act = proposed(cast, codes)
    with pytest.raises(NotForThisRole):
        agree_to_act(scope=cast.scope(role), proposed_id=act.pk, at=LATER)
    assert states(codes) == {UnitState.ALLOCATED}


@pytest.mark.parametrize("role", ["reviewer", "approver", "auditor", "administrator", "head", "anonymous"])
def test_only_who_the_table_says_proposes(cast: Cast, codes: list[str], role: str) -> None:
    with pytest.raises(NotForThisRole):
        propose_act(
            scope=cast.scope(role), act=MOVE_GIVEN_UNITS, subject="east-sitra",
            terms={"codes": codes, "state": "ready"}, reason="x", at=AT,
        )  # fmt: skip


def test_an_auditor_who_is_supervisor_too_proposes_nothing(cast: Cast, codes: list[str]) -> None:
    both = frozenset({Role.SUPERVISOR, Role.AUDITOR})  # no account may hold them together
    with pytest.raises(NotForThisRole):
        propose_act(
            scope=replace(cast.scope("supervisor"), roles=both), act=MOVE_GIVEN_UNITS, subject="east-sitra",
            terms={"codes": codes, "state": "ready"}, reason="x", at=AT,
        )  # fmt: skip


def test_what_is_proposed_must_be_possible_and_explained(cast: Cast, codes: list[str]) -> None:
    with pytest.raises(ReasonMissing):
        proposed(cast, codes, reason="  ")
    with pytest.raises(UnlawfulUnitMove):
        proposed(cast, codes, UnitState.PLANNED)
    with pytest.raises(UnitsGiven):
        proposed(cast, codes, UnitState.HANDED_OVER)
    assert not ProposedAct.objects.exists()


def test_the_same_is_proposed_once(cast: Cast, codes: list[str]) -> None:
    proposed(cast, codes)
    with pytest.raises(ActAlreadyProposed):
        proposed(cast, codes)


def test_a_home_behind_a_standing_offer_does_not_move_even_by_two(
    cast: Cast, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    act = proposed(cast, codes)
    monkeypatch.setattr(stock_rules, "_holders", [lambda asked: frozenset(asked) & {codes[0]}])
    with pytest.raises(UnitsHeld, match=codes[0]):
        agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=LATER)
    act.refresh_from_db()
    assert act.outcome == ""
    assert states(codes) == {UnitState.ALLOCATED}


@pytest.mark.parametrize("target", [UnitState.READY, UnitState.HANDED_OVER])
def test_no_official_alone_moves_a_home_already_given(cast: Cast, codes: list[str], target: UnitState) -> None:
    with pytest.raises(UnitsGiven):
        set_unit_states(scope=cast.scope("supervisor"), codes=codes, state=target, at=AT)


def test_a_declined_act_is_not_done_and_says_why(cast: Cast, codes: list[str]) -> None:
    act = proposed(cast, codes)
    with pytest.raises(ReasonMissing):
        decline_act(scope=cast.scope("approver"), proposed_id=act.pk, reason=" ", at=LATER)
    decline_act(scope=cast.scope("approver"), proposed_id=act.pk, reason="لا سند", at=LATER)
    assert states(codes) == {UnitState.ALLOCATED}
    with pytest.raises(ActDecided):
        agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=LATER)
    assert proposed(cast, codes).pk != act.pk


def test_only_its_author_takes_it_back(cast: Cast, codes: list[str]) -> None:
    act = proposed(cast, codes)
    with pytest.raises(OutOfScope):
        operations.take_back_act(scope=cast.scope("approver"), proposed_id=act.pk, at=LATER)
    operations.take_back_act(scope=cast.scope("supervisor"), proposed_id=act.pk, at=LATER)
    with pytest.raises(ActDecided):
        agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=LATER)


def test_no_such_proposal(cast: Cast) -> None:
    with pytest.raises(OutOfScope):
        agree_to_act(scope=cast.scope("approver"), proposed_id=999, at=LATER)
    with pytest.raises(OutOfScope):
        queries.proposed_act(cast.scope("approver"), 999)


def test_who_follows_which(cast: Cast, codes: list[str]) -> None:
    act = proposed(cast, codes)
    for role, seen in (("supervisor", 1), ("approver", 1), ("auditor", 1), ("reviewer", 0), ("administrator", 0)):
        assert len(queries.proposed_acts(cast.scope(role))) == seen
    with pytest.raises(OutOfScope):
        queries.proposed_act(cast.scope("reviewer"), act.pk)
    assert queries.proposed_act(cast.scope("auditor"), act.pk).why_not is not None
    assert queries.proposed_act(cast.scope("approver"), act.pk).why_not is None
    assert queries.open_act(MOVE_GIVEN_UNITS, "east-sitra") == act.pk
    assert queries.open_act(MOVE_GIVEN_UNITS, "elsewhere") is None


def test_a_decided_proposal_stands_in_the_database(cast: Cast, codes: list[str]) -> None:
    act = proposed(cast, codes)
    with transaction.atomic(), pytest.raises((InternalError, ProgrammingError)):
        ProposedAct.objects.filter(pk=act.pk).update(terms={})
    decline_act(scope=cast.scope("approver"), proposed_id=act.pk, reason="لا", at=LATER)
    for change in (lambda rows: rows.update(outcome=""), lambda rows: rows.delete()):
        with transaction.atomic(), pytest.raises((InternalError, ProgrammingError)):
            change(ProposedAct.objects.filter(pk=act.pk))


class _Noted:
    """An act of another office, that only notes that it was done."""

    act = JointAct(
        code="tests.noted", area=ActArea.ACCOUNTS, name=Text(ar="إجراء", en="An act"),
        begun_by=frozenset({Duty.REVIEW}), agreed_by=frozenset({Duty.REVIEW}), apart=frozenset({Apart.OFFICE}),
        needs_reason=False,
    )  # fmt: skip

    def __init__(self) -> None:
        self.done: list[str] = []

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- the registry's shape
        return True

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:
        """Refuse nobody: it is nobody's own."""

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:
        """Refuse nothing."""

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- the registry's shape
        self.done.append(subject)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- the registry's shape
        return ((Text(ar="بشأن", en="About"), subject),)


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> _Noted:
    monkeypatch.setattr(registry, "_handlers", dict(registry.handlers()))
    handler = _Noted()
    carries_out_act(handler)
    return handler


def test_some_acts_take_two_departments(cast: Cast, noted: _Noted) -> None:
    act = propose_act(scope=cast.scope("reviewer"), act=noted.act, subject="1", terms={}, reason="", at=AT)
    with pytest.raises(SameOffice):
        agree_to_act(scope=cast.scope("second_reviewer"), proposed_id=act.pk, at=LATER)
    agree_to_act(scope=cast.scope("outsider"), proposed_id=act.pk, at=LATER)
    assert noted.done == ["1"]
    assert not Message.objects.exists()


def test_two_without_a_department_are_of_one(cast: Cast, noted: _Noted) -> None:
    for user in (cast.reviewer, official("x.y", Role.REVIEWER, None)):
        user.department = None
        user.save()
    act = propose_act(scope=cast.scope("reviewer"), act=noted.act, subject="1", terms={}, reason="", at=AT)
    other = Scope(user_id=user.pk, roles=frozenset({Role.REVIEWER}))
    with pytest.raises(SameOffice):
        agree_to_act(scope=other, proposed_id=act.pk, at=LATER)


def test_an_act_has_one_handler(noted: _Noted) -> None:
    with pytest.raises(RuntimeError, match="twice"):
        carries_out_act(noted)
    with pytest.raises(UnknownAct):
        handler_of("tests.none")


def test_every_act_of_the_table_is_carried_out_by_an_app() -> None:
    assert {act.code for act in PROPOSED} == set(registry.handlers())
    assert all(handler_of(act.code).act is act for act in PROPOSED)
    assert len({act.code for act in ACTS}) == len(ACTS)


@pytest.mark.django_db(transaction=True)
def test_two_second_officials_at_once_carry_it_out_once(cast: Cast, codes: list[str]) -> None:
    act = proposed(cast, codes)
    others = [cast.approver, official("b.second", Role.APPROVER, cast.requests)]
    together, outcomes = threading.Barrier(2), []

    def agree(user_id: int) -> None:
        together.wait()
        try:
            agree_to_act(scope=Scope(user_id=user_id, roles=frozenset({Role.APPROVER})), proposed_id=act.pk, at=LATER)
            outcomes.append("agreed")
        except ActDecided:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=agree, args=[user.pk]) for user in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["agreed", "late"]
