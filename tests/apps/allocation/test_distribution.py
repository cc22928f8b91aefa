"""A distribution from preparation to approval: what it rests on, who may move it, what it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.db.utils import Error
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.filed import person
from tests.factories.nominations import approved, excepted, prepared, recommended, small_market, waits
from tests.factories.stock import make_project

from iskan.apps.allocation.enums import DistributionState, NominationState
from iskan.apps.allocation.models import Distribution, DistributionPool, Nomination, ReserveTurn
from iskan.apps.allocation.operations import distribution as operations
from iskan.apps.allocation.operations.distribution import (
    DistributionMovedOn,
    ListHasMoved,
    NotAShare,
    NothingToDistribute,
    OutcomeDiffers,
    StockHasMoved,
)
from iskan.apps.allocation.queries import distribution as queries
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.models import PublishedFigure
from iskan.apps.households.models import Household, HouseholdMember
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.apps.waiting_lists.operations.waiting_list import leave_list
from iskan.core.distribution.checking import justified_envy
from iskan.core.distribution.explaining import ApplicationResult, Reason
from iskan.core.distribution.outcome import NotInTheDistribution
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, SameEyes
from iskan.foundation.scope import OutOfScope

LATER = AT + timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- a fixture is asked for by name
    return make_cast()


@pytest.fixture
def market(cast: Cast) -> list[Case]:
    return small_market(cast)


def given(found: Distribution) -> dict[int, tuple[str, str]]:
    return {n.case_id: (n.project_code, n.unit_class) for n in found.nominations.all()}


@pytest.mark.usefixtures("market")
def test_preparing_keeps_what_it_rests_on_and_nominates_nobody(cast: Cast) -> None:
    found = prepared(cast)

    assert (found.reference, found.state) == ("N-2026-001", DistributionState.PREPARED)
    assert (found.applications_count, found.units_count, found.nominated_count) == (6, 3, 3)
    assert [p["configured"] for p in found.parameters] == [False, False]
    assert [(p["value"], p["chosen"]) for p in found.parameters] == [(0, False), (100, True)]
    assert not Nomination.objects.exists()
    outcome = queries.recomputed(found)
    assert outcome.digest() == found.outcome_digest
    assert justified_envy(outcome) == ()
    assert found.reached == {"BH-13": "2006-01-01"}


def test_approval_nominates_by_seniority_need_and_wish(cast: Cast, market: list[Case]) -> None:
    found = approved(cast)

    assert given(found) == {
        market[0].pk: ("buri", "house-4br"),
        market[1].pk: ("sitra", "house-4br"),
        market[2].pk: ("buri", "house-4br-accessible"),
    }
    assert ReserveTurn.objects.filter(project_code="sitra").values_list("case_id", "turn").get() == (market[3].pk, 1)
    assert found.approved_by == cast.approver
    assert ProcrastinateJob.objects.filter(task_name="allocation.open_offers").count() == 1
    pool = DistributionPool.objects.get(distribution=found, project_code="buri", unit_class="house-4br")
    assert (pool.candidates, pool.nominated, pool.reached_on) == (5, 1, date(2004, 1, 1))


def test_the_same_again_in_a_second_distribution_of_the_rest(cast: Cast, market: list[Case]) -> None:
    approved(cast)
    with pytest.raises(NothingToDistribute):
        prepared(cast)
    make_project("tubli", units={"house-4br": 1}, state=UnitState.READY)

    second = prepared(cast, ["tubli", "buri"])

    assert second.reference == "N-2026-002"
    assert (second.applications_count, second.units_count) == (3, 1)
    assert queries.nominated_page(cast.scope("auditor"), second, 1).lines[0].case_id == market[3].pk


def test_an_exception_moves_a_household_out_of_order_and_is_named(cast: Cast, market: list[Case]) -> None:
    entry = excepted(cast, market[4])
    found = approved(cast)

    nomination = Nomination.objects.get(case=market[4])
    assert (nomination.exception, nomination.place, nomination.project_code) == (entry, 1, "buri")
    assert found.exceptions_count == 1
    page = queries.nominated_page(cast.scope("auditor"), found, 1, exceptions=True)
    assert [line.exception_id for line in page.lines] == [entry.pk]


def test_a_distribution_replays_to_the_same_outcome(cast: Cast, market: list[Case]) -> None:
    found = approved(cast)
    leave_list(case_id=market[5].pk, at=LATER)
    waits(cast, date(2001, 1, 1))

    again = queries.recomputed(Distribution.objects.get(pk=found.pk))

    assert again.digest() == found.outcome_digest
    assert again.market.applications.digest() == found.inputs_digest


def test_why_and_why_not(cast: Cast, market: list[Case]) -> None:
    found = prepared(cast)

    def said(case: Case) -> tuple[ApplicationResult, list[Reason]]:
        _case, told = queries.explanation_for(cast.scope("reviewer"), found.reference, case.reference)
        return told.standing, [wish.reason for wish in told.wishes]

    assert said(market[0])[0] is ApplicationResult.NOMINATED
    assert said(market[3])[0] is ApplicationResult.RESERVE
    assert said(market[5]) == (ApplicationResult.NOTHING_ASKED, [])
    newcomer = waits(cast, date(2020, 1, 1))
    with pytest.raises(NotInTheDistribution):
        said(newcomer)
    with pytest.raises(OutOfScope):
        queries.explanation_for(cast.scope("head"), found.reference, market[0].reference)
    with pytest.raises(OutOfScope):
        queries.explanation_for(cast.scope("reviewer"), "N-1999-001", market[0].reference)


@pytest.mark.parametrize("role", ["head", "approver", "auditor", "administrator", "outsider"])
@pytest.mark.usefixtures("market")
def test_others_prepare_nothing(cast: Cast, role: str) -> None:
    with pytest.raises(NotForThisRole):
        operations.prepare_distribution(scope=cast.scope(role), projects=["buri"], reserve_percent=0, at=AT)


@pytest.mark.parametrize("role", ["reviewer", "approver", "supervisor", "auditor"])
@pytest.mark.usefixtures("market")
def test_who_reads(cast: Cast, role: str) -> None:
    found = prepared(cast)
    assert list(queries.distributions(cast.scope(role))) == [found]
    for other in ("head", "outsider", "administrator", "anonymous"):
        assert not queries.distributions(cast.scope(other)).exists()


@pytest.mark.usefixtures("market")
def test_what_cannot_be_prepared(cast: Cast) -> None:
    for projects in ([], ["atlantis"]):
        with pytest.raises(NothingToDistribute):
            prepared(cast, projects)
    for share in (-1, 101):
        with pytest.raises(NotAShare):
            prepared(cast, reserve=share)


@pytest.mark.usefixtures("market")
def test_four_eyes(cast: Cast) -> None:
    found = recommended(cast)
    with pytest.raises(NotForThisRole):
        operations.approve_distribution(scope=cast.scope("reviewer"), reference=found.reference, at=AT)
    cast.reviewer.roles = ["reviewer", "approver"]
    cast.reviewer.save()
    with pytest.raises(SameEyes):
        operations.approve_distribution(scope=cast.scope("reviewer"), reference=found.reference, at=AT)
    assert not Nomination.objects.exists()


def _in_sql(statement: str, *values: object) -> Callable[[], None]:
    def run() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run


@pytest.mark.usefixtures("market")
def test_the_database_holds_four_eyes_and_what_was_settled(cast: Cast) -> None:
    found = recommended(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Distribution.objects.filter(pk=found.pk).update(
            state=DistributionState.APPROVED, approved_by=cast.reviewer, approved_at=AT
        )
    operations.approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=AT)
    for statement in (
        "UPDATE allocation_distribution SET nominated_count = 9",
        "DELETE FROM allocation_distribution",
        "UPDATE allocation_distributioncolumns SET applications = ''",
        "UPDATE allocation_distributionpool SET nominated = 0",
        "UPDATE allocation_nomination SET project_code = 'sitra'",
        "DELETE FROM allocation_nomination",
        "UPDATE allocation_reserveturn SET turn = 9",
    ):
        with pytest.raises((InternalError, ProgrammingError, Error)):
            _in_sql(statement)()


@pytest.mark.usefixtures("market")
def test_the_inputs_of_a_prepared_one_stand_too(cast: Cast) -> None:
    found = prepared(cast)
    with pytest.raises(Error):
        _in_sql("UPDATE allocation_distribution SET outcome_digest = 'x' WHERE id = %s", found.pk)()


def test_nobody_approves_what_nominates_their_own_family(cast: Cast, market: list[Case]) -> None:

    household = Household.objects.create(head=person("770101111", "علي"), declared_at=AT)
    HouseholdMember.objects.create(
        household=household, person=person(market[0].applicant.cpr or "", "فاطمة"), relation="spouse"
    )
    HouseholdMember.objects.create(household=household, person=person("770101112", "حسن"), relation="child")
    found = recommended(cast)
    scope = cast.scope("approver")
    own = replace(scope, own_cpr="770101112")
    with pytest.raises(OwnHousehold):
        operations.approve_distribution(scope=own, reference=found.reference, at=AT)


@pytest.mark.usefixtures("market")
def test_a_recommendation_needs_words_and_each_step_its_turn(cast: Cast) -> None:
    found, reviewer, approver = prepared(cast), cast.scope("reviewer"), cast.scope("approver")
    with pytest.raises(ReasonMissing):
        operations.recommend_distribution(scope=reviewer, reference=found.reference, reason=" ", at=AT)
    with pytest.raises(NotForThisRole):
        operations.recommend_distribution(scope=approver, reference=found.reference, reason="نعم", at=AT)
    with pytest.raises(DistributionMovedOn):
        operations.approve_distribution(scope=approver, reference=found.reference, at=AT)


@pytest.mark.usefixtures("market")
def test_calling_off(cast: Cast) -> None:
    found = recommended(cast)
    with pytest.raises(ReasonMissing):
        operations.cancel_distribution(scope=cast.scope("approver"), reference=found.reference, reason="", at=AT)
    with pytest.raises(NotForThisRole):
        operations.cancel_distribution(scope=cast.scope("auditor"), reference=found.reference, reason="خطأ", at=AT)
    gone = operations.cancel_distribution(
        scope=cast.scope("approver"), reference=found.reference, reason="تغيّر المخزون", at=AT
    )
    assert gone.state == DistributionState.CANCELLED
    with pytest.raises(DistributionMovedOn):
        operations.approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=AT)


def test_a_list_that_moved_is_not_approved(cast: Cast, market: list[Case]) -> None:
    found = recommended(cast)
    leave_list(case_id=market[0].pk, at=AT)
    with pytest.raises(ListHasMoved):
        operations.approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=LATER)
    assert not Nomination.objects.exists()


@pytest.mark.usefixtures("market")
def test_who_was_nominated_meanwhile_is_not_nominated_again(cast: Cast) -> None:
    first, second = recommended(cast), recommended(cast)
    operations.approve_distribution(scope=cast.scope("approver"), reference=first.reference, at=LATER)
    with pytest.raises(ListHasMoved):
        operations.approve_distribution(scope=cast.scope("approver"), reference=second.reference, at=LATER)
    assert Nomination.objects.filter(state=NominationState.NOMINATED).count() == 3


@pytest.mark.usefixtures("market")
def test_a_stock_that_moved_is_not_given(cast: Cast) -> None:
    found = recommended(cast)
    Unit.objects.filter(project__code="sitra").update(state=UnitState.WITHHELD)
    with pytest.raises(StockHasMoved):
        operations.approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=LATER)


@pytest.mark.usefixtures("market")
def test_an_outcome_that_differs_is_not_approved(cast: Cast) -> None:
    """As when the program that distributes was changed in between."""
    found = recommended(cast)
    other = queries.recomputed(prepared(cast, ["buri"]))
    with patch.object(operations, "recomputed", lambda _found: other), pytest.raises(OutcomeDiffers):
        operations.approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=LATER)


@pytest.mark.usefixtures("market")
def test_the_reads_do_not_grow_with_the_list(cast: Cast, django_assert_num_queries: Callable[..., object]) -> None:
    found, scope = prepared(cast), cast.scope("auditor")
    with django_assert_num_queries(2):
        assert len(queries.nominated_page(scope, found, 1).lines) == 3


def test_the_size_of_a_household_counts_once_it_is_configured(cast: Cast, market: list[Case]) -> None:
    """Published by two officials, the figure keeps small homes from large households."""
    make_project("tubli", units={"house-3br": 1}, state=UnitState.READY)
    PublishedFigure.objects.create(
        figure="household_for_four_bedrooms", value=2, first_day=date(2026, 1, 1), instrument_ar="قرار",
        instrument_en="decision", proposed_by=cast.supervisor, proposed_at=AT, approved_by=cast.administrator,
        approved_at=AT,
    )  # fmt: skip
    household = Household.objects.create(head=person("770101111", "علي"), declared_at=AT)
    for cpr, relation in (("770101111", "self"), ("770101112", "child")):
        HouseholdMember.objects.create(household=household, person=person(cpr, "علي"), relation=relation)
    Case.objects.filter(pk=market[0].pk).update(household=household)

    nominated = {each.case: each.unit_class for each in queries.recomputed(prepared(cast, ["tubli"])).nominated()}

    assert nominated == {market[1].pk: "house-3br"}


def test_a_published_share_is_set_aside_and_cited(cast: Cast, market: list[Case]) -> None:
    PublishedFigure.objects.create(
        figure="governorate_set_aside", value=100, first_day=date(2026, 1, 1), instrument_ar="قرار تخصيص",
        instrument_en="Decision on set-asides", proposed_by=cast.supervisor, proposed_at=AT,
        approved_by=cast.administrator, approved_at=AT,
    )  # fmt: skip
    found = approved(cast)

    assert found.parameters[0]["basis_en"] == "Decision on set-asides"
    assert (found.parameters[0]["configured"], found.parameters[0]["value"]) == (True, 100)
    filled = Nomination.objects.get(project_code="sitra")
    assert (filled.case, filled.set_aside) == (market[3], True)
