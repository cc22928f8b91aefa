"""RFC 3797's own example, digit by digit."""

import hashlib

import pytest

from iskan.core.draw.rfc3797 import key_of, select

KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"


def test_the_key_is_built_as_the_rfc_builds_it() -> None:
    assert key_of([[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]) == KEY
    assert key_of(["Abc-déf 9"]) == "ABCDF9./"


def test_the_published_example_is_reproduced() -> None:
    assert select(KEY, 25, 11) == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22]
    first = hashlib.md5(b"\0\0" + KEY.encode() + b"\0\0", usedforsecurity=False).hexdigest()
    assert first.upper() == "990DD0A5692A029A98B5E01AA28F3459"


@pytest.mark.parametrize(("pool", "wanted"), [(3, 4), (65_536, 1)])
def test_a_pool_beyond_the_rfcs_bounds_is_refused(pool: int, wanted: int) -> None:
    with pytest.raises(ValueError, match="cannot be selected"):
        select(KEY, pool, wanted)
