"""The register of blocks holds what its sources say, and says how many of them do."""

from collections import Counter

import pytest

from iskan.policy.blocks import BLOCKS
from iskan.policy.departments import MUNICIPALITIES
from iskan.policy.governorates import GOVERNORATES


def test_it_names_the_blocks_of_both_lists_once() -> None:
    counted = Counter(place.governorate for place in BLOCKS.places.values())
    assert counted == {"BH-13": 122, "BH-15": 74, "BH-17": 156, "BH-14": 130}
    assert sum(not place.seen_twice for place in BLOCKS.places.values()) == 28
    assert (BLOCKS.basis.source, BLOCKS.basis.grade) == ("S201, S202", "C")


# Where the leading digit would say otherwise (supplement 3.3 bis), and the examples with a source of their own.
@pytest.mark.parametrize(
    ("governorate", "blocks"),
    [
        ("BH-13", "317 318 321 402 438 410 592 633 644 701 745 815 816"),
        ("BH-15", "101 202 237"),
        ("BH-17", "431 439 553 580 1016 1038 1089 1203 1216"),
        ("BH-14", "613 616 635 646 718 720 748 814 840 912 1048 1070 1113"),
    ],
)
def test_examples_lie_where_their_source_says(governorate: str, blocks: str) -> None:
    assert {BLOCKS.governorate(block) for block in blocks.split()} == {governorate}


def test_every_governorate_has_one_municipality() -> None:
    assert {office.governorate for office in MUNICIPALITIES.departments} == set(GOVERNORATES)
