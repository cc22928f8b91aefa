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


def fail_about(breaker: Breaker, *people: str) -> None:
    for one in people:
        assert breaker.admits(one)
        breaker.failed(one)


def test_one_persons_failures_close_the_way_to_them_alone(breaker: Breaker, clock: Clock) -> None:
    fail_about(breaker, *["first"] * 3)
    assert not breaker.is_open
    assert [breaker.admits("first"), breaker.admits("second"), breaker.admits()] == [False, True, True]
    clock.now += 10
    assert [breaker.admits("first"), breaker.admits("first")] == [True, False]
    breaker.succeeded("first")
    assert breaker.admits("first")


def test_two_peoples_failures_are_theirs_and_threes_are_the_registers(breaker: Breaker) -> None:
    fail_about(breaker, "first", "second", "first", "second")
    assert not breaker.is_open
    fail_about(breaker, "third")
    assert breaker.is_open
    assert not breaker.admits("fourth")


def test_an_answer_about_another_starts_the_count_anew_and_keeps_whose_record_fails(breaker: Breaker) -> None:
    fail_about(breaker, *["first"] * 3)
    breaker.succeeded("second")
    fail_about(breaker, "third", "fourth")
    assert not breaker.is_open
    assert not breaker.admits("first")


def test_no_more_people_are_remembered_than_may_be(breaker: Breaker) -> None:
    for number in range(1_500):
        breaker.failed(f"{number}")
        breaker.succeeded()
    assert len(breaker._own) == 1_000
