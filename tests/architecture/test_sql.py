"""The wall of imports, held for SQL: what an app writes out by hand names no other app's tables.

Who needs another app's rows composes the SQL which that app exposes beside its queries, and the import contracts hold
that import.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from tests.architecture.sources import SOURCE, files, shown

from iskan.apps.catalogue.queries import services


def owners() -> dict[str, Path]:
    """Return for each table of the product the folder of the app that owns it."""
    ours = [config for config in apps.get_app_configs() if Path(config.path).is_relative_to(SOURCE)]
    return {
        model._meta.db_table: Path(config.path)
        for config in ours
        for model in config.get_models(include_auto_created=True)
    }


OWNERS = owners()
NAMED = re.compile(rf"\b(?:{'|'.join(sorted(OWNERS, key=len, reverse=True))})\b")


def foreign_tables(path: Path, text: str) -> Iterator[str]:
    """Yield each place of a module that names a table of an app the module is not in."""
    module = ast.parse(text)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for table in NAMED.findall(node.value):
                if not path.is_relative_to(OWNERS[table]):
                    yield f"{shown(path)}:{node.lineno} names {table}"
    yield from (f"{shown(path)}:{line} asks for the table of {name}" for line, name in _borrowed(module, path))


def _borrowed(module: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    """Yield where the table of a model that another app declares is asked for by the model."""
    imported = {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and _is_of_another_app(node.module or "", path)
        for alias in node.names
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr == "db_table" and isinstance(node.value, ast.Attribute):
            model = node.value.value
            if isinstance(model, ast.Name) and model.id in imported:
                yield node.lineno, model.id


def _is_of_another_app(module: str, path: Path) -> bool:
    return any(
        module.startswith(f"{config.name}.models") and not path.is_relative_to(Path(config.path))
        for config in apps.get_app_configs()
    )


def found(paths: list[Path]) -> list[str]:
    return [place for path in paths for place in foreign_tables(path, path.read_text(encoding="utf-8"))]


def test_sql_names_the_tables_of_its_own_app_alone() -> None:
    paths = files("*.py")
    assert len(paths) > 100
    assert found(paths) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('READ = "SELECT id FROM cases_case"', "names cases_case"),
        ('READ = f"SELECT {1} FROM cases_case c"', "names cases_case"),
        (
            "from iskan.apps.cases.models import Case\nTABLE = Case._meta.db_table",
            "asks for the table of Case",
        ),
    ],
)
def test_the_wall_sees_each_way_round_it(source: str, said: str) -> None:
    inside, outside = (SOURCE / "apps" / app / "queries" / "x.py" for app in ("cases", "draws"))
    assert [place.partition(" ")[2] for place in foreign_tables(outside, source)] == [said]
    assert list(foreign_tables(inside, source)) == []


def test_every_app_owns_tables_to_look_for() -> None:
    assert {"cases_case", "draws_drawticket", "waiting_lists_waitinglistentry", "accounts_user"} <= OWNERS.keys()
    assert OWNERS["cases_case"] == SOURCE / "apps" / "cases"


SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|WHERE|CASE|CREATE)\b")
CODES = frozenset(
    code
    for service in services()
    for code in (
        *(stage.code for stage in service.lifecycle.stages),
        *(move.code for move in service.lifecycle.transitions),
    )
)


def codes_in_sql(source: str) -> frozenset[str]:
    """Return the stages and moves of any service that SQL written out by hand names."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    written = " ".join(text for text in texts if isinstance(text, str) and SQL.search(text))
    return CODES & frozenset(re.findall(r"\w+", written))


def test_the_demonstrations_sql_knows_no_lifecycle() -> None:
    """It copies cases that operations played: whoever changes a lifecycle changes nothing there."""
    sources = [path for path in files("*.py") if path.is_relative_to(SOURCE / "demo")]
    assert sources
    assert {shown(path): codes for path in sources if (codes := codes_in_sql(path.read_text(encoding="utf-8")))} == {}


def test_a_lifecycle_in_sql_is_seen() -> None:
    written = """MOVE = f"INSERT INTO x SELECT 'submit', 'draft' WHERE stage = 'approved' AND {1}" """
    assert codes_in_sql(written) == {"submit", "draft", "approved"}
