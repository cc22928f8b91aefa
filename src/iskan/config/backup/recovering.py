"""Bringing the embedded server back as it stood at an instant: a base backup, and the log received since."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection

from iskan.apps.documents.stored import faults_of_store
from iskan.config import commits, console, embedded
from iskan.config.backup import streams
from iskan.config.backup.restoring import NotEmpty, NotWhole
from iskan.foundation import audit_chain

# Every segment lies where the server looks for it by itself: no command has to fetch any.
NOTHING_TO_FETCH: Final = "false"
# What belonged to the server that ran there: its lock would keep another from starting.
NOT_LAID_DOWN: Final = (f"{embedded.SOCKET_NAME}*", "server.log", commits.SWITCH)
LAST_HISTORY: Final = "latest"


class NotOurServer(RuntimeError):
    """The database is on a server of its own, which its operator brings back."""


@dataclass(frozen=True, slots=True)
class RecoveredState:
    """What was brought back: the instant of the last change, and how many documents there are."""

    last_change: str
    documents: int


def recover(*, archive: Path, until: datetime | None) -> RecoveredState:
    """Bring back the database as it stood at an instant, or with all that was received, and the documents.

    Raises:
        NotOurServer, NotEmpty, NoBase, BaseSpoilt, EmbeddedServerFault: nothing was brought back.
        NotWhole: what was brought back lacks something; the message says what.
    """
    if not console.uses_embedded_server():
        raise NotOurServer(
            f"DATABASE_URL names a server of its own. Lay a base backup of {archive} and the log beside it into a "
            "cluster there, as docs/operations/restore.md says."
        )
    server = embedded.Server(settings.DATA_DIR)
    if server.cluster.exists():
        raise NotEmpty(f"{server.cluster} is there already; restore into a new data folder")
    stream, base = streams.base_for(archive, until)
    streams.require_unspoilt(base)
    _lay_down(server, base, stream.segments(base.first_segment))
    last_change = _replay(server, until)
    with embedded.running(settings.DATA_DIR):
        connection.close()
        _restore_documents(archive / streams.DOCUMENTS)
        documents = _require_whole()
        connection.close()
    return RecoveredState(last_change, documents)


def _lay_down(server: embedded.Server, base: streams.Base, segments: Iterable[Path]) -> None:
    """Copy a base backup and its log beside the cluster's place, and move it there when whole."""
    half_made = server.data_dir / "postgres.new"
    shutil.rmtree(half_made, ignore_errors=True)
    shutil.copytree(base.folder, half_made, symlinks=True, ignore=shutil.ignore_patterns(*NOT_LAID_DOWN))
    for segment in segments:
        # The last segment is received in parts; what it holds so far is what counts.
        shutil.copyfile(segment, half_made / "pg_wal" / segment.name.removesuffix(streams.PARTIAL))
    (half_made / "recovery.signal").touch(mode=0o600)
    for path in (half_made, *half_made.rglob("*")):
        server.give_to_account(path)
    half_made.rename(server.cluster)


def _replay(server: embedded.Server, until: datetime | None) -> str:
    told = {
        "restore_command": NOTHING_TO_FETCH,
        "recovery_target_timeline": LAST_HISTORY,
        "recovery_target_action": "promote",
        "archive_cleanup_command": "",
    }
    if until is not None:
        told["recovery_target_time"] = until.isoformat()
    try:
        return embedded.replay(server.data_dir, told)
    except embedded.EmbeddedServerFault:
        # A cluster that stopped half way must not be taken for one that was brought back.
        shutil.rmtree(server.cluster)
        raise


def _restore_documents(kept: Path) -> None:
    for path in sorted(path for path in kept.rglob("*") if path.is_file()):
        name = str(path.relative_to(kept))
        if name == "gone.json" or name.endswith(".unfinished") or default_storage.exists(name):
            continue
        with path.open("rb") as content:
            default_storage.save(name, File(content))


def _require_whole() -> int:
    """Recompute the trail and compare every document with its digest; return how many documents there are."""
    verdict = audit_chain.verify()
    count, missing = faults_of_store()
    faults = [f"the audit trail: {verdict.fault.says}"] if verdict.fault else []
    if missing:
        faults += [f"{len(missing)} of {count} documents", *missing[:20]]
    if faults:
        raise NotWhole("The database is back, but not whole: " + "; ".join(faults))
    return count
