"""Everything declared, by its code; a code stands for one thing alone."""

import importlib
import pkgutil
import runpy
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Protocol, TypeVar

from iskan.core.catalogue import Service
from iskan.core.dated import Dated
from iskan.core.eligibility import Criterion, Fact
from iskan.core.help import HelpPage
from iskan.core.lifecycle import Lifecycle
from iskan.policy import criteria as criteria_package
from iskan.policy import facts as facts_module
from iskan.policy import finance_facts, standing_facts
from iskan.policy import help_pages as help_package
from iskan.policy import parameters as parameters_package
from iskan.policy import services as services_package

if TYPE_CHECKING:
    from iskan.core.points import PointsScheme


class Coded(Protocol):
    """Anything known by its code."""

    @property
    def code(self) -> str: ...


C = TypeVar("C", bound=Coded)


class DeclaredTwice(ValueError):
    """Two different things bear one code."""


class MisnamedService(ValueError):
    """A service file must hold a ``SERVICE`` whose code is the file's name."""


@cache
def services(folders: tuple[Path, ...] = ()) -> Mapping[str, Service]:
    """Return the services of the product and of further folders, by code, in the order lists show them."""
    found = [*_shipped(), *(service for folder in folders for service in _added(folder))]
    return by_code(sorted(found, key=lambda service: (service.position, service.code)))


@cache
def criteria() -> Mapping[str, Criterion]:
    """Return every criterion by code."""
    return by_code(_values(criteria_package, Criterion))


@cache
def figures() -> Mapping[str, Dated[object]]:
    """Return every figure by code."""
    return by_code(_values(parameters_package, Dated))


@cache
def facts() -> Mapping[str, Fact]:
    """Return every fact a rule or an opening may ask for, by code."""
    modules = (facts_module, finance_facts, standing_facts)
    return by_code(value for module in modules for value in vars(module).values() if isinstance(value, Fact))


@cache
def schemes() -> "Mapping[str, PointsScheme]":
    """Return every ranking scheme by code; none of them orders the waiting list."""
    from iskan.core.points import PointsScheme  # noqa: PLC0415 -- brings NumPy, which no service needs
    from iskan.policy import points as points_package  # noqa: PLC0415 -- as above

    return by_code(_values(points_package, PointsScheme))


@cache
def help_pages() -> Mapping[str, HelpPage]:
    """Return every page of help by code, in the order lists show them."""
    return by_code(sorted(_values(help_package, HelpPage), key=lambda page: page.position))


def lifecycles() -> Mapping[str, Lifecycle]:
    """Return the lifecycles of the services by code."""
    return by_code(service.lifecycle for service in services().values())


def by_code(things: Iterable[C]) -> Mapping[str, C]:
    """Return things by their code; the same thing met twice counts once.

    Raises:
        DeclaredTwice: two different things bear one code.
    """
    found: dict[str, C] = {}
    for thing in things:
        if found.setdefault(thing.code, thing) is not thing:
            raise DeclaredTwice(thing.code)
    return MappingProxyType(found)


def _service(name: str, declared: Mapping[str, object]) -> Service:
    service = declared.get("SERVICE")
    if not isinstance(service, Service) or service.code != name:
        raise MisnamedService(name)
    return service


def _shipped() -> Iterable[Service]:
    return (_service(module.__name__.rpartition(".")[2], vars(module)) for module in _modules(services_package))


def _added(folder: Path) -> Iterable[Service]:
    files = (path for path in sorted(folder.glob("*.py")) if path.stem != "__init__")
    return (_service(path.stem, runpy.run_path(str(path))) for path in files)


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def _values(package: ModuleType, kind: type[C]) -> Iterable[C]:
    return (value for module in _modules(package) for value in vars(module).values() if isinstance(value, kind))
