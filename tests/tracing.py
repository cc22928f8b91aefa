"""Lines counted once where they are gone through again only to make the same: what sets a fixture up a second time.

Under coverage each line a process runs costs it half as much again, and a good third of the traced time is fixtures
that make the same people and cases for one test after another. The first of a process is counted, as is all a test
itself does; nothing is run less, and without coverage nothing is changed.
"""

import os
import sys
from collections.abc import Generator, Hashable, Iterator
from contextlib import contextmanager

import pytest

set_up: set[Hashable] = set()


def untraced_environment() -> dict[str, str]:
    """Return what a process is told whose lines nobody counts: it is killed, or runs another release's code.

    To be followed costs it as much again at its start, and what it went through is lost with it.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


@contextmanager
def untraced() -> Iterator[None]:
    """Let this thread run without whoever traces it, for the length of a block."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Trace a fixture, for each of its parameters, the first time this process sets it up."""
    key = fixturedef.func, request.param_index
    if key not in set_up:
        set_up.add(key)
        return (yield)
    with untraced():
        return (yield)
