"""Joined reads: rows with what is related to them, in one statement written once, for the pages asked for most.

The ORM composes the statement of a joined read again each time, which takes several times as long as the read itself.
`JoinedRead` brings a model's instance with the instances it points to; `RelatedRead` is a piece of SQL that brings
values related to a row, alone or joined to others. In both, the row itself is called ``c``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
P = ParamSpec("P")
_SQL_TYPES = {int: "bigint", str: "text"}


class JoinedRead(Generic[M]):
    """The read of a model's rows joined to some of its one-to-one and many-to-one relations."""

    def __init__(self, model: type[M], *relations: str) -> None:
        self._root = _Table(model, "c")
        self._joined = [(name, _Table.related(self._root, name, f"r{n}")) for n, name in enumerate(relations)]
        tables = [self._root, *(table for _name, table in self._joined)]
        columns = ", ".join(f'{table.alias}."{field.column}"' for table in tables for field in table.fields)
        self._select = f"SELECT {columns} FROM {' '.join(table.source for table in tables)} WHERE"  # noqa: S608 -- names of our own

    def one(self, where: str, values: Mapping[str, Any]) -> M | None:
        """Return the row a condition names, or nothing; ``where`` is SQL of our own with named places for values."""
        return next(iter(self.many(where, values)), None)

    def many(self, where: str, values: Mapping[str, Any]) -> tuple[M, ...]:
        """Return the rows a condition names, in the order it asks for."""
        with connection.cursor() as cursor:
            cursor.execute(f"{self._select} {where}", values)
            return tuple(self._instance(iter(row)) for row in cursor.fetchall())

    def _instance(self, values: Iterator[Any]) -> M:
        found: M = self._root.instance(values)
        for name, table in self._joined:
            setattr(found, name, table.instance(values))
        return found


class _Table:
    """A model's table in a joined read, and how an instance is made of its part of a row."""

    def __init__(self, model: type[models.Model], alias: str) -> None:
        self.model, self.alias = model, alias
        self.fields: list[Any] = [f for f in model._meta.get_fields() if f.concrete and not f.many_to_many]  # noqa: SLF001 -- the documented way to a model's fields
        self.source = f'"{model._meta.db_table}" {alias}'  # noqa: SLF001 -- likewise
        self._names = [field.attname for field in self.fields]
        readers = ((place, getattr(field, "from_db_value", None)) for place, field in enumerate(self.fields))
        self._readers = [(place, reader) for place, reader in readers if reader is not None]

    @classmethod
    def related(cls, root: "_Table", name: str, alias: str) -> "_Table":
        """Return the table a relation of the root's leads to, in either direction."""
        relation: Any = root.model._meta.get_field(name)  # noqa: SLF001 -- the documented way to a model's fields
        table = cls(relation.related_model, alias)
        here, there = (relation.column, "id") if relation.concrete else ("id", relation.field.column)
        table.source = f'LEFT JOIN {table.source} ON {alias}."{there}" = {root.alias}."{here}"'
        return table

    def instance(self, row: Iterator[Any]) -> Any:
        """Return this table's part of a row as an instance; where the join found nothing, nothing."""
        values = [next(row) for _ in self.fields]
        if values[0] is None:
            return None
        for place, reader in self._readers:
            values[place] = reader(values[place], None, connection)
        return self.model.from_db(connection.alias, self._names, values)


class RelatedRead(Generic[T]):
    """Values related to a row ``c``, by SQL written once: read alone, or joined to others in one statement."""

    def __init__(self, width: int, select: str, read: Callable[[Sequence[Any]], T]) -> None:
        """``select`` brings ``width`` columns in one row at most; where the first is null, there is nothing to read."""
        self.width, self.select, self.read = width, select, read

    def of(self, **row: int | str) -> T | None:
        """Return what is related to the row whose columns are given."""
        return read_related((self,), **row)[self]

    def value(self, columns: Sequence[Any]) -> T | None:
        """Return what its columns of a joined row say."""
        return None if columns[0] is None else self.read(columns)


class RelatedValues:
    """What several related reads brought for one row: each is made of its columns once it is asked for."""

    def __init__(self, reads: Sequence[RelatedRead[Any]], columns: Sequence[Any]) -> None:
        self._columns = columns
        self._values: dict[RelatedRead[Any], Any] = {}
        self._places: dict[RelatedRead[Any], slice] = {}
        end = 0
        for read in reads:
            begin, end = end, end + read.width
            self._places[read] = slice(begin, end)

    @classmethod
    def none(cls, reads: Sequence[RelatedRead[Any]]) -> "RelatedValues":
        """Return the values of a row to which nothing is related."""
        return cls(reads, [None] * sum(read.width for read in reads))

    def __getitem__(self, read: RelatedRead[T]) -> T | None:
        if read not in self._values:
            self._values[read] = read.value(self._columns[self._places[read]])
        value: T | None = self._values[read]
        return value


def related_sql(reads: Sequence[RelatedRead[Any]]) -> tuple[str, str]:
    """Return the columns of related reads, and the joins that bring them to the row ``c``."""
    columns = "".join(f", p{number}.*" for number in range(len(reads)))
    joins = "".join(f" LEFT JOIN LATERAL ({read.select}) p{number} ON TRUE" for number, read in enumerate(reads))
    return columns, joins


def read_related(reads: tuple[RelatedRead[Any], ...], /, **row: int | str) -> RelatedValues:
    """Return what is related to the row whose columns are given, in one statement."""
    statement = _statement(reads, tuple((name, type(value)) for name, value in row.items()))
    with connection.cursor() as cursor:
        cursor.execute(statement, {f"c_{name}": value for name, value in row.items()})
        return RelatedValues(reads, cursor.fetchone())


def read_related_of_each(reads: tuple[RelatedRead[Any], ...], ids: Sequence[int]) -> dict[int, RelatedValues]:
    """Return what is related to each of several rows whose numbers are given, in one statement; for none, none."""
    if not ids:
        return {}
    columns, joins = related_sql(reads)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id{columns} FROM unnest(%s::bigint[]) AS c(id){joins}", [list(ids)])  # noqa: S608 -- SQL of our own
        return {row[0]: RelatedValues(reads, row[1:]) for row in cursor.fetchall()}


@cache
def _statement(reads: tuple[RelatedRead[Any], ...], row: tuple[tuple[str, type], ...]) -> str:
    given = ", ".join(f"%(c_{name})s::{_SQL_TYPES[kind]} AS {name}" for name, kind in row)
    columns, joins = related_sql(reads)
    return f"SELECT {columns.removeprefix(', ')} FROM (SELECT {given}) c{joins}"  # noqa: S608 -- SQL of our own


_caches: list[Callable[[], None]] = []


def cached_in_process(*, maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Cache what a read returned for the life of the process: for rows that never change once they are there."""

    def decorate(reader: Callable[P, T]) -> Callable[P, T]:
        cached = lru_cache(maxsize=maxsize)(reader)
        _caches.append(cached.cache_clear)
        return cached  # type: ignore[return-value] # called as the reader is, with values that can be keys

    return decorate


def clear_process_caches() -> None:
    """Forget what was cached; for tests, where the database is emptied underneath."""
    for clear in _caches:
        clear()
