"""Installs what a lock names, and nothing else; the standard library alone, as it runs before any package is there.

A lock is installed, never resolved: pip looks for no dependency (``--no-deps``), takes only files whose hashes the lock
holds, and builds nothing, since building would fetch the tools a source package asks for. Without the first of these,
old versions of pip resolve a requirement with an extra (``coverage[toml]``) anew past its pin.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from iskan.config import progress

EXACTLY: Final = ("--no-deps", "--require-hashes", "--only-binary", ":all:")
NPM_CI: Final = ("npm", "ci", "--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--loglevel=error")


def pip(python: Path | str, *arguments: str) -> tuple[str, ...]:
    """Return a command line of an environment's own pip that asks no questions and looks for no newer pip."""
    return (str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments)


def install(lock: Path, *, python: Path | str, env: Mapping[str, str] = os.environ) -> None:
    """Install the packages of one lock into the environment of a Python."""
    progress.call(pip(python, "--quiet", "install", *EXACTLY, "-r", str(lock)), cwd=lock.parent, env=env)


def raise_if_incomplete(python: Path | str, *, env: Mapping[str, str] = os.environ) -> None:
    """Raise where an installed package lacks another, or has it in a version it cannot work with."""
    command = pip(python, "check")
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    if done.returncode != 0:
        hint = "Packages of an earlier lock may be in the way: remove .venv and try again."
        raise progress.StepFailed(f"The packages do not fit each other:\n{done.stdout}{done.stderr}{hint}")
