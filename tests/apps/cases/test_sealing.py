"""A sealed case is found by its readers alone; two officials seal it, change the readers, and lift the seal."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.factories.cast import AT, Cast, official
from tests.factories.world import World, make_world

from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assignment import NotAnAssignee, assign
from iskan.apps.cases.operations.sealing import NobodyToDecide, NotAReader, NotSealed, set_seal
from iskan.apps.cases.queries.scoped import case_for, visible_cases
from iskan.apps.cases.queries.sealing import sealed_from, trail_subject
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, SameEyes
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope, Role
from iskan.policy.acts import SEAL_CASE

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
EVERYBODY_ELSE = ("second_reviewer", "supervisor", "auditor", "administrator", "outsider")


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast, AT)


def proposed(world: World, readers: Sequence[int], by: str = "reviewer", reason: str = "شخصية معروفة") -> int:
    return propose_act(
        scope=world.cast.scope(by), act=SEAL_CASE, subject=world.heads.case.reference,
        terms={"readers": list(readers)}, reason=reason, at=AT,
    ).pk  # fmt: skip


def sealed(world: World) -> Case:
    cast = world.cast
    act = proposed(world, [cast.reviewer.pk, cast.approver.pk])
    agree_to_act(scope=cast.scope("approver"), proposed_id=act, at=LATER)
    return Case.objects.get(pk=world.heads.case.pk)


def finds(world: World, who: str) -> bool:
    reference = world.heads.case.reference
    listed = visible_cases(world.cast.scope(who)).filter(reference=reference).exists()
    try:
        opened = case_for(world.cast.scope(who), reference).reference == reference
    except OutOfScope:
        opened = False
    assert listed == opened
    return listed


def test_a_sealed_case_is_there_for_its_readers_and_its_citizen_alone(world: World) -> None:
    assert finds(world, "supervisor")
    assert finds(world, "auditor")
    case = sealed(world)
    assert case.sealed_at == LATER
    assert [who for who in EVERYBODY_ELSE if finds(world, who)] == []
    assert [who for who in ("reviewer", "approver", "head", "delegate") if not finds(world, who)] == []
    assert sealed_from(world.cast.scope("supervisor"), [case.reference]) == {case.reference}
    assert sealed_from(world.cast.scope("reviewer"), [case.reference]) == frozenset()


def test_nothing_is_sealed_until_another_agrees(world: World) -> None:
    cast = world.cast
    act = proposed(world, [cast.reviewer.pk, cast.approver.pk], by="approver")
    assert finds(world, "second_reviewer")
    with pytest.raises(SameEyes):
        agree_to_act(scope=cast.scope("approver"), proposed_id=act, at=LATER)
    with pytest.raises(NotForThisRole):
        agree_to_act(scope=cast.scope("reviewer"), proposed_id=act, at=LATER)
    with pytest.raises(NotForThisRole):
        set_seal(scope=cast.scope("reviewer"), reference=world.heads.case.reference, readers=[], at=LATER)
    with pytest.raises(ReasonMissing):
        proposed(world, [cast.reviewer.pk, cast.approver.pk], reason=" ")


def test_readers_are_changed_and_the_seal_is_lifted_by_two(world: World) -> None:
    cast = world.cast
    since = sealed(world).sealed_at
    wider = [cast.reviewer.pk, cast.approver.pk, cast.supervisor.pk]
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(world, wider), at=LATER + timedelta(days=1))
    assert finds(world, "supervisor")
    assert Case.objects.get(pk=world.heads.case.pk).sealed_at == since
    agree_to_act(scope=cast.scope("supervisor"), proposed_id=proposed(world, []), at=LATER + timedelta(days=2))
    assert finds(world, "second_reviewer")
    lines = AuditEntry.objects.filter(subject=world.heads.case.reference, action__startswith="case.seal")
    assert list(lines.order_by("id").values_list("action", flat=True)) == [
        "case.sealed", "case.seal_readers", "case.seal_lifted",
    ]  # fmt: skip


def test_whoever_is_no_reader_proposes_nothing_of_a_sealed_case(world: World) -> None:
    sealed(world)
    with pytest.raises(OutOfScope):
        proposed(world, [], by="supervisor")


def test_among_the_readers_are_two_who_can_decide(world: World) -> None:
    cast = world.cast
    for readers in ([cast.reviewer.pk], [cast.approver.pk, cast.supervisor.pk]):
        with pytest.raises(NobodyToDecide):
            proposed(world, readers)
    cast.reviewer.roles = [Role.REVIEWER, Role.APPROVER]
    cast.reviewer.save()
    with pytest.raises(NobodyToDecide):
        proposed(world, [cast.reviewer.pk])


def test_who_reads_no_cases_of_the_department_is_no_reader(world: World) -> None:
    cast = world.cast
    for other in (cast.outsider, cast.administrator, cast.head):
        with pytest.raises(NotAReader):
            proposed(world, [cast.reviewer.pk, cast.approver.pk, other.pk])
    with pytest.raises(NotSealed):
        proposed(world, [])


def test_the_household_concerned_neither_proposes_nor_reads(world: World) -> None:
    cast = world.cast
    cpr = cast.head.cpr
    assert cpr
    family = official("kin", Role.REVIEWER, cast.requests, cpr=cpr)
    with pytest.raises(NotAReader):
        proposed(world, [cast.reviewer.pk, cast.approver.pk, family.pk])
    cast.reviewer.official_cpr = cpr
    family.delete()
    cast.reviewer.save()
    with pytest.raises(OwnHousehold):
        proposed(world, [cast.reviewer.pk, cast.approver.pk])


def test_who_held_it_and_is_no_reader_gives_it_back_and_is_not_handed_it(world: World) -> None:
    cast = world.cast
    Case.objects.filter(pk=world.heads.case.pk).update(assignee=cast.second_reviewer)
    case = sealed(world)
    assert case.assignee_id is None
    agree_to_act(
        scope=cast.scope("approver"), at=LATER,
        proposed_id=proposed(world, [cast.reviewer.pk, cast.approver.pk, cast.supervisor.pk]),
    )  # fmt: skip
    with pytest.raises(NotAnAssignee):
        assign(
            scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.second_reviewer.pk, at=LATER
        )


def test_an_auditor_keeps_the_trail(world: World) -> None:
    case = sealed(world)
    assert trail_subject(world.cast.scope("auditor"), case.reference) == case
    with pytest.raises(OutOfScope):
        trail_subject(world.cast.scope("supervisor"), case.reference)
