"""The audit trail speaks in words: every action the sources record has some, in both languages."""

import ast

import pytest
from tests.architecture.recorded import CannotTell, Place, recorded_actions, worked_out
from tests.architecture.sources import SOURCE

from iskan.surfaces.backoffice.audit_words import ACTIONS


def test_every_recorded_action_has_words() -> None:
    assert len(recorded_actions()) > 100
    assert not recorded_actions() - set(ACTIONS)


def test_no_two_actions_are_called_the_same() -> None:
    for language in ("ar", "en"):
        said = [words.in_(language) for words in ACTIONS.values()]
        assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("part", ["code.upper()", "row.action", "12", "anything"])
def test_an_action_that_cannot_be_told_from_the_sources_is_not_passed_over(part: str) -> None:
    with pytest.raises(CannotTell):
        worked_out(ast.parse(part, mode="eval").body, Place(SOURCE / "foundation" / "audit.py", None))
