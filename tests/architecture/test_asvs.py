"""docs/asvs.md: every requirement of levels 1 and 2 stands there once, and what it names exists."""

import re

from tests.architecture.sources import SOURCE

PROJECT = SOURCE.parents[1]
PAGE = (PROJECT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in PAGE.splitlines() if re.match(r"\| \d", row)]
OF_LEVELS_1_AND_2 = 253  # of version 5.0.0
STANDS = {"held", "none here", "place", "**left**"}


def test_each_requirement_stands_there_once() -> None:
    numbers = [number for row in ROWS for number in row[0].split(", ")]
    assert len(numbers) == len(set(numbers)) == OF_LEVELS_1_AND_2
    assert all(re.fullmatch(r"\d{1,2}\.\d\.\d{1,2}", number) for number in numbers)


def test_each_row_says_how_it_stands_and_why() -> None:
    assert [row for row in ROWS if len(row) != 4 or row[2] not in STANDS or not row[3]] == []


def test_how_many_are_left_is_told_at_the_top() -> None:
    left = sum(len(row[0].split(", ")) for row in ROWS if row[2] == "**left**")
    assert f"Left: {left} of {OF_LEVELS_1_AND_2}." in PAGE


def test_every_path_leads_somewhere() -> None:
    paths = re.findall(r"`((?:tests|docs|deploy)/[^`:]*)(?:::\w+)?`", PAGE)
    assert paths
    assert [path for path in paths if not (PROJECT / path).exists()] == []
