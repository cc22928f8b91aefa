"""Rows made once for a whole module: each of its tests finds them as they were made, whatever the one before did.

They stand in a transaction around the tests' own, which are savepoints within it. A test that commits would find
nobody else's rows, and keep its own: a module of such tests makes its rows for each.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Generic, TypeVar

import pytest
from django.test import TestCase
from pytest_django import DjangoDbBlocker

from iskan.foundation.reading import clear_process_caches

T = TypeVar("T")
COMMITS = {"transactional_db", "live_server"}


@dataclass(frozen=True, slots=True)
class ModuleRows(Generic[T]):
    """What was made, copied for each test that takes it: rows read are changed in memory too."""

    found: T

    def copy(self) -> T:
        return deepcopy(self.found)


class CommitsInThisModule(RuntimeError):
    """A test of the module commits, and would do so within the transaction the rows stand in."""


class Around(TestCase):
    """The transaction of a module, as Django's own for a class of tests: durable blocks may open within it."""


@dataclass(frozen=True, slots=True)
class RowMaker:
    """Makes rows within the module's transaction."""

    blocker: DjangoDbBlocker

    def __call__(self, make: Callable[[], T]) -> ModuleRows[T]:
        with self.blocker.unblock():
            return ModuleRows(make())


@pytest.fixture(scope="module")
def row_maker(
    request: pytest.FixtureRequest,
    django_db_setup: None,  # noqa: ARG001 -- the database must stand
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[RowMaker]:
    """Return what makes rows for the length of the module."""
    refuse_commits(request)
    clear_process_caches()  # what an earlier module read is gone with its rows
    with django_db_blocker.unblock():
        Around.setUpClass()
    yield RowMaker(django_db_blocker)
    with django_db_blocker.unblock():
        Around.tearDownClass()
        Around.doClassCleanups()
    clear_process_caches()


def refuse_commits(request: pytest.FixtureRequest) -> None:
    for item in request.session.items:
        marker = item.get_closest_marker("django_db")
        commits = COMMITS & set(getattr(item, "fixturenames", ())) or (marker and marker.kwargs.get("transaction"))
        if item.path == request.path and commits:
            raise CommitsInThisModule(item.nodeid)
