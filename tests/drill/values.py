"""The values of the drill: the deployment's own files, with every host on this machine."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from tests.drill.programs import Programs
from tests.ports import free_ports

from iskan.config.embedded import Server

PROJECT = Path(__file__).resolve().parents[2]
BIN = PROJECT / ".venv" / "bin"
DRILL_PACKAGES = PROJECT / ".venv" / "drill"
HOST = "127.0.0.1"
MEMBERS = ("db1", "db2", "db3")
WEB = ("web1", "web2")
STAND_INS = ("registers", "sms", "ekey", "mail")


@dataclass(frozen=True)
class Place:
    """Where everything of one drill is."""

    folder: Path
    values: dict[str, Any]
    programs: Programs

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def port(self, kind: str, name: str = "") -> int:
        """Return the port of a member of a list (``web``, ``postgres``), or of a part by itself."""
        found: Any = self.values[kind]
        if isinstance(found, list):
            found = next(one for one in found if one["name"] == name)
        return int(found["port"])

    @property
    def site(self) -> str:
        return f"http://{HOST}:{self.port('proxy')}"

    def address(self, *members: str, database: str = "iskan", superuser: bool = False) -> str:
        """Return the address of the database at some members, by default at all."""
        hosts = ",".join(f"{HOST}:{self.port('postgres', name)}" for name in members or MEMBERS)
        account, password = ("postgres", "superuser") if superuser else ("iskan", "application")
        return f"postgresql://{account}:{self.values['passwords'][password]}@{hosts}/{database}?connect_timeout=3"

    def rows(self, statement: str, *values: object, member: str = "", superuser: bool = False) -> list[tuple[Any, ...]]:
        """Ask the primary, or one member, directly: what the drill believes comes from there."""
        address = self.address(member, superuser=superuser) if member else self.address(superuser=superuser)
        wanted = "any" if member else "read-write"
        with psycopg.connect(f"{address}&target_session_attrs={wanted}", autocommit=True) as connection:
            cursor = connection.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []


def place(folder: Path, programs: Programs) -> Place:
    """Return the values with ports nobody uses and passwords nobody knows."""
    ports = iter(free_ports(4 * len(MEMBERS) + len(WEB) + 3 + len(STAND_INS)))
    stand_ins = {name: next(ports) for name in STAND_INS}
    proxy, primary, pgbouncer = next(ports), next(ports), next(ports)
    names = ("superuser", "replication", "rewind", "patroni", "application")
    values = {
        "cluster": "drill", "database": "iskan", "account": "iskan", "folder": str(folder / "files"),
        "etcd_user": "etcd", "etcd_program": programs["etcd"],
        "passwords": {name: secrets.token_hex(16) for name in names},
        "iskan": {"user": "iskan", "folder": str(PROJECT), "programs": str(BIN), "data": str(folder / "iskan")},
        "settings": _settings(folder, proxy, stand_ins),
        "postgresql": {
            "user": "postgres", "programs": str(Server(folder).programs), "sockets": "", "locale": "PG_UNICODE_FAST",
            "networks": [f"{HOST}/32"], "max_connections": 100, "shared_buffers": "128MB",
        },
        "patroni": {"programs": str(DRILL_PACKAGES / "bin")},
        "proxy": {
            "host": HOST, "port": proxy, "certificate": "", "primary_port": primary, "log": "stderr", "socket": "",
            "connections": 4000, "connections_per_address": 4000, "pages_at_once": 8, "submissions_at_once": 6,
        },
        "nginx": {
            "user": "nobody", "pid": str(folder / "nginx.pid"), "log": str(folder / "nginx.log"),
            "errors": str(folder / "nginx-errors.log"), "temporary": str(folder / "nginx"), "largest_body": "64m",
        },
        "pgbouncer": {
            "host": HOST, "port": pgbouncer, "users": str(folder / "files" / "pgbouncer-users.txt"),
            "clients": 200, "connections": 20,
        },
        "web": [{"name": name, "host": HOST, "port": next(ports)} for name in WEB],
        "etcd": [
            {"name": name, "host": HOST, "client_port": next(ports), "peer_port": next(ports),
             "data": str(folder / "etcd" / name)}
            for name in MEMBERS
        ],
        "postgres": [
            {"name": name, "host": HOST, "port": next(ports), "rest_port": next(ports),
             "data": str(folder / "postgres" / name)}
            for name in MEMBERS
        ],
        "stand_ins": stand_ins,
    }  # fmt: skip
    return Place(folder, values, programs)


def _settings(folder: Path, proxy: int, stand_ins: Mapping[str, int]) -> dict[str, str]:
    addresses = {"ISKAN_REGISTERS_URL": "registers", "ISKAN_SMS_URL": "sms", "ISKAN_EKEY_URL": "ekey"}
    return {
        "ISKAN_DATA_DIR": str(folder / "iskan"),
        "ISKAN_SITE_URL": f"http://{HOST}:{proxy}",
        "ISKAN_TRUSTED_PROXIES": HOST,
        "ISKAN_WITHOUT_DEMO": "1",
        "ISKAN_SYNTHETIC_PEOPLE": "300",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "EMAIL_URL": f"smtp://{HOST}:{stand_ins['mail']}",
        **{name: f"http://{HOST}:{stand_ins[part]}" for name, part in addresses.items()},
    }
