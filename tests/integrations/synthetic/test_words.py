"""The names and places the population is made of."""

import re

import pytest

from iskan.integrations.synthetic.names import BOYS, FAMILIES, FOREIGN_MEN, FOREIGN_WOMEN, GIRLS, Name, respelt
from iskan.integrations.synthetic.places import BLOCKS, BY_NUMBER, GOVERNORATES

FOREIGN = tuple(name for names in (*FOREIGN_MEN.values(), *FOREIGN_WOMEN.values()) for name in names)


@pytest.mark.parametrize(("names", "least"), [(BOYS, 60), (GIRLS, 60), (FAMILIES, 60), (FOREIGN, 25)])
def test_names_are_arabic_with_english_beside(names: tuple[Name, ...], least: int) -> None:
    assert len(set(names)) == len(names) >= least
    assert all(re.fullmatch(r"[\u0621-\u064a ]+", arabic) for arabic, _ in names)
    assert all(re.fullmatch(r"[A-Z][A-Za-z ]+", english) for _, english in names)


def test_foreign_fathers_have_three_names_to_hand_on() -> None:
    for names in FOREIGN_MEN.values():
        assert all(len(arabic.split()) >= 3 and len(english.split()) >= 3 for arabic, english in names)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("عبدالله أحمد سالم", "عبد الله أحمد سالم"),
        ("خالد أحمد سالم", "خالد احمد سالم"),
        ("خالد سعد سالم الحداد", "خالد سعد الحداد"),
        ("خالد الحداد", "خالد الحداد"),
    ],
)
def test_another_clerk_spells_otherwise(name: str, spelt: str) -> None:
    assert respelt(name) == spelt


def test_every_block_is_lawful_and_stands_in_one_area() -> None:
    assert len(BY_NUMBER) == len(BLOCKS) > 150
    assert all(re.fullmatch(r"(?:1[0-2]|[1-9])\d{2}", block.number) for block in BLOCKS)
    assert {block.governorate for block in BLOCKS} == set(GOVERNORATES)


@pytest.mark.parametrize(
    ("number", "area"),
    [("840", "Isa Town"), ("317", "Diplomatic Area"), ("318", "Hoora"), ("321", "Gudaibiya"), ("1203", "Hamad Town")],
)
def test_blocks_with_a_known_area_have_it(number: str, area: str) -> None:
    assert BY_NUMBER[number].area.en == area
