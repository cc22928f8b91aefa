"""`iskan archive`: receives the database's log onto the other disk, makes base backups, copies the documents there."""

import logging
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import django
from django.db import Error, connection

from iskan.config import children, commits, console, embedded
from iskan.config.backup import mirror, streams
from iskan.config.progress import RunFault
from iskan.foundation import clock

logger = logging.getLogger(__name__)

BASE_EVERY: Final = timedelta(hours=24)
# After one that failed, as where the disk is full.
BASE_AGAIN: Final = 300.0
ENDS_WITHIN: Final = 5.0
BEAT_SECONDS: Final = 0.5
MIRROR_EVERY: Final = 10.0
MIRROR_FOR: Final = 2.0
SHORTEST_WAIT, LONGEST_WAIT = 1.0, 30.0
IDENTITY: Final = """
    SELECT system_identifier || '-' || timeline_id FROM pg_control_system() CROSS JOIN pg_control_checkpoint()
"""
SEGMENT_SIZE: Final = "SELECT setting FROM pg_settings WHERE name = 'wal_segment_size'"
MAY_REPLICATE: Final = "SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user"
SLOT: Final = "SELECT wal_status FROM pg_replication_slots WHERE slot_name = %s"
MAKE_SLOT: Final = "SELECT pg_create_physical_replication_slot(%s, true)"
DROP_SLOT: Final = "SELECT pg_drop_replication_slot(%s)"
STREAMING: Final = """
    SELECT coalesce(max(flush_lsn), '0/0') >= %s::pg_lsn FROM pg_stat_replication
    WHERE application_name = %s AND state = 'streaming' AND reply_time > now() - interval '5 seconds'
    HAVING count(*) > 0
"""


class MayNotReplicate(RuntimeError):
    """The database's account may not receive the log."""


def archive(_arguments: Sequence[str]) -> int:
    """Receive the database's log, make base backups and copy documents onto the other disk, until told to stop."""
    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- settings are read once the environment is known

    if settings.ISKAN_BACKUP_DIR is None or settings.ISKAN_BACKUP_LOG == "off":
        raise RunFault("Name the folder on the other disk in ISKAN_BACKUP_DIR; ISKAN_BACKUP_LOG must not be off.")
    if settings.ISKAN_BACKUP_LOG == "synchronous" and not console.uses_embedded_server():
        raise RunFault(
            f"Whether commits wait is the outside server's own setting: there, synchronous_standby_names = "
            f"'{commits.RECEIVER}'. Leave ISKAN_BACKUP_LOG asynchronous."
        )
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with console.database_for("migrate", []), commits.attended(settings.DATA_DIR), _started(settings) as keeper:
            while True:
                keeper.look()
                time.sleep(BEAT_SECONDS)
    except (commits.AlreadyReceiving, MayNotReplicate) as fault:
        raise RunFault(str(fault)) from fault


@contextmanager
def _started(settings: Any) -> Iterator["ArchiveKeeper"]:
    keeper = ArchiveKeeper(
        archive=settings.ISKAN_BACKUP_DIR,
        programs=embedded.Server(settings.DATA_DIR).programs,
        server=embedded.Server(settings.DATA_DIR) if settings.ISKAN_BACKUP_LOG == "synchronous" else None,
        patience=settings.ISKAN_BACKUP_LOG_PATIENCE,
        keep=timedelta(days=settings.ISKAN_BACKUP_LOG_DAYS),
    )
    try:
        yield keeper
    finally:
        keeper.stop()


@dataclass
class ArchiveKeeper:
    """Keeps the archive going: looked after a few times a second, it starts, restarts, switches and tidies."""

    archive: Path
    programs: Path
    # The server whose commits wait for the receiver; none where they do not.
    server: embedded.Server | None
    patience: float
    keep: timedelta
    _stream: streams.Stream | None = None
    _receiver: subprocess.Popen[bytes] | None = None
    _base: "BaseBackupRun | None" = None
    _received_at: float = field(default_factory=time.monotonic)
    _start_at: float = 0.0
    _wait: float = SHORTEST_WAIT
    _mirror_at: float = 0.0
    _base_at: float = 0.0

    @property
    def receiver_pid(self) -> int | None:
        """Return the receiver's process, where one was started."""
        return self._receiver.pid if self._receiver else None

    def look(self) -> None:
        """See to everything once; a database that is away is waited for."""
        try:
            self._keep_receiving()
            self._keep_commits_moving(is_streaming=self.is_streaming())
            self._keep_base()
        except Error as fault:
            with suppress(Error):
                connection.close()
            logger.warning("The database does not answer (%s)", type(fault).__name__)
            time.sleep(SHORTEST_WAIT)
        self._copy_documents()

    def is_streaming(self, past: str = "0/0") -> bool:
        """Say whether the receiver has everything up to a place in the log, and receives what follows."""
        return bool(_asked(STREAMING, [past, commits.RECEIVER]))

    def stop(self) -> None:
        """Stop, and let nobody wait for what nobody receives."""
        if self.server is not None:
            commits.go_on_alone(self.server)
        for process in (self._receiver, self._base.process if self._base else None):
            if process is not None:
                _end(process)

    def _keep_receiving(self) -> None:
        """Start the receiver, and start it again with growing waits should it have ended."""
        if self._receiver is not None and self._receiver.poll() is not None:
            logger.error("The receiver of the database's log ended with %s", self._receiver.returncode)
            self._receiver, self._start_at = None, time.monotonic() + self._wait
            self._wait = min(self._wait * 2, LONGEST_WAIT)
        if self._receiver is None and time.monotonic() >= self._start_at:
            self._stream = self._open_stream()
            self._stream.remove_half_made(int(_asked(SEGMENT_SIZE)))
            options = (
                "-D",
                str(self._stream.log),
                "-S",
                commits.RECEIVER,
                "--synchronous",
                "--no-loop",
                "-s",
                "1",
                "-w",
            )
            self._receiver = self._start("pg_receivewal", *options)

    def _open_stream(self) -> streams.Stream:
        """Return the stream to go on with, or begin another where there is none or log was lost."""
        if not _asked(MAY_REPLICATE):
            raise MayNotReplicate(
                "The account of DATABASE_URL may not replicate: its log is received by whoever runs that server, or "
                "the account is given REPLICATION and a line in pg_hba.conf."
            )
        identity, slot = _asked(IDENTITY), _asked(SLOT, [commits.RECEIVER])
        known = [stream for stream in streams.streams(self.archive) if stream.identity == identity]
        if known and slot in {"reserved", "extended", "unreserved"}:
            return known[-1]
        if slot is not None:
            _asked(DROP_SLOT, [commits.RECEIVER])
        _asked(MAKE_SLOT, [commits.RECEIVER])
        logger.warning("A new stream of the database's log begins; what can be restored begins with its base backup")
        self._give_up_base()
        return streams.begin_stream(self.archive, str(identity), clock.now())

    def _keep_commits_moving(self, *, is_streaming: bool) -> None:
        """Let commits wait while the log is received, and no more once the receiver was away for too long."""
        if is_streaming:
            self._received_at, self._wait = time.monotonic(), SHORTEST_WAIT
        if self.server is None:
            return
        if is_streaming and not commits.do_wait(self.server):
            commits.wait_for_receiver(self.server)
            logger.info("Commits wait for the receiver of the database's log")
        elif time.monotonic() - self._received_at > self.patience and commits.go_on_alone(self.server):
            logger.error("The receiver was away for %s s: commits go on without it", self.patience)

    def _keep_base(self) -> None:
        """Make a base backup where the stream has none that is young enough, and tidy up after it."""
        if self._stream is None or self._receiver is None:
            return
        if self._base is None:
            bases, now = self._stream.bases(), clock.now()
            is_due = not bases or now - bases[-1].ended_at > BASE_EVERY
            if is_due and time.monotonic() >= self._base_at:
                self._base_at = time.monotonic() + BASE_AGAIN
                self._base = self._begin_base(self._stream, now)
        elif self._base.has_ended():
            self._finish_base(self._base)

    def _begin_base(self, stream: streams.Stream, at: datetime) -> "BaseBackupRun":
        stream.remove_unfinished()
        folder = stream.folder / "bases" / f"{at:%Y%m%dT%H%M%S.%fZ}"
        # The log it needs until it ends is in it, so that it can be restored even where the receiver was late.
        options = ("-X", "stream", "-c", "fast", "--manifest-checksums=SHA256", "-w", "-D", str(folder))
        return BaseBackupRun(stream, folder, self._start("pg_basebackup", *options))

    def _give_up_base(self) -> None:
        """End a base backup under way whose stream has no more log, and let another begin at once."""
        if self._base is not None:
            _end(self._base.process)
        self._base, self._base_at = None, 0.0

    def _finish_base(self, run: "BaseBackupRun") -> None:
        if run.process.returncode != 0:
            logger.error("The base backup ended with %s", run.process.returncode)
            self._base = None
            return
        run.upto = run.upto or str(_asked("SELECT pg_current_wal_flush_lsn()"))
        if not self.is_streaming(past=run.upto):
            return
        streams.count_base(run.folder, clock.now())
        logger.info("A base backup was made: %s", run.folder.name)
        self._base = None
        self._tidy(run.stream)

    def _tidy(self, stream: streams.Stream) -> None:
        for removed in streams.prune(self.archive, stream, keep=self.keep, at=clock.now()):
            logger.info("Removed from the archive: %s", removed)
        if (source := _documents()) is not None:
            target = self.archive / streams.DOCUMENTS
            count = mirror.forget_gone(source, target, keep=self.keep, at=clock.now())
            logger.info("Removed from the archive: %s documents long gone from the store", count)

    def _copy_documents(self) -> None:
        if time.monotonic() < self._mirror_at or (source := _documents()) is None:
            return
        is_done = mirror.copy_new(source, self.archive / streams.DOCUMENTS, seconds=MIRROR_FOR)
        self._mirror_at = time.monotonic() + (MIRROR_EVERY if is_done else 0)

    def _start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        from iskan.config.backup import database  # noqa: PLC0415 -- the connection is configured only now

        env = database.environment() | {"PGAPPNAME": commits.RECEIVER if program == "pg_receivewal" else program}
        return subprocess.Popen(  # noqa: S603 -- our own command line
            [str(self.programs / program), *options], env=env, stdin=subprocess.DEVNULL,
            preexec_fn=children.end_with_parent,  # noqa: PLW1509 -- no threads run here
        )  # fmt: skip


@dataclass
class BaseBackupRun:
    """A base backup under way, and the place in the log at which it had ended."""

    stream: streams.Stream
    folder: Path
    process: subprocess.Popen[bytes]
    upto: str = ""

    def has_ended(self) -> bool:
        return self.process.poll() is not None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process: politely, and after a while for certain."""
    process.terminate()
    try:
        process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _documents() -> Path | None:
    from django.core.files.storage import default_storage  # noqa: PLC0415 -- as above

    return mirror.folder_of(default_storage)


def _asked(statement: str, arguments: Sequence[Any] = ()) -> Any:
    """Return the first value of an answer.

    What is written here waits for no receiver: whoever looks after the receiver must not wait for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = local")
        cursor.execute(statement, arguments)
        row = cursor.fetchone()
        return row[0] if row else None
