"""The programs of others the drill runs: those of this machine, or Debian's packages unpacked beside the data."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

PACKAGES = {"etcd": "etcd-server", "haproxy": "haproxy", "pgbouncer": "pgbouncer"}
PLACES = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin")
FETCHING_SECONDS = 300


class ProgramsMissing(RuntimeError):
    """This machine lacks programs and they could not be fetched; the message names them."""


@dataclass(frozen=True)
class Programs:
    """Where each program is, and what it must be told to find its libraries."""

    paths: dict[str, str]
    env: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.paths[name]


def ensure(folder: Path) -> Programs:
    """Return the programs, fetching into a folder what this machine lacks; the machine itself is not changed.

    Raises:
        ProgramsMissing: neither the machine nor its package mirror has them.
    """
    if found := _found(PLACES):
        return found
    root = folder / "root"
    places = tuple(f"{root}{place}" for place in PLACES)
    if not _found(places):
        _fetch(folder / "packages", root)
    found = _found(places)
    if found is None:
        raise ProgramsMissing(_told("the packages do not hold them"))
    libraries = ":".join(str(path) for path in sorted(root.glob("usr/lib/*-linux-*")))
    return Programs(found.paths, {"LD_LIBRARY_PATH": libraries})


def _found(places: tuple[str, ...]) -> Programs | None:
    paths = {name: shutil.which(name, path=":".join(places)) for name in PACKAGES}
    return Programs({name: path for name, path in paths.items() if path}) if all(paths.values()) else None


def _fetch(packages: Path, root: Path) -> None:
    """Have apt bring the packages with what they need, and unpack them; nothing is installed."""
    if not shutil.which("apt-get"):
        raise ProgramsMissing(_told("there is no apt-get here"))
    (packages / "partial").mkdir(parents=True, exist_ok=True)
    if not _downloaded(packages) and not (_run("apt-get", "update", "-qq") and _downloaded(packages)):
        raise ProgramsMissing(_told("the package mirror did not bring them"))
    for package in sorted(packages.glob("*.deb")):
        if not _run("dpkg-deb", "-x", str(package), str(root)):
            raise ProgramsMissing(_told(f"{package.name} could not be unpacked"))


def _downloaded(packages: Path) -> bool:
    options = ("-o", f"Dir::Cache::archives={packages}", "-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=root")
    chosen = ("-y", "-qq", "--download-only", "--no-install-recommends")
    return _run("apt-get", *chosen, *options, "install", *PACKAGES.values())


def _run(*command: str) -> bool:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=FETCHING_SECONDS)
    return done.returncode == 0


def _told(why: str) -> str:
    names = " ".join(PACKAGES.values())
    return f"the drill needs {', '.join(PACKAGES)}, and {why}. On Debian: apt-get install {names}"
