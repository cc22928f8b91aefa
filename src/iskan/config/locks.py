"""Installs what a lock names, and nothing else; the standard library alone, as it runs before any package is there.

A lock is installed, never resolved: pip looks for no dependency (``--no-deps``), takes only files whose hashes the lock
holds, and builds nothing, since building would fetch the tools a source package asks for. Without the first of these,
old versions of pip resolve a requirement with an extra (``coverage[toml]``) again past its pin.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from iskan.config.progress import ProgressStep, StepFailed, call

EXACTLY: Final = ("--no-deps", "--require-hashes", "--only-binary", ":all:")
NPM_CI: Final = ("npm", "ci", "--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--loglevel=error")
NO_INDEX: Final = (
    "If files were not found: the index this machine is set up for (pip.conf, PIP_INDEX_URL) does not answer or lacks "
    "a version the lock names. Nothing else is tried in its place."
)
NO_REGISTRY: Final = (
    "If packages were not found: the registry this machine is set up for (.npmrc, npm_config_registry) does not answer "
    "or lacks a version package-lock.json names. Nothing else is tried in its place."
)
# How pip begins the line it writes for each package of a lock.
TAKEN: Final = ("Collecting ", "Requirement already satisfied: ")
NOT_FOR_THIS_MACHINE: Final = "Ignoring "
UNPACKING: Final = "Installing collected packages: "


def pip(python: Path | str, *arguments: str) -> tuple[str, ...]:
    """Return a command line of an environment's own pip that asks no questions and looks for no newer pip."""
    return (str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments)


def install(
    lock: Path, *, python: Path | str, env: Mapping[str, str] = os.environ,
    folder: Path | None = None, step: ProgressStep | None = None, from_source: Sequence[str] = (),
) -> None:  # fmt: skip
    """Install the packages of one lock into the environment of a Python, or into a folder of their own.

    Those named ``from_source`` are built by that environment's own setuptools, so that building fetches nothing either.
    """
    place = ("--target", str(folder), "--upgrade") if folder else ()
    built = ("--no-binary", ",".join(from_source), "--no-build-isolation", "--use-pep517") if from_source else ()
    command = pip(python, "install", "--progress-bar", "off", *EXACTLY, *built, *place, "-r", str(lock))
    watch = PipWatch(step, pinned(lock), Path(python).parent.parent).look if step and not folder else None
    _call(command, cwd=lock.parent, env=env, watch=watch, hint=NO_INDEX)


def install_front_end(project: Path, *, env: Mapping[str, str] = os.environ, step: ProgressStep | None = None) -> None:
    """Install the packages package-lock.json names into the project's node_modules."""
    packages = json.loads((project / "package-lock.json").read_text(encoding="utf-8")).get("packages", {})
    wanted = [project / path / "package.json" for path, lines in packages.items() if path and not lines.get("optional")]

    def look(_said: str) -> None:
        if step:
            step.at(sum(path.exists() for path in wanted), len(wanted), "unpacked")

    _call(NPM_CI, cwd=project, env=env, watch=look, hint=NO_REGISTRY)


def _call(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], watch: Callable[[str], object] | None, hint: str
) -> None:
    try:
        call(command, cwd=cwd, env=env, watch=watch)
    except StepFailed as fault:
        raise StepFailed(f"{fault}\n{hint}") from fault


def pinned(lock: Path) -> int:
    """Return how many packages a lock names, those for other machines among them."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return sum("==" in line for line in lines if not line.startswith((" ", "#")))


@dataclass
class PipWatch:
    """Tells how far pip is: by its lines while it fetches, by the packages in their place while it unpacks."""

    step: ProgressStep
    pinned: int
    environment: Path
    started: float = field(default_factory=time.time)

    def look(self, said: str) -> None:
        lines = said.splitlines()
        total = self.pinned - sum(line.startswith(NOT_FOR_THIS_MACHINE) for line in lines)
        unpacking = next((line for line in lines if line.startswith(UNPACKING)), None)
        if unpacking:
            self.step.at(self._unpacked(), unpacking.count(",") + 1, "unpacked")
        else:
            self.step.at(sum(line.startswith(TAKEN) for line in lines), total, "fetched")

    def _unpacked(self) -> int:
        # pip writes this file last of a package's.
        written = self.environment.glob("lib/python*/site-packages/*.dist-info/INSTALLER")
        return sum(path.stat().st_mtime >= self.started for path in written)


def raise_if_incomplete(python: Path | str, *, env: Mapping[str, str] = os.environ) -> None:
    """Raise where an installed package lacks another, or has it in a version it cannot work with."""
    done = subprocess.run(pip(python, "check"), env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    if done.returncode != 0:
        hint = "Packages of an earlier lock may be in the way: remove .venv and try again."
        raise StepFailed(f"The packages do not fit each other:\n{done.stdout}{done.stderr}{hint}")
