"""RFC 3797's selection, kept to reproduce what others drew with it; new draws use the protocol of this package."""

import hashlib
from collections.abc import Iterable, Sequence

LARGEST_POOL = 65_535
# The RFC's own example: three sources, ten of a pool of twenty-five and one more.
EXAMPLE_SOURCES = ((9319,), (2, 5, 12, 8, 10), (9, 18, 26, 34, 41, 45))
EXAMPLE_POOL, EXAMPLE_SELECTED = 25, (17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22)


def key_of(sources: Iterable[Sequence[int] | str]) -> str:
    """Return the key string: unordered numbers sorted, each followed by a dot, each source ended by a slash."""
    return "".join(f"{_source(source)}/" for source in sources)


def _source(source: Sequence[int] | str) -> str:
    if isinstance(source, str):
        return f"{''.join(c for c in source.upper() if c.isascii() and c.isalnum())}."
    return "".join(f"{number}." for number in sorted(source))


def select(key: str, pool_size: int, wanted: int) -> list[int]:
    """Return the numbers selected from a pool numbered from 1, in the order selected.

    Raises:
        ValueError: the pool is larger than the RFC's 16-bit index allows, or fewer than are wanted.
    """
    if not 0 <= wanted <= pool_size <= LARGEST_POOL:
        raise ValueError(f"{wanted} of {pool_size} cannot be selected")
    remaining = list(range(1, pool_size + 1))
    return [remaining.pop(_index(key, turn, len(remaining))) for turn in range(wanted)]


def digest_of(key: str, turn: int) -> bytes:
    """Return the MD5 that decides one turn."""
    number = turn.to_bytes(2, "big")
    return hashlib.md5(number + key.encode("ascii") + number, usedforsecurity=False).digest()


def _index(key: str, turn: int, size: int) -> int:
    return int.from_bytes(digest_of(key, turn), "big") % size
