"""Price and floor plan of a class of homes: set by two officials, read by whoever is offered one, never changed."""

import uuid

import pytest
from django.db import DatabaseError, transaction
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.stock import make_project

from iskan.apps.agreements.operations import agree_to_act
from iskan.apps.housing_stock.models import FloorPlan, HomeTerms
from iskan.apps.housing_stock.operations.terms import BadPrice, NothingSet, propose_terms
from iskan.apps.housing_stock.queries.terms import floor_plans, is_plan_in_force, terms_of, terms_of_project
from iskan.core.money import Money
from iskan.core.refusal import NotForThisRole, SameEyes
from iskan.core.text import Text
from iskan.foundation.acts import handler_of
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope
from iskan.policy.acts import SET_HOME_TERMS

pytestmark = pytest.mark.django_db
DECISION = Text(ar="قرار وزاري", en="Ministerial decision")


@pytest.fixture
def cast() -> Cast:
    make_project()
    return make_cast()


def proposed(cast: Cast, by: str = "supervisor", **terms: object) -> int:
    given: dict[str, object] = {"unit_class": "house-4br", "price": Money.bhd("85,000.500"), "plan": None} | terms
    return propose_terms(
        scope=cast.scope(by), project_code="east-sitra", instrument=DECISION, reason="", at=AT, **given
    )  # type: ignore[arg-type] # named by each test


def test_a_price_holds_once_a_second_official_agrees(cast: Cast) -> None:
    waiting = proposed(cast)
    assert terms_of("east-sitra", "house-4br") is None
    with pytest.raises(SameEyes):
        agree_to_act(scope=cast.scope("supervisor"), proposed_id=waiting, at=AT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=waiting, at=AT)
    found = terms_of("east-sitra", "house-4br")
    assert found is not None
    assert (found.price, found.plan, found.instrument) == (Money(85_000_500), None, DECISION)
    assert AuditEntry.objects.get(action="stock.set_terms").subject == "east-sitra"


def test_what_is_not_given_stays_as_it_is_and_the_newest_holds(cast: Cast) -> None:
    plan = uuid.uuid4()
    for given in ({"plan": plan}, {"price": Money.bhd(90_000)}, {"price": None, "plan": uuid.uuid4()}):
        agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(cast, **given), at=AT)
    (found,) = terms_of_project("east-sitra").values()
    assert found.price == Money.bhd(90_000)
    assert [row.plan.document == plan for row in HomeTerms.objects.order_by("pk") if row.plan] == [True, True, False]


def test_a_plan_is_for_citizens_once_it_is_set(cast: Cast) -> None:
    plan = uuid.uuid4()
    waiting = proposed(cast, plan=plan)
    assert plan in floor_plans()
    assert not is_plan_in_force(plan)
    agree_to_act(scope=cast.scope("approver"), proposed_id=waiting, at=AT)
    assert is_plan_in_force(plan)


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ({"price": Money(0)}, BadPrice),
        ({"price": Money(-1)}, BadPrice),
        ({"price": Money.bhd("10,000,000")}, BadPrice),
        ({"price": None}, NothingSet),
        ({"unit_class": "plot-standard"}, OutOfScope),
    ],
)
def test_what_no_home_could_have_is_refused_whole(cast: Cast, terms: dict[str, object], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        proposed(cast, **terms)
    assert not FloorPlan.objects.exists()


def test_a_plan_nobody_brought_in_is_refused(cast: Cast) -> None:
    terms = {"price": None, "document": str(uuid.uuid4()), "instrument_ar": "قرار", "instrument_en": "Decision"}
    with pytest.raises(OutOfScope):
        handler_of(SET_HOME_TERMS.code).examine(
            scope=cast.scope("supervisor"), subject="east-sitra:house-4br", terms=terms, at=AT
        )


@pytest.mark.parametrize("role", ["reviewer", "auditor", "head"])
def test_nobody_else_proposes(cast: Cast, role: str) -> None:
    with pytest.raises(NotForThisRole):
        proposed(cast, by=role, plan=uuid.uuid4())
    assert not FloorPlan.objects.exists()


def test_the_second_official_reads_what_was_and_what_would_be(cast: Cast) -> None:
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(cast), at=AT)
    terms = {"price": 90_000_000, "document": "", "instrument_ar": "قرار", "instrument_en": "Decision"}
    shown = handler_of(SET_HOME_TERMS.code).shown(subject="east-sitra:house-4br", terms=terms)
    told = {label.en: value.en if isinstance(value, Text) else value for label, value in shown}
    assert (told["Price"], told["Price before"], told["Floor plan"]) == ("BHD 90,000", "BHD 85,000.500", "Not set")


def test_what_was_set_is_never_changed(cast: Cast) -> None:
    agree_to_act(scope=cast.scope("approver"), proposed_id=proposed(cast), at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        HomeTerms.objects.update(price=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        HomeTerms.objects.all().delete()
