"""Dinars as whole fils."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.money import Money, NotAnAmount


@pytest.mark.parametrize(
    ("typed", "fils"),
    [
        ("900", 900_000),
        (900, 900_000),
        ("850.5", 850_500),
        ("850.500", 850_500),
        ("0.001", 1),
        ("1,200.500", 1_200_500),
        ("1,234,567", 1_234_567_000),
        ("١٬٢٠٠٫٥٠٠", 1_200_500),
        (" 1 200 ", 1_200_000),
        ("-3", -3_000),
    ],
)
def test_amounts_are_read_in_fils(typed: str | int, fils: int) -> None:
    assert Money.bhd(typed) == Money(fils)


@pytest.mark.parametrize("typed", ["", "abc", "1.2345", "1,5", "12,34", "1.", ".5", "+1", "1e3", "--1", "1" * 13, "²"])
def test_anything_else_is_not_an_amount(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        Money.bhd(typed)


@pytest.mark.parametrize(
    ("fils", "words"), [(0, "0"), (900_000, "900"), (1_050_000, "1,050"), (850_500, "850.500"), (-1_500, "-1.500")]
)
def test_amounts_are_written_with_fils_only_where_there_are_any(fils: int, words: str) -> None:
    assert str(Money(fils)) == words


@given(st.integers(-(10**14), 10**14))
def test_what_is_written_is_read_back(fils: int) -> None:
    assert Money.bhd(str(Money(fils))) == Money(fils)


@given(st.integers(), st.integers())
def test_sums_and_differences_are_those_of_fils(one: int, other: int) -> None:
    assert Money(one) + Money(other) == Money(one + other)
    assert Money(one) - Money(other) == Money(one - other)
    assert (Money(one) < Money(other)) is (one < other)


@given(st.text())
def test_reading_raises_nothing_but_not_an_amount(typed: str) -> None:
    with suppress(NotAnAmount):
        Money.bhd(typed)
