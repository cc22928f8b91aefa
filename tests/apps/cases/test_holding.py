"""A hold on the desk: placed by one who settles matters, lifted by two of them, seen by all who read the case."""

import pytest
from django.urls import reverse
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.world import World, make_world

from iskan.apps.accounts.models import User
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.cases.operations.holding import NotHeld, hold_case, is_held
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, SameEyes
from iskan.foundation.audit import trail_of
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope
from iskan.policy.acts import LIFT_HOLD

pytestmark = pytest.mark.django_db
WHY = "دعوى منظورة أمام المحكمة"


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 -- its rows
    return make_world(make_cast(), AT)


@pytest.fixture
def cast(world: World) -> Cast:
    return world.cast


def hold(world: World, role: str = "supervisor", reason: str = WHY) -> None:
    hold_case(scope=world.cast.scope(role), reference=world.heads.case.reference, reason=reason, at=AT)


def propose(world: World, role: str = "supervisor") -> ProposedAct:
    reference = world.heads.case.reference
    return propose_act(
        scope=world.cast.scope(role), act=LIFT_HOLD, subject=reference, terms={}, reason="انتهت الدعوى", at=AT
    )


def test_one_official_holds_a_case_and_the_trail_says_who(world: World) -> None:
    hold(world)
    assert is_held(world.heads.case)
    (line,) = AuditEntry.objects.filter(action="case.held")
    assert (line.actor_id, line.subject) == (world.cast.supervisor.pk, world.heads.case.reference)


@pytest.mark.parametrize(
    ("role", "refusal"),
    [
        ("reviewer", NotForThisRole),
        ("auditor", NotForThisRole),
        ("outsider", OutOfScope),
        ("administrator", OutOfScope),
    ],
)
def test_no_other_holds_one(world: World, role: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        hold(world, role)
    assert not is_held(world.heads.case)


def test_a_hold_has_a_reason_and_is_not_ones_own(world: World, cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        hold(world, reason=" ")
    User.objects.filter(pk=cast.supervisor.pk).update(official_cpr=cast.head.cpr)
    cast.supervisor.refresh_from_db()
    with pytest.raises(OwnHousehold):
        hold(world)


def test_two_lift_it_together(world: World, cast: Cast) -> None:
    with pytest.raises(NotHeld):
        propose(world)
    hold(world)
    proposed = propose(world)
    assert is_held(world.heads.case)
    with pytest.raises(SameEyes):
        agree_to_act(scope=cast.scope("supervisor"), proposed_id=proposed.pk, at=AT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed.pk, at=AT)
    assert not is_held(world.heads.case)
    assert "case.hold_lifted" in {
        line.action for line in trail_of(subject_kind="case", subject=world.heads.case.reference)
    }


def test_it_is_placed_and_proposed_for_lifting_on_the_cases_page(world: World, cast: Cast) -> None:
    case = reverse("backoffice:case", args=[world.heads.case.reference])
    form = reverse("backoffice:hold", args=[world.heads.case.reference])
    desk = cast.client("supervisor")
    assert form in desk.get(case).content.decode()
    assert form not in cast.client("reviewer").get(case).content.decode()
    assert desk.post(form, {"action": "place", "reason": " "}).status_code == 422
    assert desk.post(form, {"action": "place", "reason": WHY}).status_code == 302
    for role in ("supervisor", "reviewer", "auditor"):
        assert WHY in cast.client(role).get(case).content.decode()
    sent = desk.post(form, {"action": "lift", "reason": "انتهت الدعوى"})
    (proposed,) = ProposedAct.objects.filter(act=LIFT_HOLD.code)
    assert sent["Location"] == reverse("backoffice:act", args=[proposed.pk])
    assert WHY in cast.client("approver").get(sent["Location"]).content.decode()
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed.pk, at=AT)
    assert WHY not in desk.get(case).content.decode()
