"""A service is open, closed with a reason, or not yet known to be either."""

from dataclasses import replace

from iskan.core.catalogue import Opening
from iskan.core.conditions import Not, when
from iskan.core.openings import OpeningState, opening_state
from iskan.core.text import Text
from iskan.policy import registry

WHY = Text(ar="ليس لك مسكن", en="You have no home")
OTHER = Text(ar="لديك طلب قائم", en="You have an application")
PLAIN = registry.services()["update_contact_details"]
SERVICE = replace(
    PLAIN,
    opens_when=(
        Opening(condition=when("holds_home"), because=WHY),
        Opening(condition=Not(when("waits")), because=OTHER),
    ),
)


def test_without_openings_a_service_is_open() -> None:
    assert opening_state(PLAIN, {}).is_open


def test_every_reason_that_bars_is_told() -> None:
    assert opening_state(SERVICE, {"holds_home": False, "waits": True}) == OpeningState(closed=(WHY, OTHER))
    assert opening_state(SERVICE, {"holds_home": True, "waits": False}).is_open


def test_what_is_not_known_bars_nobody_and_is_named() -> None:
    assert opening_state(SERVICE, {}) == OpeningState(unknown=("holds_home", "waits"))
    assert opening_state(SERVICE, {"holds_home": False}) == OpeningState(closed=(WHY,), unknown=("waits",))
