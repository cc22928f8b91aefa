"""The command `iskan`: the database at hand when needed, plain sentences when something is missing."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import BaseCommand

from iskan.config import console


def iskan(*arguments: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a newcomer's shell would, on a data folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    command = [sys.executable, "-m", "iskan", *arguments]
    environment = {**kept, "ISKAN_DATA_DIR": str(folder), **env}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_help_needs_no_database(tmp_path: Path) -> None:
    done = iskan("help", folder=tmp_path)
    assert done.returncode == 0
    assert "\n  run  " in done.stdout
    assert "\n  audit  " in done.stdout
    assert "migrate" in done.stdout.partition("Of the framework:")[2]
    assert not (tmp_path / "postgres").exists()


def test_a_command_that_reads_starts_the_database_and_stops_it(tmp_path: Path) -> None:
    done = iskan("showmigrations", "contenttypes", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "[ ] 0001_initial" in done.stdout
    assert (tmp_path / "postgres").exists()
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


def test_an_unknown_command_is_said_so(tmp_path: Path) -> None:
    done = iskan("haus", folder=tmp_path)
    assert done.returncode == 1
    assert "Unknown command: 'haus'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_production_without_its_secret_is_refused(tmp_path: Path) -> None:
    done = iskan("check", folder=tmp_path, ISKAN_PRODUCTION="1", SECRET_KEY="")
    assert done.returncode == 1
    assert "SECRET_KEY is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_elsewhere_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as held:  # bound and not listening: nobody answers, and nobody else takes the port
        held.bind(("127.0.0.1", 0))
        address = f"postgresql://nobody@127.0.0.1:{held.getsockname()[1]}/iskan"
        done = iskan("migrate", "--check", folder=tmp_path, DATABASE_URL=address)
    assert done.returncode == 1
    assert "the database does not answer" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    ("name", "arguments", "needed"),
    [
        ("migrate", [], True),
        ("migrate", ["--help"], False),
        ("check", [], False),
        ("check", ["--database", "default"], True),
        ("--version", [], False),
        ("haus", [], False),
        ("grouped", ["list"], False),
        ("grouped", ["load"], True),
        ("pure", ["anything"], False),
    ],
)
def test_which_commands_need_the_database(
    monkeypatch: pytest.MonkeyPatch, name: str, arguments: list[str], *, needed: bool
) -> None:
    class Grouped(BaseCommand):
        verbs_without_database = frozenset({"list"})

    class Pure(BaseCommand):
        needs_database = False

    known = {**console.get_commands(), "grouped": Grouped(), "pure": Pure()}
    monkeypatch.setattr(console, "get_commands", lambda: known)
    assert console._needs_database(name, arguments) is needed
