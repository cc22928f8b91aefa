"""An offered home: its class before the draw, itself after it, and the nearest place that is known."""

from decimal import Decimal

import pytest
from django.utils import translation
from tests.factories.stock import make_project

from iskan.apps.housing_stock.models import Building, Unit
from iskan.apps.housing_stock.queries.offered import offered_home
from iskan.surfaces.portal.presenters.offered_home import _storey

pytestmark = pytest.mark.django_db


def test_a_flat_stands_where_its_building_stands() -> None:
    project = make_project("towers", units={"flat-3br": 2})
    building = Building.objects.create(project=project, code="B7", latitude="26.16", longitude="50.62")
    first, second = Unit.objects.order_by("code")
    Unit.objects.filter(pk=first.pk).update(
        building=building, floor=2, area="120", latitude=None, longitude=None, house="20", road="1206", block="625"
    )
    Unit.objects.filter(pk=second.pk).update(floor=0, area="130")
    one, of_class = offered_home("towers", "flat-3br", first.code), offered_home("towers", "flat-3br")
    assert (one.building, one.floor, one.latitude, one.is_project_place) == ("B7", 2, Decimal("26.16"), False)
    assert (one.house, one.road, one.block) == ("20", "1206", "625")
    assert (of_class.house, of_class.road, of_class.block) == ("", "", "")
    assert (one.least_area, one.most_area) == (120, 120)
    assert (of_class.building, of_class.floor, of_class.is_project_place) == ("", None, True)
    assert (of_class.least_area, of_class.most_area) == (120, 130)
    with translation.override("en"):
        assert _storey(one) == "Building B7, Floor 2"
        assert _storey(offered_home("towers", "flat-3br", second.code)) == "Ground floor"
