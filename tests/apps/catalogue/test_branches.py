"""Branches: begun from published sources, entered and corrected by two officials, closed without being forgotten."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.catalogue.branches import (
    BranchChangedMeanwhile,
    NoSuchBlock,
    NoSuchGovernorate,
    PlaceOutsideBahrain,
    all_branches,
    branch_of,
    open_branches,
)
from iskan.apps.catalogue.models import EnteredBranch
from iskan.core.branches import Branch, MapPoint
from iskan.core.branches_json import from_json, to_json
from iskan.core.refusal import NotForThisRole, Refusal, SameEyes
from iskan.core.text import Text
from iskan.foundation.acts import handler_of
from iskan.policy.acts import ENTER_BRANCH
from iskan.policy.branches import BRANCHES, HEADQUARTERS, branch_address

NEW = Branch(
    code="branch-isa-town",
    name=Text(ar="فرع مدينة عيسى", en="Isa Town branch"),
    governorate="BH-14",
    basis=HEADQUARTERS.basis,
    building="1088",
    road="4025",
    block="840",
    area=Text(ar="مدينة عيسى", en="Isa Town"),
    telephone="17000000",
    services=Text(ar="استلام المستندات\nالاستفسارات", en="Documents\nEnquiries"),
    entrance=Text(ar="المدخل الشرقي", en="The eastern entrance"),
    place=MapPoint(latitude=Decimal("26.1736"), longitude=Decimal("50.5478")),
    version=1,
)
CORRECTED = replace(HEADQUARTERS, building="100", version=1)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- kept in the database
    return make_cast()


def proposed(cast: Cast, branch: Branch, by: str = "supervisor") -> ProposedAct:
    return propose_act(
        scope=cast.scope(by), act=ENTER_BRANCH, subject=branch.code, terms=to_json(branch), reason="صدر به أمر", at=AT
    )


def entered(cast: Cast, branch: Branch) -> None:
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(cast, branch).pk, at=AT)


@pytest.mark.parametrize("branch", [*BRANCHES, NEW, replace(NEW, is_closed=True, place=None, services=None)])
def test_a_branch_written_down_is_read_back_the_same(branch: Branch) -> None:
    back = from_json(to_json(branch), branch.code)
    assert replace(back, basis=branch.basis) == branch
    assert back.basis.instrument == branch.basis.instrument


def test_an_address_is_written_as_far_as_it_is_known() -> None:
    assert branch_address(NEW) == Text(
        ar="مبنى 1088، طريق 4025، مجمع 840، مدينة عيسى", en="Building 1088, Road 4025, Block 840, Isa Town"
    )
    assert branch_address(replace(HEADQUARTERS, block="", area=None)) is None


def test_a_branch_is_there_once_a_second_official_agrees(cast: Cast) -> None:
    act = proposed(cast, NEW)
    assert open_branches() == BRANCHES
    with pytest.raises(SameEyes):
        agree_to_act(scope=cast.scope("supervisor"), proposed_id=act.pk, at=AT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=AT)
    assert [branch.code for branch in open_branches()] == ["headquarters", "branch-isa-town"]


def test_the_newest_version_holds_and_keeps_its_place(cast: Cast) -> None:
    entered(cast, NEW)
    entered(cast, CORRECTED)
    entered(cast, replace(CORRECTED, building="101", version=2))
    assert [(one.code, one.building) for one in all_branches()] == [("headquarters", "101"), (NEW.code, "1088")]


def test_a_closed_branch_is_shown_to_officials_alone(cast: Cast) -> None:
    entered(cast, replace(CORRECTED, is_closed=True))
    assert open_branches() == ()
    assert branch_of("headquarters") is not None


def test_of_two_changes_at_once_the_second_starts_anew(cast: Cast) -> None:
    first, second = proposed(cast, NEW), None
    with pytest.raises(Refusal):
        second = proposed(cast, replace(NEW, building="2"))
    assert second is None
    agree_to_act(scope=cast.scope("approver"), proposed_id=first.pk, at=AT)
    with pytest.raises(BranchChangedMeanwhile):
        proposed(cast, NEW)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnteredBranch.objects.create(
            code=NEW.code, version=1, terms=to_json(NEW), agreed_by=cast.approver, agreed_at=AT
        )


@pytest.mark.parametrize(
    ("branch", "refusal"),
    [
        (replace(NEW, governorate="BH-16"), NoSuchGovernorate),
        (replace(NEW, block="31"), NoSuchBlock),
        (replace(NEW, block="1300"), NoSuchBlock),
        (replace(NEW, place=MapPoint(latitude=Decimal("50.5"), longitude=Decimal("26.2"))), PlaceOutsideBahrain),
        (replace(NEW, place=MapPoint(latitude=Decimal("26.2"), longitude=Decimal("51.5"))), PlaceOutsideBahrain),
        (replace(NEW, version=4), BranchChangedMeanwhile),
    ],
)
def test_what_no_branch_could_be_is_refused(cast: Cast, branch: Branch, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        proposed(cast, branch)
    assert not ProposedAct.objects.exists()


def test_a_reviewer_enters_none(cast: Cast) -> None:
    with pytest.raises(NotForThisRole):
        proposed(cast, NEW, by="reviewer")


def test_what_was_entered_is_never_changed(cast: Cast) -> None:
    entered(cast, NEW)
    for change in (lambda: EnteredBranch.objects.update(code="x"), lambda: EnteredBranch.objects.all().delete()):
        with pytest.raises(DatabaseError, match="added to only"), transaction.atomic():
            change()


def test_the_second_official_reads_what_stood_and_what_would_stand(cast: Cast) -> None:  # noqa: ARG001 -- the database
    shown = handler_of(ENTER_BRANCH.code).shown(subject=CORRECTED.code, terms=to_json(CORRECTED))
    lines = {label.en: getattr(value, "en", value) for label, value in shown}
    assert lines["Address"] == "Building 100, Block 317, Diplomatic Area, Manama"
    assert lines["Address before the change"] == "Block 317, Diplomatic Area, Manama"
    assert lines["Telephone"] == "Not set"
    assert "Opening hours before the change" not in lines
