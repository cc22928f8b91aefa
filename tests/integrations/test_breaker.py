"""The circuit breaker: opens after failures in a row, tries once a rest, closes on success."""

import pytest

from iskan.integrations.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=3, rest_seconds=10, clock=clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.admits()
        breaker.failed()


def test_admits_while_failures_are_few(breaker: Breaker) -> None:
    fail(breaker, 2)
    assert breaker.admits()
    assert not breaker.is_open


def test_opens_after_failures_in_a_row(breaker: Breaker) -> None:
    fail(breaker, 3)
    assert breaker.is_open
    assert not breaker.admits()


def test_success_between_failures_starts_the_count_anew(breaker: Breaker) -> None:
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert not breaker.is_open


def test_after_a_rest_one_attempt_is_admitted(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 10
    assert [breaker.admits(), breaker.admits()] == [True, False]


def test_the_attempt_that_fails_starts_another_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 10
    fail(breaker, 1)
    clock.now += 9
    assert not breaker.admits()
    clock.now += 1
    assert breaker.admits()


def test_the_attempt_that_succeeds_closes_the_circuit(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 10
    assert breaker.admits()
    breaker.succeeded()
    assert [breaker.admits(), breaker.admits()] == [True, True]
