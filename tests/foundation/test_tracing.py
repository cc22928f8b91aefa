"""A fixture is traced the first time a process sets it up; whoever traces then goes on."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from tests import tracing


@pytest.fixture
def watched() -> Iterator[None]:
    """Have somebody trace, coverage or not."""
    previous = sys.gettrace()
    sys.settrace(previous or (lambda *_event: None))
    yield
    sys.settrace(previous)


def _set_up(fixture: object, parameter: int) -> bool:
    """Go through one set-up as pytest does, and say whether it was traced."""
    definition, request = SimpleNamespace(func=fixture), SimpleNamespace(param_index=parameter)
    steps = tracing.pytest_fixture_setup(definition, request)  # type: ignore[arg-type]  # what it reads of them
    next(steps)
    was_traced = sys.gettrace() is not None
    with pytest.raises(StopIteration) as made:
        steps.send("made")
    assert made.value.value == "made"
    return was_traced


def test_a_fixture_is_traced_once_for_each_of_its_parameters(watched: None) -> None:  # noqa: ARG001 -- somebody traces
    one, another, tracer = object(), object(), sys.gettrace()
    assert [_set_up(one, 0), _set_up(one, 1), _set_up(another, 0)] == [True, True, True]
    assert [_set_up(one, 0), _set_up(one, 1), _set_up(another, 0)] == [False, False, False]
    assert sys.gettrace() is tracer


def test_whoever_traces_goes_on_after_a_fault(watched: None) -> None:  # noqa: ARG001 -- somebody traces
    tracer = sys.gettrace()
    with pytest.raises(ZeroDivisionError):
        _fail_untraced()
    assert sys.gettrace() is tracer


def _fail_untraced() -> None:
    with tracing.untraced():
        assert sys.gettrace() is None
        raise ZeroDivisionError
