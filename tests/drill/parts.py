"""Processes of the drill: started under an account that is not root, killed or ended one by one, none left behind."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from iskan.config import children
from iskan.config.embedded import Server

ENDS_WITHIN = 6.0


class DrillFault(RuntimeError):
    """The drill cannot go on; the message says what did not come about."""


def eventually(asked: Callable[[], Any], what: str, *, within: float, every: float = 0.2) -> Any:
    """Return the first answer that is true.

    Raises:
        DrillFault: there was none in time.
    """
    until = time.monotonic() + within
    while not (answer := asked()):
        if time.monotonic() > until:
            raise DrillFault(f"{what}: not within {within:.0f} s")
        time.sleep(every)
    return answer


@dataclass
class Parts:
    """The processes that run, by name, and where what they say is kept."""

    folder: Path
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    clusters: dict[str, Path] = field(default_factory=dict)

    def start(self, name: str, command: list[str], env: Mapping[str, str], *, plain: bool = False) -> None:
        """Start a process in a session of its own; ``plain`` under our own account, else never as root."""
        prefix = [] if plain else _under_servers_account(self.folder)
        log = self.folder / "logs" / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self.running[name] = subprocess.Popen(
                [*prefix, *command], env={**env}, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/",
                start_new_session=True, preexec_fn=children.end_with_parent,  # noqa: PLW1509 -- no threads run yet
            )  # fmt: skip

    def give_away(self, path: Path) -> None:
        """Give a folder to the account the processes run under."""
        if (account := Server(self.folder).account) is not None:
            os.chown(path, account.pw_uid, account.pw_gid)

    def kill(self, name: str) -> None:
        """Kill a process and all it has started, without a word of warning; a PostgreSQL it looks after, too."""
        process = self.running.pop(name)
        for one in [*_family(process.pid), *self._server(name)]:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        process.wait(ENDS_WITHIN)

    def raise_if_ended(self) -> None:
        """Raise where a process has ended by itself."""
        for name, process in self.running.items():
            if process.poll() is not None:
                said = (self.folder / "logs" / f"{name}.log").read_text(encoding="utf-8", errors="replace")
                raise DrillFault(f"{name} ended by itself ({process.returncode}):\n{said[-2000:]}")

    def end(self) -> None:
        """End everything: what was started last first, politely, and after a while for certain."""
        families = [_family(process.pid) for process in self.running.values()]
        for process in reversed(self.running.values()):
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
        servers = [one for name in self.clusters for one in self._server(name)]
        everybody = [*servers, *(one for family in families for one in family)]
        _gone, alive = psutil.wait_procs(everybody, ENDS_WITHIN)
        for one in alive:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        for process in self.running.values():
            process.wait(ENDS_WITHIN)
        self.running.clear()

    def _server(self, name: str) -> list[psutil.Process]:
        """Return the PostgreSQL a Patroni of that name looks after: it is no child of it, but says where it is."""
        cluster = self.clusters.get(name)
        pid_file = cluster / "postmaster.pid" if cluster else None
        if pid_file is None or not pid_file.exists():
            return []
        family = _family(int(pid_file.read_text(encoding="ascii").split()[0]))
        # A number left behind by a crash may be another program's by now.
        return family if family and Path(family[0].cwd()) == cluster else []


def _family(pid: int) -> list[psutil.Process]:
    """Return a process and all that descend from it; a session of its own does not take one out of the family."""
    with suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    return []


def _under_servers_account(folder: Path) -> list[str]:
    prefix = Server(folder)._privileges()
    # A change of account forgets who is to be told of the parent's end.
    return [prefix[0], "--pdeathsig=TERM", *prefix[1:]] if prefix else []
