"""A lock is installed, never resolved: by the oldest pip and the newest, by npm, with no network at all.

The indexes are this machine's own: the true names, versions and requirements with nothing in the files. That the true
files have the hashes the locks name is tried by each set-up, this one's too.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from tests.config import indexes

from iskan.config import locks, progress, setup_steps

PROJECT = Path(__file__).resolve().parents[2]
REQUIREMENTS = PROJECT / "requirements"
SETS = ("runtime", "dev", "node")
PIPS = ("pip-oldest", "pip-newest")


def pins(name: str) -> list[Requirement]:
    """Return what a lock names, other machines' packages too."""
    lines = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line.removesuffix("\\")) for line in lines if "==" in line and not line.startswith((" ", "#"))]


def here(requirements: Sequence[Requirement], extra: str = "") -> list[Requirement]:
    return [need for need in requirements if need.marker is None or need.marker.evaluate({"extra": extra})]


def versions(requirements: Sequence[Requirement]) -> dict[str, str]:
    return {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in here(requirements)}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return the Python of an environment without a single package, pip included."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "empty")], check=True)
    return tmp_path / "empty" / "bin" / "python"


def pip_of_its_own(name: str) -> Path:
    folder = Path(sys.prefix) / name
    if not folder.exists():
        pytest.fail(f"{folder} is not there: `python3 scripts/bootstrap.py dev {' '.join(PIPS)}` brings it")
    return folder


def environment(pip: str, index: indexes.Index, folder: Path) -> dict[str, str]:
    """Return an environment in which pip knows one index and nothing of this machine's settings."""
    return {
        "PATH": os.defpath, "HOME": str(folder), "PYTHONPATH": str(pip_of_its_own(pip)), "NO_PROXY": "127.0.0.1",
        "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", "PIP_INDEX_URL": f"{index.address}/simple",
    }  # fmt: skip


def installed(python: Path) -> dict[str, str]:
    folders = [str(path) for path in python.parent.parent.glob("lib/python*/site-packages")]
    found = importlib.metadata.distributions(path=folders)
    return {canonicalize_name(one.name): one.version for one in found}


@pytest.mark.parametrize("pip", PIPS)
@pytest.mark.parametrize("name", SETS)
def test_pip_asks_for_what_is_locked_alone(name: str, pip: str, empty: Path, tmp_path: Path) -> None:
    wanted = versions(pins(name))
    index, text = indexes.python_index(pins(name))
    lock = tmp_path / f"{name}.txt"
    lock.write_text(text, encoding="utf-8")
    with index.serving():
        locks.install(lock, python=empty, env=environment(pip, index, tmp_path))
    files = {f"/files/{indexes.Wheel(package, version).file}" for package, version in wanted.items()}
    assert set(index.asked) == {f"/simple/{package}/" for package in wanted} | files
    assert installed(empty) == wanted


@pytest.mark.parametrize("pip", PIPS)
def test_the_index_sees_a_dependency_that_is_followed(pip: str, empty: Path, tmp_path: Path) -> None:
    index, text = indexes.python_index([Requirement("segno==1.0")])
    lock = tmp_path / "lock.txt"
    lock.write_text(text, encoding="utf-8")
    resolving = locks.pip(empty, "install", "--require-hashes", "-r", str(lock))
    with index.serving(), pytest.raises(progress.StepFailed):
        progress.call(resolving, cwd=tmp_path, env=environment(pip, index, tmp_path))
    assert any(indexes.IN_NO_LOCK in path for path in index.asked)


def test_an_index_without_a_locked_file_is_told_plainly(empty: Path, tmp_path: Path) -> None:
    index, text = indexes.python_index([Requirement("segno==1.0")])
    index.pages.clear()
    lock = tmp_path / "lock.txt"
    lock.write_text(text, encoding="utf-8")
    with index.serving(), pytest.raises(progress.StepFailed, match=r"segno==1\.0[^$]*index this machine is set up for"):
        locks.install(lock, python=empty, env=environment("pip-newest", index, tmp_path))


@pytest.mark.parametrize("sets", [("runtime",), ("runtime", "dev"), *((pip,) for pip in PIPS)])
def test_a_lock_names_all_that_its_packages_need(sets: tuple[str, ...]) -> None:
    locked = {name: version for one in sets for name, version in versions(pins(one)).items()}
    wrong = {
        f"{need} (asked for by {asker})"
        for asker, need in needed(sets)
        if canonicalize_name(need.name) not in locked
        or not need.specifier.contains(Version(locked[canonicalize_name(need.name)]), prereleases=True)
    }
    assert not wrong


def needed(sets: tuple[str, ...]) -> Iterator[tuple[str, Requirement]]:
    """Walk from what the .in files ask for, through extras, to the last package, as this environment has them."""
    waiting = [(f"{one}.in", need) for one in sets for need in asked_for(one)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        asker, need = waiting.pop()
        yield asker, need
        for extra in ("", *need.extras):
            if (need.name, extra) not in seen:
                seen.add((need.name, extra))
                listed = [Requirement(text) for text in indexes.requirements_of(need.name)]
                waiting += [(need.name, one) for one in here(listed, extra)]


def asked_for(name: str) -> list[Requirement]:
    lines = (REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return here([Requirement(line) for line in lines if line and not line.startswith(("#", "-c"))])


def npm_environment(index: indexes.Index, folder: Path) -> dict[str, str]:
    """Return an environment in which npm knows one registry and nothing of this machine's settings."""
    path = setup_steps.environment()["PATH"]
    own = {
        name: str(folder / name) for name in ("npm_config_userconfig", "npm_config_globalconfig", "npm_config_cache")
    }
    return own | {"PATH": path, "HOME": str(folder), "NO_PROXY": "127.0.0.1", "npm_config_registry": index.address}


def test_npm_asks_for_what_is_locked_alone(tmp_path: Path) -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))
    index, small = indexes.node_index(lock)
    (tmp_path / "package.json").write_bytes((PROJECT / "package.json").read_bytes())
    (tmp_path / "package-lock.json").write_text(json.dumps(small), encoding="utf-8")
    with index.serving():
        env = npm_environment(index, tmp_path)
        locks.install_front_end(tmp_path, env=env)
    listed = {path: entry for path, entry in lock["packages"].items() if path}
    names = {path: path.rpartition("node_modules/")[2] for path in listed}
    files = {f"/files/{names[path]}/{entry['version']}.tgz" for path, entry in listed.items()}
    assert {path for path in index.asked if not path.startswith("/files/")} <= {f"/{name}" for name in names.values()}
    assert {path for path in index.asked if path.startswith("/files/")} <= files
    for path in (path for path, entry in listed.items() if not entry.get("optional")):
        there = json.loads((tmp_path / path / "package.json").read_text(encoding="utf-8"))
        assert there["version"] == listed[path]["version"], path


def test_the_front_ends_lock_names_no_address() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in entry and entry["integrity"] for path, entry in lock["packages"].items() if path)
