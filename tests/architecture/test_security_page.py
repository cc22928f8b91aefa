"""docs/security.md and docs/asvs.md: each test they name is there, under that name, and does assert something."""

import ast
import re
from pathlib import Path

import pytest
from tests.architecture.sources import SOURCE

PROJECT = SOURCE.parents[1]
PAGES = ("security.md", "asvs.md")
NAMED = re.compile(r"`(tests/[\w/]+(?:\.py)?)(?:::(\w+))?`")
ASSERTING = ("assert", "require", "refuse", "check", "expect", "raises")


def page(name: str) -> str:
    return (PROJECT / "docs" / name).read_text(encoding="utf-8")


def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}


def asserts(test: ast.FunctionDef) -> bool:
    """Say whether a test asserts by itself, expects a refusal, or calls what does by its name."""
    called = (ast.unparse(node.func) for node in ast.walk(test) if isinstance(node, ast.Call))
    return any(isinstance(node, ast.Assert) for node in ast.walk(test)) or any(
        word in name for name in called for word in ASSERTING
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_test_named_is_there_and_asserts(name: str) -> None:
    found = NAMED.findall(page(name))
    assert found
    wrong = []
    for path, test in found:
        file = PROJECT / path
        if not file.exists():
            wrong.append(path)
        elif test and not ((node := functions_of(file).get(test)) and test.startswith("test_") and asserts(node)):
            wrong.append(f"{path}::{test}")
    assert wrong == []


def test_each_way_that_worked_names_a_test_that_tries_it() -> None:
    rows = [row.strip("|").split("|") for row in page("security.md").splitlines() if re.match(r"\| (?!What|-)", row)]
    assert len(rows) > 28
    assert [row[0] for row in rows if len(row) != 3 or not any(test for _path, test in NAMED.findall(row[2]))] == []
