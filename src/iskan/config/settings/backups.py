"""Where backups go, how long they are kept, and how the database's log is received."""

from pathlib import Path

from iskan.config import environment as env

_FOLDER = env.text("ISKAN_BACKUP_DIR")
# A folder on another disk than the data's: base backups, the database's log, the documents, and the sets made nightly.
ISKAN_BACKUP_DIR = Path(_FOLDER).resolve() if _FOLDER else None
# Whether the log is received, and whether a commit waits until it is on the other disk.
ISKAN_BACKUP_LOG = env.choice("ISKAN_BACKUP_LOG", among=("asynchronous", "synchronous", "off"))
# How long a commit waits for a receiver that is away, before the installation goes on without it and says so.
ISKAN_BACKUP_LOG_PATIENCE = env.number("ISKAN_BACKUP_LOG_PATIENCE", default=10, most=600)
ISKAN_BACKUP_LOG_DAYS = env.number("ISKAN_BACKUP_LOG_DAYS", default=3, most=365)

# Where sealed sets are kept: folders and buckets (s3://bucket/prefix), by commas; each gets every set.
_TARGETS = f"{ISKAN_BACKUP_DIR}/sets" if ISKAN_BACKUP_DIR else ""
ISKAN_BACKUP_TARGETS = env.items("ISKAN_BACKUP_TARGET", default=_TARGETS)
ISKAN_BACKUP_S3_ENDPOINT = env.text("ISKAN_BACKUP_S3_ENDPOINT", default=env.text("ISKAN_S3_ENDPOINT"))
# Holds the passphrase of the sets that are made at night; the file belongs on none of the targets.
ISKAN_BACKUP_KEY_FILE = env.text("ISKAN_BACKUP_KEY_FILE")
# The last set of so many days, weeks and months is kept, and the last whole one whatever these say.
ISKAN_BACKUP_KEEP = {
    "daily": env.number("ISKAN_BACKUP_KEEP_DAILY", default=7, most=366),
    "weekly": env.number("ISKAN_BACKUP_KEEP_WEEKLY", default=5, most=520),
    "monthly": env.number("ISKAN_BACKUP_KEEP_MONTHLY", default=12, most=1200),
}
ISKAN_BACKUP_DRILL = env.choice("ISKAN_BACKUP_DRILL", among=("weekly", "nightly"))
