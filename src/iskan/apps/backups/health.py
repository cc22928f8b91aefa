"""How the backups stand; one that is old takes no page away, but commits that wait for nobody do."""

from django.conf import settings

from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.operations import is_configured, old_kinds
from iskan.apps.backups.queries import is_receiving, last_good_at, last_run
from iskan.foundation import clock
from iskan.foundation.health import ComponentHealth, part

_CALLED = {RunKind.BACKUP: "backup", RunKind.DRILL: "restore drill"}


@part("backup")
def _backup() -> ComponentHealth:
    """Say how old the last backup and the last drill are, and what of them failed."""
    if not is_configured():
        return ComponentHealth(fit=True, why="no nightly backup: ISKAN_BACKUP_KEY_FILE or the target is not set")
    now, good = clock.now(), last_good_at(RunKind.BACKUP)
    old = old_kinds(now)
    return ComponentHealth(
        fit=True,
        why="; ".join(_said_of(kind, is_old=kind in old) for kind in _CALLED),
        age=now - good if good else None,
    )


def _said_of(kind: RunKind, *, is_old: bool) -> str:
    last, good = last_run(kind), last_good_at(kind)
    age = f"{(clock.now() - good).total_seconds() / 3600:.0f} hours old" if good else "never made"
    words = [
        f"{_CALLED[kind]} {age}",
        *(["OLD"] if is_old else []),
        *(["the last FAILED"] if last and last.fault else []),
    ]
    if kind == RunKind.DRILL and last and not last.fault:
        words.append(
            f"took {last.seconds / 60:.1f} minutes, {last.lost_minutes or 0:.0f} minutes lost with the set alone"
        )
    return ", ".join(words)


@part("archive")
def _archive() -> ComponentHealth:
    """Say whether the database's log is received; commits that wait while it is not are a fault."""
    if settings.ISKAN_BACKUP_DIR is None or settings.ISKAN_BACKUP_LOG == "off":
        return ComponentHealth(fit=True)
    receives, waits = is_receiving()
    if receives:
        is_short = settings.ISKAN_BACKUP_LOG == "synchronous" and not waits
        return ComponentHealth(fit=True, why="commits do not wait for the second disk yet" if is_short else "")
    why = "the database's log is not received" + (": commits wait" if waits else "; what is confirmed is on one disk")
    return ComponentHealth(fit=not waits, why=why)
