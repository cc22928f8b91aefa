"""`iskan draw export`: the folder a stranger verifies, written whole or not at all."""

import errno
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.apps.conftest import AT, MakeCase
from tests.factories.draws import DrawOffice, make_draw_office

from iskan.apps.draws.models import Draw
from iskan.apps.draws.operations import draw_folder
from iskan.core.draw import verify_draw

UNITS = [("U-1", "house-4br"), ("U-2", "house-4br")]
ALONE = Path(verify_draw.__file__)
HELD = {
    "candidates.tsv", "units.tsv", "rules.json", "commitments.json", "reveals.json", "beacon.json", "result.tsv",
    "transcript.json",
}  # fmt: skip


@pytest.fixture
def office(db: None) -> DrawOffice:  # noqa: ARG001 -- a fixture is asked for by name
    return make_draw_office(AT)


@pytest.fixture
def ready(office: DrawOffice, make_case: MakeCase) -> Draw:
    return office.ready([make_case() for _ in range(5)], UNITS)


@pytest.fixture
def held(office: DrawOffice, ready: Draw) -> Draw:
    office.run(ready.reference)
    return ready


def export(reference: str, folder: Path) -> str:
    told = io.StringIO()
    call_command("draw", "export", reference, str(folder), stdout=told)
    return told.getvalue()


def alone(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Let the stand-alone verifier judge a folder, with nothing of ours to import."""
    return subprocess.run(
        [sys.executable, "-I", str(ALONE), str(folder)], capture_output=True, text=True, check=False
    )  # fmt: skip


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_held_draw_is_verified_by_whoever_has_its_folder(held: Draw, tmp_path: Path) -> None:
    to = tmp_path / "public"
    assert len(export(held.reference, to).splitlines()) == len(HELD)

    assert names(to) == HELD
    assert names(tmp_path) == {"public"}
    call_command("draw", "verify", str(to), stdout=io.StringIO())
    judged = alone(to)
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("name", sorted(HELD - {"transcript.json"}))
def test_a_byte_altered_in_any_file_is_found(held: Draw, tmp_path: Path, name: str) -> None:
    export(held.reference, tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    place = next(place for place in reversed(range(len(content))) if chr(content[place]) in "0123456789")
    content[place] = ord("1") if content[place] != ord("1") else ord("2")
    (tmp_path / name).write_bytes(content)

    with pytest.raises(CommandError, match="MISMATCH"):
        call_command("draw", "verify", str(tmp_path), stdout=io.StringIO())


def test_an_announced_draw_tells_what_was_said_so_far_and_can_be_drawn_from(ready: Draw, tmp_path: Path) -> None:
    export(ready.reference, tmp_path)
    assert names(tmp_path) == HELD - {"result.tsv", "transcript.json"}
    assert set(json.loads((tmp_path / "reveals.json").read_text())) == set(ready.parties)

    call_command("draw", "run", str(tmp_path), stdout=io.StringIO())
    call_command("draw", "verify", str(tmp_path), stdout=io.StringIO())


def test_before_the_beacon_there_is_none_to_write(office: DrawOffice, make_case: MakeCase, tmp_path: Path) -> None:
    announced = office.freeze([make_case()], UNITS)
    office.announce(announced.reference)
    export(announced.reference, tmp_path / "a")
    assert "beacon.json" not in names(tmp_path / "a")
    assert json.loads((tmp_path / "a" / "reveals.json").read_text()) == {}


def test_lists_not_announced_are_nobodys_to_read(office: DrawOffice, make_case: MakeCase, tmp_path: Path) -> None:
    frozen = office.freeze([make_case()], UNITS)
    with pytest.raises(CommandError, match="not announced"):
        export(frozen.reference, tmp_path / "a")
    assert names(tmp_path) == set()


@pytest.mark.django_db
def test_a_draw_nobody_knows_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No draw has the reference D2001-0001"):
        export("D2001-0001", tmp_path / "a")


def test_a_folder_in_use_is_left_as_it_is(held: Draw, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(CommandError, match="not empty"):
        export(held.reference, tmp_path)
    with pytest.raises(CommandError, match="not empty"):
        export(held.reference, tmp_path / "mine.txt")
    with pytest.raises(CommandError, match=r"cannot be written \(No such file"):
        export(held.reference, tmp_path / "nowhere" / "deep")
    assert names(tmp_path) == {"mine.txt"}


def test_a_full_disk_leaves_nothing_half_written(held: Draw, tmp_path: Path, monkeypatch: Any) -> None:
    written: list[str] = []
    real = draw_folder._write_synced

    def fills_up(path: Path, content: bytes) -> None:
        if len(written) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path.name)
        real(path, content)

    monkeypatch.setattr(draw_folder, "_write_synced", fills_up)
    with pytest.raises(CommandError, match="disk is full"):
        export(held.reference, tmp_path / "public")
    assert written
    assert names(tmp_path) == set()
