"""What is related to a row is the same read alone and joined to other reads."""

import pytest
from django.db import connection
from pytest_django.fixtures import DjangoAssertNumQueries

from iskan.foundation.reading import RelatedRead, RelatedValues, read_related_of_each, related_sql

OWN = RelatedRead(2, "SELECT c.id, c.id::text || '!'", lambda row: (row[0], row[1]))
NOTHING = RelatedRead(1, "SELECT c.id WHERE FALSE", lambda row: row[0])
UNKNOWN = RelatedRead(1, "SELECT NULL::text", lambda row: row[0])


@pytest.mark.django_db
def test_alone_it_is_read_of_the_row_named() -> None:
    assert OWN.of(id=7) == (7, "7!")
    assert NOTHING.of(id=7) is None
    assert UNKNOWN.of(id=7) is None


@pytest.mark.django_db
def test_joined_to_a_row_each_read_finds_its_own_columns() -> None:
    parts = (NOTHING, OWN, UNKNOWN)
    columns, joins = related_sql(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id{columns} FROM (SELECT 7::bigint AS id) c{joins}")  # noqa: S608 -- parts of our own
        row = cursor.fetchone()
    found = RelatedValues(parts, row[1:])
    assert found[OWN] == (7, "7!")
    assert found[NOTHING] is None
    assert found[UNKNOWN] is None
    with pytest.raises(KeyError):
        found[RelatedRead(1, "SELECT 1", lambda row: row[0])]


@pytest.mark.django_db
@pytest.mark.parametrize("ids", [[], [7], [7, 8, 9]])
def test_of_several_rows_one_statement_reads_all(
    ids: list[int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(min(len(ids), 1)):
        found = read_related_of_each((NOTHING, OWN), ids)
    assert {row: related[OWN] for row, related in found.items()} == {row: (row, f"{row}!") for row in ids}
    assert all(related[NOTHING] is None for related in found.values())


@pytest.mark.django_db
def test_a_value_is_made_once_and_only_when_asked_for() -> None:
    read: list[int] = []
    noted = RelatedRead(1, "SELECT c.id", lambda row: read.append(row[0]))
    found = read_related_of_each((noted,), [7])[7]
    assert read == []
    for _ in range(2):
        assert found[noted] is None
    assert read == [7]
