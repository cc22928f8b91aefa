"""The first thing that runs on a machine: it says what is missing before it does anything."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def bootstrap(project: Path, *sets: str, path: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a fresh clone with the programs of one folder at hand."""
    command = [sys.executable, str(project / "scripts" / "bootstrap.py"), *sets]
    environment = {"PATH": path, "HOME": str(project), **env}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return what of a fresh clone runs before any package is there."""
    for folder in ("scripts", "src/iskan/config", "requirements"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "settings"))
    shutil.copy(PROJECT / "src/iskan/__init__.py", tmp_path / "src/iskan")
    return tmp_path


def test_every_missing_program_is_named_at_once(clone: Path) -> None:
    (clone / "none").mkdir()
    done = bootstrap(clone, "dev", path=str(clone / "none"))
    assert done.returncode == 1
    assert "git (on Debian: apt-get install git)" in done.stderr
    assert ("setpriv (on Debian: apt-get install util-linux)" in done.stderr) is (os.geteuid() == 0)
    assert not (clone / ".venv").exists()
