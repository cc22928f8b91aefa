"""What hangs on a row is the same read by itself and beside other things."""

import pytest
from django.db import connection
from pytest_django.fixtures import DjangoAssertNumQueries

from iskan.foundation import clock
from iskan.foundation.audit import record
from iskan.foundation.models import AuditEntry
from iskan.foundation.reading import Beside, Found, beside, composed, read_each
from iskan.foundation.scope import SYSTEM

OWN = Beside(2, "SELECT c.id, c.id::text || '!'", lambda row: (row[0], row[1]))
NOTHING = Beside(1, "SELECT c.id WHERE FALSE", lambda row: row[0])
UNKNOWN = Beside(1, "SELECT NULL::text", lambda row: row[0])


@pytest.mark.django_db
def test_by_itself_it_is_read_of_the_row_named() -> None:
    assert OWN.of(id=7) == (7, "7!")
    assert NOTHING.of(id=7) is None
    assert UNKNOWN.of(id=7) is None


@pytest.mark.django_db
def test_beside_a_row_each_part_finds_its_own_columns() -> None:
    parts = (NOTHING, OWN, UNKNOWN)
    columns, joins = beside(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id{columns} FROM (SELECT 7::bigint AS id) c{joins}")  # noqa: S608 -- parts of our own
        row = cursor.fetchone()
    found = Found(parts, row[1:])
    assert found[OWN] == (7, "7!")
    assert found[NOTHING] is None
    assert found[UNKNOWN] is None
    with pytest.raises(KeyError):
        found[Beside(1, "SELECT 1", lambda row: row[0])]


@pytest.mark.django_db
@pytest.mark.parametrize("ids", [[], [7], [7, 8, 9]])
def test_beside_several_rows_one_statement_reads_all(
    ids: list[int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(min(len(ids), 1)):
        found = read_each((NOTHING, OWN), ids)
    assert {row: beside[OWN] for row, beside in found.items()} == {row: (row, f"{row}!") for row in ids}
    assert all(beside[NOTHING] is None for beside in found.values())


@pytest.mark.django_db
def test_a_part_is_read_once_and_only_when_asked_for() -> None:
    read: list[int] = []
    noted = Beside(1, "SELECT c.id", lambda row: read.append(row[0]))
    found = read_each((noted,), [7])[7]
    assert read == []
    for _ in range(2):
        assert found[noted] is None
    assert read == [7]


@pytest.mark.django_db
def test_a_statement_put_together_once_finds_what_came_since() -> None:
    kept = composed(AuditEntry.objects.filter(action="reading.tried").values_list("subject"))
    assert kept is not None
    assert kept.rows() == []
    record(scope=SYSTEM, action="reading.tried", subject_kind="case", subject="somebody", at=clock.now())
    assert kept.rows() == [("somebody",)]


def test_what_the_orm_knows_to_be_empty_is_never_asked() -> None:
    assert composed(AuditEntry.objects.filter(pk__in=[])) is None
