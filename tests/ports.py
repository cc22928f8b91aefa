"""Ports for processes the tests start, out of the range the kernel gives to anybody who connects somewhere."""

import random
import socket
from contextlib import ExitStack

LOWEST, BEYOND = 10_000, 32_000
TRIES = 200


def free_port() -> int:
    """Return a port nobody uses just now."""
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Return ports in a row nobody uses just now."""
    for _ in range(TRIES):
        first = random.SystemRandom().randrange(LOWEST, BEYOND - count)
        row = list(range(first, first + count))
        if _are_free(row):
            return row
    raise AssertionError(f"no {count} free ports in a row were found")


def _are_free(row: list[int]) -> bool:
    with ExitStack() as probes:
        try:
            for port in row:
                probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
