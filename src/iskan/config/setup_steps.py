"""What must stand before the system runs: front-end packages, the pages' assets, database, certificate, demo data.

Each step looks first whether it is done, so that a second start does nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from io import StringIO, TextIOBase
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command, get_commands

from iskan.config import environment as env
from iskan.config import locks
from iskan.config.progress import ProgressStep, RunFault, call, say, step

SOURCE_ROOT = Path(__file__).resolve().parents[1]
PROJECT_ROOT = SOURCE_ROOT.parents[1]
UI = SOURCE_ROOT / "surfaces" / "ui"
PACKAGES = PROJECT_ROOT / "node_modules"
PROGRAMS = Path(sys.prefix) / "bin"
OLDEST_NODE = 20
DATA = (
    "postgres", "postgres.new", "postgres.start.lock", "postgres.users.lock", "postgres-command.log", "documents",
    "signing", "mail", "sms", "logs", "static", "test", "secret_key.txt", "run.lock",
    "archive.lock",
)  # fmt: skip
ASSET_SOURCES = ("build.py", "theme", "static/iskan")


def setup(arguments: Sequence[str]) -> int:
    """Set everything up; with ``--assets`` only what the pages are made of, with ``--static`` their served form too."""
    install_front_end()
    build_assets()
    if "--assets" in arguments:
        return 0
    django.setup()
    collect_static()
    if "--static" in arguments:
        return 0
    from iskan.config import console  # noqa: PLC0415 -- the console calls this module

    with console.database_for("migrate", []):
        prepare_data()
    say("Ready. `make run` starts the system; `.venv/bin/iskan help` lists the commands.")
    return 0


def prepare_data() -> None:
    """Bring static files, database, signing certificate and demo data up to date; the database must be up."""
    collect_static()
    if require_known_history():
        _step_command("Database", "migrate", interactive=False, verbosity=0)
    if "catalogue" in get_commands():
        _step_command("Catalogue of services", "catalogue", "sync", verbosity=0)
        _step_command("Proof of the declared services", "check", tags=_proved_at_start(), databases=["default"])
    if "documents" in get_commands() and not _has_certificate():
        _step_command("Signing certificate", "documents", "make-certificate", verbosity=0)
    load_demo()


def require_known_history() -> bool:
    """Refuse a database that another version of this code has set up, and say whether a migration is due on this one.

    Nothing has been released, so each app's migrations are written again while it is developed, and no data are carried
    from one development version to the next: the tables of another are not the ones this code reads.

    Raises:
        RunFault: it remembers migrations this code does not have.
    """
    from django.db import connection  # noqa: PLC0415 -- settings are read once the environment is known
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 -- as above

    loader = MigrationLoader(connection, ignore_no_migrations=True)
    unknown = sorted(key for key in loader.applied_migrations if key not in loader.disk_migrations)
    if unknown:
        app, name = unknown[0]
        remedy = (
            "`make reset` wipes it, and the next start makes a new one"
            if not os.environ.get("DATABASE_URL")
            else ("give DATABASE_URL an empty database")
        )
        message = f"The database was made by another development version ({app}.{name} is not of this one): {remedy}."
        raise RunFault(message)
    return any(key not in loader.applied_migrations for key in loader.disk_migrations)


def _proved_at_start() -> list[str]:
    """Return what is checked at each start: all but the addresses, which the web server loads anyway, and the release.

    Which of code and database is older has just been looked at.
    """
    from django.core.checks import Tags  # noqa: PLC0415 -- settings are read once the environment is known
    from django.core.checks.registry import registry  # noqa: PLC0415 -- as above

    return sorted(registry.tags_available() - {Tags.urls, "releases"})


def _has_certificate() -> bool:
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    return any(Path(path).exists() for path in (settings.ISKAN_SIGNING_KEY, settings.ISKAN_SIGNING_CERT))


def load_demo() -> None:
    """Load the demonstration's people and cases, except into a production installation."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    wanted = not settings.PRODUCTION and not env.flag("ISKAN_WITHOUT_DEMO")
    if wanted and "demo" in get_commands():
        with step("Demonstration data") as told:
            call_command("demo", "ensure", stdout=StepStream(told))


class StepStream(TextIOBase):
    """What a command writes, told as how far its step is."""

    def __init__(self, of: ProgressStep) -> None:
        self._of = of

    def write(self, words: str) -> int:
        if words.strip():
            self._of.doing(words.strip())
        return len(words)


def _step_command(title: str, *arguments: str, **options: Any) -> None:
    with step(title):
        call_command(*arguments, stdout=StringIO(), **options)


def install_front_end() -> None:
    """Install the front-end packages the lock names, with the machine's npm or one of a Python package."""
    digest = _digest([PROJECT_ROOT / "package-lock.json"])
    if _stamped(PACKAGES, digest):
        return
    _ensure_npm()
    with step("Front-end packages") as current:
        locks.install_front_end(PROJECT_ROOT, env=environment(), step=current)
    _stamp(PACKAGES, digest)


def build_assets() -> None:
    """Make the stylesheet, fonts and compiled catalogues from their sources."""
    words = sorted((SOURCE_ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    compiled = [path.with_suffix(".mo") for path in words]
    sources = [PROJECT_ROOT / "package-lock.json", *words, *(UI / name for name in ASSET_SOURCES)]
    digest = _digest(sources)
    built = UI / "static" / "built"
    if _stamped(built, digest) and all(path.exists() for path in compiled):
        return
    _ensure_npm()
    with step("Stylesheet, fonts, words"):
        call([sys.executable, "-m", "iskan.surfaces.ui.build"], cwd=PROJECT_ROOT, env=environment())
    _stamp(built, digest)


def collect_static() -> None:
    """Collect and compress the static files where one of them changed."""
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    folders = [*SOURCE_ROOT.glob("surfaces/*/static"), PACKAGES / ".iskan-stamp", UI / "finders.py"]
    digest = _digest(folders)
    if not _stamped(settings.STATIC_ROOT, digest):
        # The stylesheet's parts are served as the one file they were built into.
        options = {"interactive": False, "clear": True, "verbosity": 0, "ignore_patterns": ["iskan/*.css"]}
        _step_command("Static files", "collectstatic", **options)
        _stamp(settings.STATIC_ROOT, digest)


def environment() -> dict[str, str]:
    """Return this process's environment with the virtual environment's programs at hand."""
    return {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def _ensure_npm() -> None:
    if _node_is_recent() or (PROGRAMS / "npm").exists():
        return
    pins = PROJECT_ROOT / "requirements" / "node.txt"
    with step("Node.js, as this machine has none recent enough") as current:
        locks.install(pins, python=sys.executable, env=environment(), step=current)


def _node_is_recent() -> bool:
    if not shutil.which("npm") or not shutil.which("node"):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)  # noqa: S607 -- PATH's own
    major = said.stdout.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _digest(paths: Iterable[Path]) -> str:
    """Return a digest of the files, and of those in the folders, by name and content."""
    digest = hashlib.sha256()
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.name != ".iskan-stamp":
                digest.update(os.fsencode(file.relative_to(PROJECT_ROOT)) + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _stamped(folder: Path, digest: str) -> bool:
    stamp = folder / ".iskan-stamp"
    return stamp.exists() and stamp.read_text(encoding="ascii") == digest


def _stamp(folder: Path, digest: str) -> None:
    (folder / ".iskan-stamp").write_text(digest, encoding="ascii")
