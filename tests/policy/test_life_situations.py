"""Each situation of life leads to services and pages there are."""

from iskan.policy.life_situations import LIFE_SITUATIONS
from iskan.policy.registry import services
from iskan.policy.tools import TOOLS


def test_every_entry_is_a_service_or_a_page() -> None:
    there_are = services().keys() | {tool.code for tool in TOOLS}
    assert {code for situation in LIFE_SITUATIONS.values() for code in situation.entries} <= there_are


def test_none_is_named_twice_in_one_event() -> None:
    assert all(len(situation.entries) == len(set(situation.entries)) > 0 for situation in LIFE_SITUATIONS.values())


def test_events_have_codes_of_their_own() -> None:
    assert all(code == situation.code for code, situation in LIFE_SITUATIONS.items())
    assert len({situation.name.ar for situation in LIFE_SITUATIONS.values()}) == len(LIFE_SITUATIONS)
