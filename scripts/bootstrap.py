"""Make the virtual environment and fill it with the pinned packages; the standard library alone, any Python ≥ 3.11.

Nothing is done twice: a stamp in the environment holds the digest of what it was made from.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = PROJECT / "requirements"
# In folders of their own: versions of pip that the tests install the locks with, as two of one package cannot stand in
# one environment, and what only the failover drill runs.
APART = ("pip-oldest", "pip-newest", "drill", "audit")
# Published as sources alone, and plain Python: built by the environment's own setuptools.
FROM_SOURCE = {"drill": ("python-etcd", "ydiff")}
OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(f"iskan needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try `make PYTHON=python3.12 …`.")

sys.path.insert(0, str(PROJECT / "src"))

from iskan.config import locks  # noqa: E402 -- found by the path above
from iskan.config.progress import StepFailed, call, step  # noqa: E402 -- as above


def main(names: list[str]) -> None:
    """Set up what the named sets of requirements ask for: ``runtime`` always, others by name."""
    if missing := _missing(names):
        sys.exit("iskan cannot be set up, as this machine lacks:\n" + "\n".join(missing))
    try:
        _ensure_environment()
        _ensure_packages(["runtime", *names])
        _ensure_command()
    except StepFailed as fault:
        sys.exit(f"\n{fault}\nThis step failed; the lines above say why. Nothing else was changed.")


def _missing(names: list[str]) -> list[str]:
    """Return a line for each program that is needed and not there, with the Debian package that brings it."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    modules = all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))
    needed = {
        ("Python's venv module", f"python{version}-venv"): modules or _environment_works(),
        # PostgreSQL refuses to run as root and is started under another account.
        ("setpriv", "util-linux"): os.geteuid() != 0 or "DATABASE_URL" in os.environ or shutil.which("setpriv"),
        # The house rules read which files are tracked.
        ("git", "git"): "dev" not in names or shutil.which("git"),
    }
    return [
        f"  {program} (on Debian: apt-get install {package})"
        for (program, package), there in needed.items()
        if not there
    ]


def _ensure_environment() -> None:
    if _environment_works():
        return
    with step("Virtual environment"):
        shutil.rmtree(VENV, ignore_errors=True)
        call([sys.executable, "-m", "venv", str(VENV)], cwd=PROJECT, env=_environment())
    _stamp("environment", str(PROJECT))


def _environment_works() -> bool:
    """Say whether there is an environment made for this folder whose Python still runs and is new enough."""
    moved = (VENV / ".made-environment").exists() and not _stamped("environment", str(PROJECT))
    if moved or not PYTHON.exists():
        return False
    question = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.run([str(PYTHON), "-c", question], check=False).returncode == 0  # noqa: S603 -- our own


def _ensure_packages(names: list[str]) -> None:
    """Install the sets whose locks have changed; they count as installed once all fit each other."""
    changed = [name for name in names if not _stamped(name, _digest(_lock(name)))]
    for name in changed:
        with step(f"Python packages ({name})") as current:
            folder = VENV / name if name in APART else None
            locks.install(
                _lock(name), python=PYTHON, env=_environment(), folder=folder, step=current,
                from_source=FROM_SOURCE.get(name, ()),
            )  # fmt: skip
    if changed:
        locks.raise_if_incomplete(PYTHON, env=_environment())
    for name in changed:
        _stamp(name, _digest(_lock(name)))


def _lock(name: str) -> Path:
    return REQUIREMENTS / f"{name}.txt"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _ensure_command() -> None:
    digest = _digest(PROJECT / "pyproject.toml")
    if _stamped("command", digest) and (VENV / "bin" / "iskan").exists():
        return
    offline = ("--no-index", "--no-deps", "--no-build-isolation")
    with step("The command .venv/bin/iskan"):
        command = locks.pip(PYTHON, "--quiet", "install", *offline, "--editable", str(PROJECT))
        call(command, cwd=PROJECT, env=_environment())
    _stamp("command", digest)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONHOME"}}


def _stamped(name: str, value: str) -> bool:
    path = VENV / f".made-{name}"
    return path.exists() and path.read_text(encoding="utf-8") == value


def _stamp(name: str, value: str) -> None:
    (VENV / f".made-{name}").write_text(value, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
