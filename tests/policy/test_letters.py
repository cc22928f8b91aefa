"""The ministry's ready letters name nothing that no case fills, and each code stands once where it is offered."""

from collections import Counter

import pytest

from iskan.core.letters import BLANKS, LetterUse, ReadyLetter
from iskan.policy.letters import LETTERS


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.code)
def test_it_names_blanks_that_are_filled(letter: ReadyLetter) -> None:
    assert letter.blanks <= BLANKS


def test_each_code_stands_once_and_each_place_has_letters() -> None:
    counted = Counter(letter.code for letter in LETTERS)
    assert [code for code, count in counted.items() if count > 1] == []
    assert {letter.use for letter in LETTERS} == set(LetterUse)
