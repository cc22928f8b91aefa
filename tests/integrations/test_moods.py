"""Moods: told in words or over the wire, passing after so many requests, never to a simulator that does not exist."""

import httpx
import pytest
from tests.integrations.conftest import set_moods

from iskan.integrations.moods import Mood, Moods, MoodSetting, NotAMood

NAMES = ("justice", "labour")


def test_twins_are_calm_unless_told() -> None:
    assert Moods(NAMES).take("labour") == MoodSetting()


def test_words_set_moods_at_start() -> None:
    moods = Moods(NAMES, "justice=slow, labour=down")
    assert [moods.take(name).mood for name in NAMES] == [Mood.SLOW, Mood.DOWN]


def test_a_mood_passes_after_its_times() -> None:
    moods = Moods(NAMES)
    moods.change({"labour": {"mood": "failing", "times": 2}})
    assert [moods.take("labour").mood for _ in range(3)] == [Mood.FAILING, Mood.FAILING, Mood.NORMAL]


def test_a_mood_without_times_stays() -> None:
    moods = Moods(NAMES, "labour=failing")
    assert {moods.take("labour").mood for _ in range(9)} == {Mood.FAILING}


@pytest.mark.parametrize(
    "wanted",
    [
        {"army": "slow"},
        {"labour": "angry"},
        {"labour": {}},
        {"labour": {"mood": "slow", "depth": 3}},
        {"labour": 7},
    ],
)
def test_what_is_no_mood_changes_nothing(wanted: dict[str, object]) -> None:
    moods = Moods(NAMES, "labour=slow")
    with pytest.raises(NotAMood):
        moods.change({"justice": "down", **wanted})
    assert [moods.peek(name) for name in NAMES] == [Mood.NORMAL, Mood.SLOW]


def test_moods_are_read_and_changed_over_the_wire(registers_url: str) -> None:
    set_moods(registers_url, justice={"mood": "slow", "seconds": 0.5})
    moods = httpx.get(f"{registers_url}/control/moods", trust_env=False).json()
    assert moods["justice"] == {"mood": "slow", "seconds": 0.5, "times": None, "about": ""}
    assert moods["labour"]["mood"] == "normal"


@pytest.mark.parametrize("wanted", [{"army": "slow"}, ["slow"]])
def test_what_is_no_mood_is_answered_so(registers_url: str, wanted: object) -> None:
    answer = httpx.put(f"{registers_url}/control/moods", json=wanted, trust_env=False)
    assert answer.status_code == 400
