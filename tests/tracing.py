"""Lines counted once where they are gone through again only to make the same: what sets a fixture up a second time.

Under coverage each line a process runs costs it half as much again, and a good third of the traced time is fixtures
that make the same people and cases for one test after another. The first of a process is counted, as is all a test
itself does; nothing is run less, and without coverage nothing is changed.
"""

import sys
from collections.abc import Generator, Hashable, Iterator
from contextlib import contextmanager

import pytest

set_up: set[Hashable] = set()


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
