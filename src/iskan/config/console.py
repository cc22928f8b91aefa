"""The command `iskan`: Django's management commands and the product's own verbs, with the database at hand."""

import importlib
import os
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.db import OperationalError

from iskan.config import children, embedded, environment, fitness, loading, private, progress

WITHOUT_DATABASE = frozenset({
    "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages",
    "startapp", "startproject", "version",
})  # fmt: skip
OWN_VERBS = {
    "run": "iskan.config.supervisor",
    "stop": "iskan.config.supervisor",
    "reset": "iskan.config.supervisor",
    "setup": "iskan.config.setup_steps",
    "web": "iskan.config.processes",
    "worker": "iskan.config.processes",
    "backup": "iskan.config.backup.verbs",
    "restore": "iskan.config.backup.verbs",
    "archive": "iskan.config.backup.archiving",
}
# What only computes runs before Django is set up: it reads files and no tables. Its app, and its verbs.
PURE_VERBS = {
    "draw": ("iskan.apps.draws", frozenset({"run", "verify", "rfc3797"})),
    "eligibility": ("iskan.apps.catalogue", frozenset({"check", "facts"})),
}
PROJECT_ROOT = Path(__file__).resolve().parents[3]
ASKS_FOR_HELP = frozenset({"-h", "--help", "--version"})
FAULTS = (
    children.ChildFault,
    embedded.EmbeddedServerFault,
    environment.BadSetting,
    fitness.UnfitProduction,
    progress.StepFailed,
    progress.RunFault,
    ImproperlyConfigured,
)


def main() -> NoReturn:
    """Run one command line and leave with its exit code; an expected fault is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iskan.config.settings.base")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave_on_signal)
    # A shell starts what it sends to the background deaf to Ctrl-C, and so would be all that is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    private.keep_private(environment.data_dir(PROJECT_ROOT))
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except FAULTS as fault:
        sys.exit(f"iskan: {fault}")
    except OperationalError as fault:
        sys.exit(f"iskan: the database does not answer: {fault}")


def _leave_on_signal(number: int, _frame: object) -> NoReturn:
    sys.exit(128 + number)


def _run(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else "help"
    if name in OWN_VERBS:
        if not ASKS_FOR_HELP.isdisjoint(arguments):
            print(f"iskan {name}: {_own_verb(name).__doc__}")  # noqa: T201 -- what was asked for
            return 0
        return _own_verb(name)(arguments[1:])
    if (command := _pure_command(arguments)) is not None:
        command.run_from_argv(["iskan", *arguments])
        return 0
    with loading.uncollected():
        django.setup()
    if list(arguments) in ([], ["help"], ["--help"], ["-h"]):
        print(_overview())  # noqa: T201 -- what was asked for
        return 0
    with database_for(name, arguments[1:]):
        ManagementUtility(["iskan", *arguments]).execute()
    return 0


def _pure_command(arguments: Sequence[str]) -> BaseCommand | None:
    """Return the command that is called where its verb only computes."""
    name, verb = (*arguments[:2], "", "")[:2]
    app, verbs = PURE_VERBS.get(name, ("", frozenset()))
    return load_command_class(app, name) if verb in verbs else None


def _own_verb(name: str) -> Callable[[Sequence[str]], int]:
    verb: Callable[[Sequence[str]], int] = getattr(importlib.import_module(OWN_VERBS[name]), name)
    return verb


def _overview() -> str:
    """Return the list of commands, the product's with a sentence each."""
    ours = {name: (_own_verb(name).__doc__ or "").partition("\n")[0] for name in OWN_VERBS}
    places = get_commands()
    grouped = {
        name: load_command_class(app, name).help for name, app in places.items() if str(app).startswith("iskan.")
    }
    others = ", ".join(sorted(places.keys() - grouped.keys()))
    lines = [f"  {name:<14}{what}" for name, what in (*ours.items(), *sorted(grouped.items()))]
    rest = textwrap.fill(others, width=100, initial_indent="  ", subsequent_indent="  ")
    about = "iskan <command> [<verb>] …    `iskan help <command>` or `iskan <command> --help` tells more"
    return "\n".join([about, "", *lines, "", "Of the framework:", rest])


@contextmanager
def database_for(name: str, arguments: Sequence[str]) -> Iterator[None]:
    """Keep the embedded server up for a command that reads or writes; elsewhere it is somebody else's server."""
    if not uses_embedded_server() or not _needs_database(name, arguments):
        yield
        return
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    with embedded.running(settings.DATA_DIR):
        yield


def uses_embedded_server() -> bool:
    """Say whether this installation carries its own PostgreSQL."""
    return not os.environ.get("DATABASE_URL")


def _needs_database(name: str, arguments: Sequence[str]) -> bool:
    """Say whether a command needs the database.

    Its class may say ``needs_database = False``, or name its ``verbs_without_database``.
    """
    asks_for_help = name.startswith("-") or not ASKS_FOR_HELP.isdisjoint(arguments)
    if asks_for_help or (name in WITHOUT_DATABASE and "--database" not in arguments):
        return False
    command = _command(name)
    if command is None or not getattr(command, "needs_database", True):
        return False
    return next(iter(arguments), "") not in getattr(command, "verbs_without_database", ())


def _command(name: str) -> BaseCommand | None:
    place = get_commands().get(name)
    if place is None:
        return None
    return place if isinstance(place, BaseCommand) else load_command_class(place, name)
