"""An event runs all that was registered for it, in order, and hides no failure."""

import pytest

from iskan.foundation.events import Event


def test_everything_registered_follows_in_order() -> None:
    came: Event[[int]] = Event()
    seen: list[tuple[str, int]] = []
    came.followed_by(lambda number: seen.append(("first", number)))
    came.followed_by(lambda number: seen.append(("second", number)))
    came.happened(7)
    assert seen == [("first", 7), ("second", 7)]


def test_a_function_registered_stays_itself() -> None:
    came: Event[[]] = Event()

    @came.followed_by
    def follow() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        follow()
    with pytest.raises(LookupError):
        came.happened()
