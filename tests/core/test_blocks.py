"""Blocks by their number: where each lies, and what is said of one nobody names."""

import pytest

from iskan.core.blocks import BlockPlace, BlockRegister, numbers_in
from iskan.core.dated import LegalBasis
from iskan.core.text import Text

BASIS = LegalBasis(instrument=Text(ar="قائمة", en="a list"), source="S1", grade="C")
REGISTER = BlockRegister(code="blocks", basis=BASIS, places={"318": BlockPlace(block="318", governorate="BH-13")})


@pytest.mark.parametrize(("block", "governorate"), [("318", "BH-13"), ("319", ""), ("", "")])
def test_a_block_lies_where_the_register_says_and_nowhere_else(block: str, governorate: str) -> None:
    assert REGISTER.governorate(block) == governorate


def test_spans_are_read_number_by_number() -> None:
    assert list(numbers_in("301-303 305")) == ["301", "302", "303", "305"]
