"""The release before this one: which commit it is, and the shape of the tables its code reads and writes.

Whoever releases runs `python -m tests.upgrade.baseline COMMIT`, on the tests' database of that commit.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from iskan.config import embedded

KEPT = Path(__file__).with_name("baseline.json")
COLUMNS = """
    SELECT c.table_name, c.column_name, c.data_type, coalesce(c.character_maximum_length, 0),
           c.is_nullable = 'YES', c.column_default IS NOT NULL OR c.is_identity = 'YES' OR c.is_generated = 'ALWAYS'
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
"""
RULES = """
    SELECT rel.relname, con.conname FROM pg_constraint con JOIN pg_class rel ON rel.oid = con.conrelid
    JOIN pg_namespace space ON space.oid = rel.relnamespace
    WHERE space.nspname = 'public' AND con.contype IN ('c', 'u', 'x')
    UNION ALL
    SELECT tab.relname, idx.relname FROM pg_index i JOIN pg_class idx ON idx.oid = i.indexrelid
    JOIN pg_class tab ON tab.oid = i.indrelid JOIN pg_namespace space ON space.oid = tab.relnamespace
    WHERE space.nspname = 'public' AND i.indisunique AND NOT i.indisprimary
    UNION ALL
    SELECT rel.relname, tg.tgname FROM pg_trigger tg JOIN pg_class rel ON rel.oid = tg.tgrelid
    JOIN pg_namespace space ON space.oid = rel.relnamespace WHERE space.nspname = 'public' AND NOT tg.tgisinternal
"""


@dataclass(frozen=True)
class Shape:
    """The tables of a database: each column's type, length, whether it may be empty or fills itself; their rules."""

    columns: dict[str, dict[str, list[Any]]]
    rules: dict[str, list[str]]


def shape_of_database() -> Shape:
    """Return the shape of the database at hand."""
    columns: dict[str, dict[str, list[Any]]] = {}
    rules: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column, *what in cursor.fetchall():
            columns.setdefault(table, {})[column] = what
        cursor.execute(RULES)
        for table, name in cursor.fetchall():
            rules.setdefault(table, []).append(name)
    return Shape(columns, {table: sorted(set(names)) for table, names in rules.items()})


def kept() -> tuple[str, Shape]:
    """Return the commit of the release before, and its shape."""
    told = json.loads(KEPT.read_text(encoding="utf-8"))
    return told["commit"], Shape(told["columns"], told["rules"])


def troubles(before: Shape, now: Shape) -> list[str]:
    """Return what code that knows only the earlier shape would stumble over."""
    found = [
        trouble
        for table, columns in sorted(before.columns.items())
        for trouble in _troubles_of(table, columns, now.columns.get(table, {}))
    ]
    known = before.rules
    added = {table: set(now.rules.get(table, ())) - set(known.get(table, ())) for table in before.columns}
    return found + [
        f"{table}: the new rule {name} binds it" for table, names in sorted(added.items()) for name in names
    ]


def _troubles_of(table: str, before: dict[str, list[Any]], now: dict[str, list[Any]]) -> list[str]:
    found = [f"{table}.{name} is gone" for name in sorted(before.keys() - now.keys())]
    for name, (kind, longest, nullable, fills_itself) in sorted(now.items()):
        if name not in before:
            if not (nullable or fills_itself):
                found.append(f"{table}.{name} must be filled, and it does not know it")
            continue
        old_kind, old_longest, old_nullable, old_fills = before[name]
        if kind != old_kind or 0 < longest < (old_longest or sys.maxsize):
            found.append(f"{table}.{name} changed its type")
        if (old_nullable and not nullable) or (old_fills and not (fills_itself or nullable)):
            found.append(f"{table}.{name} may no longer be left out")
    return found


def _keep(commit: str) -> None:
    shape = shape_of_database()
    told = {"commit": commit, "columns": shape.columns, "rules": shape.rules}
    KEPT.write_text(json.dumps(told, sort_keys=True) + "\n", encoding="utf-8")


def _main(commit: str) -> None:
    from tests.factories.migrated import migrated_database  # noqa: PLC0415 -- needs Django set up

    with embedded.running(settings.DATA_DIR, disposable=True):
        connection.settings_dict["NAME"] = migrated_database()
        _keep(commit)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "iskan.config.settings.test"
    django.setup()
    _main(sys.argv[1])
