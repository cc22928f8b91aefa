"""Work over several database connections at once: all is done, a failure is told, no connection is left behind."""

import threading

import pytest
from django.db import connection

from iskan.foundation.at_once import done_at_once


def backend(_thing: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("connections", [1, 3])
def test_all_of_it_is_done(connections: int) -> None:
    assert sorted(done_at_once(lambda thing: thing * 2, range(50), connections=connections)) == list(range(0, 100, 2))


@pytest.mark.django_db
def test_over_one_connection_it_is_the_callers_own_and_in_order() -> None:
    assert set(done_at_once(backend, range(3), connections=1)) == {backend(0)}
    assert list(done_at_once(lambda thing: thing, range(9), connections=1)) == list(range(9))


@pytest.mark.django_db
def test_several_are_at_work_together_over_connections_of_their_own_and_leave_none_behind() -> None:
    together = threading.Barrier(3, timeout=20)

    def work(thing: int) -> int:
        together.wait()
        return backend(thing)

    used = set(done_at_once(work, range(3), connections=3))
    assert len(used) == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        for _try in range(200):
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE pid = ANY(%s)", [list(used)])
            if not cursor.fetchall():
                break
            cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.05)")
        else:
            pytest.fail("connections were left behind")


@pytest.mark.parametrize("connections", [1, 2])
def test_a_failure_is_raised_and_what_has_not_begun_is_left(connections: int) -> None:
    begun = []

    def work(thing: int) -> int:
        begun.append(thing)
        if thing == 3:
            raise LookupError
        return thing

    with pytest.raises(LookupError):
        list(done_at_once(work, range(1000), connections=connections))
    assert len(begun) < 100
