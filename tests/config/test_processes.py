"""The worker's patience with a database that is away."""

from iskan.config.processes import LONGEST_WAIT, SHORTEST_WAIT, next_wait


def test_tries_that_fail_at_once_come_less_and_less_often() -> None:
    waits = [SHORTEST_WAIT]
    for _ in range(8):
        waits.append(next_wait(waits[-1], lasted=0.1))
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


def test_after_a_time_of_work_the_worker_is_back_at_once() -> None:
    assert next_wait(LONGEST_WAIT, lasted=60.0) == SHORTEST_WAIT
