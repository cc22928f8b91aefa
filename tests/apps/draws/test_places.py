"""Results in the order of places come from the published file, wherever in it they stand; no place is drawn twice."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.apps.conftest import AT, MakeCase
from tests.factories.draws import DrawOffice, make_draw_office

from iskan.apps.cases.models import Case
from iskan.apps.draws.models import Draw, DrawOutcome
from iskan.apps.draws.queries import draws as queries
from iskan.apps.draws.queries import places
from iskan.foundation.reading import clear_process_caches

UNITS = [(f"U-{number:03}", "house-4br") for number in range(9)] + [("F-1", "flat-3br")]
_TWO_IN_A_PLACE = """
INSERT INTO draws_drawresult (draw_id, ticket, drawn_class, position)
SELECT draw_id, ticket, drawn_class, greatest(row_number() OVER (ORDER BY ticket), 2) FROM draws_drawticket
WHERE draw_id = %s
"""
_END = """
INSERT INTO draws_drawoutcome (draw_id, randomness, seed, result_hash, left_out, at)
VALUES (%s, '', '', '', '{}', now())
"""


@pytest.fixture
def office(db: None) -> DrawOffice:  # noqa: ARG001 -- a fixture is asked for by name
    return make_draw_office(AT)


@pytest.fixture
def cases(make_case: MakeCase) -> list[Case]:
    return [make_case() for _ in range(7)]


def _ready(office: DrawOffice, cases: list[Case]) -> Draw:
    return office.ready(cases, UNITS)


@pytest.mark.parametrize(("between", "piece"), [(1000, 1 << 20), (2, 64), (3, 50), (7, 1 << 20)])
def test_any_stretch_is_what_the_rows_say(
    office: DrawOffice, cases: list[Case], monkeypatch: pytest.MonkeyPatch, between: int, piece: int
) -> None:
    monkeypatch.setattr(places, "BETWEEN_MARKS", between)
    monkeypatch.setattr(places, "PIECE", piece)
    draw = _ready(office, cases)
    office.run(draw.reference)
    clear_process_caches()
    rows = draw.results.order_by("drawn_class", "position").values_list("ticket", "drawn_class", "position", "unit")
    expected = [queries.ResultLine(ticket=t, drawn_class=c, position=p, unit=u) for t, c, p, u in rows]
    assert len(expected) == 7
    for start in range(9):
        for count in range(1, 9):
            stretch = tuple(expected[start : start + count])
            assert queries.results(draw.pk, start=start, count=count) == stretch
            assert queries.results(draw.pk, drawn_class="house-4br", start=start, count=count) == stretch
    assert queries.results(draw.pk, drawn_class="flat-3br") == ()


def test_a_draw_not_held_has_no_places_until_it_is(office: DrawOffice, cases: list[Case]) -> None:
    draw = _ready(office, cases)
    assert queries.results(draw.pk) == ()
    office.run(draw.reference)
    assert len(queries.results(draw.pk)) == 7


def test_the_database_ends_no_draw_in_which_two_have_one_place(office: DrawOffice, cases: list[Case]) -> None:
    draw = _ready(office, cases)
    with connection.cursor() as cursor:
        cursor.execute(_TWO_IN_A_PLACE, [draw.pk])
        with pytest.raises(DatabaseError, match="7 results in 6 places for 7 candidates"), transaction.atomic():
            cursor.execute(_END, [draw.pk])
    assert not DrawOutcome.objects.exists()
