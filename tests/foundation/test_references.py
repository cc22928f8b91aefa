"""Reference numbers are read however they are typed, and a slip of the hand is caught."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iskan.foundation.references import ALPHABET, LENGTH, NotAReference, new_reference, read_reference, reference_of

BODIES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
EVERY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_fresh_ones_differ_and_hold_nothing_that_is_read_as_something_else() -> None:
    fresh = {new_reference() for _ in range(500)}
    assert len(fresh) == 500
    assert not {character for reference in fresh for character in reference} & set("01IO")


@given(BODIES)
def test_spacing_case_and_digits_do_not_matter(body: str) -> None:
    reference = reference_of(body)
    arabic = reference.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for typed in (
        reference,
        reference.lower(),
        reference.replace("-", ""),
        f" {reference[:3]} {reference[3:]} ",
        arabic,
    ):
        assert read_reference(typed) == reference


@given(BODIES, st.integers(0, LENGTH), st.sampled_from(EVERY))
def test_one_wrong_character_is_caught(body: str, index: int, wrong: str) -> None:
    bare = reference_of(body).replace("-", "")
    assume(bare[index] != wrong)
    with pytest.raises(NotAReference):
        read_reference(bare[:index] + wrong + bare[index + 1 :])


def test_nearly_all_exchanges_of_two_neighbours_are_caught() -> None:
    bares = [new_reference().replace("-", "") for _ in range(300)]
    exchanged = [b[:n] + b[n + 1] + b[n] + b[n + 2 :] for b in bares for n in range(LENGTH) if b[n] != b[n + 1]]
    assert sum(map(_is_caught, exchanged)) > 0.95 * len(exchanged)


def _is_caught(typed: str) -> bool:
    try:
        read_reference(typed)
    except NotAReference:
        return True
    return False


@pytest.mark.parametrize("typed", ["", "-", "2222", "22222-222222", "مرجع", "\x00", "22222-2222!", "²²²²²²²²²²"])
def test_what_is_no_reference_is_none(typed: str) -> None:
    with pytest.raises(NotAReference):
        read_reference(typed)
