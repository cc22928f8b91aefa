"""A name typed is a person's own in any usual spelling, and never anybody else's."""

import pytest

from iskan.core.delegations import is_name_of

KNOWN = ("عبد الرحمن أحمد محمد الذوادي", "Abdulrahman Ahmed Mohamed Al-Thawadi")


@pytest.mark.parametrize(
    "typed",
    [
        "عبد الرحمن أحمد محمد الذوادي",
        "عبدالرحمن احمد الذوادي",
        "عبد الرحمن ذوادي",
        "abdulrahman al thawadi",
        "Abdulrahman Ahmed Thawadi",
        "ABDULRAHMAN  MOHAMED  AL-THAWADI",
    ],
)
def test_usual_spellings_are_the_persons_own(typed: str) -> None:
    assert is_name_of(typed, *KNOWN)


@pytest.mark.parametrize(
    "typed",
    [
        "", "عبدالرحمن", "أحمد الذوادي", "عبدالرحمن أحمد", "عبدالرحمن محمد أحمد الذوادي", "عبدالرحمن علي الذوادي",
        "عبدالله الذوادي", "Abdulrahman",
    ],
)  # fmt: skip
def test_anything_else_is_not(typed: str) -> None:
    assert not is_name_of(typed, *KNOWN)


def test_whoever_has_no_name_yet_is_named_by_nothing() -> None:
    assert not is_name_of("هدى سالم", "", "")
    assert not is_name_of("هدى سالم")
