"""The demonstration's distributions: offers at several steps, and one left for a visitor to carry on."""

from datetime import date

import pytest
from django.utils import timezone
from tests.factories.cast import AT, make_cast
from tests.factories.nominations import waits
from tests.factories.stock import make_project

from iskan.apps.allocation.enums import DistributionState, OfferState
from iskan.apps.allocation.models import Distribution, Offer
from iskan.apps.housing_stock.enums import UnitState
from iskan.demo.figures import write_figures
from iskan.demo.nominations import write_nominations

pytestmark = pytest.mark.django_db


def test_there_is_something_to_see_at_every_desk() -> None:
    cast = make_cast()
    make_project("tubli", units={"plot-standard": 20}, state=UnitState.READY)
    make_project("sitra", units={"house-4br": 4}, state=UnitState.READY)
    for year in range(2000, 2022):
        waits(cast, date(year, 1, 1), programme="plot")
    waits(cast, date(2003, 1, 1))

    write_figures(at=AT)
    assert write_nominations(at=AT) == 20

    states = set(Offer.objects.values_list("state", flat=True))
    assert {OfferState.OFFERED, OfferState.ACCEPTED, OfferState.REFUSED} <= states
    assert list(Distribution.objects.order_by("pk").values_list("state", flat=True)) == [
        DistributionState.APPROVED,
        DistributionState.PREPARED,
    ]
    assert Offer.objects.filter(state=OfferState.OFFERED, answer_due_on__gt=timezone.localdate(AT)).exists()


def test_without_homes_there_is_nothing_to_show() -> None:
    make_cast()
    assert write_nominations(at=AT) == 0
    make_project("tubli", units={"plot-standard": 2}, state=UnitState.READY)
    assert write_nominations(at=AT) == 0
