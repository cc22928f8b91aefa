"""Effects: one function a name, run by name, unknown names refused."""

from datetime import UTC, datetime

import pytest

from iskan.foundation import effects

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAME = "tests.note"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int | None, datetime]]:
    """Register one effect for the test alone, and return what it was told."""
    told: list[tuple[int, int | None, datetime]] = []
    monkeypatch.setattr(effects, "_effects", {})

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
