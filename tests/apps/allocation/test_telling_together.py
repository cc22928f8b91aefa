"""Many households nominated, offered a home or drawn at once are told in as few statements as one, and each once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.draws import DrawOffice, make_draw_office
from tests.factories.figures import approve_figure
from tests.factories.nominations import LATER, accepted, prepared, small_market

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Distribution, Offer, OfferEvent
from iskan.apps.allocation.operations import handovers, offers
from iskan.apps.allocation.operations.distribution import approve_distribution, recommend_distribution
from iskan.apps.allocation.operations.offering import OfferMovedOn, Taken, step_together
from iskan.apps.allocation.queries.distribution import candidates_for
from iskan.apps.draws.models import Draw
from iskan.apps.draws.operations import draws
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.apps.housing_stock.queries.units import units_for_draw
from iskan.apps.notifications.models import Delivery, Message
from iskan.foundation import audit
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import SYSTEM
from iskan.policy.parameters.nomination import OFFER_DAYS

pytestmark = pytest.mark.usefixtures("market")


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


@pytest.fixture
def market(cast: Cast) -> None:
    small_market(cast)


def approved_of(cast: Cast, project: str) -> Distribution:
    found = prepared(cast, [project])
    recommend_distribution(scope=cast.scope("reviewer"), reference=found.reference, reason="وفق الأقدمية", at=AT)
    return approve_distribution(scope=cast.scope("approver"), reference=found.reference, at=AT)


def frozen(cast: Cast, office: DrawOffice, project: str) -> Draw:
    """Hold the draw of a project, up to the moment its homes are to be given."""
    found = draws.freeze_draw(
        scope=cast.scope("supervisor"), project_code=project, candidates=candidates_for(project),
        units=units_for_draw(project), draws_at=office.draws_at, at=AT,
    )  # fmt: skip
    office.announce(found.reference)
    office.reveal(found.reference)
    office.take_beacon(found)
    office.run(found.reference)
    return found


def cost(do: Callable[[], int]) -> tuple[int, int]:
    """Return how many statements something took, savepoints aside, and what it answered."""
    with CaptureQueriesContext(connection) as queries:
        answer = do()
    return sum("SAVEPOINT" not in query["sql"] for query in queries), answer


def told(subject: str) -> int:
    return Message.objects.filter(subject_en=subject).count()


def test_nominations_are_told_in_as_few_statements_as_one(cast: Cast) -> None:
    one, two = approved_of(cast, "sitra"), approved_of(cast, "buri")
    first = cost(lambda: offers.open_offers(distribution_id=one.pk, at=AT))
    assert cost(lambda: offers.open_offers(distribution_id=two.pk, at=AT)) == (first[0], 2)
    assert first[1] == 1

    assert offers.open_offers(distribution_id=two.pk, at=AT) == 0
    assert told("Your household is nominated for a project") == 3
    reached = Delivery.objects.filter(message__subject_en="Your household is nominated for a project")
    assert reached.values("message").distinct().count() == 3
    subjects = set(AuditEntry.objects.filter(action="offer.nominated").values_list("subject", flat=True))
    assert subjects == set(Offer.objects.values_list("case__reference", flat=True))


def test_results_are_told_in_as_few_statements_as_one(cast: Cast) -> None:
    accepted(cast)
    office = make_draw_office(AT, cast.requests)
    one, two = frozen(cast, office, "sitra"), frozen(cast, office, "buri")
    first = cost(lambda: handovers.take_draw(draw_id=one.pk, at=LATER))
    assert cost(lambda: handovers.take_draw(draw_id=two.pk, at=LATER)) == (first[0], 2)

    assert handovers.take_draw(draw_id=two.pk, at=LATER) == 0
    assert told("Result of the draw: your home is settled") == 3
    codes = set(Offer.objects.values_list("unit_code", flat=True))
    assert codes == set(Unit.objects.filter(state=UnitState.ALLOCATED).values_list("code", flat=True))
    assert all(event.detail["unit"] == event.offer.unit_code for event in OfferEvent.objects.filter(code="drawn"))
    entry = audit.trail_of(subject_kind=audit.CASE, subject=Offer.objects.all()[0].case.reference)
    assert "offer.drawn" in {line.action for line in entry}


def test_an_offer_chosen_twice_is_sent_once(cast: Cast) -> None:
    found = approved_of(cast, "sitra")
    offers.open_offers(distribution_id=found.pk, at=AT)
    offer = Offer.objects.get()
    offers.certify(offer=offer, scope=SYSTEM, at=AT)
    approve_figure(OFFER_DAYS, 14, cast)
    assert offers.send_offers(scope=cast.scope("reviewer"), offer_ids=[offer.pk, offer.pk], at=AT) == 1
    assert told("An offer of a home awaits your answer") == 1


def test_all_of_them_move_or_none(cast: Cast) -> None:
    first, *others = accepted(cast)
    Offer.objects.filter(pk=first.pk).update(state=OfferState.REFUSED)
    first.refresh_from_db()
    taken = [Taken(offer=offer, detail={}) for offer in (*others, first)]
    with pytest.raises(OfferMovedOn):
        step_together(taken=taken, scope=SYSTEM, code="drawn", at=LATER)
    assert not OfferEvent.objects.filter(code="drawn").exists()
    assert Offer.objects.filter(state=OfferState.ACCEPTED).count() == len(others)
