"""A mail server for demonstrations: speaks SMTP and keeps each message as a file that a mail program opens."""

import os
import signal
import sys
import threading
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def main(port: str, folder: str) -> None:
    """Take mail in on a port of this machine until told to stop."""
    os.umask(0o077)  # letters are read by our own account alone, however this was started
    kept = Path(folder)
    kept.mkdir(parents=True, exist_ok=True)
    controller = Controller(Mailbox(kept), hostname="127.0.0.1", port=int(port))
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    controller.start()
    stopped.wait()
    controller.stop()


class Mailbox:
    """Keeps each message as one `.eml` file that a mail program opens, the newest last by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the library's name
        name = f"{datetime.now(tz=UTC):%Y%m%dT%H%M%S}-{next(self.numbers):04}.eml"
        (self.folder / name).write_bytes(envelope.original_content or b"")
        return "250 Message kept"


if __name__ == "__main__":
    main(*sys.argv[1:])
