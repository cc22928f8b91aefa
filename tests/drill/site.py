"""The system of the drill: two web processes, one of them by PgBouncer, a worker, and the stand-ins of other bodies."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.drill.cluster import command_of, environment_of, machine
from tests.drill.parts import DrillFault, Parts, eventually
from tests.drill.values import HOST, PROJECT, WEB, Place

from iskan.config import children, environment

PREPARING_SECONDS = 300


@dataclass
class Site:
    """What runs of the system."""

    place: Place
    parts: Parts

    def prepare(self, drafts: int) -> list[tuple[str, str]]:
        """Set the database up as a release does, and return sessions with applications ready to be sent.

        The registers' stand-in must run: an application asks them when it is begun.
        """
        (self.place.folder / "iskan").mkdir(exist_ok=True)
        # Collected once for all runs, as on the machine that builds a release.
        (self.place.folder / "iskan" / "static").symlink_to(environment.data_dir(PROJECT) / "static")
        for arguments in (("migrate", "-v0"), ("catalogue", "sync"), ("documents", "make-certificate")):
            self._run("-m", "iskan", *arguments)
        made = self._run("-m", "tests.drill.drafts", str(drafts))
        return [(session, reference) for session, reference in json.loads(made)]

    def start_stand_ins(self) -> None:
        """Start the systems of other bodies, and wait until they answer."""
        for name, command in self._stand_ins().items():
            self.parts.start(name, command, self._env(), plain=True)
        for name, port in self.place.values["stand_ins"].items():
            eventually(lambda port=port: children._listens(port), f"the stand-in {name}", within=60)

    def start(self) -> None:
        """Start web and worker, and wait until both web processes are ready."""
        for number, name in enumerate(WEB):
            env = self._env(pooled=number == 0) | {"PORT": str(self.place.port("web", name))}
            self.parts.start(name, command_of(self.place.files / "iskan-web.service"), env, plain=True)
        self.parts.start("worker", command_of(self.place.files / "iskan-worker.service"), self._env(), plain=True)
        for name in WEB:
            url = f"http://{HOST}:{self.place.port('web', name)}/healthz"
            eventually(lambda url=url: children._answers(url), f"{name} is fit", within=90)
        eventually(lambda: children._answers(f"{self.place.site}/healthz"), "the proxy leads to a web host", within=30)

    def _env(self, *, pooled: bool = False) -> dict[str, str]:
        files = [self.place.files / "iskan.env"]
        if pooled:
            files.append(self.place.files / "iskan-web-pooled.env")
        paths = {"PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}", "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"}
        return machine() | environment_of(*files) | paths

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], env=self._env(), cwd=PROJECT, capture_output=True, text=True, check=False,
            timeout=PREPARING_SECONDS,
        )  # fmt: skip
        if done.returncode != 0:
            raise DrillFault(f"{' '.join(arguments)} failed:\n{(done.stdout + done.stderr)[-3000:]}")
        return done.stdout

    def _stand_ins(self) -> dict[str, list[str]]:
        ports: dict[str, int] = self.place.values["stand_ins"]
        modules = {
            "registers": "iskan.integrations.simulators", "sms": "iskan.integrations.sms.simulator",
            "ekey": "iskan.integrations.ekey.simulator",
        }  # fmt: skip
        started = {name: [sys.executable, "-m", module, "--port", str(ports[name])] for name, module in modules.items()}
        mails: Path = self.place.folder / "iskan" / "mail"
        return started | {"mail": [sys.executable, "-m", "iskan.config.mailbox", str(ports["mail"]), str(mails)]}
