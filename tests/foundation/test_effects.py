"""Effects: one function a name, run by name, unknown names refused."""

from datetime import UTC, datetime

import pytest

from iskan.core.effects import Call, Issue
from iskan.core.text import Text
from iskan.foundation import effects

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAME = "tests.note"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int | None, datetime]]:
    """Register one effect for the test alone, and return what it was told."""
    told: list[tuple[int, int | None, datetime]] = []
    monkeypatch.setattr(effects, "_calls", {})

    @effects.effect(NAME)
    def note(*, case_id: int, actor_id: int | None, at: datetime) -> None:
        told.append((case_id, actor_id, at))

    return told


def test_an_effect_is_run_by_its_name(seen: list[tuple[int, int | None, datetime]]) -> None:
    effects.run(NAME, case_id=7, actor_id=None, at=AT)
    assert seen == [(7, None, AT)]
    assert effects.names() == {NAME}


@pytest.mark.usefixtures("seen")
def test_a_name_nobody_answers_to_is_refused() -> None:
    with pytest.raises(effects.UnknownEffect, match="unheard_of"):
        effects.run("unheard_of", case_id=7, actor_id=None, at=AT)


@pytest.mark.usefixtures("seen")
def test_a_name_is_taken_once() -> None:
    with pytest.raises(RuntimeError, match="registered twice"):
        effects.effect(NAME)(lambda **_: None)


def test_an_effect_is_carried_out_by_the_one_handler_of_its_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "_kinds", {})
    card = Issue(document="card")
    told: list[tuple[Issue, int]] = []

    assert not effects.is_known(card)
    with pytest.raises(effects.UnknownEffect):
        effects.carry_out(card, case_id=7, actor_id=None, at=AT)

    effects.carries_out(Issue)(lambda effect, *, case_id, **_: told.append((effect, case_id)))
    effects.carry_out(card, case_id=7, actor_id=None, at=AT)
    assert told == [(card, 7)]
    with pytest.raises(RuntimeError, match="twice"):
        effects.carries_out(Issue)(lambda _effect, **_: None)


def test_an_effect_that_calls_is_carried_out_by_what_bears_its_name(
    seen: list[tuple[int, int | None, datetime]],
) -> None:
    effects.carry_out(Call(name=NAME, says=Text(ar="ينجز", en="done")), case_id=7, actor_id=3, at=AT)
    assert seen == [(7, 3, AT)]
