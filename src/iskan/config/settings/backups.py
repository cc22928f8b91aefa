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
