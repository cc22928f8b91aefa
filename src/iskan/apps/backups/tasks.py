"""The nights' work: a set is made and old ones go, a set is tried by restoring it, and what is old is told of.

Each runs as a command of its own: a dump or a scratch server has nothing to do in a worker's memory.
"""

import subprocess
import sys
from typing import Final

from procrastinate.contrib.django import app

from iskan.foundation import clock, jobs

BACKUP: Final = ("backup", "--record")
DRILL: Final = ("backup", "verify", "--record")


class CommandFailed(RuntimeError):
    """The command could not even keep what went wrong; its last words are the message."""


@app.periodic(cron="30 22 * * *", periodic_id="backup-nightly")
@app.task(name="backups.backup_nightly", queueing_lock="backup-nightly", lock="backups")
def backup_nightly(timestamp: int) -> None:
    """Make a set at half past one in Bahrain, where a passphrase and a place are named, and remove old ones."""
    from iskan.apps.backups.operations import is_configured  # noqa: PLC0415 -- loaded by the job, not by who queues

    del timestamp
    if is_configured():
        run(BACKUP)


@app.periodic(cron="30 23 * * *", periodic_id="drill-nightly")
@app.task(name="backups.drill_nightly", queueing_lock="drill-nightly", lock="backups")
def drill_nightly(timestamp: int) -> None:
    """Try the last set by restoring it into a scratch installation, each night or each week."""
    from iskan.apps.backups.operations import is_configured, is_drill_due  # noqa: PLC0415 -- as above

    del timestamp
    if is_configured() and is_drill_due(clock.now()):
        run(DRILL)


@app.periodic(cron="0 6 * * *", periodic_id="backup-watch")
@app.task(name="backups.watch", retry=jobs.BRIEF, queueing_lock="backup-watch")
def watch(timestamp: int) -> None:
    """Tell the administrators in the morning of what is old."""
    from iskan.apps.backups.operations import alarm_when_old  # noqa: PLC0415 -- as above

    del timestamp
    alarm_when_old(clock.now())


def run(words: tuple[str, ...]) -> None:
    """Run a command of ours, which keeps what came of it.

    Raises:
        CommandFailed: it ended before it could.
    """
    done = subprocess.run(  # noqa: S603 -- our own command line
        [sys.executable, "-m", "iskan", *words], capture_output=True, text=True, check=False
    )
    if done.returncode not in {0, FAULT_KEPT}:
        raise CommandFailed((done.stderr or done.stdout).strip()[-500:])


# What a command ends with that failed and said so in the table of runs.
FAULT_KEPT: Final = 3
