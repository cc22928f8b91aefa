"""Segments of text messages, counted as operators do."""

import pytest

from iskan.core.text_messages import fits_in_one, segments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2),
        ("ق" * 70, 1), ("ق" * 71, 2), ("ق" * 134, 2), ("ق" * 135, 3), ("a" * 70 + "\u200e", 2), ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)  # fmt: skip
def test_a_text_takes_so_many_segments(text: str, count: int) -> None:
    assert segments(text) == count
    assert fits_in_one(text) == (count == 1)
