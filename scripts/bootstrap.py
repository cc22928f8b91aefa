"""Make the virtual environment and fill it with the pinned packages; the standard library alone, any Python ≥ 3.11.

Nothing is done twice: a stamp in the environment holds the digest of what it was made from.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = PROJECT / "requirements"
OLDEST = (3, 11)


def main(arguments: list[str]) -> None:
    """Set up what the named sets of requirements ask for: ``runtime`` always, others by name."""
    if sys.version_info < OLDEST:
        sys.exit(f"iskan needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try `make PYTHON=python3.12 …`.")
    _ensure_environment()
    for name in ("runtime", *arguments):
        _ensure_packages(name)
    _ensure_command()


def _ensure_environment() -> None:
    if _environment_works():
        return
    if not importlib.util.find_spec("ensurepip") or not importlib.util.find_spec("venv"):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"Python's venv module is missing. On Debian: apt-get install python{version}-venv")
    with step("Virtual environment"):
        shutil.rmtree(VENV, ignore_errors=True)
        _call([sys.executable, "-m", "venv", str(VENV)])
    _stamp("environment", str(PROJECT))


def _environment_works() -> bool:
    """Say whether there is an environment made for this folder whose Python still runs and is new enough."""
    moved = (VENV / ".made-environment").exists() and not _stamped("environment", str(PROJECT))
    if moved or not PYTHON.exists():
        return False
    question = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.run([str(PYTHON), "-c", question], check=False).returncode == 0  # noqa: S603 -- our own


def _ensure_packages(name: str) -> None:
    pins = REQUIREMENTS / f"{name}.txt"
    digest = hashlib.sha256(pins.read_bytes()).hexdigest()
    if _stamped(name, digest):
        return
    with step(f"Python packages ({name})"):
        _pip("install", "--require-hashes", "-r", str(pins))
    _stamp(name, digest)


def _ensure_command() -> None:
    digest = hashlib.sha256((PROJECT / "pyproject.toml").read_bytes()).hexdigest()
    if _stamped("command", digest) and (VENV / "bin" / "iskan").exists():
        return
    with step("The command .venv/bin/iskan"):
        _pip("install", "--no-deps", "--no-build-isolation", "--editable", str(PROJECT))
    _stamp("command", digest)


def _pip(*arguments: str) -> None:
    _call([str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *arguments])


def _call(command: list[str]) -> None:
    """Run one step's command quietly; where it fails, show what it said and stop."""
    environment = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONHOME"}}
    done = subprocess.run(  # noqa: S603 -- our own command lines
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"\n{done.stdout}\nThis step failed; the lines above say why. Nothing else was changed.")


def _stamped(name: str, value: str) -> bool:
    path = VENV / f".made-{name}"
    return path.exists() and path.read_text(encoding="utf-8") == value


def _stamp(name: str, value: str) -> None:
    (VENV / f".made-{name}").write_text(value, encoding="utf-8")


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    started = time.monotonic()
    print(f"  · {title} …", end="", flush=True)
    yield
    print(f" {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
