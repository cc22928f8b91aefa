"""`iskan draw`: a folder is drawn and verified without a database; the first thing that differs is named."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.factories.draw_vector import VECTOR, vector_files, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(vector_files(), tmp_path)


def draw(*arguments: object) -> str:
    told = StringIO()
    call_command("draw", *map(str, arguments), stdout=told)
    return told.getvalue()


def test_a_folder_is_drawn_and_verified(folder: Path) -> None:
    assert VECTOR["result_hash"] in draw("run", folder)
    assert (folder / "result.tsv").read_text() == VECTOR["result_tsv"]
    assert "quicknet" in draw("verify", folder)
    assert draw("run", folder)  # the same draw again says the same


def test_there_is_no_redraw(folder: Path) -> None:
    draw("run", folder)
    with pytest.raises(CommandError, match="no redraw"):
        draw("run", folder, "--late", "citizens")


def _swap(path: Path, was: str, becomes: str) -> None:
    text = path.read_text()
    assert was in text
    path.write_text(text.replace(was, becomes, 1))


SPOILERS: dict[str, Callable[[Path], object]] = {
    "list_hash": lambda folder: _swap(folder / "units.tsv", "VECTOR-A-F3-0004", "VECTOR-A-F3-0005"),
    "result.tsv": lambda folder: _swap(folder / "result.tsv", "\t1\t", "\t9\t"),
    "result_hash": lambda folder: _swap(folder / "transcript.json", VECTOR["result_hash"], "0" * 64),
    "seed differs": lambda folder: _swap(folder / "transcript.json", VECTOR["seed"], "0" * 64),
    "round is not": lambda folder: _swap(folder / "beacon.json", "657413", "657414"),
    "randomness": lambda folder: _swap(folder / "beacon.json", "b713718a", "b713718b"),
    "reveal of citizens": lambda folder: _swap(folder / "reveals.json", VECTOR["reveals"][2], "0" * 64),
    "beacon.json": lambda folder: (folder / "beacon.json").unlink(),
}


@pytest.mark.parametrize("named", SPOILERS)
def test_what_differs_is_named(folder: Path, named: str) -> None:
    draw("run", folder)
    SPOILERS[named](folder)
    with pytest.raises(CommandError, match=named):
        draw("verify", folder)


def test_a_beacon_round_nobody_signed_is_found_though_every_hash_matches(folder: Path) -> None:
    draw("run", folder)
    forged, told = "aa" * 48, json.loads((folder / "transcript.json").read_text())
    _swap(folder / "beacon.json", VECTOR["beacon_signature"], forged)
    with pytest.raises(CommandError, match="signature is not"):
        draw("run", folder)
    assert told["result_hash"] == VECTOR["result_hash"]


def test_a_folder_that_is_none_is_said_so(folder: Path) -> None:
    with pytest.raises(CommandError):
        draw("verify", folder / "nowhere")
    with pytest.raises(CommandError, match=r"beacon\.json is missing"):
        draw("run", folder / "nowhere")


def test_a_candidate_twice_is_named(folder: Path) -> None:
    first = VECTOR["candidates_tsv"].splitlines(keepends=True)[0]
    (folder / "candidates.tsv").write_text(first + VECTOR["candidates_tsv"])
    with pytest.raises(CommandError, match="appears twice"):
        draw("run", folder)


def test_an_unknown_chain_is_said_so(folder: Path) -> None:
    for name in ("rules.json", "beacon.json"):
        _swap(folder / name, "52db9ba7", "00000000")
    with pytest.raises(CommandError, match="not known"):
        draw("run", folder)


def test_the_rfcs_example_is_reproduced() -> None:
    told = draw("rfc3797", "--example")
    assert "9319./2.5.8.10.12./9.18.26.34.41.45./" in told
    assert [int(line.split()[-1]) for line in told.splitlines()[1:]] == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22]
    arguments = ["--source", "9319", "--source", "2 5 12 8 10", "--source", "9 18 26 34 41 45"]
    assert draw("rfc3797", *arguments, "--pool", 25, "--select", 11) == told


@pytest.mark.parametrize("arguments", [["--pool", 3], ["--source", "abc", "--pool", 3, "--select", 4]])
def test_a_selection_that_cannot_be_is_refused(arguments: list[object]) -> None:
    with pytest.raises(CommandError):
        draw("rfc3797", *arguments)
