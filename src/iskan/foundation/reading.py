"""Rows with what hangs on them, read by a statement put together once: for the pages asked for most.

Django composes the statement of a joined read anew each time, which takes longer than the read itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
P = ParamSpec("P")
_KEYS = {int: "bigint", str: "text"}


class Joined(Generic[M]):
    """The read of a model under the alias ``c`` with some of its one-to-one and many-to-one relations."""

    def __init__(self, model: type[M], *relations: str) -> None:
        root = _Part(model, "c", "")
        self._parts = [root, *(_Part.beside(root, name, f"r{number}") for number, name in enumerate(relations))]
        columns = ", ".join(f'{part.alias}."{field.column}"' for part in self._parts for field in part.fields)
        self._select = f"SELECT {columns} FROM {' '.join(part.source for part in self._parts)} WHERE"  # noqa: S608 -- names of our own

    def one(self, where: str, values: Mapping[str, Any]) -> M | None:
        """Return the row a condition names, or nothing; ``where`` is SQL of our own with named places for values."""
        return next(iter(self.many(where, values)), None)

    def many(self, where: str, values: Mapping[str, Any]) -> tuple[M, ...]:
        """Return the rows a condition names, in the order it asks for."""
        with connection.cursor() as cursor:
            cursor.execute(f"{self._select} {where}", values)
            return tuple(self._instance(iter(row)) for row in cursor.fetchall())

    def _instance(self, taken: Iterator[Any]) -> M:
        found: M = self._parts[0].instance(taken)
        for part in self._parts[1:]:
            found._state.fields_cache[part.name] = part.instance(taken)  # noqa: SLF001 -- where Django keeps what a join brought
        return found


class _Part:
    def __init__(self, model: type[models.Model], alias: str, name: str) -> None:
        self.model, self.alias, self.name = model, alias, name
        self.options = model._meta  # noqa: SLF001 -- the documented way to a model's fields
        self.source = f'"{self.options.db_table}" {alias}'
        self.fields = self.options.concrete_fields
        self._names = [field.attname for field in self.fields]
        reads = ((at, getattr(field, "from_db_value", None)) for at, field in enumerate(self.fields))
        self._reads = [(at, read) for at, read in reads if read is not None]

    @classmethod
    def beside(cls, root: "_Part", name: str, alias: str) -> "_Part":
        """Return what hangs on a root by one of its relations, in either direction."""
        relation: Any = root.options.get_field(name)
        part = cls(relation.related_model, alias, name)
        here, there = (relation.column, "id") if relation.concrete else ("id", relation.field.column)
        part.source = f'LEFT JOIN {part.source} ON {alias}."{there}" = {root.alias}."{here}"'
        return part

    def instance(self, taken: Iterator[Any]) -> Any:
        """Return this part of a row as its model's instance; of a row that hangs on nothing, nothing."""
        values = [next(taken) for _ in self.fields]
        if values[0] is None:
            return None
        for at, read in self._reads:
            values[at] = read(values[at], None, connection)
        return self.model.from_db(connection.alias, self._names, values)


class Composed(NamedTuple):
    """A statement the ORM put together, kept to be asked again."""

    sql: str
    values: tuple[Any, ...]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows as the database holds them; a field's own reading of its value is not applied."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found


def composed(query: models.QuerySet[Any, Any]) -> Composed | None:
    """Return the statement of a read, or nothing where the ORM knows that no row can be found."""
    try:
        return Composed(*query.query.sql_with_params())
    except EmptyResultSet:
        return None


class Beside(Generic[T]):
    """What hangs on a row of the alias ``c``, written once: read by itself, or in one statement beside other things."""

    def __init__(self, width: int, select: str, read: Callable[[Sequence[Any]], T]) -> None:
        """``select`` brings ``width`` columns in one row at most; where the first is null, there is nothing to read."""
        self.width, self.select, self.read = width, select, read

    def of(self, **row: int | str) -> T | None:
        """Return what hangs on the row whose columns are given."""
        return read((self,), **row)[self]

    def taken(self, columns: Sequence[Any]) -> T | None:
        """Return what its columns of a row say."""
        return None if columns[0] is None else self.read(columns)


class Found:
    """What was read beside a row: its columns, and each part once it is asked for."""

    def __init__(self, parts: Sequence[Beside[Any]], columns: Sequence[Any]) -> None:
        self.columns = columns
        self._taken: dict[Beside[Any], Any] = {}
        self._places: dict[Beside[Any], slice] = {}
        end = 0
        for part in parts:
            begin, end = end, end + part.width
            self._places[part] = slice(begin, end)

    @classmethod
    def nothing(cls, parts: Sequence[Beside[Any]]) -> "Found":
        """Return what is found beside a row on which nothing hangs."""
        return cls(parts, [None] * sum(part.width for part in parts))

    def __getitem__(self, part: Beside[T]) -> T | None:
        if part not in self._taken:
            self._taken[part] = part.taken(self.columns[self._places[part]])
        found: T | None = self._taken[part]
        return found


def beside(parts: Sequence[Beside[Any]]) -> tuple[str, str]:
    """Return the columns of all parts, and the joins that bring them to the row ``c``."""
    columns = "".join(f", p{number}.*" for number in range(len(parts)))
    joins = "".join(f" LEFT JOIN LATERAL ({part.select}) p{number} ON TRUE" for number, part in enumerate(parts))
    return columns, joins


def read(parts: tuple[Beside[Any], ...], /, **row: int | str) -> Found:
    """Return what hangs on the row whose columns are given, in one statement."""
    statement = _statement(parts, tuple((name, type(value)) for name, value in row.items()))
    with connection.cursor() as cursor:
        cursor.execute(statement, {f"c_{name}": value for name, value in row.items()})
        return Found(parts, cursor.fetchone())


def read_each(parts: tuple[Beside[Any], ...], ids: Sequence[int]) -> dict[int, Found]:
    """Return what hangs on each of several rows whose numbers are given, in one statement; for none, none."""
    if not ids:
        return {}
    columns, joins = beside(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.id{columns} FROM unnest(%s::bigint[]) AS c(id){joins}", [list(ids)])  # noqa: S608 -- SQL of our own
        return {row[0]: Found(parts, row[1:]) for row in cursor.fetchall()}


@cache
def _statement(parts: tuple[Beside[Any], ...], row: tuple[tuple[str, type], ...]) -> str:
    given = ", ".join(f"%(c_{name})s::{_KEYS[kind]} AS {name}" for name, kind in row)
    columns, joins = beside(parts)
    return f"SELECT {columns.removeprefix(', ')} FROM (SELECT {given}) c{joins}"  # noqa: S608 -- SQL of our own


_kept: list[Callable[[], None]] = []


def kept_in_process(*, maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a read returned for the life of the process: for rows that never change once they are there."""

    def keep(reader: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=maxsize)(reader)
        _kept.append(kept.cache_clear)
        return kept  # type: ignore[return-value] # called as the reader is, with values that can be keys

    return keep


def forget_kept() -> None:
    """Forget what was kept; for tests, where the database is emptied underneath."""
    for forget in _kept:
        forget()
