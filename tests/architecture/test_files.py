"""Budgets and names of files, the sentence each module opens with, and what no file of the repository holds."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest
from tests.architecture.sources import (
    PROJECT,
    SOURCE,
    files,
    functions,
    length,
    line_count,
    modules,
    shown,
    tracked,
    tree,
)

BUDGETS = {
    "*.py": 400,
    "policy/services/*.py": 120,
    "templates/**/*.html": 130,
    "templates/*.html": 130,
    "static/iskan/*.css": 200,
}
LONGEST_VIEW = 15
MEDIAN_FUNCTION = 8
BANNED_NAMES = {
    "services.py", "utils.py", "util.py", "helpers.py", "signals.py", "managers.py", "exceptions.py", "common.py",
    "misc.py",
}  # fmt: skip
MACHINE_PATHS = re.compile(r"(?<![\w.<{$])/(work|home|root|Users)/\w|(?<![\w.])/tmp/\w")
TEXT_SUFFIXES = {
    ".py", ".md", ".toml", ".cfg", ".ini", ".txt", ".in", ".html", ".css", ".js", ".json", ".yaml", ".yml", ".po",
    ".sql", ".typ", ".svg", ".sh", "",
}  # fmt: skip


@pytest.mark.parametrize(("pattern", "budget"), BUDGETS.items())
def test_files_keep_their_budget(pattern: str, budget: int) -> None:
    found = [path for path in files(pattern) if "migrations" not in path.parts]
    over = {shown(path): count for path in found if (count := line_count(path)) > budget}
    assert not over, f"longer than {budget} lines"


def test_modules_open_with_a_sentence() -> None:
    written = [path for path in modules() if path.read_text(encoding="utf-8").strip()]
    silent = [shown(path) for path in written if not first_paragraph(path).endswith(".")]
    assert not silent, "a module opens with one sentence"


def first_paragraph(path: Path) -> str:
    return (ast.get_docstring(tree(path)) or "").partition("\n\n")[0].rstrip()


def test_the_usual_function_is_short() -> None:
    assert median(length(function) for path in modules() for function in functions(path)) <= MEDIAN_FUNCTION


def test_views_are_short() -> None:
    views = [path for path in modules(SOURCE / "surfaces") if "views" in path.parts]
    found = {f"{shown(path)}:{f.name}": length(f) for path in views for f in functions(path)}
    assert not {name: lines for name, lines in found.items() if lines > LONGEST_VIEW}


def test_no_room_is_named_after_nothing() -> None:
    rooms = [path for path in modules() if path.parent.parent in {SOURCE, SOURCE / "apps", SOURCE / "integrations"}]
    assert not [shown(path) for path in rooms if path.name in BANNED_NAMES]


def test_nothing_names_this_machine() -> None:
    texts = [path for path in tracked() if path.suffix in TEXT_SUFFIXES and path != Path(__file__)]
    found = [
        f"{shown(path)}: {line.strip()[:100]}"
        for path in texts
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if MACHINE_PATHS.search(line)
    ]
    assert not found


def test_locks_name_no_address() -> None:
    assert '"resolved"' not in (PROJECT / "package-lock.json").read_text(encoding="utf-8")
    for pins in (PROJECT / "requirements").glob("*.txt"):
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", pins.read_text(encoding="utf-8")), (
            pins.name
        )


def test_every_pin_has_a_hash() -> None:
    for pins in (PROJECT / "requirements").glob("*.txt"):
        blocks = re.split(r"\n(?=\S)", pins.read_text(encoding="utf-8").strip())
        assert not [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]


def test_every_setting_is_documented() -> None:
    told = (PROJECT / "docs" / "operations" / "configuration.md").read_text(encoding="utf-8")
    reads = re.compile(
        r"""(?:environ\.get|environ\[|getenv|text|flag|items|secret|number|choice|networks)\(?\s*["']([A-Z][A-Z0-9_]{3,})["']"""
    )
    asked = {name for path in modules() for name in reads.findall(path.read_text(encoding="utf-8"))}
    asked -= {"PATH"}
    assert "ISKAN_DATA_DIR" in asked
    assert not sorted(name for name in asked if f"`{name}`" not in told)


def test_the_language_is_set_in_one_place() -> None:
    sets = re.compile(r"translation\.(override|activate)\b|translation import .*\b(override|activate)\b")
    found = {shown(path) for path in modules() if sets.search(path.read_text(encoding="utf-8"))}
    assert found == {"src/iskan/foundation/language.py"}


def test_exceptions_to_rules_carry_their_reason() -> None:
    bare = re.compile(r"#\s*(noqa(:\s*[A-Z0-9, ]+)?|type:\s*ignore(\[[\w, -]*\])?)\s*$")
    found = [
        f"{shown(path)}:{number}"
        for path in [*modules(), *modules(PROJECT / "tests"), *modules(PROJECT / "scripts")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if bare.search(line)
    ]
    assert not found
