"""Readers of the environment: every setting that differs between places passes through here."""

import contextlib
import ipaddress
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from iskan.integrations import registers

HIGHEST_PORT = 65_535


class BadSetting(RuntimeError):
    """A setting says what it cannot mean."""


missing: list[str] = []


def text(name: str, *, default: str = "") -> str:
    """Return a setting as written."""
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    """Return a setting that is on or off."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, *, default: int, most: int) -> int:
    """Return a setting that is a whole number, from one to the most it can be."""
    said = os.environ.get(name) or str(default)
    if not (said.isascii() and said.isdecimal() and len(said) <= len(str(most)) and 1 <= int(said) <= most):
        message = f"{name}={said} is no number from 1 to {most}."
        raise BadSetting(message)
    return int(said)


def number_or_none(name: str, *, most: int) -> int | None:
    """Return a setting that is a whole number, or none where nobody has named one."""
    return number(name, default=1, most=most) if os.environ.get(name) else None


def choice(name: str, *, among: tuple[str, ...]) -> str:
    """Return a setting that is one of a few words, the first where nothing is said."""
    said = os.environ.get(name, "").strip().lower() or among[0]
    if said not in among:
        message = f"{name}={said} is none of {', '.join(among)}."
        raise BadSetting(message)
    return said


def items(name: str, *, default: str) -> list[str]:
    """Return a setting that lists things between commas."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def addresses(name: str, *, secure: bool) -> dict[str, str]:
    """Return addresses by the code each is for, written ``code=https://…`` with commas between them."""
    found = {}
    for item in items(name, default=""):
        code, mark, address = item.partition("=")
        if not mark or not address.startswith("https://" if secure else ("https://", "http://")):
            message = f"{name}: {item!r} is no code with an address behind it."
            raise BadSetting(message)
        found[code.strip()] = address
    return found


def networks(name: str) -> list[str]:
    """Return a setting that lists addresses and networks, such as ``127.0.0.1, 10.1.0.0/24``."""
    named = items(name, default="")
    for network in named:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError as fault:
            message = f"{name} names {network}, which is neither an address nor a network."
            raise BadSetting(message) from fault
    return named


def data_dir(project_root: Path) -> Path:
    """Return where this installation keeps its data (``ISKAN_DATA_DIR``, by default ``.data`` of the project)."""
    return Path(os.environ.get("ISKAN_DATA_DIR") or project_root / ".data").resolve()


def secret(name: str, folder: Path, *, required: bool) -> str:
    """Return a secret from the environment; outside production one is made once and kept in the data folder.

    Where one is required and not given, nothing is made up that would last: ``missing`` remembers it, and whoever
    starts the system is told together with all else that is wrong.
    """
    if value := os.environ.get(name):
        return value
    if required:
        missing.append(name)
        return secrets.token_urlsafe(48)
    kept = folder / f"{name.lower()}.txt"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _keep_first(kept, secrets.token_urlsafe(48))
    return kept.read_text(encoding="ascii")


def _keep_first(path: Path, content: str) -> None:
    """Write what its owner alone may read, whole; of processes that start together the first one's stays."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as made:
        made.write(content)
        made.flush()
        with contextlib.suppress(FileExistsError):
            os.link(made.name, path)


# Of a server that is gone without a word (power, network) nothing comes back: it is given up after so long.
LOST_AFTER = {
    "tcp_user_timeout": "10000", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
}  # fmt: skip


def database(folder: Path) -> dict[str, Any]:
    """Return Django's database settings: ``DATABASE_URL``, or the embedded server in the data folder.

    Of several hosts the one that takes writes is used, whichever it is at the time.
    """
    from iskan.config import embedded  # noqa: PLC0415 -- only an installation without DATABASE_URL needs it

    if url := os.environ.get("DATABASE_URL"):
        return _database_settings(_connection_words("DATABASE_URL", url))
    return _database_settings(embedded.connection_words(folder))


def replica() -> dict[str, dict[str, Any]]:
    """Return the database pages are read from while the primary is away, where ``ISKAN_DATABASE_REPLICA_URL`` names it.

    Of several hosts a replica is preferred; nothing is written there, even should it have become the primary.
    """
    url = os.environ.get("ISKAN_DATABASE_REPLICA_URL")
    if not url:
        return {}
    said = {"connect_timeout": "2", "target_session_attrs": "prefer-standby"}
    said |= _connection_words("ISKAN_DATABASE_REPLICA_URL", url)
    said["options"] = f"{said.get('options', '')} -c default_transaction_read_only=on".strip()
    return {"replica": _database_settings(said)}


def _database_settings(said: dict[str, str]) -> dict[str, Any]:
    host = said.pop("host", "")
    several = {"target_session_attrs": "read-write"} if "," in host else {}
    pooled = flag("ISKAN_PGBOUNCER")
    return {
        "ENGINE": "iskan.foundation.postgresql",
        "NAME": said.pop("dbname", ""),
        "USER": said.pop("user", ""),
        "PASSWORD": said.pop("password", ""),
        "HOST": host,
        "PORT": said.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
        # A statement asked often is planned once a connection; behind a pooler the next one may not know it.
        "OPTIONS": {"connect_timeout": "5", **LOST_AFTER, **several, **said}
        | {"server_side_binding": True, "prepare_threshold": None if pooled else 5},
    }


def _connection_words(name: str, url: str) -> dict[str, str]:
    """Return what an address says, as the database's own library reads it: several hosts, each with its port."""
    from psycopg import ProgrammingError  # noqa: PLC0415 -- what only computes reads this module, and no database
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 -- as above

    try:
        return {word: str(value) for word, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError as fault:
        # The library repeats the address, and with it the password.
        message = f"{name} is no address of a PostgreSQL server: postgresql://user:password@host:port,host:port/name"
        raise BadSetting(message) from fault


def email(*, default: str) -> dict[str, Any]:
    """Return Django's mail settings from ``EMAIL_URL``: ``smtp://user:password@host:port?security=starttls|tls``."""
    parts = urlsplit(os.environ.get("EMAIL_URL") or default)
    security = dict(parse_qsl(parts.query)).get("security")
    return {
        "EMAIL_HOST": parts.hostname or "",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "EMAIL_TIMEOUT": 10,
    }


def document_storage(folder: Path) -> dict[str, Any]:
    """Return the private document store: an S3-compatible bucket where one is named, else a folder."""
    if bucket := os.environ.get("ISKAN_S3_BUCKET"):
        from botocore.config import Config  # noqa: PLC0415 -- only where a bucket is named

        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": bucket,
                "endpoint_url": os.environ.get("ISKAN_S3_ENDPOINT") or None,
                "default_acl": "private",
                "querystring_auth": True,
                "file_overwrite": False,
                # Somebody waits in front of the page: a store that does not answer is given up soon.
                "client_config": Config(connect_timeout=3, read_timeout=20, retries={"max_attempts": 2}),
            },
        }
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder / "documents"), "base_url": None},
    }


def register_urls(*, default: str) -> dict[str, str]:
    """Return where each register answers: ``ISKAN_<REGISTER>_URL``, or the exchange's common address."""
    return {register: text(f"ISKAN_{register.upper()}_URL", default=default) for register in registers.codes()}


QUICKNET_URLS = "https://api.drand.sh,https://api2.drand.sh,https://api3.drand.sh,https://drand.cloudflare.com"


def beacon(*, production: bool) -> dict[str, Any]:
    """Return which beacon chain draws are bound to and where it answers; ``custom`` says the terms of another chain."""
    chain = text("ISKAN_BEACON", default="quicknet" if production else "stand-in")
    default = "http://127.0.0.1:8105" if chain == "stand-in" else QUICKNET_URLS
    return {
        "chain": chain,
        "urls": items("ISKAN_BEACON_URLS", default=default),
        "custom": {
            "hash": text("ISKAN_BEACON_HASH"),
            "public_key": text("ISKAN_BEACON_PUBLIC_KEY"),
            "genesis": number("ISKAN_BEACON_GENESIS", default=1, most=2**40),
            "period": number("ISKAN_BEACON_PERIOD", default=3, most=86_400),
        },
    }
