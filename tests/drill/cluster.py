"""The database of the drill: three etcd, three PostgreSQL under Patroni, HAProxy, PgBouncer, by deploy/."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
from deploy.render import render
from psycopg import sql
from tests.drill.parts import DrillFault, Parts, eventually
from tests.drill.values import DRILL_PACKAGES, HOST, MEMBERS, Place

# It waits for ever where etcd is away.
PATRONICTL_SECONDS = 90


def command_of(unit: Path, host: str = "") -> list[str]:
    """Return what a systemd unit starts, on a host of that name."""
    reader = ConfigParser(strict=False, interpolation=None)
    reader.optionxform = str  # type: ignore[assignment,method-assign] # the documented way to keep the case of names
    reader.read(unit, encoding="utf-8")
    return shlex.split(reader["Service"]["ExecStart"].replace("%H", host))


def environment_of(*files: Path) -> dict[str, str]:
    """Return what files of a unit's environment say, the last one last."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def machine() -> dict[str, str]:
    """Return this machine's environment without what installations are told by it."""
    ours = ("ISKAN_", "DJANGO_", "EMAIL_", "PYTEST_", "COV", "DATABASE_URL", "SECRET_KEY", "PATRONI_", "ETCD")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@dataclass
class Cluster:
    """What runs of the database, and what can be done to it."""

    place: Place
    parts: Parts

    def start_first(self) -> None:
        """Start etcd and the first PostgreSQL, which becomes the primary, with an empty database of ours."""
        self._prepare_folders()
        render(self.place.values, self.place.files)
        for name in MEMBERS:
            self._start_etcd(name)
        self.start_member(MEMBERS[0])
        eventually(self.primary, "the first PostgreSQL is primary", within=60)
        self._create_database()
        files, env = self.place.files, machine() | self.place.programs.env
        self.parts.start("haproxy", [self.place.programs["haproxy"], "-db", "-f", str(files / "haproxy.cfg")], env)
        self.parts.start("pgbouncer", [self.place.programs["pgbouncer"], str(files / "pgbouncer.ini")], env)

    def start_member(self, name: str) -> None:
        """Start a PostgreSQL under its Patroni; whoever is primary, it takes its place."""
        command = command_of(self.place.files / "patroni.service", name)
        env = machine() | {"PYTHONPATH": str(DRILL_PACKAGES), "PATH": f"{os.environ['PATH']}:/usr/sbin"}
        self.parts.start(f"patroni-{name}", command, env)
        self.parts.clusters[f"patroni-{name}"] = self.place.folder / "postgres" / name

    def start_replicas(self) -> None:
        """Start what is not there yet, and wait until one of them confirms every commit."""
        for name in MEMBERS:
            if f"patroni-{name}" not in self.parts.running:
                self.start_member(name)
        self.wait_until_whole()

    def wait_until_whole(self, within: float = 90) -> None:
        """Wait until all members follow one primary, one of them synchronously."""
        eventually(self._is_whole, "all PostgreSQL follow the primary, one at every commit", within=within)

    def members(self) -> list[dict[str, Any]]:
        """Return what Patroni knows of each member, asked of whichever answers."""
        for member in self.place.values["postgres"]:
            try:
                answer = httpx.get(f"http://{HOST}:{member['rest_port']}/cluster", timeout=2, trust_env=False)
                return list(answer.json()["members"])
            except (httpx.HTTPError, KeyError, ValueError):
                continue
        return []

    def primary(self) -> str:
        """Return the name of the member that takes writes, or nothing."""
        for member in self.place.values["postgres"]:
            if self._answers(member, "primary"):
                return str(member["name"])
        return ""

    def kill_primary(self) -> None:
        """Kill the primary and its Patroni, as a power cut does."""
        name = self.primary()
        if not name:
            raise DrillFault("there is no primary to kill")
        self.parts.kill(f"patroni-{name}")

    def kill_synchronous_replica(self) -> None:
        """Kill the replica that confirms every commit, and its Patroni."""
        self.parts.kill(f"patroni-{self._of_role('sync_standby')}")

    def kill_every_etcd(self) -> None:
        """Kill all that know who is the primary."""
        for name in MEMBERS:
            self.parts.kill(f"etcd-{name}")

    def start_every_etcd(self) -> None:
        """Start them again on what they kept, and wait until the members are whole."""
        for name in MEMBERS:
            self._start_etcd(name)
        self.wait_until_whole()

    def switch_over(self) -> None:
        """Ask for another primary, as before maintenance."""
        candidate = self._of_role("sync_standby")
        self.patronictl("switchover", "drill", "--leader", self.primary(), "--candidate", candidate, "--force")

    def patronictl(self, *arguments: str) -> str:
        """Run Patroni's own command as the runbook says, and return what it said."""
        file = self.place.files / f"patroni-{MEMBERS[0]}.yml"
        command = [sys.executable, str(DRILL_PACKAGES / "bin" / "patronictl"), "-c", str(file), *arguments]
        env = machine() | {"PYTHONPATH": str(DRILL_PACKAGES)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATRONICTL_SECONDS, check=False)
        if done.returncode != 0:
            raise DrillFault(f"patronictl {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def _answers(self, member: Mapping[str, Any], page: str) -> bool:
        try:
            url = f"http://{HOST}:{member['rest_port']}/{page}"
            return httpx.get(url, timeout=2, trust_env=False).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def _of_role(self, role: str) -> str:
        found = [str(one["name"]) for one in self.members() if one["role"] == role]
        if not found:
            raise DrillFault(f"no member is {role}")
        return found[0]

    def _is_whole(self) -> bool:
        roles = [one["role"] for one in self.members() if one["state"] in {"running", "streaming"}]
        is_known = len(roles) == len(MEMBERS) and "leader" in roles and "sync_standby" in roles
        # What is known of a member stands for a while after its end: each is asked itself, too.
        return is_known and all(self._answers(member, "health") for member in self.place.values["postgres"])

    def _prepare_folders(self) -> None:
        for path in (self.place.folder / "etcd", self.place.folder / "postgres"):
            path.mkdir(parents=True)
            self.parts.give_away(path)

    def _start_etcd(self, name: str) -> None:
        command = command_of(self.place.files / "etcd.service", name)
        self.parts.start(f"etcd-{name}", command, machine() | self.place.programs.env)

    def _create_database(self) -> None:
        address = self.place.address(MEMBERS[0], database="postgres", superuser=True)
        password = self.place.values["passwords"]["application"]
        account = sql.SQL("CREATE ROLE iskan LOGIN PASSWORD {}").format(sql.Literal(password))
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(account)
            connection.execute("CREATE DATABASE iskan OWNER iskan")
