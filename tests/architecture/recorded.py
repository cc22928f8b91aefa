"""The actions the sources leave in the audit trail and the jobs they queue, read from the calls that do so."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import product
from pathlib import Path

from tests.architecture.sources import SOURCE, Function, modules, shown, tree

from iskan.apps.cases.enums import EvidenceVerdict, ExceptionStatus
from iskan.apps.waiting_lists.enums import CancellationOutcome
from iskan.policy import registry

# What a value read from a row may be: the reader of the sources does not know the row's kind.
ROWS: dict[str, frozenset[str]] = {
    "item.verdict": frozenset(EvidenceVerdict.values),
    "entry.status": frozenset(ExceptionStatus.values),
    "found.outcome": frozenset(CancellationOutcome.values),
    "transition.code": frozenset(t.code for cycle in registry.lifecycles().values() for t in cycle.transitions),
}


class CannotTell(LookupError):
    """The sources give a name this reader cannot work out; let it be told how in `ROWS`."""


@dataclass(frozen=True)
class Place:
    """A call, or a part of one, where it stands."""

    path: Path
    inside: Function | None

    def fault(self, part: ast.AST) -> CannotTell:
        return CannotTell(f"{shown(self.path)}:{getattr(part, 'lineno', '?')}: {ast.unparse(part)}")


@cache
def recorded_actions() -> frozenset[str]:
    """Return every action the sources may record."""
    found = set()
    for path in modules(SOURCE):
        for name, call, inside in calls(path):
            if name == "audit.record":
                found |= worked_out(argument(call, "action", 1), Place(path, inside))
    return frozenset(found | {importlib.import_module("iskan.foundation.audit").READ})


@cache
def queued_jobs() -> frozenset[str]:
    """Return the name of every job the sources may queue."""
    found: frozenset[str] = frozenset()
    for path in modules(SOURCE):
        for name, call, inside in calls(path):
            if name.endswith("configure_task"):
                found |= worked_out(argument(call, "name", 0), Place(path, inside))
    return found


@cache
def calls(path: Path) -> tuple[tuple[str, ast.Call, Function | None], ...]:
    """Return a module's calls: what is called, as it is written, and the innermost function each stands in."""
    found = []
    pending: list[tuple[ast.AST, Function | None]] = [(tree(path), None)]
    while pending:
        node, inside = pending.pop()
        if isinstance(node, ast.Call):
            found.append((ast.unparse(node.func), node, inside))
        within = node if isinstance(node, Function) else inside
        pending += [(child, within) for child in ast.iter_child_nodes(node)]
    return tuple(found)


def argument(call: ast.Call, name: str, position: int) -> ast.expr | None:
    """Return what a call gives for a parameter, by name or by place."""
    named = next((keyword.value for keyword in call.keywords if keyword.arg == name), None)
    return named or (call.args[position] if 0 <= position < len(call.args) else None)


def worked_out(part: ast.AST | None, place: Place) -> frozenset[str]:
    """Return every text an expression may come to, or raise `CannotTell`."""
    match part:
        case ast.Constant(value=str(text)):
            return frozenset({text})
        case ast.IfExp(body=yes, orelse=no):
            return worked_out(yes, place) | worked_out(no, place)
        case ast.JoinedStr(values=parts):
            return frozenset(map("".join, product(*(worked_out(_bare(inner), place) for inner in parts))))
        case ast.Call(func=ast.Attribute(value=inner, attr="replace"), args=[ast.Constant(old), ast.Constant(new)]):
            return frozenset(text.replace(str(old), str(new)) for text in worked_out(inner, place))
    return looked_up(part or ast.Constant(None), place)


def _bare(part: ast.expr) -> ast.expr:
    return part.value if isinstance(part, ast.FormattedValue) else part


def looked_up(part: ast.AST, place: Place) -> frozenset[str]:
    """Return every text a name, a choice or a value of a row may be, or raise `CannotTell`."""
    match part:
        case ast.Name(id=name):
            return constant(name, part, place) if place.inside is None else named(name, part, place)
        case ast.Attribute(value=ast.Name(id=name), attr="value") if place.inside is not None:
            return choices(name, part, place)
        case ast.Attribute() if ast.unparse(part) in ROWS:
            return ROWS[ast.unparse(part)]
    raise place.fault(part)


def named(name: str, part: ast.AST, place: Place) -> frozenset[str]:
    """Return what a name may stand for: a choice, what callers give, what it was set to, or a constant."""
    assert place.inside is not None
    parameters = [*place.inside.args.posonlyargs, *place.inside.args.args, *place.inside.args.kwonlyargs]
    if name in {one.arg for one in parameters}:
        return choices(name, part, place) if _annotated(name, place) else given(name, place)
    set_to = [node.value for node in ast.walk(place.inside) if isinstance(node, ast.Assign) and _sets(node, name)]
    if not set_to:
        return constant(name, part, place)
    return frozenset().union(*(worked_out(value, place) for value in set_to))


def constant(name: str, part: ast.AST, place: Place) -> frozenset[str]:
    """Return the text a module calls by a name."""
    text = getattr(importlib.import_module(_dotted(place.path)), name, None)
    if not isinstance(text, str):
        raise place.fault(part)
    return frozenset({text})


def _sets(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def given(name: str, place: Place) -> frozenset[str]:
    """Return what all callers of a function give for one of its parameters."""
    assert place.inside is not None
    places = [one.arg for one in place.inside.args.args]
    position = places.index(name) if name in places else -1
    found: frozenset[str] = frozenset()
    for path, call, inside in callers(place.inside.name, place.path):
        found |= worked_out(argument(call, name, position), Place(path, inside))
    if not found:
        raise place.fault(place.inside)
    return found


def callers(name: str, home: Path) -> Iterator[tuple[Path, ast.Call, Function | None]]:
    """Yield every call of a function: in its own module, where it was imported from there, and through its module."""
    for path in modules(SOURCE):
        ways = {name} if path == home or _imports(path, name, _dotted(home)) else set()
        ways |= {f"{home.stem}.{name}"} if _imports(path, home.stem, _dotted(home.parent)) else set()
        yield from ((path, call, inside) for written, call, inside in calls(path) if written in ways)


def _imports(path: Path, name: str, module: str) -> bool:
    """Say whether a module takes a name from another, or from a package above it that hands it on."""
    taken = [node for node in imports(path) if f"{module}.".startswith(f"{node.module}.")]
    return any(alias.name == name and alias.asname is None for node in taken for alias in node.names)


@cache
def imports(path: Path) -> tuple[ast.ImportFrom, ...]:
    """Return what a module takes from others."""
    return tuple(node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom))


def _dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def choices(name: str, part: ast.AST, place: Place) -> frozenset[str]:
    """Return the values of the enumeration a parameter, or a name set from one, is of."""
    kind = _annotated(name, place)
    if kind is None:
        raise place.fault(part)
    return frozenset(str(member.value) for member in kind)


def _annotated(name: str, place: Place) -> type[Enum] | None:
    assert place.inside is not None
    parameters = [*place.inside.args.args, *place.inside.args.kwonlyargs]
    annotation = next((one.annotation for one in parameters if one.arg == name), None)
    if not isinstance(annotation, ast.Name):
        return None
    kind = getattr(importlib.import_module(_dotted(place.path)), annotation.id, None)
    return kind if inspect.isclass(kind) and issubclass(kind, Enum) else None
