"""The outsider's verifier on a small trail: sound as it was exported, and each kind of change named."""

import hashlib
import json
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from iskan.core.anchoring import verify_audit
from iskan.core.anchoring.statement import read_statement

Change = Callable[[Path], object]


def _anchor(number: int, *, link: int, lines: int, previous: str, seal: str) -> str:
    said = {
        "at": "2026-03-02T09:00:00.000000+00:00", "draws": [["D2026-0001", "list_hash", "ab"]],
        "lines": lines, "link": link,
        "number": number, "previous": previous, "protocol": verify_audit.PROTOCOL, "seal": seal,
    }  # fmt: skip
    return json.dumps(said, sort_keys=True, separators=(",", ":")) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Export four lines in two lanes, anchored after the second and after the last."""
    lanes: dict[int, bytes] = {}
    trail, anchors, previous = [], [], ""
    for link, lane in enumerate((0, 1, 0, 1), 1):
        content = json.dumps({"action": f"act.{link}"})
        lanes[lane] = hashlib.sha256(lanes.get(lane, b"") + content.encode()).digest()
        trail.append(json.dumps([link, lane, lanes[lane].hex(), content]) + "\n")
        if link in {2, 4}:
            sealed = verify_audit.seal(link, lanes)
            line = _anchor(len(anchors) + 1, link=link, lines=link, previous=previous, seal=sealed)
            previous = verify_audit.digest_of(line)
            anchors.append(line)
    (tmp_path / "trail.jsonl").write_text("".join(trail), encoding="utf-8")
    (tmp_path / "anchors.jsonl").write_text("".join(anchors), encoding="ascii")
    (tmp_path / "draws.json").write_text(json.dumps({"D2026-0001": {"list_hash": "ab"}}), encoding="ascii")
    return tmp_path


def _lines(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)


def _rewritten(name: str, change: Callable[[list[str]], list[str]]) -> Change:
    return lambda folder: (folder / name).write_text("".join(change(_lines(folder, name))), encoding="utf-8")


CHANGES: dict[str, tuple[Change, str]] = {
    "a line changed": (_rewritten("trail.jsonl", lambda t: [t[0].replace("act.1", "act.9"), *t[1:]]), "link 1"),
    "a line taken out": (_rewritten("trail.jsonl", lambda t: t[1:]), "1 lines, where 2"),
    "the tail cut off": (_rewritten("trail.jsonl", lambda t: t[:2]), "the trail ends at link 2"),
    "out of order": (_rewritten("trail.jsonl", lambda t: [t[1], t[0], *t[2:]]), "out of order"),
    "an anchor removed": (_rewritten("anchors.jsonl", lambda a: a[1:]), "anchor 1 is missing"),
    "not canonical": (_rewritten("anchors.jsonl", lambda a: [a[0].replace(":", ": ", 1), *a[1:]]), "not canonical"),
    "the first recomputed": (
        _rewritten("anchors.jsonl", lambda a: [a[0].replace('"lines":2', '"lines":3'), *a[1:]]), "does not follow",
    ),
    "the last recomputed": (
        _rewritten("anchors.jsonl", lambda a: [a[0], a[1].replace('"lines":4', '"lines":5')]), "5 were anchored",
    ),
    "another seal": (
        _rewritten("anchors.jsonl", lambda a: [a[0], a[1].replace('"seal":"4-', '"seal":"5-')]), "is not what was",
    ),
    "a draw's head": (_rewritten("draws.json", lambda d: [d[0].replace("ab", "cd")]), "draw D2026-0001"),
    "no file": (lambda folder: (folder / "draws.json").unlink(), "draws.json"),
}  # fmt: skip


def test_what_was_exported_is_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = verify_audit.digest_of(_lines(folder, "anchors.jsonl")[1])
    assert verify_audit.main([str(folder), head]) == 0
    told = capsys.readouterr().out
    assert f"anchor {head} is there" in told
    assert told.endswith("The trail is as it was published.\n")


@pytest.mark.parametrize("kind", CHANGES)
def test_each_kind_of_change_is_named(folder: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    change, named = CHANGES[kind]
    change(folder)
    assert verify_audit.main([str(folder)]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("NOT AS PUBLISHED: ")
    assert named in last


def test_a_head_that_came_another_way_must_be_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_audit.main([str(folder), "ff" * 32]) == 1
    assert "not the one that was published" in capsys.readouterr().out


def test_a_trail_without_anchors_is_said_to_be_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "anchors.jsonl").write_text("", encoding="ascii")
    assert verify_audit.main([str(folder)]) == 0
    assert "nothing was anchored yet" in capsys.readouterr().out


def test_without_a_folder_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_audit.main([]) == 2
    assert "verify_audit.py FOLDER" in capsys.readouterr().out


def test_a_statement_is_read_only_as_it_was_written(folder: Path) -> None:
    written = _lines(folder, "anchors.jsonl")[0]
    assert read_statement(written).number == 1
    with pytest.raises(ValueError, match="no statement"):
        read_statement("{}")
    with pytest.raises(ValueError, match="not canonical"):
        read_statement(written.replace(":", ": ", 1))


def test_it_runs_as_a_script_of_one_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["verify_audit.py", str(folder)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(verify_audit.__file__, run_name="__main__")
    assert ended.value.code == 0
