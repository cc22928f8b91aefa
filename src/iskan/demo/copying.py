"""Writing many rows at once: COPY, ids known beforehand, indexes built after the rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import AutoField, Field, JSONField, Max, Model
from django.db.models.fields.files import FieldFile
from django.db.models.functions import Coalesce
from psycopg import sql

BATCH = 20_000
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid = %s::regclass AND NOT indisunique
"""


def table_of(model: type[Model]) -> str:
    """Return the table of a model."""
    return model._meta.db_table  # noqa: SLF001 -- Django's documented way to a model's table


def fields_of(model: type[Model]) -> list["Field[Any, Any]"]:
    """Return the fields of a model that are columns of its table."""
    return list(model._meta.concrete_fields)  # noqa: SLF001 -- Django's documented way to a model's fields


def column_of(field: "Field[Any, Any]") -> sql.Identifier:
    """Return the column a field is kept in."""
    return sql.Identifier(str(field.column))


def copy_rows(
    cursor: CursorWrapper, into: type[Model] | str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Write rows in the order of the columns into a model's table, or a temporary one; return how many.

    Rows are made in batches before each is copied: whoever makes them may ask the database, which a copy forbids.
    """
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(into if isinstance(into, str) else table_of(into)), names
    )
    count, waiting = 0, iter(rows)
    while batch := list(islice(waiting, BATCH)):
        with cursor.copy(statement) as copy:
            for row in batch:
                copy.write_row(row)
        count += len(batch)
    return count


def copy_models(cursor: CursorWrapper, instances: Iterable[Model], *, with_ids: bool = False) -> int:
    """Write unsaved instances of one model, under the ids they have or under generated ones that stay unknown."""
    waiting = iter(instances)
    first = next(waiting, None)
    if first is None:
        return 0
    fields = [field for field in fields_of(type(first)) if with_ids or not isinstance(field, AutoField)]
    rows = ([_written(field, instance) for field in fields] for instance in chain([first], waiting))
    return copy_rows(cursor, type(first), [str(field.column) for field in fields], rows)


def _written(field: "Field[Any, Any]", instance: Model) -> Any:
    value = getattr(instance, field.attname)
    if isinstance(field, JSONField):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, Enum | FieldFile) else value


def first_free_id(model: type[Model]) -> int:
    """Return the lowest id a model's table has not reached."""
    return int(model._default_manager.aggregate(free=Coalesce(Max("pk"), 0) + 1)["free"])  # noqa: SLF001 -- as above


def advance_ids(cursor: CursorWrapper, models: Iterable[type[Model]]) -> None:
    """Let each table go on counting after the ids written into it."""
    for table in map(table_of, models):
        highest = sql.SQL("(SELECT max(id) FROM {})").format(sql.Identifier(table))
        cursor.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), greatest(coalesce({}, 1), 1))").format(
                sql.Literal(table), highest
            )
        )


@contextmanager
def without_checks(cursor: CursorWrapper) -> Iterator[None]:
    """Spare each row its foreign-key triggers, where this account may; the rows are right by construction."""
    cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
    (allowed,) = cursor.fetchone()
    if allowed:
        cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    if allowed:
        cursor.execute("SET LOCAL session_replication_role = origin")


@contextmanager
def indexed_afterwards(cursor: CursorWrapper, models: Iterable[type[Model]]) -> Iterator[None]:
    """Drop the tables' plain indexes for the length of a block, and build each once over all rows."""
    definitions: list[str] = []
    for table in map(table_of, models):
        cursor.execute(_INDEXES, [table])
        for name, definition in cursor.fetchall():
            definitions.append(definition)
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
    yield
    for definition in definitions:
        cursor.execute(definition)


def analyse(models: Iterable[type[Model]]) -> None:
    """Let the planner know the tables as they now are, and the visibility map too, for reads from indexes alone."""
    with connection.cursor() as cursor:
        for table in map(table_of, models):
            cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
