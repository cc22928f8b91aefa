"""The yardstick of computations: hashing and sorting as many tickets in plain Python, by processor time."""

import hashlib
import time

TRIES = 3


def seconds_for(count: int) -> float:
    """Return the least processor time in which ``count`` tickets were hashed and sorted by their hash."""
    return min(_once(count) for _ in range(TRIES))


def _once(count: int) -> float:
    tickets = [b"%032x" % number for number in range(count)]
    begun = time.process_time()
    sorted(tickets, key=lambda ticket: hashlib.sha256(ticket).digest())
    return time.process_time() - begun


def judged(seconds: float, count: int, most: float) -> tuple[str, bool]:
    """Return how many times as long as the yardstick something took, in words, and whether that is within a bar."""
    plain = seconds_for(count)
    ratio = seconds / plain
    words = f"{seconds:.2f} s, {ratio:.1f} × hashing and sorting {count:,} tickets ({plain:.2f} s), bar ≤ {most:g} ×"
    return words, ratio <= most
