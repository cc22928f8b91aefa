"""A register is found by its folder, which declares it whole."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iskan.config import environment
from iskan.integrations import discovery, registers
from iskan.integrations.register import CHANGES
from iskan.integrations.simulators.answers import NotSimulated, answers_of

AddFolder = Callable[..., None]


@pytest.fixture
def folders_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AddFolder]:
    """Add a folder to those in which registers are found, for the length of a test."""
    monkeypatch.setattr(registers, "__path__", [*registers.__path__, str(tmp_path)])
    discovery.registers.cache_clear()

    def add(code: str, **files: str) -> None:
        folder = tmp_path / code
        folder.mkdir()
        for name, text in {"__init__": "", **files}.items():
            (folder / f"{name}.py").write_text(text)

    yield add
    discovery.registers.cache_clear()


def test_a_register_is_found_by_its_folder(folders_with: AddFolder) -> None:
    folders_with(
        "astronomy",
        register="from dataclasses import replace\n"
        "from iskan.integrations.registers.labour.register import REGISTER as LABOUR\n"
        "REGISTER = replace(LABOUR, code='astronomy')\n",
        simulator="ANSWERS = {}",
    )
    assert discovery.register("astronomy").services == ("work",)
    with pytest.raises(NotSimulated, match="astronomy"):
        answers_of("astronomy")
    assert "astronomy" in environment.register_urls(default="http://exchange")


def test_a_folder_must_declare_the_register_it_is_named_after(folders_with: AddFolder) -> None:
    folders_with("misnamed", register="from iskan.integrations.registers.labour.register import REGISTER\n")
    with pytest.raises(discovery.MisnamedRegister, match="misnamed"):
        discovery.registers()


@pytest.mark.parametrize("code", registers.codes())
def test_every_register_is_simulated_whole(code: str) -> None:
    # Of whom anything has changed, the exchange itself answers.
    assert set(answers_of(code)) == set(discovery.register(code).services) - {CHANGES}
