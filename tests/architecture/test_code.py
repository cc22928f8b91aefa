"""What the layers may do: time passed in, one way to the database, declarations that name what exists."""

import ast
import importlib
import pkgutil
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from procrastinate.contrib.django import app as jobs
from tests.architecture.recorded import queued_jobs
from tests.architecture.sources import PROJECT, SOURCE, files, modules, shown, tree

from iskan import policy
from iskan.core.text import Text
from iskan.foundation import effects
from iskan.policy import registry

ASKS_THE_CLOCK = {"now", "today", "utcnow"}
ASKS_WHEN_NOT_TOLD = {"localdate", "localtime"}
ARABIC = re.compile(r"[\u0621-\u064A]")
LATIN = re.compile(r"[A-Za-z]")
LETTERS = re.compile(r"[^\W\d_]")
# Values to be filled in, and a language's own name in brackets.
SET_ASIDE = re.compile(r"\{\w*\}|\([^)]*\)")


def clock_calls(path: Path) -> list[str]:
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return [
        f"{shown(path)}:{call.lineno}"
        for call in calls
        if isinstance(call.func, ast.Attribute) and asks_the_clock(call, call.func.attr)
    ]


def asks_the_clock(call: ast.Call, name: str) -> bool:
    return name in ASKS_THE_CLOCK or (name in ASKS_WHEN_NOT_TOLD and not call.args)


def test_computing_layers_are_told_the_time() -> None:
    found = [call for floor in ("core", "policy") for path in modules(SOURCE / floor) for call in clock_calls(path)]
    assert not found


def test_operations_and_queries_are_told_the_time() -> None:
    rooms = [path for path in modules(SOURCE / "apps") if {"operations", "queries"} & {path.stem, path.parent.name}]
    assert not [call for path in rooms for call in clock_calls(path)]


def test_surfaces_leave_the_database_to_the_apps() -> None:
    reaching = re.compile(r"\.objects\b|\.save\(|\.delete\(\)|select_for_update|connection\.cursor")
    shows = [path for path in modules(SOURCE / "surfaces") if path.name != "build.py"]
    assert not [shown(path) for path in shows if reaching.search(path.read_text(encoding="utf-8"))]


def test_operations_are_called_by_name() -> None:
    found = []
    for path in modules(SOURCE / "apps"):
        if "operations" in {path.stem, path.parent.name}:
            public = [node for node in tree(path).body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]
            found += [f"{shown(path)}:{f.name}" for f in public if {"scope", "at"} <= {arg.arg for arg in f.args.args}]
    assert not found, "operations take the viewer's scope and the time by keyword"


def test_a_class_name_stands_once() -> None:
    """Whoever reads a name anywhere knows what it means."""
    stands: dict[str, list[str]] = {}
    for path in modules(SOURCE):
        # Django finds a command by the name of its class.
        if path.parent.name != "commands":
            for node in tree(path).body:
                if isinstance(node, ast.ClassDef):
                    stands.setdefault(node.name, []).append(shown(path))
    assert {name: paths for name, paths in stands.items() if len(paths) > 1} == {}


def test_a_service_is_named_like_its_file() -> None:
    services = [path for path in modules(SOURCE / "policy" / "services") if path.name != "__init__.py"]
    assert services
    declared = {path.stem: importlib.import_module(f"iskan.policy.services.{path.stem}").SERVICE for path in services}
    assert {stem: service.code for stem, service in declared.items()} == {stem: stem for stem in declared}
    assert {service.code for service in registry.services().values()} == set(declared)


def test_every_effect_a_lifecycle_names_exists() -> None:
    declared = [
        effect
        for service in registry.services().values()
        for transition in service.lifecycle.transitions
        for effect in transition.effects
    ]
    assert declared
    assert [effect for effect in declared if not effects.is_known(effect)] == []


def test_every_job_queued_by_name_exists() -> None:
    jobs.perform_import_paths()
    assert queued_jobs()
    assert not queued_jobs() - set(jobs.tasks)


def test_every_job_is_queued_by_somebody() -> None:
    jobs.perform_import_paths()
    by_the_clock = {name for name, _id in jobs.periodic_registry.periodic_tasks}
    own = {name for name, task in jobs.tasks.items() if task.func.__module__.startswith("iskan.")}
    assert own - queued_jobs() - by_the_clock == set()


def texts() -> list[tuple[str, Text]]:
    """Return every pair of words the ministry declares at module level, in whatever holds them."""
    found: list[tuple[str, Text]] = []
    seen: set[int] = set()
    for module in pkgutil.walk_packages(policy.__path__, "iskan.policy."):
        loaded = importlib.import_module(module.name)
        for value in vars(loaded).values():
            _collect(value, module.name, found, seen)
    return found


def _collect(value: object, place: str, found: list[tuple[str, Text]], seen: set[int]) -> None:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Text):
        found.append((place, value))
    elif isinstance(value, dict):
        _collect(tuple(value.values()), place, found, seen)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            _collect(item, place, found, seen)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            _collect(getattr(value, name, None), place, found, seen)


def test_the_ministrys_words_are_in_both_languages() -> None:
    found = texts()
    assert found
    wrong = [
        (place, text.ar[:60], text.en[:60])
        for place, text in found
        if LETTERS.search(SET_ASIDE.sub("", text.ar + text.en))
        and (not ARABIC.search(text.ar) or ARABIC.search(SET_ASIDE.sub("", text.en)) or not LATIN.search(text.en))
    ]
    assert not wrong


@pytest.mark.parametrize("app", [config.label for config in apps.get_app_configs() if config.name.startswith("iskan")])
def test_migrations_are_one_line(app: str) -> None:
    nodes = sorted(name for label, name in MigrationLoader(None).disk_migrations if label == app)
    loader = MigrationLoader(None)
    for before, after in pairwise(nodes):
        own = [name for label, name in loader.disk_migrations[app, after].dependencies if label == app]
        assert own == [before]


def test_templates_hold_no_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle\s*=|\son\w+\s*=|<script(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)
    code = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
    found = [shown(path) for path in files("*.html") if inline.search(code.sub("", path.read_text(encoding="utf-8")))]
    assert not [path for path in found if "/notifications/" not in path], "the security policy refuses these"


def test_stylesheets_know_no_left_or_right() -> None:
    physical = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?:^|[;{\s])(?:left|right)\s*:"
        r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius",
        re.MULTILINE,
    )
    found = [
        f"{shown(path)}: {match.group().strip()}"
        for path in files("static/iskan/*.css")
        for match in physical.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


READ_AT_ONCE = {
    "count", "title", "content", "is_visible", "is_hidden", "is_checked", "inner_text", "text_content", "input_value",
    "get_attribute", "url",
}  # fmt: skip


def test_what_a_page_shows_is_waited_for() -> None:
    """A click answers as the next page begins: Playwright's ``expect`` waits for it, ``assert`` sees what is there."""
    asserted = [
        (path, part)
        for path in modules(PROJECT / "tests" / "browser")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert)
        for part in ast.walk(node.test)
        if isinstance(part, ast.Attribute) and "page" in ast.unparse(part.value)
    ]
    assert asserted
    assert not [f"{path.name}:{part.lineno}" for path, part in asserted if part.attr in READ_AT_ONCE]
