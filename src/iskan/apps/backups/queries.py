"""How the backups stand."""

from datetime import datetime

from django.db import connection

from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.models import BackupRun

# The receiver of the database's log, by the name it gives itself.
RECEIVER = "iskan_archive"
_RECEIVING = """
    SELECT EXISTS (SELECT FROM pg_stat_replication
        WHERE application_name = %s AND state = 'streaming' AND reply_time > now() - interval '30 seconds'),
    current_setting('synchronous_standby_names') LIKE '%%' || %s || '%%'
"""


def last_run(kind: RunKind) -> BackupRun | None:
    """Return the last run of a kind, whatever came of it."""
    return BackupRun.objects.filter(kind=kind).order_by("-at").first()


def last_good_at(kind: RunKind) -> datetime | None:
    """Return when a run of a kind last went well."""
    return BackupRun.objects.filter(kind=kind, fault="").order_by("-at").values_list("at", flat=True).first()


def runs_since(since: datetime) -> tuple[tuple[RunKind, datetime, float, bool], ...]:
    """Return the backups and drills since an instant: the kind, when, how many seconds it took, whether it failed."""
    rows = BackupRun.objects.filter(at__gte=since, kind__in=(RunKind.BACKUP, RunKind.DRILL)).order_by("at")
    told = rows.values_list("kind", "at", "seconds", "fault")
    return tuple((RunKind(kind), at, seconds, bool(fault)) for kind, at, seconds, fault in told)


def tried_sets() -> set[str]:
    """Return the names of the sets a drill restored."""
    runs = BackupRun.objects.filter(kind=RunKind.DRILL, fault="").values_list("sets", flat=True)
    return {name for names in runs for name in names}


def is_receiving() -> tuple[bool, bool]:
    """Say whether the database's log is being received, and whether commits wait for that."""
    with connection.cursor() as cursor:
        cursor.execute(_RECEIVING, [RECEIVER, RECEIVER])
        receives, waits = cursor.fetchone()
        return receives, waits
