"""Plates: found by being there, read together, shown in their order."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext

from iskan.core.lifecycle import Stage
from iskan.foundation.reading import RelatedRead, RelatedValues
from iskan.foundation.scope import Scope
from iskan.policy import registry
from iskan.surfaces.backoffice.plates import PLATES as DESK
from iskan.surfaces.portal.plates import PLATES as PORTAL
from iskan.surfaces.ui.plates import (
    HeadLine,
    Plate,
    PlateDeclaredTwice,
    PlateSet,
    PlateView,
    ShownCase,
    leads_on,
)

SERVICE = registry.services()["new_housing_application"]
GRANTED = next(stage for stage in SERVICE.lifecycle.stages if leads_on(SERVICE, stage))
OPEN = SERVICE.lifecycle.stages[1]
DOUBLED: RelatedRead[int] = RelatedRead(1, "SELECT c.id * 2", lambda row: row[0])
WRITTEN: RelatedRead[str] = RelatedRead(1, "SELECT 'case ' || c.reference", lambda row: row[0])
MODULE = """
from iskan.surfaces.ui.plates import Plate

PAID = Plate(code="paid", position=20)
OWED = Plate(code="owed", position=10)
"""


def doubled(_stage: Stage, related: RelatedValues) -> HeadLine | None:
    number = related[DOUBLED]
    return HeadLine(name=f"twice {number}", tone="info")


def written(case: ShownCase) -> PlateView | None:
    words = case.related[WRITTEN]
    return PlateView(card=words)


def nothing(_case: ShownCase) -> PlateView | None:
    return None


def shown(related: RelatedValues, **changed: Any) -> ShownCase:
    told = {"id": 7, "reference": "R", "service": SERVICE, "stage": GRANTED, "today": date(2026, 3, 1)}
    return ShownCase(**{**told, "scope": Scope(), "related": related, **changed})


FIRST = Plate(code="first", position=1, head_reads=(DOUBLED,), head=doubled)
SECOND = Plate(code="second", position=2, template="second.html", reads=(WRITTEN, DOUBLED), show=written)
THIRD = Plate(code="third", position=3, template="third.html", show=nothing)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a package of plates, forgotten after the test."""
    package = tmp_path / "plates_of_a_page"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield package
    for name in [name for name in sys.modules if name.startswith(package.name)]:
        del sys.modules[name]


def test_a_module_in_the_folder_is_all_a_plate_needs(folder: Path) -> None:
    (folder / "payments.py").write_text(MODULE, encoding="utf-8")
    found = PlateSet.found_in(folder.name, [str(folder)])
    assert [plate.code for plate in found.plates] == ["owed", "paid"]


def test_a_code_stands_for_one_plate() -> None:
    with pytest.raises(PlateDeclaredTwice):
        PlateSet([FIRST, FIRST])


@pytest.mark.django_db
def test_all_plates_of_a_case_are_one_read() -> None:
    plates = PlateSet([THIRD, SECOND, FIRST])
    with CaptureQueriesContext(connection) as queries:
        related = plates.read(id=7, reference="R", service=SERVICE, stage=GRANTED)
        assert [head.name for head in plates.heads(SERVICE, GRANTED, related)] == ["twice 14"]
        cards = plates.shown(shown(related)).cards
    assert [(card.code, card.template, card.view) for card in cards] == [("second", "second.html", "case R")]
    assert len(queries) == 1


def test_nothing_is_read_for_a_case_that_concerns_no_plate() -> None:
    plates = PlateSet([FIRST, SECOND])
    related = plates.read(id=7, reference="R", service=SERVICE, stage=OPEN)
    assert not list(plates.heads(SERVICE, OPEN, related))
    assert not plates.shown(shown(related, stage=OPEN)).cards


@pytest.mark.parametrize("plate", [plate for plate in PORTAL.plates + DESK.plates if plate.template])
def test_the_template_of_a_plate_has_its_card(plate: Plate) -> None:
    environment = engines.all()[0].env  # type: ignore[attr-defined] # the first engine is Jinja2
    assert callable(environment.get_template(plate.template).module.card)
