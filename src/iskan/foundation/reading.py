"""Rows with what hangs on them, read by a statement put together once: for the pages asked for most.

Django composes the statement of a joined read anew each time, which takes longer than the read itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


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
