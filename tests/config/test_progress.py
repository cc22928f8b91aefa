"""What the set-up tells while it works: how far it is, honestly, and calmly where nobody watches a line change."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from iskan.config import locks, progress

PIP_SAYS = """Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
Collecting attrs==1.0
  Downloading attrs-1.0-py3-none-any.whl (60 kB)
Requirement already satisfied: babel==2.0 in place (from -r lock.txt (line 5))
"""


def tell(title: str = "Packages", total: int = 8) -> None:
    with progress.step(title) as current:
        for done in range(total + 1):
            current.at(done, total, "fetched")
            current.at(done, total, "fetched")


def test_where_nobody_watches_each_quarter_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell()
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == ["  · Packages …", "    2 of 8 fetched", "    4 of 8 fetched", "    6 of 8 fetched", lines[4]]
    assert lines[4].startswith("    8 of 8 fetched 0.")
    assert len(lines) == 5


def test_on_a_terminal_one_line_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    tell()
    said = terminal.getvalue()
    assert said.count("\n") == 1
    assert [part.rpartition("… ")[2] for part in said.split(progress.ERASE_LINE)[1:-1]] == [
        f"{done} of 8 fetched" for done in range(9)
    ]


def test_what_a_step_is_doing_is_told_in_its_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress.step("Data") as current:
        current.doing("people")
    assert capsys.readouterr().out.startswith("  · Data …\n    people 0.")
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    with progress.step("Data") as current:
        current.doing("people")
    assert f"{progress.ERASE_LINE}  · Data … people" in terminal.getvalue()


def test_a_step_that_fails_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), progress.step("Packages"):
        raise ZeroDivisionError
    assert capsys.readouterr().out == "  · Packages … failed\n"


def test_a_command_that_fails_is_shown_with_all_it_said(tmp_path: Path) -> None:
    seen: list[str] = []
    with pytest.raises(progress.StepFailed, match=r"`sh -c .*` failed:\nout\nerr"):
        progress.call(["sh", "-c", "echo out; echo err >&2; exit 3"], cwd=tmp_path, env={}, watch=seen.append)


def test_what_a_command_says_is_seen_while_it_runs(tmp_path: Path) -> None:
    seen: list[str] = []

    def look(said: str) -> None:
        seen.append(said)
        if "ready" in said:
            (tmp_path / "go").touch()

    progress.call(["sh", "-c", "echo ready; until [ -e go ]; do :; done"], cwd=tmp_path, env={}, watch=look)
    assert seen[-1] == "ready\n"


def test_pip_is_counted_by_what_it_fetched_and_then_by_what_is_in_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "lib" / "python3.11" / "site-packages"
    watch = locks.PipWatch(progress.ProgressStep("Packages"), 4, tmp_path, started=0)
    watch.look(PIP_SAYS)
    (site / "attrs-1.0.dist-info").mkdir(parents=True)
    (site / "attrs-1.0.dist-info" / "INSTALLER").touch()
    watch.look(f"{PIP_SAYS}Installing collected packages: attrs, babel\n")
    assert capsys.readouterr().out == "\n    2 of 3 fetched\n    1 of 2 unpacked"
