"""What waits: parts exposed once, counted and listed in one statement, left out where they never wait for a viewer."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from iskan.core.text import Text
from iskan.foundation import waiting
from iskan.foundation.scope import NOBODY, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed, waiting_counts, waiting_lines

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_ROWS = """
SELECT n::text AS key, '' AS reference, n AS person_id, 'x' AS what, timestamptz '2026-03-01' + n * interval '1 hour'
    AS since, '' AS on_whom FROM generate_series(1, %(many)s::bigint) n
"""


def part(code: str, many: int | None) -> WaitingPart:
    def rows(_scope: Scope, _at: datetime) -> WaitingRows | None:
        return None if many is None else WaitingRows(_ROWS.replace("many", code), {code: many})

    return WaitingPart(code=code, name=Text(ar="شيء", en="A thing"), rows=rows)


SOME, NONE, NEVER = part("some", 12), part("none", 0), part("never", None)


@pytest.mark.django_db
def test_all_parts_are_counted_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert waiting_counts(NOBODY, (SOME, NONE, NEVER), AT) == {SOME: 12, NONE: 0}


@pytest.mark.django_db
def test_the_oldest_are_listed_and_all_counted(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        found = waiting_lines(NOBODY, (SOME, NONE, NEVER), AT, 2)
    assert (found[SOME].count, [line.key for line in found[SOME].lines]) == (12, ["1", "2"])
    assert found[SOME].lines[0].since == datetime(2026, 3, 1, 1, 0, tzinfo=found[SOME].lines[0].since.tzinfo)
    assert (found[NONE].count, found[NONE].lines) == (0, ())
    assert NEVER not in found


@pytest.mark.django_db
def test_who_nothing_ever_waits_for_costs_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert waiting_counts(NOBODY, (NEVER,), AT) == {}


def test_a_part_is_exposed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_parts", {})
    exposed(SOME)
    with pytest.raises(RuntimeError, match="some"):
        exposed(SOME)
