"""The sources as the architecture tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "iskan"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file of the repository: committed, or new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout
    return tuple(path for name in listed.decode().split("\0") if name and (path := PROJECT / name).is_file())


def files(*patterns: str, below: Path = SOURCE) -> list[Path]:
    """Return the repository's files below a folder that match one of the patterns."""
    return sorted(path for path in tracked() if path.is_relative_to(below) and any(map(path.match, patterns)))


def modules(below: Path = SOURCE) -> list[Path]:
    """Return the Python modules below a folder that people wrote."""
    return [path for path in files("*.py", below=below) if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function and method of a module."""
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function: Function) -> int:
    """Return how many lines a function's body takes, its docstring aside."""
    has_docstring = ast.get_docstring(function) is not None
    body = function.body[1:] if has_docstring else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator] # parsed, so they have lines


def shown(path: Path) -> str:
    return str(path.relative_to(PROJECT))
